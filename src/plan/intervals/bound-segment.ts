import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { SegmentSteps } from "../chance/live-segment.ts";
import type { BoundedFigure } from "./interval-formulas.ts";

/** Bounds of each variable of a segment, and of its chances. */
export interface BoundedVariables {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** What a segment's drivers lie between. */
export interface SegmentBounds {
  readonly drivers: (place: FigurePlace) => BoundedFigure;
  /** Of each chance of its steps. */
  readonly chances: BoundedVariables;
}

/**
 * Lives a segment's customers in intervals, as `liveSegment` does in numbers: at every step fewest of the fewest and most of the most. Where
 * customers are won until so many are there, who is there is counted by these bounds, too.
 */
export function boundSegment(
  { steps, arrival, places, all, months }: SegmentSteps,
  { drivers, chances }: SegmentBounds,
  x: BoundedVariables,
): void {
  const [opening, coming] = [drivers(places.opening), drivers(places.arrivals)];
  const shares = places.shares.map(drivers);
  for (const variable of all) set(x, variable, 0, 0);
  const here = { low: 0, high: 0 };
  const arrive = (one: number, to: number, low: number, high: number): void => {
    set(x, to, (x.low[to] ?? 0) + low, (x.high[to] ?? 0) + high);
    if (arrival.lasting[one] !== 1) return;
    here.low += low;
    here.high += high;
  };
  for (const [one, to] of arrival.opening.entries()) {
    const share = shares[one];
    if (to < 0 || share === undefined) continue;
    arrive(one, to, at(opening.low, 0) * at(share.low, 0), at(opening.high, 0) * at(share.high, 0));
  }
  for (let month = 0; month < months; month += 1) {
    for (let step = steps.months[month] ?? 0; step < (steps.months[month + 1] ?? 0); step += 1)
      renew(steps, step, chances, x, here);
    let [low, high] = [at(coming.low, month), at(coming.high, month)];
    if (arrival.aimed) [low, high] = [Math.max(0, low - here.high), Math.max(0, high - here.low)];
    for (const [one, share] of shares.entries()) {
      const to = arrival.to[month * shares.length + one] ?? -1;
      if (to < 0) continue;
      const [least, most] = [low * at(share.low, month), high * at(share.high, month)];
      set(x, arrival.joining[month * shares.length + one] ?? -1, least, most);
      arrive(one, to, least, most);
    }
  }
}

const at = (values: Float64Array, month: number): number =>
  values[values.length === 1 ? 0 : month] ?? 0;

function set({ low, high }: BoundedVariables, variable: number, least: number, most: number): void {
  if (variable < 0) return;
  low[variable] = least;
  high[variable] = most;
}

function renew(
  steps: SegmentSteps["steps"],
  step: number,
  chances: BoundedVariables,
  x: BoundedVariables,
  here: { low: number; high: number },
): void {
  const chanceIn = (of: number): readonly [number, number] => [
    chances.low[of] ?? 0,
    chances.high[of] ?? 1,
  ];
  const from = steps.from[step] ?? 0;
  const [least, most] = chanceIn(steps.chance[step] ?? 0);
  const [thereLow, thereHigh] = [x.low[from] ?? 0, x.high[from] ?? 0];
  set(x, steps.leaving[step] ?? -1, thereLow * least, thereHigh * most);
  if (steps.lasting[step] === 1) {
    here.low -= thereHigh * most;
    here.high -= thereLow * least;
  }
  let [low, high] = [thereLow * (1 - most), thereHigh * (1 - least)];
  for (let way = steps.moves[step] ?? 0; way < (steps.moves[step + 1] ?? 0); way += 1) {
    const [few, many] = chanceIn(steps.moveChance[way] ?? 0);
    const [movedLow, movedHigh] = [low * few, high * many];
    set(x, steps.moving[way] ?? -1, movedLow, movedHigh);
    const to = steps.moveTo[way] ?? 0;
    set(x, to, (x.low[to] ?? 0) + movedLow, (x.high[to] ?? 0) + movedHigh);
    if (steps.moveLasts[way] === 0) {
      here.low -= movedHigh;
      here.high -= movedLow;
    }
    [low, high] = [low * (1 - many), high * (1 - few)];
  }
  set(x, steps.staying[step] ?? -1, low, high);
  const to = steps.to[step] ?? -1;
  if (to >= 0) set(x, to, (x.low[to] ?? 0) + low, (x.high[to] ?? 0) + high);
}
