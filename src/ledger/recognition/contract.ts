import type { CurrencyCode } from "../../money/currency.ts";
import type { Decimal } from "../../money/decimal.ts";
import type { RegularBundle, Standalone } from "../../pricing/allocate-price.ts";
import type { Day } from "./accounting-month.ts";

/**
 * How an obligation is satisfied, and so when its part of the price is revenue (ASC 606-10-25-23..37, IFRS 15.31..45).
 *
 * The first seven share in the transaction price. The last three price themselves: their consideration varies with what
 * is transferred and belongs to it alone (ASC 606-10-32-40, IFRS 15.85), so it is no part of the price that is divided.
 */
export type Pattern =
  /** Over time, evenly by local day of `[from, to)`: stand-ready service, support, right to access (25-27(a), IFRS 15.35(a)). */
  | { readonly kind: "ratable"; readonly from: Day; readonly to: Day }
  /** At the day of delivery, never before `notBefore`: a licence before its period begins (25-30, 55-58C; IFRS 15.38, B61). */
  | { readonly kind: "point-in-time"; readonly notBefore?: Day }
  /** By units transferred of a known total: an output method (55-17, IFRS 15.B15). */
  | { readonly kind: "output"; readonly total: Decimal }
  /** By effort or cost so far over the total expected, as last measured: an input method (55-20, IFRS 15.B18). */
  | { readonly kind: "input" }
  /** By milestones reached, each a share of the whole; the shares add up to 1 (55-17, IFRS 15.B15). */
  | { readonly kind: "milestones"; readonly milestones: readonly Milestone[] }
  /** Prepaid credits, gift cards, points: by units redeemed (55-46..49, IFRS 15.B44..B47). */
  | { readonly kind: "redemption"; readonly issued: Decimal; readonly breakage: Breakage }
  /** A material right: when what it buys is transferred, or when it expires (55-42, IFRS 15.B40). */
  | { readonly kind: "option" }
  /** Use billed as it happens: the amount there is a right to invoice (55-18, IFRS 15.B16). */
  | { readonly kind: "as-invoiced" }
  /** Use when it happens, billed or not; a royalty at the later of use and `notBefore` (55-65, IFRS 15.B63). */
  | { readonly kind: "usage"; readonly notBefore?: Day }
  /**
   * Units, billed as they are transferred, at the price expected in the end (32-5..9, IFRS 15.50..55). What is billed beyond it
   * is owed back where the discount is retroactive (55-216, IE124), and deferred where only later units cost less.
   */
  | {
      readonly kind: "unit-price";
      readonly unitPrice: Decimal;
      readonly excess: "refund" | "deferred";
    };

/** A part of a project that is satisfied by itself. */
export interface Milestone {
  readonly name: string;
  readonly share: Decimal;
}

/**
 * What customers never redeem. `proportional`: the entity expects breakage and recognises it with use, by units redeemed over
 * the units `expected` to be redeemed. `remote`: it does not, and recognises it when redemption becomes remote
 * (ASC 606-10-55-48, IFRS 15.B46), which an `expired` fact says.
 */
export type Breakage =
  | { readonly kind: "proportional"; readonly expected: Decimal }
  | { readonly kind: "remote" };

/** A promise of something distinct, or of a series of it (ASC 606-10-25-14, IFRS 15.22). */
export interface Obligation {
  readonly id: string;
  /** The revenue stream of the model that it reports to. */
  readonly stream: string;
  /** Of one that prices itself, zero. At a modification: of what remains. */
  readonly standalone: Standalone;
  readonly pattern: Pattern;
  /** True of a price below zero (unserved time that is credited): its balance lowers the one that it takes back of. */
  readonly givesBack?: true;
  /** When it is expected to be satisfied, where its pattern does not say: dates what remains (50-13, IFRS 15.120). */
  readonly expectedBy?: Day;
}

/** An amount that depends on the future: a bonus, penalty, rebate, price concession, service credit (32-6, IFRS 15.51). */
export interface VariableConsideration {
  readonly id: string;
  /** After the constraint (32-11, IFRS 15.56); negative where it lowers the price. */
  readonly estimate: Decimal;
  /** The obligations it belongs to alone, if the criteria of 32-40 (IFRS 15.85) are met. Absent: all that share. */
  readonly allocatedTo?: readonly string[];
  /** True where it is billed first and expected to be paid back: a refund liability (32-10, IFRS 15.55). */
  readonly refund?: boolean;
}

/**
 * What the entity expects for what it transfers, without tax (ASC 606-10-32-2, IFRS 15.47). Consideration payable to the
 * customer comes off `fixed` (32-25, IFRS 15.70). A significant financing component is not separated (32-15, IFRS 15.60).
 */
export interface TransactionPrice {
  readonly fixed: Decimal;
  readonly variable?: readonly VariableConsideration[];
}

/** A contract with a customer as revenue is recognised from it. All days are local to the account's zone. */
export interface Contract {
  readonly id: string;
  readonly currency: CurrencyCode;
  readonly inception: Day;
  /** The first day after the term that either party can enforce; decides the one-year expedient (50-14(a), IFRS 15.121(a)). */
  readonly end?: Day;
  readonly obligations: readonly Obligation[];
  readonly price: TransactionPrice;
  /** Evidence that a discount belongs to some obligations only. */
  readonly bundles?: readonly RegularBundle[];
}

/** Whether an obligation shares in the price that is divided, or is priced by what is transferred. */
export const sharesInPrice = (pattern: Pattern): boolean =>
  pattern.kind !== "as-invoiced" && pattern.kind !== "usage" && pattern.kind !== "unit-price";
