import type { Rational } from "../money/rational.fixture.ts";
import {
  isLess,
  least,
  minus,
  most,
  none,
  plus,
  quotient,
  rational,
  times,
} from "../money/rational.fixture.ts";

/**
 * What the account machine must come to, worked out the slow way: dates by counting days, amounts in fractions of
 * bigints, every due item listed up front. It shares nothing with the code it checks but the dates' text form.
 */

const dayMs = 86_400_000;
const graceMs = 3_600_000;

/** A day as `2026-01-31`. */
export type Day = string;
export type Mode = "half-up" | "half-even";

const msOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);
const nextDay = (day: Day): Day => dayOf(msOf(day) + dayMs);
const daysBetween = (from: Day, to: Day): number => {
  let count = 0;
  for (let day = from; day < to; day = nextDay(day)) count += 1;
  return count;
};

/** The day `months` later, on `anchor` or the month's last day. */
function monthsLater(day: Day, months: number, anchor: number): Day {
  let [year = 0, month = 0] = day.split("-").map(Number);
  for (let step = 0; step < months; step += 1) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  let last = first;
  while (Number(last.slice(8)) < anchor && nextDay(last).slice(0, 7) === first.slice(0, 7))
    last = nextDay(last);
  return last;
}

export interface SlowPeriod {
  readonly index: number;
  readonly from: Day;
  readonly to: Day;
  /** Days served of the days of the whole period. */
  readonly served: readonly [number, number];
}

/** The periods of a purchase up to a day, the last one cut at its end. */
function periodsUntil(
  until: Day,
  of: { start: Day; end?: Day | undefined; months: number; calendar: boolean },
): SlowPeriod[] {
  const anchor = of.calendar ? 1 : Number(of.start.slice(8));
  let origin = of.start;
  if (of.calendar) {
    const month = Number(of.start.slice(5, 7)) - 1;
    const first = month - (month % of.months) + 1;
    origin = `${of.start.slice(0, 5)}${String(first).padStart(2, "0")}-01`;
  }
  const periods: SlowPeriod[] = [];
  for (let index = 0; ; index += 1) {
    const wholeFrom = monthsLater(origin, index * of.months, anchor);
    const wholeTo = monthsLater(origin, (index + 1) * of.months, anchor);
    const from = index === 0 ? of.start : wholeFrom;
    if (from > until || (of.end !== undefined && from >= of.end)) return periods;
    const to = of.end !== undefined && of.end < wholeTo ? of.end : wholeTo;
    periods.push({
      index,
      from,
      to,
      served: [daysBetween(from, to), daysBetween(wholeFrom, wholeTo)],
    });
  }
}

/** A fraction to `digits` digits, as text with all of them. */
function roundedText(value: Rational, digits: number, mode: Mode): string {
  const scaled = times(value, rational(10n ** BigInt(digits)));
  const size = scaled.over < 0n ? -scaled.over : scaled.over;
  let whole = size / scaled.under;
  const twiceRest = (size % scaled.under) * 2n;
  const tie = twiceRest === scaled.under;
  if (twiceRest > scaled.under || (tie && (mode === "half-up" || whole % 2n === 1n))) whole += 1n;
  const text = String(whole).padStart(digits + 1, "0");
  const cut = text.length - digits;
  const sign = scaled.over < 0n && whole > 0n ? "-" : "";
  return `${sign}${text.slice(0, cut)}${digits === 0 ? "" : `.${text.slice(cut)}`}`;
}

/** The whole number of a fraction, rounded up. */
const up = (value: Rational): Rational =>
  rational(
    value.over % value.under === 0n ? value.over / value.under : value.over / value.under + 1n,
  );

export interface SlowDiscount {
  readonly kind: "volume" | "term";
  /** From this quantity, or this many years, on: ascending. */
  readonly steps: readonly (readonly [number, number])[];
}

/** One use of a meter. */
export interface SlowEvent {
  readonly at: number;
  readonly received: number;
  readonly quantity: number;
}

/** What is sold, in the terms of the oracle. */
export interface SlowPurchase {
  readonly id: string;
  readonly start: Day;
  readonly end?: Day | undefined;
  readonly known: number;
  readonly calendar?: boolean;
  readonly discounts?: readonly SlowDiscount[];
  readonly termYears?: number | undefined;
  /** In advance: an amount for each unit bought. */
  readonly base?: { months: number; unit: string; quantity: number } | undefined;
  /** In arrears, by the month. */
  readonly usage?:
    | {
        kind: "graduated";
        included: number;
        prorated: boolean;
        edge: number;
        rates: [string, string];
      }
    | { kind: "capacity"; reserved: number; unit: string; over: string }
    | undefined;
  readonly events?: readonly SlowEvent[];
  /** A fee once, and a share of it each year. */
  readonly licence?: { fee: string; percent: number; fromStart: boolean; termMonths?: number };
}

export interface SlowLine {
  readonly id: string;
  readonly gross: string;
  readonly amount: string;
}
export interface SlowInvoice {
  readonly issued: number;
  readonly lines: readonly SlowLine[];
}

interface Item {
  readonly due: number;
  readonly waits: boolean;
  readonly lines: (cutoff: number) => readonly SlowLine[];
}

export interface SlowSetting {
  readonly digits: number;
  readonly mode: Mode;
  readonly until: Day;
}

/** Every invoice of these purchases that is final by the end of `until`. */
export function slowInvoices(
  purchases: readonly SlowPurchase[],
  setting: SlowSetting,
): SlowInvoice[] {
  const items = purchases.flatMap((purchase) => itemsOf(purchase, setting));
  const invoices: SlowInvoice[] = [];
  let lastIssued = 0;
  for (const due of [...new Set(items.map((item) => item.due))].sort((a, b) => a - b)) {
    const group = items.filter((item) => item.due === due);
    const wait = group.some((item) => item.waits) ? graceMs : 0;
    const cutoff = Math.max(due + wait, lastIssued);
    if (cutoff > msOf(setting.until)) break;
    const lines = group.flatMap((item) => item.lines(cutoff));
    lastIssued = cutoff;
    if (lines.length === 0) continue;
    invoices.push({ issued: cutoff, lines });
  }
  return invoices;
}

function itemsOf(purchase: SlowPurchase, setting: SlowSetting): Item[] {
  const { base, usage, licence } = purchase;
  return [
    ...(base === undefined ? [] : baseItems(purchase, base, setting)),
    ...(usage === undefined ? [] : usageItems(purchase, usage, setting)),
    ...(licence === undefined ? [] : licenceItems(purchase, licence, setting)),
  ];
}

function baseItems(
  purchase: SlowPurchase,
  { months, unit, quantity }: NonNullable<SlowPurchase["base"]>,
  setting: SlowSetting,
): Item[] {
  const { calendar = false, start, end } = purchase;
  return periodsUntil(setting.until, { start, end, months, calendar }).map((period) => {
    const amount = times(times(rational(unit), rational(quantity)), part(period));
    return {
      due: Math.max(msOf(period.from), purchase.known),
      waits: false,
      lines: () => [
        lineOf(`${purchase.id}/base/${period.index}`, amount, purchase, quantity, setting),
      ],
    };
  });
}

const part = ({ served: [days, of] }: SlowPeriod): Rational =>
  quotient(rational(days), rational(of));

function lineOf(
  id: string,
  exact: Rational,
  { discounts = [], termYears = 0 }: SlowPurchase,
  quantity: number,
  { digits, mode }: SlowSetting,
): SlowLine {
  const gross = roundedText(exact, digits, mode);
  let net = rational(gross);
  for (const { kind, steps } of discounts) {
    const reached = steps.filter(([from]) => from <= (kind === "volume" ? quantity : termYears));
    const percent = reached.at(-1)?.[1];
    if (percent === undefined || net.over <= 0n) continue;
    const off = quotient(times(net, rational(percent)), rational(100));
    net = minus(net, rational(roundedText(off, digits, mode)));
  }
  return { id, gross, amount: roundedText(net, digits, mode) };
}

function usageItems(
  purchase: SlowPurchase,
  usage: NonNullable<SlowPurchase["usage"]>,
  setting: SlowSetting,
): Item[] {
  const { calendar = false, start, end, events = [] } = purchase;
  const billed = new Map<number, { line: SlowLine; events: number }>();
  const rate = (period: SlowPeriod, cutoff: number) => {
    const own = events.filter(
      ({ at, received }) => at >= msOf(period.from) && at < msOf(period.to) && received < cutoff,
    );
    const quantity = own.map((event) => event.quantity);
    const exact =
      usage.kind === "graduated"
        ? graduatedAmount(quantity, usage, period)
        : capacityAmount(quantity, usage, period);
    const measured = usage.kind === "graduated" ? sumOf(quantity) : Math.max(0, ...quantity);
    const id = `${purchase.id}/use/${period.index}`;
    return { line: lineOf(id, exact, purchase, measured, setting), events: own.length };
  };
  const periods = periodsUntil(setting.until, { start, end, months: 1, calendar });
  return periods.map((period) => ({
    due: Math.max(msOf(period.to), purchase.known),
    waits: true,
    lines: (cutoff) => {
      const late = [...billed].flatMap(([index, before]): SlowLine[] => {
        const old = periods[index];
        if (old === undefined) return [];
        const now = rate(old, cutoff);
        if (now.events === before.events) return [];
        billed.set(index, now);
        return [differenceOf(now.line, before.line, period.index, setting)];
      });
      const now = rate(period, cutoff);
      billed.set(period.index, now);
      const silent = now.events === 0 && rational(now.line.gross).over === 0n;
      return [...(silent ? [] : [now.line]), ...late];
    },
  }));
}

function differenceOf(
  now: SlowLine,
  before: SlowLine,
  billedWith: number,
  { digits, mode }: SlowSetting,
): SlowLine {
  const less = (left: string, right: string): string =>
    roundedText(minus(rational(left), rational(right)), digits, mode);
  const id = `${now.id}/late/${billedWith}`;
  return { id, gross: less(now.gross, before.gross), amount: less(now.amount, before.amount) };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function graduatedAmount(
  quantities: readonly number[],
  usage: Extract<NonNullable<SlowPurchase["usage"]>, { kind: "graduated" }>,
  period: SlowPeriod,
): Rational {
  const used = most(rational(sumOf(quantities)), none);
  const [days, of] = period.served;
  const share = quotient(rational(usage.included * days), rational(of));
  const included = usage.prorated && days < of ? up(share) : rational(usage.included);
  const charged = minus(used, least(used, included));
  const first = least(charged, rational(usage.edge));
  const [low, high] = usage.rates;
  return plus(times(first, rational(low)), times(minus(charged, first), rational(high)));
}

function capacityAmount(
  peaks: readonly number[],
  usage: Extract<NonNullable<SlowPurchase["usage"]>, { kind: "capacity" }>,
  period: SlowPeriod,
): Rational {
  const peak = rational(Math.max(0, ...peaks));
  const reserved = rational(usage.reserved);
  const above = isLess(reserved, peak) ? minus(peak, reserved) : none;
  const due = plus(times(reserved, rational(usage.unit)), times(above, rational(usage.over)));
  return times(due, part(period));
}

function licenceItems(
  purchase: SlowPurchase,
  { fee, percent, fromStart, termMonths }: NonNullable<SlowPurchase["licence"]>,
  setting: SlowSetting,
): Item[] {
  const { id, start, known } = purchase;
  const anchor = Number(start.slice(8));
  const expires = termMonths === undefined ? undefined : monthsLater(start, termMonths, anchor);
  const ends = [purchase.end, expires].filter((day) => day !== undefined).sort();
  const once: Item = {
    due: Math.max(msOf(start), known),
    waits: false,
    lines: () => [lineOf(`${id}/fee`, rational(fee), { ...purchase, discounts: [] }, 1, setting)],
  };
  const yearly = quotient(times(rational(fee), rational(percent)), rational(100));
  const items = [once];
  for (let year = fromStart ? 0 : 1; ; year += 1) {
    const day = monthsLater(start, year * 12, anchor);
    if (day > setting.until || (ends[0] !== undefined && day >= ends[0])) return items;
    const line = lineOf(
      `${id}/maintenance/${year}`,
      yearly,
      { ...purchase, discounts: [] },
      1,
      setting,
    );
    items.push({ due: Math.max(msOf(day), known), waits: false, lines: () => [line] });
  }
}
