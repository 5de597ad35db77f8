import type { CurrencyCode } from "../../money/currency.ts";
import {
  add,
  type Decimal,
  isNegative,
  isZero,
  max,
  min,
  negate,
  subtract,
  zero,
} from "../../money/decimal.ts";
import type { Month } from "./accounting-month.ts";
import { addMovement, balanceOf, noSums, type Sums } from "./contract-balance.ts";
import type { Posting } from "./month-close.ts";
import { isRevenue, type MovementKind } from "./movement.ts";

/**
 * How one balance came from its opening to its closing. Each column is signed as it changes the balance, so
 * opening + billed + recognised + catchUp + terminated + moved = closing.
 */
export interface BalanceRow {
  readonly opening: Decimal;
  readonly billed: Decimal;
  /** By performance and breakage. */
  readonly recognised: Decimal;
  readonly catchUp: Decimal;
  readonly terminated: Decimal;
  /** Between obligations at a modification, and between deferred revenue and refund liability. */
  readonly moved: Decimal;
  readonly closing: Decimal;
}

/** One stream's month in one currency (the disclosure of ASC 606-10-50-8..10, IFRS 15.116..118). */
export interface RollForwardRow {
  readonly month: Month;
  readonly stream: string;
  readonly currency: CurrencyCode;
  /** All revenue of the month. */
  readonly revenue: Decimal;
  /** The part of it that was deferred when the month began (50-8(b), IFRS 15.116(b)). */
  readonly revenueFromOpening: Decimal;
  readonly deferred: BalanceRow;
  readonly contractAsset: BalanceRow;
  readonly refundLiability: BalanceRow;
}

type Column = Exclude<keyof BalanceRow, "opening" | "closing">;
type Account = "deferred" | "contractAsset" | "refundLiability";
const accounts: readonly Account[] = ["deferred", "contractAsset", "refundLiability"];

const columnOf: Readonly<Record<MovementKind, Column>> = {
  billed: "billed",
  recognised: "recognised",
  breakage: "recognised",
  "catch-up": "catchUp",
  termination: "terminated",
  moved: "moved",
  "refund-expected": "moved",
};

/** One obligation's balances while postings are run through. */
interface Running {
  readonly stream: string;
  readonly currency: CurrencyCode;
  /** Whether it takes off the balances that others stand in. */
  readonly back: boolean;
  sums: Sums;
}

/**
 * The roll-forward of deferred revenue, contract assets and refund liabilities, for each stream, currency and month from the
 * first posting to `through`; a stream's months of no balance and no movement are left out.
 *
 * Balances are those of the obligations, so that they belong to a stream; `contractBalances` nets them by contract as
 * they are presented. Postings come in booked order, as `postingsThrough` gives them. Where an obligation opens and closes a
 * month on one side, all its movements are that side's, whatever their order within the month; only a balance that
 * changes sides is split, where it crosses zero.
 */
export function rollForward(
  postings: readonly Posting[],
  through: Month,
): readonly RollForwardRow[] {
  const running = new Map<string, Running>();
  const rows: RollForwardRow[] = [];
  const [first] = postings;
  let next = 0;
  for (let month = first?.month ?? through + 1; month <= through; month++) {
    const streams = openStreams(running);
    const moved = new Map<string, Posting[]>();
    for (; next < postings.length && postings[next]?.month === month; next++) {
      const posting = postings[next];
      if (posting === undefined) continue;
      const key = JSON.stringify([posting.contract, posting.obligation]);
      moved.set(key, [...(moved.get(key) ?? []), posting]);
    }
    for (const [key, own] of moved) runObligation(running, streams, key, own);
    const named = [...streams].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [, content] of named) if (hasContent(content)) rows.push(rowOf(month, content));
  }
  return rows;
}

/** A stream's month while it is run through. */
interface StreamMonth {
  readonly stream: string;
  readonly currency: CurrencyCode;
  readonly balances: Record<Account, Record<keyof BalanceRow, Decimal>>;
  /** Deferred at the opening, and revenue since, of each obligation. */
  readonly obligations: Map<string, { readonly opening: Decimal; revenue: Decimal }>;
  revenue: Decimal;
}

function openStreams(running: ReadonlyMap<string, Running>): Map<string, StreamMonth> {
  const streams = new Map<string, StreamMonth>();
  for (const [key, own] of running) {
    const month = streamMonth(streams, own);
    const balance = balanceOf(own.sums, own.back);
    for (const account of accounts) {
      const row = month.balances[account];
      row.opening = add(row.opening, balance[account]);
      row.closing = add(row.closing, balance[account]);
    }
    month.obligations.set(key, { opening: balance.deferred, revenue: zero });
  }
  return streams;
}

/** Runs one obligation's postings of a month through its balances. */
function runObligation(
  running: Map<string, Running>,
  streams: Map<string, StreamMonth>,
  key: string,
  postings: readonly Posting[],
): void {
  const [first] = postings;
  if (first === undefined) return;
  const { stream, currency } = first;
  const own = running.get(key) ?? {
    stream,
    currency,
    back: first.givesBack === true,
    sums: noSums,
  };
  running.set(key, own);
  const month = streamMonth(streams, first);
  const side = oneSide(own.sums, postings.reduce(addMovement, own.sums), own.back);
  for (const posting of postings) {
    const before = balanceOf(own.sums, own.back);
    own.sums = addMovement(own.sums, posting);
    const after = balanceOf(own.sums, own.back);
    const column = columnOf[posting.kind];
    if (side === undefined)
      for (const account of accounts)
        put(month, account, column, subtract(after[account], before[account]));
    else put(month, side, column, flowOf(side, posting));
    if (isRevenue(posting.kind)) addRevenue(month, key, posting.amount);
  }
}

/** The one account that holds all of a balance before and after; undefined where it changes sides or is a refund. */
function oneSide(before: Sums, after: Sums, back: boolean): Account | undefined {
  if (!isZero(before.refundExpected) || !isZero(after.refundExpected)) return undefined;
  const [opening, closing] = [balanceOf(before, back), balanceOf(after, back)];
  if (isZero(opening.contractAsset) && isZero(closing.contractAsset)) {
    const passing = isZero(opening.deferred) && isZero(closing.deferred);
    return passing ? undefined : "deferred";
  }
  return isZero(opening.deferred) && isZero(closing.deferred) ? "contractAsset" : undefined;
}

/** What a movement does to the balance of its side. */
function flowOf(side: Account, { kind, amount }: Posting): Decimal {
  if (kind === "refund-expected") return zero;
  const raisesDeferred = isRevenue(kind) ? negate(amount) : amount;
  return side === "deferred" ? raisesDeferred : negate(raisesDeferred);
}

function put(month: StreamMonth, account: Account, column: Column, change: Decimal): void {
  const row = month.balances[account];
  row[column] = add(row[column], change);
  row.closing = add(row.closing, change);
}

function addRevenue(month: StreamMonth, key: string, amount: Decimal): void {
  const known = month.obligations.get(key) ?? { opening: zero, revenue: zero };
  known.revenue = add(known.revenue, amount);
  month.obligations.set(key, known);
  month.revenue = add(month.revenue, amount);
}

function streamMonth(
  streams: Map<string, StreamMonth>,
  { stream, currency }: Pick<Running, "stream" | "currency">,
): StreamMonth {
  const key = JSON.stringify([stream, currency]);
  const known = streams.get(key);
  if (known !== undefined) return known;
  const balances = { deferred: emptyRow(), contractAsset: emptyRow(), refundLiability: emptyRow() };
  const month = { stream, currency, balances, obligations: new Map(), revenue: zero };
  streams.set(key, month);
  return month;
}

const emptyRow = (): Record<keyof BalanceRow, Decimal> => ({
  opening: zero,
  billed: zero,
  recognised: zero,
  catchUp: zero,
  terminated: zero,
  moved: zero,
  closing: zero,
});

const hasContent = (month: StreamMonth): boolean =>
  !isZero(month.revenue) ||
  accounts.some((account) => Object.values(month.balances[account]).some((v) => !isZero(v)));

function rowOf(month: Month, content: StreamMonth): RollForwardRow {
  const { stream, currency, revenue, balances } = content;
  let revenueFromOpening = zero;
  for (const { opening, revenue } of content.obligations.values())
    revenueFromOpening = add(
      revenueFromOpening,
      isNegative(opening) ? min(zero, max(opening, revenue)) : max(zero, min(opening, revenue)),
    );
  return { month, stream, currency, revenue, revenueFromOpening, ...balances };
}
