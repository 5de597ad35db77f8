import { type FoundRate, rateOn } from "../../fx/rate-on.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import { revalue } from "../../fx/revalue.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { decimalOf, isZero } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import type { Instant } from "../../time/instant.ts";
import { type AccountName, compareAccounts } from "../account-name.ts";
import { postCurrencyRevaluation } from "../documents/currency-revaluation.ts";
import type { JournalEntry } from "../entry.ts";
import { dayAfter, dayText, type Month, monthText } from "../recognition/accounting-month.ts";
import { reverseEntry } from "../reversal.ts";
import type { AccountPosition } from "./position-table.ts";

/** An account's foreign balance at the rate of a day; amounts as minor-unit text, debits positive. */
export interface ValuedPosition {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  /** What is carried at a known amount, in its own currency. */
  readonly amount: string;
  /** What stands there besides: it came about on days without a rate. */
  readonly unvalued: string;
  /** In the currency of the books. */
  readonly carrying: string;
  /** In the currency of the books; null where no rate of the day is known. */
  readonly value: string | null;
  readonly gain: string | null;
  readonly rate: FoundRate | null;
}

/** Values positions at the rates of a day, in the order of accounts and currencies; what is nothing is left out. */
export function valuePositions(
  positions: readonly AccountPosition[],
  books: CurrencyCode,
  rates: RateTable,
  day: string,
): readonly ValuedPosition[] {
  return positions
    .filter(({ amount, unvalued }) => !isZero(amount) || !isZero(unvalued))
    .toSorted(
      (left, right) =>
        compareAccounts(left.account, right.account) || (left.currency < right.currency ? -1 : 1),
    )
    .map(({ account, currency, amount, carrying, unvalued }) => {
      const rate = rateOn(rates, currency, books, day);
      const found = rate.ok ? rate.value : null;
      const at = found === null ? undefined : revalue({ currency, amount, carrying }, found);
      return {
        account,
        currency,
        amount: minorText(amount, currency),
        unvalued: minorText(unvalued, currency),
        carrying: minorText(carrying, books),
        value: at?.value ?? null,
        gain: at?.gain ?? null,
        rate: found,
      };
    });
}

/**
 * The entries of a closing month's revaluation: what open positions gained or lost by its last day, dated in its last
 * millisecond, and the same turned round in the first moment of the next month. None where nothing was gained. What has no rate,
 * or came about on a day without one, stays as it is carried.
 */
export function revaluationEntries(
  positions: readonly ValuedPosition[],
  books: CurrencyCode,
  month: Month,
  end: Instant,
): readonly JournalEntry[] {
  const balances = positions.flatMap(({ account, currency, carrying, value, gain }) =>
    value === null || gain === null || isZero(decimalOf(gain))
      ? []
      : [{ account, currency, carrying, value }],
  );
  if (balances.length === 0) return [];
  const entry = postCurrencyRevaluation({
    kind: "currency-revaluation",
    id: monthText(month),
    date: end - 1,
    currency: books,
    balances,
  });
  return [entry, reverseEntry(entry, { date: end, reason: "the next month begins" })];
}

/** The day by whose rates a month is revalued: its last. */
export const revaluationDay = (month: Month): string => dayText(dayAfter(month) - 1);
