import { ok, type Result } from "../fault/fault.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import { add, type Decimal, zero } from "../money/decimal.ts";
import type { Zone } from "../time/zone.ts";
import { monthAt } from "./calendar-month.ts";
import { checkInput } from "./check-input.ts";
import { type Churn, customerChurn } from "./churn.ts";
import { customersByWorth, type Worths } from "./concentration.ts";
import type { CustomerChange, Worth } from "./customer-history.ts";
import { groupRows } from "./group-rows.ts";
import type { MetricSettings } from "./metric-settings.ts";
import type {
  BilledLine,
  MetricsInput,
  ReceivableSnapshot,
  StreamRevenue,
} from "./metrics-input.ts";
import { type MonthMovements, movementsBy } from "./movements-by.ts";
import { type OpenBook, openRecurringBook, type RecurringBook } from "./recurring-book.ts";
import { remembered } from "./remembered.ts";
import { type Retention, retention } from "./retention.ts";
import { type RoundedMovements, roundMovements } from "./rounded-movements.ts";

/** What metrics are counted from, each thing counted once. Rows of a month are undefined where none were given at all. */
export interface MetricFacts {
  readonly settings: MetricSettings;
  readonly currency: CurrencyCode;
  readonly minorDigits: number;
  readonly zone: Zone;
  /** The months asked for, in order. */
  readonly months: readonly Month[];
  readonly book: RecurringBook;
  /** Of the whole business; undefined before the first month of the book. */
  readonly movements: (month: Month) => MonthMovements | undefined;
  readonly roundedMovements: (month: Month) => RoundedMovements;
  /** Aligned with the book's histories: the last change of who is a customer at a month's end. */
  readonly customersAt: (month: Month) => CustomersAt;
  /** Customers at the end of the month. */
  readonly customerCount: (month: Month) => number;
  /** Customers lost in the month, by the settings. */
  readonly customerChurn: (month: Month) => Churn;
  /** What customers are worth when the month ends, by the setting `concentrationBasis`. */
  readonly worths: (month: Month) => Worths | undefined;
  /** What amounts by currency are worth at the rates of a month. */
  readonly worth: (worth: Worth, month: Month) => Decimal;
  readonly retention: (month: Month, spanMonths: number) => Retention;
  readonly billed: (month: Month) => readonly BilledLine[] | undefined;
  readonly revenue: (month: Month) => readonly StreamRevenue[] | undefined;
  readonly receivables: (month: Month) => readonly ReceivableSnapshot[];
  readonly margin: (month: Month) => Decimal | undefined;
}

/** For each history of the book the change that made or keeps its customer one; undefined for others. */
export type CustomersAt = readonly (CustomerChange | undefined)[];

/** Month ends that are kept: one, the one before, and the one a year before. */
const columnsKept = 14;

/** Gathers the facts for the months; refuses what `checkInput` and the book refuse. */
export function gatherFacts(
  input: MetricsInput,
  months: readonly Month[],
  settings: MetricSettings,
  openBook: OpenBook = openRecurringBook,
): Result<MetricFacts> {
  const faults = checkInput(input, settings);
  if (faults.length > 0) return { ok: false, faults };
  const opened = openBook(input, settings, months.at(-1) ?? 0);
  if (!opened.ok) return opened;
  const book = opened.value;
  const { currency, zone } = input;
  const whole = movementsBy(book, () => "");
  const minorDigits = minorUnits(currency);
  const nothing: MonthMovements = { opening: zero, closing: zero, kinds: new Map() };
  const nothingWorth: Worth[number] = [currency, zero];
  const movements = (month: Month) => whole.get(month)?.get("");
  const billed = groupRows(input.billed ?? [], ({ issuedAt }) => monthAt(zone, issuedAt));
  const revenue = groupRows(input.revenue ?? [], ({ month }) => month);
  const receivables = groupRows(input.receivables ?? [], ({ month }) => month);
  const margins = new Map((input.margins ?? []).map(({ month, ratio }) => [month, ratio]));
  const customersAt = customerColumns(book);
  const retained = remembered((span: number) =>
    remembered((month: Month) => retention(facts, month, span)),
  );
  const worths = remembered((month: Month) => customersByWorth(facts, month));
  const facts: MetricFacts = {
    settings,
    currency,
    minorDigits,
    zone,
    months,
    book,
    movements,
    roundedMovements: (month) => roundMovements(movements(month) ?? nothing, minorDigits),
    customersAt,
    customerCount: remembered((month) =>
      customersAt(month).reduce((count, change) => count + Number(change !== undefined), 0),
    ),
    customerChurn: remembered((month) => customerChurn(facts, month)),
    worths,
    worth: (worth, month) => {
      const [first = nothingWorth, ...others] = worth;
      const [code, amount] = first;
      const start = book.rates.convert(amount, code, month);
      return others.reduce(
        (total, [of, own]) => add(total, book.rates.convert(own, of, month)),
        start,
      );
    },
    retention: (month, span) => retained(span)(month),
    billed: (month) => (input.billed === undefined ? undefined : (billed.get(month) ?? [])),
    revenue: (month) =>
      input.revenue === undefined || month > (input.revenueThrough ?? month)
        ? undefined
        : (revenue.get(month) ?? []),
    receivables: (month) =>
      month > (input.receivablesThrough ?? month) ? [] : (receivables.get(month) ?? []),
    margin: (month) => margins.get(month),
  };
  return ok(facts);
}

/** Month ends, each made from the one before it by the month's changes alone. */
function customerColumns(book: RecurringBook): (month: Month) => CustomersAt {
  const changed = new Map<Month, [number, CustomerChange | undefined][]>();
  book.histories.forEach(({ changes }, index) => {
    for (const change of changes) {
      const row: [number, CustomerChange | undefined] = [
        index,
        change.isCustomer ? change : undefined,
      ];
      const rows = changed.get(change.month);
      if (rows === undefined) changed.set(change.month, [row]);
      else rows.push(row);
    }
  });
  const kept = new Map<Month, CustomersAt>();
  const empty: CustomersAt = book.histories.map(() => undefined);
  return (month) => {
    const known = kept.get(month);
    if (known !== undefined) return known;
    if (month < book.first) return empty;
    let base = Math.min(month, book.last);
    while (base >= book.first && !kept.has(base)) base -= 1;
    const column = [...(kept.get(base) ?? empty)];
    for (let next = base + 1; next <= month; next += 1)
      for (const [index, change] of changed.get(next) ?? []) column[index] = change;
    kept.set(month, column);
    const [oldest] = kept.keys();
    if (kept.size > columnsKept && oldest !== undefined) kept.delete(oldest);
    return column;
  };
}
