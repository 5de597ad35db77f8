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
import { rollForward } from "../../ledger/recognition/roll-forward.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { add, type Decimal, decimalOf, isZero, multiply, zero } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { closesBetween } from "../../store/closes.ts";
import type { Tx } from "../../store/tenant.ts";
import { type AccountingCalendar, monthNumber } from "../accounting-calendar.ts";
import { closedMonth } from "../closing/close-month.ts";
import { workOutOnce } from "../worked-out.ts";
import { linesBy, type OpenRevenue, type ReadOpenRevenue } from "./open-revenue.ts";
import type { RevenueScheduleAnswer, RollForwardAnswer } from "./revenue-answers.ts";

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
export function timesOf(count: number): (amount: Decimal) => Decimal {
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
  if (!isOpen(through)) return { from, to, closedThrough, items: rows };
  const revenue = await openRevenue(tx, calendar);
  const found = rolledForward(revenue, `${calendar.next} ${through}`, () => {
    const lines = linesBy(revenue, through);
    return rollForward(
      inMonths(lines.flatMap((alike) => postingsOf(alike, calendar, through))),
      through,
    );
  });
  const own = found.filter(({ month }) => isOpen(month));
  const open: readonly RollForwardText[] = addRollForwards(own.map(rollForwardText));
  return { from, to, closedThrough, items: [...rows, ...open] };
}

/** So many of each report are remembered of what is open, a row for each month and stream. */
const reportsMost = 16;
const rolledForward = workOutOnce<OpenRevenue, ReturnType<typeof rollForward>>(reportsMost);
const scheduled = workOutOnce<OpenRevenue, readonly Scheduled[]>(reportsMost);

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
  const revenue = await openRevenue(tx, calendar);
  const found = scheduled(revenue, `${calendar.next} ${last}`, () =>
    addedUp(linesBy(revenue, last).flatMap((alike) => scheduledOf(alike, calendar))),
  );
  for (const { month, stream, currency, amount } of found)
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

/** What becomes revenue of a stream in a month. */
interface Scheduled {
  readonly month: Month;
  readonly stream: string;
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
}

function addedUp(rows: readonly Scheduled[]): readonly Scheduled[] {
  const sums = new Map<string, Scheduled>();
  for (const row of rows) {
    const key = `${row.month} ${row.currency} ${row.stream}`;
    const known = sums.get(key);
    sums.set(key, known === undefined ? row : { ...row, amount: add(known.amount, row.amount) });
  }
  return [...sums.values()];
}

/** What of lines that are alike is revenue of months that are not closed. */
function scheduledOf(alike: AlikeLines, calendar: AccountingCalendar): readonly Scheduled[] {
  const end = lastMonth(alike);
  return postingsOf(alike, calendar, Math.max(end, calendar.next ?? end))
    .slice(alike.closed.length)
    .filter(({ kind }) => isRevenue(kind))
    .map(({ month, stream, currency, amount }) => ({ month, stream, currency, amount }));
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
