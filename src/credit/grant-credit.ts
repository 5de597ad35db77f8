import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { compare, decimalOf, subtract, sum } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import { type CreditBook, type CreditChange, grantOf, move } from "./credit-book.ts";
import type { Grant, GrantTerms } from "./grant.ts";
import { readNotNegative, readPositive } from "./minor-amount.ts";
import type { PurchaseTax } from "./movement.ts";
import { newGrant } from "./new-grant.ts";
import { anchorDayAt, given, passTime } from "./pass-time.ts";

/** Money that came in for credits when they were bought; those sold on an invoice have none. */
export interface PurchasePayment {
  /** With tax: the price paid and the taxes. */
  readonly amount: string;
  readonly taxes?: readonly PurchaseTax[];
  readonly provider?: string;
}

/** Credits given to a customer. */
export interface GrantCommand extends GrantTerms {
  readonly id: string;
  /** From when they pay. Default: from when they are given. */
  readonly effectiveAt?: Instant;
  /** Absent for never. */
  readonly expiresAt?: Instant;
  /** The day of the month that further expiries keep to, where this one was clamped to a short month. */
  readonly anchorDay?: number;
  readonly purchase?: PurchasePayment;
}

/**
 * Gives credits. Refuses with `duplicate-grant`, `price-not-paid` where the purchase is not the price and its taxes, and
 * what {@link newGrant} refuses.
 */
export function grantCredit(
  before: CreditBook,
  command: GrantCommand,
  at: Instant,
): Result<CreditChange> {
  const { id, effectiveAt = at, expiresAt = null, anchorDay, purchase, ...terms } = command;
  const passed = passTime(before, at);
  if (isTaken(passed.book, id)) return refuse(duplicateGrant(id));
  const grant = newGrant(id, terms, {
    grantedAt: at,
    effectiveAt,
    expiresAt,
    anchorDay: anchorDay ?? anchorDayAt(before, effectiveAt, expiresAt),
  });
  if (!grant.ok) return grant;
  const change = given(passed, grant.value);
  if (purchase === undefined) return ok(change);
  const faults = purchaseFaults(purchase, grant.value);
  if (faults.length > 0) return refuse(...faults);
  return ok(bought(change, grantOf(change.book, id) ?? grant.value, purchase, at));
}

function bought(
  change: CreditChange,
  grant: Grant,
  { amount, taxes, provider }: PurchasePayment,
  date: Instant,
): CreditChange {
  const { currency } = grant;
  return move(change, grant, {
    kind: "credit-purchase",
    date,
    amount: minorText(decimalOf(amount), currency),
    ...(taxes === undefined ? {} : { taxes }),
    ...(provider === undefined ? {} : { provider }),
  });
}

function purchaseFaults({ amount, taxes = [] }: PurchasePayment, grant: Grant): readonly Fault[] {
  const { currency, pricePaid } = grant;
  const reads = [
    readPositive(amount, currency, "/purchase/amount"),
    ...taxes.map((tax, index) =>
      readNotNegative(tax.amount, currency, `/purchase/taxes/${index}/amount`),
    ),
  ];
  const faults = reads.flatMap((read) => (read.ok ? [] : read.faults));
  if (faults.length > 0) return faults;
  const net = subtract(decimalOf(amount), sum(taxes.map((tax) => decimalOf(tax.amount))));
  if (compare(net, decimalOf(pricePaid)) === 0) return [];
  const message = `the purchase without its taxes is the price of the credits, ${pricePaid}`;
  return [{ code: "price-not-paid", path: "/purchase/amount", message, value: amount }];
}

/** Whether a grant's id is in use, or is one that a recurring grant will use. */
export const isTaken = (book: CreditBook, id: string): boolean =>
  grantOf(book, id) !== undefined || book.recurring.some((rule) => isNumbered(rule.id, id));

/** Whether an id is a recurring grant's own id and a period's number. */
export const isNumbered = (rule: string, id: string): boolean =>
  id.startsWith(`${rule}/`) && /^\d+$/.test(id.slice(rule.length + 1));

/** The fault of credits whose id is in use. */
export const duplicateGrant = (id: string): Fault => ({
  code: "duplicate-grant",
  path: "/id",
  message: "the customer has credits of this id",
  value: id,
  suggestion: "give each grant an id of its own",
});
