import { assert, ok, type Result, refuse } from "../fault/fault.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { attributeChange } from "./attribute-change.ts";
import { monthAt, monthStart } from "./calendar-month.ts";
import {
  type CellChange,
  type CustomerChange,
  type CustomerHistory,
  customerHistory,
} from "./customer-history.ts";
import { groupRows } from "./group-rows.ts";
import { measureStretches } from "./measured-stretches.ts";
import type { MetricSettings } from "./metric-settings.ts";
import type { MetricsInput } from "./metrics-input.ts";
import type { CustomerMove, Movement, MovementKind } from "./movement.ts";
import { remembered } from "./remembered.ts";
import { type ReportingRates, reportingRates } from "./reporting-rates.ts";

/** What happened to recurring value in one month, without what rates did. */
export interface MonthOfBook {
  readonly changes: readonly CellChange[];
  /** In the order of customers, then of time. */
  readonly movements: readonly Movement[];
  readonly customerMoves: readonly CustomerMove[];
}

/** Recurring value from its beginning to the end of a month: every change of every customer, sorted once. */
export interface RecurringBook {
  /** The first month that anything changed in; `last` where nothing ever did. */
  readonly first: Month;
  readonly last: Month;
  /** In the order of customers' ids. */
  readonly histories: readonly CustomerHistory[];
  readonly months: ReadonlyMap<Month, MonthOfBook>;
  readonly rates: ReportingRates;
  readonly monthStart: (month: Month) => Instant;
}

/** How a book is opened: anew, or as it was before where the input is the same. */
export type OpenBook = typeof openRecurringBook;

/** Opens the book of the input up to the end of month `last`. Refuses with `fx-rate-missing`. */
export function openRecurringBook(
  input: MetricsInput,
  settings: MetricSettings,
  last: Month,
): Result<RecurringBook> {
  const { zone } = input;
  const rates = reportingRates(input.currency, input.rates ?? [], zone, settings);
  const startOf = remembered((month: Month) => monthStart(zone, month));
  const limit = startOf(last + 1);
  const monthOf = remembered((at: Instant) => monthAt(zone, at));
  const cancellations = groupRows(input.cancellations ?? [], ({ customer }) => customer);
  const stretches = groupRows(measureStretches(input, settings), ({ customer }) => customer);
  const histories = [...stretches]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([customer, own]) =>
      customerHistory(customer, own, cancellations.get(customer) ?? [], settings, monthOf, limit),
    );
  const known = checkRates(histories, rates, input);
  if (!known.ok) return known;
  const months = new Map<Month, Writable<MonthOfBook>>();
  let first = last;
  for (const history of histories)
    for (const change of history.changes) {
      first = Math.min(first, change.month);
      let month = months.get(change.month);
      if (month === undefined) {
        month = { changes: [], movements: [], customerMoves: [] };
        months.set(change.month, month);
      }
      enter(month, history.customer, change, settings, rates);
    }
  return ok({ first, last, histories, months, rates, monthStart: startOf });
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer R)[] ? R[] : T[K] };

/** Each currency needs a rate from the first month that has value in it. */
function checkRates(
  histories: readonly CustomerHistory[],
  rates: ReportingRates,
  { currency }: MetricsInput,
): Result<null> {
  const firstMonths = new Map<CellChange["cell"]["currency"], Month>();
  for (const { changes } of histories)
    for (const { month, cells } of changes)
      for (const { cell } of cells)
        if (cell.currency !== currency)
          firstMonths.set(cell.currency, Math.min(month, firstMonths.get(cell.currency) ?? month));
  const faults = [...firstMonths].flatMap(([code, month]) => {
    const known = rates.checkKnown(code, month, "/rates");
    return known.ok ? [] : known.faults;
  });
  return faults.length === 0 ? ok(null) : refuse(...faults);
}

function enter(
  into: Writable<MonthOfBook>,
  customer: string,
  change: CustomerChange,
  settings: MetricSettings,
  rates: ReportingRates,
): void {
  const { month, at, cells, wasCustomer, isCustomer, everCustomer } = change;
  for (const cell of cells) into.changes.push(cell);
  if (wasCustomer && isCustomer) {
    for (const movement of movementsWithin(change, settings, rates)) into.movements.push(movement);
    return;
  }
  assert(wasCustomer !== isCustomer, "only customers have recurring value");
  const isBack = everCustomer && settings.reactivation === "separate";
  const kind = wasCustomer ? "churn" : isBack ? "reactivation" : "new";
  into.customerMoves.push({ kind, month, at, customer });
  for (const own of cells) into.movements.push(moved(kind, month, own, worth(own, month, rates)));
}

const worth = ({ amount, cell }: CellChange, month: Month, rates: ReportingRates): Decimal =>
  rates.convert(amount, cell.currency, month);

const moved = (
  kind: MovementKind,
  month: Month,
  { at, cell, cause }: CellChange,
  amount: Decimal,
): Movement => ({ kind, month, at, cell, amount, cause });

/** The movements of a customer who stays, gains and losses set off as the setting `netting` says. */
function movementsWithin(
  { month, cells }: CustomerChange,
  { netting, priceChanges }: MetricSettings,
  rates: ReportingRates,
): Movement[] {
  const groups =
    netting === "customer"
      ? [cells]
      : [...groupRows(cells, ({ cell }) => cell.subscription).values()];
  return groups.flatMap((group) => {
    const isPrice = priceChanges === "separate" && group.some(({ cause }) => cause === "price");
    const parts = attributeChange(
      group.map((own) => worth(own, month, rates)),
      isPrice,
    );
    return group.flatMap((own, index) =>
      (parts[index] ?? []).map(({ kind, amount }) => moved(kind, month, own, amount)),
    );
  });
}
