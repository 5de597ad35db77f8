import type { Decimal } from "../../money/decimal.ts";
import type { Day } from "./accounting-month.ts";
import type { Obligation, Pattern } from "./contract.ts";

/** What every fact says: which one it is, when it happened (not when it became known), and in which contract. */
interface Dated {
  /** Unique; the same fact recorded twice counts once. */
  readonly id: string;
  readonly contract: string;
  readonly day: Day;
}

/** Something happened that decides how much revenue there is, or how much of it was billed. */
export type RecognitionFact = Dated & FactBody;

/** The kinds of fact. `obligation` names one of the contract. */
export type FactBody =
  /** A line became an unconditional right to payment; negative for a credit note. Without an obligation it is spread by price. */
  | { readonly kind: "billed"; readonly amount: Decimal; readonly obligation?: string }
  /** Delivered at a point in time, or `quantity` more units transferred. */
  | { readonly kind: "transferred"; readonly obligation: string; readonly quantity?: Decimal }
  /** Progress so far by an input method: `done` of `total`. */
  | {
      readonly kind: "measured";
      readonly obligation: string;
      readonly done: Decimal;
      readonly total: Decimal;
    }
  | { readonly kind: "reached"; readonly obligation: string; readonly milestone: string }
  | { readonly kind: "redeemed"; readonly obligation: string; readonly quantity: Decimal }
  /** The units now expected to be redeemed in all (55-48, IFRS 15.B46; change of estimate). */
  | {
      readonly kind: "redemption-estimated";
      readonly obligation: string;
      readonly expected: Decimal;
    }
  /** What was not redeemed or exercised will not be: it expired, or has become remote. */
  | { readonly kind: "expired"; readonly obligation: string }
  | { readonly kind: "used"; readonly obligation: string; readonly amount: Decimal }
  | {
      readonly kind: "unit-price-estimated";
      readonly obligation: string;
      readonly unitPrice: Decimal;
    }
  /** A new estimate of a variable consideration, after the constraint (32-14, 32-42..45; IFRS 15.59, 87..90). */
  | { readonly kind: "price-estimated"; readonly component: string; readonly amount: Decimal }
  /** A concession for what was already transferred: it lowers revenue at once (as the credit of Example 5, Case B). */
  | { readonly kind: "conceded"; readonly obligation: string; readonly amount: Decimal }
  | ProspectiveModification
  | CatchUpModification
  /** A material right was exercised for `price` more (55-42, IFRS 15.B40). */
  | {
      readonly kind: "exercised";
      readonly option: string;
      readonly price: Decimal;
      readonly obligations: readonly Obligation[];
    }
  /**
   * Both parties are released from what remains. `entitled` is all the consideration the entity keeps for an obligation;
   * absent, what it had earned: anything billed beyond is to be credited.
   */
  | { readonly kind: "terminated"; readonly entitled?: Readonly<Record<string, Decimal>> };

/**
 * What remains is distinct from what was transferred: the old contract ends and a new one begins
 * (ASC 606-10-25-13(a), IFRS 15.21(a)). The revenue so far stays.
 */
export interface ProspectiveModification {
  readonly kind: "modified";
  readonly treatment: "prospective";
  /** What the modification adds to the price, or takes off it. */
  readonly price: Decimal;
  /** The obligations whose unrecognised price is divided anew. */
  readonly replaces: readonly string[];
  /** What remains to be transferred, with its stand-alone prices; an id that is replaced goes on under its name. */
  readonly remaining: readonly Obligation[];
}

/**
 * What remains is part of one obligation that is partly satisfied: progress and price are measured anew from the beginning,
 * and the difference is revenue at once (ASC 606-10-25-13(b), IFRS 15.21(b)).
 */
export interface CatchUpModification {
  readonly kind: "modified";
  readonly treatment: "catch-up";
  readonly price: Decimal;
  readonly obligation: string;
  /** The pattern as modified; absent, as it was. */
  readonly pattern?: Pattern;
}

/** Facts of one day count in this order: terms first, then performance, then billing. */
const rank: Readonly<Record<FactBody["kind"], number>> = {
  modified: 0,
  exercised: 1,
  "price-estimated": 2,
  "unit-price-estimated": 2,
  "redemption-estimated": 2,
  measured: 3,
  transferred: 3,
  reached: 3,
  redeemed: 3,
  used: 3,
  conceded: 4,
  expired: 5,
  terminated: 6,
  billed: 7,
};

/** The facts in the one order they count in, whatever order they came in; a repeated id counts once. */
export function inOrder(facts: readonly RecognitionFact[]): readonly RecognitionFact[] {
  const unique = new Map<string, RecognitionFact>();
  for (const fact of facts) if (!unique.has(fact.id)) unique.set(fact.id, fact);
  return [...unique.values()].sort(
    (a, b) =>
      a.day - b.day || rank[a.kind] - rank[b.kind] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}
