import { expectOk } from "../../fault/fault.ts";
import type { AlikeLines } from "../../ledger/close/alike-lines.ts";
import {
  addRollForwards,
  type RollForwardText,
  rollForwardText,
} from "../../ledger/close/roll-forward-text.ts";
import { type Month, monthOf, monthText } from "../../ledger/recognition/accounting-month.ts";
import { soldContract } from "../../ledger/recognition/invoice-contract.ts";
import { type Posting, postingsThrough } from "../../ledger/recognition/month-close.ts";
import { isRevenue } from "../../ledger/recognition/movement.ts";
import type { ScheduleRow } from "../../ledger/recognition/ratable.ts";
import { recognize } from "../../ledger/recognition/recognize.ts";
import { remainingObligations } from "../../ledger/recognition/remaining-obligations.ts";
import { rollForward } from "../../ledger/recognition/roll-forward.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import {
  add,
  compare,
  type Decimal,
  decimalOf,
  isZero,
  multiply,
  subtract,
  zero,
} from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { closesBetween } from "../../store/closes.ts";
import type { Tx } from "../../store/tenant.ts";
import { daysFromCivil, parseCivilDate } from "../../time/calendar.ts";
import { startOfDayNumber } from "../../time/zone.ts";
import { type AccountingCalendar, monthNumber } from "../accounting-calendar.ts";
import { closedMonth } from "../closing/close-month.ts";
import type { TenantModels } from "../model-library.ts";
import {
  type CommittedObligation,
  contractedObligations,
  termObligations,
} from "./contracted-obligations.ts";
import { linesBy, type ReadOpenRevenue } from "./open-revenue.ts";
import type {
  Commitment,
  RemainingObligationsAnswer,
  RevenueScheduleAnswer,
  RollForwardAnswer,
} from "./revenue-answers.ts";

/** Months of the books, both included: `2026-01`. */
export interface MonthRange {
  readonly from: string;
  readonly to: string;
}

/** The months that are closed among some, and their rows. */
async function closedRows(tx: Tx, { from, to }: MonthRange) {
  const closes = (await closesBetween(tx, from, to)).map(closedMonth);
  return {
    closedThrough: closes.at(-1)?.month ?? null,
    rows: closes.flatMap(({ rollForward: rows }) => rows),
  };
}

/**
 * All postings of lines that are alike to the end of a month: what closed months booked, and what open ones will, what is of months
 * before them in the first.
 */
function postingsOf(
  { sold, adjustments, closed, count }: AlikeLines,
  { next }: AccountingCalendar,
  through: Month,
): readonly Posting[] {
  const { contract, facts } = soldContract(sold, adjustments);
  const book = {
    contracts: new Map([[contract.id, contract]]),
    facts: new Map(facts.map((fact) => [fact.id, fact])),
    ...(next === undefined ? {} : { closed: next - 1 }),
    closedPostings: closed,
  };
  const times = timesOf(count);
  return expectOk(postingsThrough(book, through)).map((posting) => ({
    ...posting,
    amount: times(posting.amount),
  }));
}

/** An amount so many times. */
function timesOf(count: number): (amount: Decimal) => Decimal {
  const whole = decimalOf(String(count));
  return (amount) => (count === 1 ? amount : multiply(amount, whole));
}

/** The roll-forward of some months: closed ones as they were closed, open ones as things stand. */
export async function rollForwardReport(
  tx: Tx,
  openRevenue: ReadOpenRevenue,
  calendar: AccountingCalendar,
  { from, to }: MonthRange,
): Promise<RollForwardAnswer> {
  const { closedThrough, rows } = await closedRows(tx, { from, to });
  const [first, through] = [monthNumber(from), monthNumber(to)];
  const isOpen = (month: Month): boolean =>
    month >= first && month > (calendar.closed ?? -Infinity);
  const lines = isOpen(through) ? linesBy(await openRevenue(tx, calendar), through) : [];
  const postings = lines.flatMap((alike) => postingsOf(alike, calendar, through));
  const own = rollForward(inMonths(postings), through).filter(({ month }) => isOpen(month));
  const open: readonly RollForwardText[] = addRollForwards(own.map(rollForwardText));
  return { from, to, closedThrough, items: [...rows, ...open] };
}

const inMonths = (postings: readonly Posting[]): readonly Posting[] =>
  postings.toSorted((left, right) => left.month - right.month);

/** Amounts of a stream in a currency: one for each month, and what comes later. */
interface StreamSchedule {
  readonly stream: string;
  readonly currency: CurrencyCode;
  readonly amounts: Decimal[];
  later: Decimal;
}

/** What issued invoices earn by month: closed months as they were closed, then what is scheduled. */
export async function scheduleReport(
  tx: Tx,
  openRevenue: ReadOpenRevenue,
  calendar: AccountingCalendar,
  range: MonthRange,
): Promise<RevenueScheduleAnswer> {
  const [first, through] = [monthNumber(range.from), monthNumber(range.to)];
  const months = Array.from({ length: through - first + 1 }, (_, index) => first + index);
  const streams = new Map<string, StreamSchedule>();
  const streamOf = (stream: string, currency: CurrencyCode): StreamSchedule => {
    const key = `${stream} ${currency}`;
    const known = streams.get(key);
    const own = known ?? { stream, currency, amounts: months.map(() => zero), later: zero };
    streams.set(key, own);
    return own;
  };
  const put = (own: StreamSchedule, month: Month, amount: Decimal): void => {
    const place = month - first;
    if (place > through - first) own.later = add(own.later, amount);
    else if (place >= 0) own.amounts[place] = add(own.amounts[place] ?? zero, amount);
  };
  const { closedThrough, rows } = await closedRows(tx, range);
  for (const { month, stream, currency, revenue } of rows)
    put(streamOf(stream, currency), monthNumber(month), decimalOf(revenue));
  const last = Math.max(through, calendar.next ?? through);
  for (const alike of linesBy(await openRevenue(tx, calendar), last))
    for (const [month, stream, currency, amount] of scheduledOf(alike, calendar))
      put(streamOf(stream, currency), month, amount);
  return {
    months: months.map(monthText),
    closedThrough,
    items: [...streams.values()]
      .filter(({ amounts, later }) => !isZero(later) || amounts.some((one) => !isZero(one)))
      .toSorted((left, right) =>
        left.stream < right.stream
          ? -1
          : left.stream > right.stream
            ? 1
            : left.currency < right.currency
              ? -1
              : 1,
      )
      .map(({ stream, currency, amounts, later }) => ({
        stream,
        currency,
        amounts: amounts.map((amount) => minorText(amount, currency)),
        later: minorText(later, currency),
      })),
  };
}

/** What of lines that are alike is revenue of months that are not closed. */
function scheduledOf(
  alike: AlikeLines,
  calendar: AccountingCalendar,
): readonly (readonly [Month, string, CurrencyCode, Decimal])[] {
  const end = lastMonth(alike);
  return postingsOf(alike, calendar, Math.max(end, calendar.next ?? end))
    .slice(alike.closed.length)
    .filter(({ kind }) => isRevenue(kind))
    .map(({ month, stream, currency, amount }) => [month, stream, currency, amount] as const);
}

/** The last month in which something of an invoice happens. */
function lastMonth({ sold, adjustments }: AlikeLines): Month {
  const days = sold.lines.map(({ earned }) => {
    if (earned.kind === "invoiced") return sold.issued;
    return earned.kind === "ratable" ? earned.to : (earned.day ?? sold.issued);
  });
  const allocated = (sold.allocations ?? []).flatMap(({ day, earned }) => [
    day,
    ...(earned === undefined ? [] : [earned.kind === "ratable" ? earned.to : earned.day]),
  ]);
  const changed = adjustments.map(({ day }) => day);
  return monthOf(Math.max(sold.issued, ...days, ...changed, ...allocated));
}

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
  readonly streams: Map<string, { amount: Decimal; withinYear: Decimal }>;
}

/** What was sold and is not earned at the end of a day: of issued invoices, and of signed contracts beyond those. */
export async function remainingReport(
  tx: Tx,
  openRevenue: ReadOpenRevenue,
  models: TenantModels,
  calendar: AccountingCalendar,
  asOf: string,
): Promise<RemainingObligationsAnswer> {
  const at = daysFromCivil(expectOk(parseCivilDate(asOf))) + 1;
  const currencies = new Map<CurrencyCode, Remaining>();
  const month = monthOf(at - 1);
  const revenue = await openRevenue(tx, calendar, month);
  for (const [currency, appears] of revenue.currencies)
    if (appears <= month) remainingIn(currencies, currency);
  for (const alike of linesBy(revenue, month))
    if (alike.sold.issued < at) addRemaining(currencies, alike, at);
  const after = startOfDayNumber(calendar.zone, at);
  for (const found of [
    ...(await contractedObligations(tx, models, after)),
    ...(await termObligations(tx, models, after, at)),
  ])
    addCommitted(currencies, found);
  return {
    asOf,
    items: [...currencies]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([currency, own]) => remainingOf(currency, own)),
  };
}

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
