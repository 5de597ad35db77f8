import {
  add,
  type Decimal,
  decimalOf,
  format,
  formatFixed,
  isZero,
  negate,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { BilledPeriod } from "./account.ts";
import type { LineDiscount } from "./invoice.ts";
import { isShared, type LineAmounts, type PricedLine, writeLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";
import type { PricedItems } from "./share-discounts.ts";
import { type OpenUsage, openUsageQuery } from "./usage-check.ts";
import { type BilledUsage, idlePeriod, openRecord, ratePeriod, remembered } from "./usage-line.ts";
import type { UsageView } from "./usage-view.ts";

/** What a line of use is to leave out, because it is on another document or waits for the period's end. */
export interface LessBilled {
  /** What was billed of the period while it was open. */
  readonly before: BilledPeriod | undefined;
  /** What the period comes to without any use. */
  readonly idle: LineAmounts | undefined;
  /** Up to when use is billed, where the period stays open. */
  readonly until: Instant | undefined;
  readonly book: PriceBook;
}

/**
 * The use so far of a period that stays open, rated as if the period ended now. What is owed without any use (a minimum, a
 * fee) waits for the period's end; so do discounts of an amount, which come off a document once.
 */
export function soFarUsage(item: OpenUsage, at: Instant, usage: UsageView): BilledUsage {
  const { state, terms, charge, period } = item;
  const { discounts, book } = terms;
  const own = discounts.usage.filter((one) => !isShared(one));
  const of = { state, charge, terms: { ...terms, discounts: { ...discounts, usage: own } } };
  const query = openUsageQuery(item, at);
  const rated = ratePeriod(of, period, usage.find(query), query.key);
  const { amounts: idle } = idlePeriod(of, period);
  const before = openRecord(state, charge, period.index);
  return {
    state,
    charge,
    billed: remembered(period, rated, at),
    line: writeLine(rated.draft, rated.amounts, book),
    less: { before, idle, until: at, book },
  };
}

/**
 * Priced items whose lines of use leave out what was billed of their periods before. A line that has nothing left is no line;
 * coupons are counted by what came off the whole period, once it is over.
 */
export function lessBilled(priced: PricedItems): PricedItems {
  if (priced.usage.every(({ less }) => less === undefined)) return priced;
  const rests = new Map<PricedLine, PricedLine | undefined>();
  const usage = priced.usage.flatMap((one): BilledUsage[] => {
    const { less, line } = one;
    if (less === undefined || line === undefined) return [one];
    const rest = restOf(line, less);
    rests.set(line, rest);
    if (less.until === undefined) return [{ ...one, line: rest }];
    return rest === undefined ? [] : [{ ...one, line: rest, billed: openBilled(one, less, rest) }];
  });
  return {
    ...priced,
    usage,
    lines: priced.lines.flatMap((line) => (rests.has(line) ? (rests.get(line) ?? []) : [line])),
    counted: priced.lines.filter((line) => !isOpen(line, priced.usage)),
  };
}

const isOpen = (line: PricedLine, usage: readonly BilledUsage[]): boolean =>
  usage.some((one) => one.line === line && one.less?.until !== undefined);

/** What is left of a line; undefined where that is nothing. */
function restOf(
  whole: PricedLine,
  { before, idle, until, book }: LessBilled,
): PricedLine | undefined {
  const { minorUnits } = book;
  const { explanation } = whole.line;
  const done = sum([decimalOf(before?.gross ?? "0"), idle?.gross ?? zero]);
  const gross = subtract(whole.gross, done);
  const net = subtract(whole.net, sum([decimalOf(before?.net ?? "0"), idle?.net ?? zero]));
  const events = (explanation.events ?? 0) - (before?.events ?? 0);
  if (events === 0 && isZero(gross) && isZero(net)) return undefined;
  const fixed = (value: Decimal): string => formatFixed(value, minorUnits);
  const steps = [
    ...explanation.steps,
    ...stepOf("due at the end of the period", idle?.gross ?? zero, fixed),
    ...stepOf("already billed", decimalOf(before?.gross ?? "0"), fixed),
  ];
  const { id, description } = whole.line;
  const count = (before?.soFar?.documents ?? 0) + 1;
  return {
    ...whole,
    line: {
      ...whole.line,
      id: until === undefined ? id : `${id}/so-far/${count}`,
      description: until === undefined ? description : `${description} (so far)`,
      gross: fixed(gross),
      discounts: discountsLeft(whole.line.discounts, before, idle, fixed),
      amount: fixed(net),
      explanation: {
        ...explanation,
        events,
        steps,
        rounding: {
          from: format(subtract(decimalOf(explanation.rounding.from), done)),
          to: fixed(gross),
        },
      },
    },
    gross,
    net,
    joint: until === undefined ? whole.joint : undefined,
    isDifference: true,
  };
}

const stepOf = (label: string, amount: Decimal, fixed: (value: Decimal) => string) =>
  isZero(amount) ? [] : [{ label, amount: fixed(negate(amount)) }];

/** What came off the whole by each discount, less what came off before by it. */
function discountsLeft(
  whole: readonly LineDiscount[],
  before: BilledPeriod | undefined,
  idle: LineAmounts | undefined,
  fixed: (value: Decimal) => string,
): readonly LineDiscount[] {
  const given = new Map<string, LineDiscount>();
  const idled = new Map(idle?.applied.map((one) => [one.id, one.amount]));
  for (const one of [...whole, ...(before?.soFar?.discounts ?? []).map(nothingOf)])
    if (!given.has(one.id)) given.set(one.id, one);
  return [...given.values()].flatMap((one) => {
    const earlier = before?.soFar?.discounts.find(({ id }) => id === one.id)?.amount ?? "0";
    const done = add(decimalOf(earlier), idled.get(one.id) ?? zero);
    const left = subtract(decimalOf(one.amount), done);
    return isZero(left) ? [] : [{ ...one, amount: fixed(left) }];
  });
}

const nothingOf = (discount: LineDiscount): LineDiscount => ({ ...discount, amount: "0" });

/** What the account remembers of an open period: what is billed of it by now. */
function openBilled(
  { billed: { index, events, seenUntil } }: BilledUsage,
  { before, book: { minorUnits } }: LessBilled,
  { line, gross, net }: PricedLine,
): BilledPeriod {
  const plus = (known: string | undefined, more: Decimal): string =>
    formatFixed(add(decimalOf(known ?? "0"), more), minorUnits);
  const discounts = new Map((before?.soFar?.discounts ?? []).map((one) => [one.id, one]));
  for (const one of line.discounts) {
    const amount = plus(discounts.get(one.id)?.amount, decimalOf(one.amount));
    discounts.set(one.id, { ...one, amount });
  }
  return {
    index,
    events,
    seenUntil,
    gross: plus(before?.gross, gross),
    net: plus(before?.net, net),
    soFar: {
      documents: (before?.soFar?.documents ?? 0) + 1,
      discounts: [...discounts.values()],
    },
  };
}
