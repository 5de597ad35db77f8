import { assert, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { TrialFigures, Trials } from "./open-trials.ts";
import type { TrialTarget } from "./trial-outputs.ts";

/** Some of the trials of a plan. */
export interface TrialBlock {
  readonly count: number;
  /** What each trial drew, one after the other; of what is drawn monthly the mean. */
  readonly draws: Float64Array;
  /** The key figures of each trial, month by month, trial after trial. */
  readonly series: Float64Array;
  /** 1 for each target that a trial reaches, trial after trial. */
  readonly reached: Uint8Array;
}

/** Which trials to run: those of a seed, numbered from 0. */
export interface TrialRange {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  /** Called now and then with how many are done. */
  readonly onTrial?: (done: number) => void;
}

/** Trials between two calls of `onTrial`. */
const told = 100;

/**
 * Runs trials of a plan. A trial depends on the seed and its number alone, so blocks of them are the same whoever runs them. Refuses what the
 * forecast of a trial refuses, with its number.
 */
export function runTrials(trials: Trials, range: TrialRange): Result<TrialBlock> {
  const { plan, drawn, outputs, read } = trials;
  const { seed, from, count, onTrial } = range;
  const { figures, targets } = outputs;
  const { months } = plan;
  const own = new Float64Array(drawn.size);
  const draws = new Float64Array(count * drawn.figures.length);
  const series = new Float64Array(count * figures.length * months);
  const reached = new Uint8Array(count * targets.length);
  let places: Places = { of: undefined, offsets: [] };
  for (let trial = 0; trial < count; trial += 1) {
    drawn.draw(seed, from + trial, own);
    const ran = read(own);
    if (!ran.ok) return refuse(...ran.faults.map((fault) => inTrial(fault, from + trial, seed)));
    for (const [at, { offset, length }] of drawn.figures.entries())
      draws[trial * drawn.figures.length + at] = mean(own, offset, length);
    if (places.of !== ran.value.place) places = placesOf(ran.value.place, outputs);
    for (let at = 0; at < figures.length; at += 1)
      copyMonths(
        ran.value.memory,
        places.offsets[at] ?? 0,
        series,
        (trial * figures.length + at) * months,
        months,
      );
    for (const [at, target] of targets.entries())
      reached[trial * targets.length + at] = isReached(target, ran.value) ? 1 : 0;
    if ((trial + 1) % told === 0) onTrial?.(trial + 1);
  }
  return ok({ count, draws, series, reached });
}

/** Puts blocks of trials that follow each other together. */
export function joinTrials(blocks: readonly TrialBlock[]): TrialBlock {
  const [first] = blocks;
  assert(first !== undefined, "there is a block to join");
  if (blocks.length === 1) return first;
  return {
    count: blocks.reduce((sum, { count }) => sum + count, 0),
    draws: joined(
      blocks.map(({ draws }) => draws),
      (length) => new Float64Array(length),
    ),
    series: joined(
      blocks.map(({ series }) => series),
      (length) => new Float64Array(length),
    ),
    reached: joined(
      blocks.map(({ reached }) => reached),
      (length) => new Uint8Array(length),
    ),
  };
}

/** The first trials of a block; all of them where it has no more. */
export function firstTrials(block: TrialBlock, count: number): TrialBlock {
  if (count >= block.count) return block;
  const end = (values: { readonly length: number }): number =>
    (values.length / block.count) * count;
  const { draws, series, reached } = block;
  return {
    count,
    draws: draws.subarray(0, end(draws)),
    series: series.subarray(0, end(series)),
    reached: reached.subarray(0, end(reached)),
  };
}

function joined<A extends Float64Array | Uint8Array>(
  parts: readonly A[],
  make: (length: number) => A,
): A {
  const whole = make(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function mean(values: Float64Array, offset: number, length: number): number {
  let sum = 0;
  for (let at = offset; at < offset + length; at += 1) sum += values[at] ?? 0;
  return sum / length;
}

/** Where the key figures stand in the arrays of trials that are read the same way. */
interface Places {
  readonly of: TrialFigures["place"] | undefined;
  readonly offsets: readonly number[];
}

const placesOf = (of: TrialFigures["place"], { figures }: Trials["outputs"]): Places => ({
  of,
  offsets: figures.map(({ id }) => {
    const own = of(`forecast.${id}`);
    assert(own !== undefined, "a key figure is one of the plan");
    return own.offset;
  }),
});

/** So few numbers are copied sooner one by one than as a part of an array, which is an object of its own. */
function copyMonths(
  from: Float64Array,
  offset: number,
  to: Float64Array,
  at: number,
  months: number,
): void {
  for (let month = 0; month < months; month += 1) to[at + month] = from[offset + month] ?? 0;
}

/** Whether no bound of a target is broken in the months that are looked at; it has to have a figure in one of them. */
function isReached(
  { id, atLeast, atMost, from, to }: TrialTarget,
  { memory, place }: TrialFigures,
): boolean {
  const read = (name: string, month: number): number => {
    const own = place(name);
    assert(own !== undefined, "a target's figures are those of the plan");
    return memory[own.offset + Math.min(month, own.length - 1)] ?? Number.NaN;
  };
  let seen = false;
  for (let month = from; month < to; month += 1) {
    const figure = read(`targets.${id}`, month);
    const above = atLeast === undefined ? 0 : figure - read(atLeast, month);
    const below = atMost === undefined ? 0 : read(atMost, month) - figure;
    if (above < 0 || below < 0) return false;
    if (Number.isFinite(above) && Number.isFinite(below)) seen = true;
  }
  return seen;
}

const inTrial = (fault: Fault, trial: number, seed: number): Fault => ({
  ...fault,
  message: `${fault.message}; so it is in trial ${trial + 1} of seed ${seed}`,
});
