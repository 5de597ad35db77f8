import { expectedBreakage, rightsOf } from "../credit/breakage.ts";
import type { Grant } from "../credit/grant.ts";
import type { CurrencyCode } from "../money/currency.ts";
import {
  type Decimal,
  decimalOf,
  formatFixed,
  isPositive,
  isZero,
  subtract,
  zero,
} from "../money/decimal.ts";
import { shareOf } from "../money/percent.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import type { PriceBook } from "./price-book.ts";

/** What is earned of prepaid credits with their use, since the model expects that the rest will not be used. */
export interface BreakageMovement {
  readonly kind: "credit-breakage";
  readonly id: string;
  readonly grant: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** Below zero where less is expected, or where they expired: their expiry is booked whole. Minor-unit text. */
  readonly amount: string;
  /** Where breakage is reported. */
  readonly stream?: string;
}

/** What was booked as expected breakage of a grant so far, and in how many movements. */
export interface BookedBreakage {
  /** Minor-unit text. */
  readonly amount: string;
  readonly count: number;
}

/**
 * Books the breakage that the model expects of prepaid credits, in proportion to their use; what was booked of credits that have
 * expired or were taken back goes back, for their expiry is booked whole. None where the model states no estimate.
 */
export function bookBreakage(
  account: Account,
  at: Instant,
  book: PriceBook,
): { readonly account: Account; readonly movements: readonly BreakageMovement[] } {
  const { credits } = account;
  if (credits === null || (credits.broken === undefined && !estimates(book)))
    return { account, movements: [] };
  const before = credits.broken ?? {};
  const movements: BreakageMovement[] = [];
  const broken: Record<string, BookedBreakage> = {};
  for (const grant of credits.book.grants) {
    const known = before[grant.id] ?? { amount: "0", count: 0 };
    const due = breakageOf(grant, book);
    const change = subtract(due, decimalOf(known.amount));
    if (isZero(change)) {
      if (known.count > 0) broken[grant.id] = known;
      continue;
    }
    const count = known.count + 1;
    const fixed = (amount: Decimal): string => formatFixed(amount, book.minorUnits);
    movements.push(movementOf(grant, count, fixed(change), account, at));
    broken[grant.id] = { amount: fixed(due), count };
  }
  if (movements.length === 0) return { account, movements };
  return { account: { ...account, credits: { ...credits, broken } }, movements };
}

const estimates = ({ model }: PriceBook): boolean =>
  Object.values(model.credits ?? {}).some(({ breakage }) => breakage?.expected !== undefined);

/** What is earned of a grant by now because the rest will not be used. */
function breakageOf(grant: Grant, { model, rounding }: PriceBook): Decimal {
  const expected = grant.credit && model.credits?.[grant.credit]?.breakage?.expected;
  const rights = rightsOf(grant);
  if (expected === undefined || expected === "" || !isPositive(decimalOf(rights.price)))
    return zero;
  return decimalOf(expectedBreakage(rights, shareOf(expected), rounding).breakage);
}

const movementOf = (
  { id, currency, stream }: Grant,
  count: number,
  amount: string,
  { customer }: Account,
  date: Instant,
): BreakageMovement => ({
  kind: "credit-breakage",
  id: `${id}/breakage/${count}`,
  grant: id,
  customer: customer.id,
  date,
  currency,
  amount,
  ...(stream === undefined ? {} : { stream }),
});
