import { nearest } from "../../fault/nearest.ts";
import { accountFamilies } from "../../ledger/account-name.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { monthAt } from "../../metrics/calendar-month.ts";
import type { Model } from "../../model/model.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import {
  add,
  type Decimal,
  type DecimalText,
  decimalOf,
  isZero,
  zero,
} from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import type { Zone } from "../../time/zone.ts";
import { tellableFigures } from "./told-amounts.ts";

/** What the books tell on `expenses:other:COST` and a plan has no cost for: it is left out of its profit and its cash. */
export interface UnknownCost {
  readonly cost: string;
  readonly amount: DecimalText;
  readonly currency: CurrencyCode;
  /** The cost of the plan that was likely meant; absent where none is near. */
  readonly meant?: string;
}

/** Months of a plan, both included, in the time zone of the books. */
export interface MonthsOfBooks {
  readonly zone: Zone;
  readonly first: Month;
  readonly last: Month;
}

const costs = `${accountFamilies.otherExpense.path}:`;

/** Which costs the books tell that a plan does not have, each by its currency, in the order in which they come; what was taken back whole is none. */
export function unknownCosts(
  entries: Iterable<Pick<JournalEntry, "date" | "postings">>,
  plan: Model,
  { zone, first, last }: MonthsOfBooks,
): readonly UnknownCost[] {
  const known = tellableFigures(plan);
  const unknown = new Map<string, Map<CurrencyCode, Decimal>>();
  for (const { date, postings } of entries) {
    const month = monthAt(zone, date);
    if (month < first || month > last) continue;
    for (const { account, amount, currency } of postings) {
      if (!account.startsWith(costs)) continue;
      const cost = account.slice(costs.length);
      if (known.has(cost)) continue;
      const own = unknown.get(cost) ?? new Map<CurrencyCode, Decimal>();
      unknown.set(cost, own);
      own.set(currency, add(own.get(currency) ?? zero, decimalOf(amount)));
    }
  }
  return [...unknown].flatMap(([cost, sums]) => {
    const meant = nearest(cost, known.keys());
    return [...sums]
      .filter(([, sum]) => !isZero(sum))
      .map(([currency, sum]) => ({
        cost,
        amount: minorText(sum, currency),
        currency,
        ...(meant === undefined ? {} : { meant }),
      }));
  });
}
