/** One of the programs that are compared. */
export interface Side {
  readonly label: string;
  /** Not timed: whatever the next run needs fresh, such as an empty table or new ids. */
  readonly prepare?: () => Promise<void> | void;
  /** Timed. The number of units it did: ratings, invoices, events; or what it took itself, and then its time does not matter. */
  readonly run: () => Promise<number | Taken> | number | Taken;
}

/** A figure that a side takes itself: nanoseconds that callers wait, bytes of memory. */
export interface Taken {
  readonly figure: number;
}

/** The middle of several rounds, and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A side over all rounds. */
export interface Timed {
  readonly label: string;
  /** Nanoseconds for one unit, or the figure that it took itself. */
  readonly unitNs: Spread;
  /** Against the limit, round by round; see {@link ratioOf}. */
  readonly ratio: Spread;
}

/** What came of the rounds. */
export interface Measurement {
  readonly rounds: number;
  readonly ours: Timed;
  readonly limit: Timed;
  /** Other programs that ran in the same rounds: for scale, without a bar. */
  readonly asides: readonly Timed[];
}

/** `higher`: a share of the limit's speed. `lower`: a multiple of the limit's time. */
export type Better = "higher" | "lower";

/** How to measure; the clock and the pause between runs come from outside. */
export interface MeasureOptions {
  readonly rounds: number;
  readonly better: Better;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Called before every run, untimed: collect garbage, so that no side pays for the other's. */
  readonly settle?: () => void;
}

/** The middle value, or the mean of the two middle ones; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The median with the smallest and the largest value. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  low: Math.min(...values),
  high: Math.max(...values),
});

/** How a side's time for a unit compares with the limit's. */
export const ratioOf = (better: Better, sideNs: number, limitNs: number): number =>
  better === "higher" ? limitNs / sideNs : sideNs / limitNs;

/** Which side runs when: all in each round, every second round backwards, so that no side always runs into a warm cache. */
export const orderOfRound = <T>(sides: readonly T[], round: number): readonly T[] =>
  round % 2 === 0 ? sides : [...sides].reverse();

/**
 * Runs the sides in turn, round by round, after one round that is thrown away, and compares them within each round: what
 * slows the machine down for a while slows both and leaves the ratio as it is.
 */
export async function measure(
  ours: Side,
  limit: Side,
  asides: readonly Side[],
  options: MeasureOptions,
): Promise<Measurement> {
  const sides = [ours, limit, ...asides];
  const times = new Map(sides.map((side) => [side, [] as number[]]));
  for (let round = -1; round < options.rounds; round += 1) {
    for (const side of orderOfRound(sides, round)) {
      const unitNs = await timeOnce(side, options);
      if (round >= 0) times.get(side)?.push(unitNs);
    }
  }
  const limitNs = times.get(limit) ?? [];
  const timed = (side: Side): Timed => {
    const own = times.get(side) ?? [];
    const ratios = own.map((ns, round) =>
      ratioOf(options.better, ns, limitNs[round] ?? Number.NaN),
    );
    return { label: side.label, unitNs: spreadOf(own), ratio: spreadOf(ratios) };
  };
  return {
    rounds: options.rounds,
    ours: timed(ours),
    limit: timed(limit),
    asides: asides.map(timed),
  };
}

async function timeOnce(side: Side, { now, settle }: MeasureOptions): Promise<number> {
  await side.prepare?.();
  settle?.();
  const startedAt = now();
  const done = side.run();
  const units = typeof done === "number" ? done : await done;
  const elapsedMs = now() - startedAt;
  if (typeof units === "object") return units.figure;
  if (!(units > 0)) throw new Error(`${side.label} did nothing`);
  return (elapsedMs * 1e6) / units;
}
