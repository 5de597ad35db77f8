import {
  add,
  compare,
  type Decimal,
  isNegative,
  isZero,
  min,
  subtract,
  zero,
} from "../money/decimal.ts";
import type { Item } from "./price-kind.ts";

/** Something that events fold into: a price over events, or the sums behind one. */
export interface EventFold<P> {
  readonly empty: P;
  lift(item: Item): P;
  merge(left: P, right: P): P;
}

/** What a period gives free: it ends with whichever of the two is used up first. At least one is set. */
export interface Allowance {
  /** The number of free events. */
  readonly events?: number | undefined;
  /** The free value, in the units of the events' quantities. */
  readonly value?: Decimal | undefined;
}

/** Events in order of time, then id, each of which begins before the allowance is used up by those in front of it. */
interface Run {
  readonly items: readonly Item[];
  /** Whether these events use the allowance up, so that whatever comes later is charged in full. */
  readonly full: boolean;
}

/**
 * Part of a period: the events that may still turn out to be free, and all others folded away.
 *
 * No run holds more events than it takes to use up the allowance. Runs halve in length from the first to the last, so
 * adding events one by one costs a logarithm each and never a copy of all.
 */
export interface AllowancePartial<P> {
  readonly runs: readonly Run[];
  readonly charged: P;
}

/** What is left to charge after the allowance, and what it took off. */
export interface Settled<P> {
  readonly charged: P;
  readonly freeValue: Decimal;
  /** Events that were free in full. */
  readonly freeEvents: number;
}

/**
 * Puts a free allowance in front of a fold over events.
 *
 * Events use it in order of time, then id, however the stream arrives or is split; the event that crosses the free value
 * is split, and only the value above goes on to be charged. An event of negative value is a correction: it goes on in
 * full and uses nothing. That later events can never give an earlier one its allowance back is what allows folding
 * events away: in a larger stream, an event has the same events in front of it or more.
 */
export interface EventAllowance<P> extends EventFold<AllowancePartial<P>> {
  settle(partial: AllowancePartial<P>): Settled<P>;
}

/** The fold of {@link EventAllowance} in front of `inner`. */
export function eventAllowance<P>(inner: EventFold<P>, allowance: Allowance): EventAllowance<P> {
  const charge = (charged: P, items: readonly Item[]): P =>
    items.reduce((sum, item) => inner.merge(sum, inner.lift(item)), charged);

  function addRun(partial: AllowancePartial<P>, run: Run): AllowancePartial<P> {
    const [first] = partial.runs;
    if (first?.full && isAfter(run, first))
      return { runs: partial.runs, charged: charge(partial.charged, run.items) };
    const runs = [...partial.runs];
    let { charged } = partial;
    let last = run;
    for (let before = runs.at(-1); before; before = runs.at(-1)) {
      if (before.items.length >= 2 * last.items.length) break;
      const [joined, spilled] = cut(inOrder(before.items, last.items), allowance);
      charged = charge(charged, spilled);
      last = joined;
      runs.pop();
    }
    return { runs: [...runs, last], charged };
  }

  const empty: AllowancePartial<P> = { runs: [], charged: inner.empty };
  return {
    empty,
    lift(item) {
      if (isNegative(item.quantity)) return { runs: [], charged: inner.lift(item) };
      const [run, spilled] = cut([item], allowance);
      return spilled.length === 0
        ? { runs: [run], charged: inner.empty }
        : { runs: [], charged: inner.lift(item) };
    },
    merge(left, right) {
      const charged = inner.merge(left.charged, right.charged);
      return right.runs.reduce(addRun, { runs: left.runs, charged });
    },
    settle(partial) {
      const all = partial.runs.map((run) => run.items).reduceRight(inOrder, []);
      const [early, spilled] = cut(all, allowance);
      return settleEarly(inner, early.items, allowance, charge(partial.charged, spilled));
    },
  };
}

function settleEarly<P>(
  inner: EventFold<P>,
  items: readonly Item[],
  allowance: Allowance,
  late: P,
): Settled<P> {
  let charged = late;
  let freeValue = zero;
  let freeEvents = 0;
  for (const item of items) {
    const room = allowance.value && subtract(allowance.value, freeValue);
    const free = room === undefined ? item.quantity : min(item.quantity, room);
    freeValue = add(freeValue, free);
    const above = subtract(item.quantity, free);
    if (isZero(above)) freeEvents += 1;
    else charged = inner.merge(charged, inner.lift({ ...item, quantity: above }));
  }
  return { charged, freeValue, freeEvents };
}

/** Cuts ordered events where the allowance is used up: the run before, and what is charged in full. */
function cut(items: readonly Item[], allowance: Allowance): readonly [Run, readonly Item[]] {
  const eventsMax = allowance.events ?? Number.POSITIVE_INFINITY;
  let used = zero;
  let length = 0;
  let full = eventsMax === 0 || reached(used, allowance.value);
  for (; !full && length < items.length; length += 1) {
    used = add(used, items[length]?.quantity ?? zero);
    full = length + 1 >= eventsMax || reached(used, allowance.value);
  }
  if (length === items.length) return [{ items, full }, []];
  return [{ items: items.slice(0, length), full }, items.slice(length)];
}

const reached = (used: Decimal, limit: Decimal | undefined): boolean =>
  limit !== undefined && compare(used, limit) >= 0;

/** Two ordered lists of events as one. */
function inOrder(left: readonly Item[], right: readonly Item[]): readonly Item[] {
  const merged: Item[] = [];
  let at = 0;
  for (const item of left) {
    for (let other = right[at]; other && byTimeThenId(other, item) < 0; other = right[at]) {
      merged.push(other);
      at += 1;
    }
    merged.push(item);
  }
  return merged.concat(right.slice(at));
}

function isAfter(run: Run, full: Run): boolean {
  const [first] = run.items;
  const last = full.items.at(-1);
  return first !== undefined && last !== undefined && byTimeThenId(first, last) > 0;
}

/**
 * The order in which events use an allowance. Ids compare by UTF-16 unit, as `<` does and no locale changes. Where time
 * and id are equal (two sources may use one id) the smaller value comes first, so that order never depends on arrival.
 */
export function byTimeThenId(left: Item, right: Item): number {
  if (left.time !== right.time) return left.time - right.time;
  if (left.id !== right.id) return left.id < right.id ? -1 : 1;
  return compare(left.quantity, right.quantity);
}
