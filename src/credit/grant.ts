import { assert } from "../fault/fault.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import {
  add,
  compare,
  type Decimal,
  decimalOf,
  isPositive,
  max,
  min,
  multiply,
  subtract,
} from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { divide } from "../money/rounding.ts";
import type { Instant } from "../time/instant.ts";
import type { Lifetime } from "./lifetime.ts";

/** Why credits were given. */
export type CreditKind = "prepaid" | "promotional" | "sla" | "goodwill" | "referral";

/** Who or what gave them: the id of a subscription, of an uptime report, of a top-up, or of whoever said so. */
export interface GrantSource {
  readonly kind: "subscription" | "sla" | "top-up" | "contract" | "command";
  readonly id: string;
}

/** What credits pay for beside the kind of line; each list is a choice of which one must fit. */
export interface CreditFilter {
  readonly streams?: readonly string[];
  readonly plans?: readonly string[];
  readonly charges?: readonly string[];
  /** Ids of signed contracts. */
  readonly contracts?: readonly string[];
}

/** What lives on of unused credits when they expire. */
export interface Rollover {
  /** The part of what is left, from 0 to 1 as decimal text. */
  readonly share: string;
  /** The most that lives on at one expiry. */
  readonly maximum?: string;
  /** How many more times. */
  readonly times: number;
  /** How much longer each time. */
  readonly life: Lifetime;
}

/** Some credits: what they take off an invoice, and the part of the price paid that they stand for. */
export interface Worth {
  readonly amount: string;
  readonly cost: string;
}

/** What a grant says of itself, whoever gives it. Amounts are decimal text in whole minor units. */
export interface GrantTerms {
  /** The model's credit book; absent for credits given ad hoc. */
  readonly credit?: string;
  readonly kind: CreditKind;
  readonly currency: CurrencyCode;
  readonly amount: string;
  /** Without tax; at most the amount. Default: the amount where the kind is prepaid, else nothing. */
  readonly pricePaid?: string;
  /** 0 burns first. Default 0. */
  readonly priority?: number;
  /** Default `all`. */
  readonly appliesTo?: "recurring" | "usage" | "all";
  readonly only?: CreditFilter;
  /**
   * `invoiced` (the default) pays what is invoiced from `effectiveAt` on and before `expiresAt`; `served` pays what was
   * served wholly in that time, whenever it is invoiced until the grant closes.
   */
  readonly covers?: "invoiced" | "served";
  /** How long after `expiresAt` a `served` grant stays open for invoices of what was served before, in ms. Default 0. */
  readonly graceMs?: number;
  readonly rollover?: Rollover;
  /** Where breakage is reported. */
  readonly stream?: string;
  /** The invoice on which they were sold, by its id; absent for those that were not. */
  readonly invoice?: string;
  readonly source: GrantSource;
}

/**
 * Credits that were given at one time on one set of terms. Plain JSON; amounts with all digits of the minor unit.
 *
 * `remaining`, `burned`, `expired` and `voided` always add up to `amount`, and their costs to `pricePaid`.
 */
export interface Grant extends GrantTerms {
  readonly id: string;
  /** `prepaid` where something was paid for it, be it less than it is worth. */
  readonly funding: "prepaid" | "free";
  readonly pricePaid: string;
  readonly priority: number;
  readonly appliesTo: "recurring" | "usage" | "all";
  readonly covers: "invoiced" | "served";
  readonly graceMs: number;
  readonly grantedAt: Instant;
  readonly effectiveAt: Instant;
  /** The first moment at which it no longer pays; null for never. */
  readonly expiresAt: Instant | null;
  /** The day of the month that its expiries fall on, before they are clamped to short months. */
  readonly anchorDay: number;
  readonly remaining: Worth;
  readonly burned: Worth;
  /** The part of `burned` that cannot come back: of burns that are no longer remembered. */
  readonly forgotten: Worth;
  readonly expired: Worth;
  readonly voided: Worth;
  readonly voidedAt: Instant | null;
  /** Movements it has had; the next one's id counts on. */
  readonly movements: number;
}

/** Where credits go when they leave what remains. */
export type Exit = "burned" | "expired" | "voided";

/** What is left of a grant, as a number. */
export const remainingOf = (grant: Grant): Decimal => decimalOf(grant.remaining.amount);

/** Whether anything is left of a grant. */
export const isOpen = (grant: Grant): boolean => isPositive(remainingOf(grant));

/** When what is left of a grant is lost; undefined for never. */
export const closesAt = ({ expiresAt, graceMs }: Grant): Instant | undefined =>
  expiresAt === null ? undefined : expiresAt + graceMs;

/** Both sides of a worth, taken together. */
export const addWorth = (left: Worth, right: Worth, currency: CurrencyCode): Worth => ({
  amount: minorText(add(decimalOf(left.amount), decimalOf(right.amount)), currency),
  cost: minorText(add(decimalOf(left.cost), decimalOf(right.cost)), currency),
});

/** Both sides of a worth, less those of another. */
export const subtractWorth = (left: Worth, right: Worth, currency: CurrencyCode): Worth => ({
  amount: minorText(subtract(decimalOf(left.amount), decimalOf(right.amount)), currency),
  cost: minorText(subtract(decimalOf(left.cost), decimalOf(right.cost)), currency),
});

/**
 * Moves an amount out of what remains and says what it had cost.
 *
 * The cost of all that has left follows `pricePaid × left / amount`, rounded half up, so the parts add up to the price
 * exactly, the last one takes the rest, and one draw costs what the same draw in two parts does. After a release, which
 * gives back just what was taken, the running cost may stand a unit beside that line; it returns to it by at most one unit of
 * cost for one of credit, so no credit ever costs more than it is worth.
 */
export function take(grant: Grant, amount: Decimal, exit: Exit): { grant: Grant; worth: Worth } {
  const { currency, pricePaid, remaining } = grant;
  assert(compare(amount, remainingOf(grant)) <= 0, `${grant.id} holds no more than what remains`);
  const price = decimalOf(pricePaid);
  const leftBefore = subtract(price, decimalOf(remaining.cost));
  const left = subtract(add(decimalOf(grant.amount), amount), remainingOf(grant));
  const aim = divide(multiply(price, left), decimalOf(grant.amount), minorUnits(currency));
  const leftAfter = min(max(aim, leftBefore), add(leftBefore, amount));
  const worth: Worth = {
    amount: minorText(amount, currency),
    cost: minorText(subtract(leftAfter, leftBefore), currency),
  };
  return {
    worth,
    grant: {
      ...grant,
      remaining: subtractWorth(remaining, worth, currency),
      [exit]: addWorth(grant[exit], worth, currency),
    },
  };
}

/** Puts burned credits back into what remains, at the cost at which they left. */
export function putBack(grant: Grant, worth: Worth): Grant {
  const { currency, remaining, burned } = grant;
  return {
    ...grant,
    remaining: addWorth(remaining, worth, currency),
    burned: subtractWorth(burned, worth, currency),
  };
}

/** Text by code unit, the same in every locale. */
export const byText = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0;

/** The order in which grants burn: priority, then the earliest expiry, then age, then id. */
export function burnOrder(left: Grant, right: Grant): number {
  if (left.priority !== right.priority) return left.priority - right.priority;
  if (left.expiresAt !== right.expiresAt) {
    if (left.expiresAt === null) return 1;
    if (right.expiresAt === null) return -1;
    return left.expiresAt - right.expiresAt;
  }
  return left.grantedAt - right.grantedAt || byText(left.id, right.id);
}
