import { expectOk } from "../../fault/fault.ts";
import type { AlikeLines } from "../../ledger/close/alike-lines.ts";
import { type Month, monthOf, monthText } from "../../ledger/recognition/accounting-month.ts";
import { soldContract } from "../../ledger/recognition/invoice-contract.ts";
import type { ScheduleRow } from "../../ledger/recognition/ratable.ts";
import { recognize } from "../../ledger/recognition/recognize.ts";
import { remainingObligations } from "../../ledger/recognition/remaining-obligations.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { add, compare, type Decimal, isZero, subtract, zero } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import type { Tx } from "../../store/tenant.ts";
import { daysFromCivil, parseCivilDate } from "../../time/calendar.ts";
import { startOfDayNumber } from "../../time/zone.ts";
import type { AccountingCalendar } from "../accounting-calendar.ts";
import type { TenantModels } from "../model-library.ts";
import { workOutOnce } from "../worked-out.ts";
import type { CommittedObligation } from "./contracted-obligations.ts";
import { linesBy, type OpenRevenue, type ReadOpenRevenue } from "./open-revenue.ts";
import type { RememberedObligations } from "./remembered-obligations.ts";
import type { Commitment, RemainingObligationsAnswer } from "./revenue-answers.ts";
import { timesOf } from "./revenue-reports.ts";

/** So many reports are remembered of what is open. */
const reportsMost = 16;
const remainingThen = workOutOnce<OpenRevenue, ReadonlyMap<CurrencyCode, Remaining>>(reportsMost);

/** What remains of one currency, added up over pages. */
interface Remaining {
  total: Decimal;
  withinYear: Decimal;
  later: Decimal;
  unscheduled: Decimal;
  contracted: Decimal;
  committed: Decimal;
  readonly commitments: CommittedObligation[];
  readonly months: Map<Month, Decimal>;
  readonly streams: Map<string, { readonly amount: Decimal; readonly withinYear: Decimal }>;
}

/** What is remembered of what was sold. */
export interface RememberedRevenue {
  readonly openRevenue: ReadOpenRevenue;
  readonly obligations: RememberedObligations;
}

/** What was sold and is not earned at the end of a day: of issued invoices, and of signed contracts beyond those. */
export async function remainingReport(
  tx: Tx,
  { openRevenue, obligations }: RememberedRevenue,
  models: TenantModels,
  calendar: AccountingCalendar,
  asOf: string,
): Promise<RemainingObligationsAnswer> {
  const at = daysFromCivil(expectOk(parseCivilDate(asOf))) + 1;
  const revenue = await openRevenue(tx, calendar, monthOf(at - 1));
  const invoiced = remainingThen(revenue, String(at), () => remainingOfInvoices(revenue, at));
  const currencies = new Map([...invoiced].map(([currency, own]) => [currency, copyOf(own)]));
  const after = startOfDayNumber(calendar.zone, at);
  for (const found of await obligations(tx, models, { after, at })) addCommitted(currencies, found);
  return {
    asOf,
    items: [...currencies]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([currency, own]) => remainingOf(currency, own)),
  };
}

/** What is left of issued invoices at the beginning of a day. */
function remainingOfInvoices(
  revenue: OpenRevenue,
  at: number,
): ReadonlyMap<CurrencyCode, Remaining> {
  const currencies = new Map<CurrencyCode, Remaining>();
  const month = monthOf(at - 1);
  for (const [currency, appears] of revenue.currencies)
    if (appears <= month) remainingIn(currencies, currency);
  for (const alike of linesBy(revenue, month))
    if (alike.sold.issued < at) addRemaining(currencies, alike, at);
  return currencies;
}

/** One that contracts and terms are added to. */
const copyOf = (own: Remaining): Remaining => ({
  ...own,
  commitments: [...own.commitments],
  months: new Map(own.months),
  streams: new Map(own.streams),
});

function addRemaining(
  currencies: Map<CurrencyCode, Remaining>,
  { sold, adjustments, count }: AlikeLines,
  at: number,
): void {
  const { contract, facts } = soldContract(sold, adjustments);
  const recognised = expectOk(recognize(contract, facts, at));
  const found = remainingObligations([recognised], at, { oneYearExpedient: false });
  const own = remainingIn(currencies, sold.currency);
  const times = timesOf(count);
  own.total = add(own.total, times(found.total));
  own.withinYear = add(own.withinYear, times(found.withinYear));
  own.later = add(own.later, times(found.later));
  own.unscheduled = add(own.unscheduled, times(found.unscheduled));
  addToMonths(
    own,
    found.months.map(({ month, amount }) => ({ month, amount: times(amount) })),
  );
  for (const { stream, amount, withinYear } of found.obligations)
    addToStream(own, { stream, amount: times(amount), withinYear: times(withinYear) });
}

function remainingIn(currencies: Map<CurrencyCode, Remaining>, currency: CurrencyCode): Remaining {
  const own = currencies.get(currency) ?? {
    total: zero,
    withinYear: zero,
    later: zero,
    unscheduled: zero,
    contracted: zero,
    committed: zero,
    commitments: [],
    months: new Map<Month, Decimal>(),
    streams: new Map<string, { amount: Decimal; withinYear: Decimal }>(),
  };
  currencies.set(currency, own);
  return own;
}

function addCommitted(
  currencies: Map<CurrencyCode, Remaining>,
  obligation: CommittedObligation,
): void {
  const own = remainingIn(currencies, obligation.currency);
  const { amount, withinYear, contract, months, streams } = obligation;
  own.total = add(own.total, amount);
  own.withinYear = add(own.withinYear, withinYear);
  own.later = add(own.later, subtract(amount, withinYear));
  if (contract === null) own.committed = add(own.committed, amount);
  else own.contracted = add(own.contracted, amount);
  own.commitments.push(obligation);
  addToMonths(own, months);
  for (const stream of streams) addToStream(own, stream);
}

function addToMonths({ months }: Remaining, rows: readonly ScheduleRow[]): void {
  for (const { month, amount } of rows) months.set(month, add(months.get(month) ?? zero, amount));
}

/** Rows of the answer at most. */
const commitmentsMax = 1_000;

const commitmentsOf = (
  { commitments }: Remaining,
  text: (amount: Decimal) => string,
): readonly Commitment[] =>
  commitments
    .toSorted((left, right) => compare(right.amount, left.amount))
    .slice(0, commitmentsMax)
    .map(({ customer, contract, subscription, until, amount, withinYear }) => ({
      customer,
      contract,
      subscription,
      until,
      amount: text(amount),
      withinYear: text(withinYear),
    }));

function addToStream(
  { streams }: Remaining,
  { stream, amount, withinYear }: CommittedObligation["streams"][number],
): void {
  const known = streams.get(stream) ?? { amount: zero, withinYear: zero };
  streams.set(stream, {
    amount: add(known.amount, amount),
    withinYear: add(known.withinYear, withinYear),
  });
}

function remainingOf(
  currency: CurrencyCode,
  remaining: Remaining,
): RemainingObligationsAnswer["items"][number] {
  const { total, withinYear, later, unscheduled, contracted, committed, months, streams } =
    remaining;
  const text = (amount: Decimal): string => minorText(amount, currency);
  return {
    currency,
    total: text(total),
    withinYear: text(withinYear),
    later: text(later),
    unscheduled: text(unscheduled),
    contracted: text(contracted),
    committed: text(committed),
    commitments: commitmentsOf(remaining, text),
    months: [...months]
      .filter(([, amount]) => !isZero(amount))
      .toSorted(([left], [right]) => left - right)
      .map(([month, amount]) => ({ month: monthText(month), amount: text(amount) })),
    streams: [...streams]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([stream, one]) => ({
        stream,
        amount: text(one.amount),
        withinYear: text(one.withinYear),
      })),
  };
}
