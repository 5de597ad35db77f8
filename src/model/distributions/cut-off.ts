import type { Spread, SpreadReader } from "./distribution-kind.ts";

/** Bounds of a distribution that has none by itself. */
export interface TailBounds {
  /** Nothing is drawn below. Default: what one draw of ten thousand lies below. */
  readonly low?: string;
  /** Nothing is drawn above. Default: what one draw of ten thousand lies above. */
  readonly high?: string;
}

/** The part of a tail that is never drawn where nobody says, so that every figure has bounds. */
const tail = 1e-4;

/** A curve without bounds. */
export interface Curve extends Omit<Spread, "low" | "high"> {
  readonly chanceBelow: (value: number) => number;
}

/** The bounds as numbers. */
export const tailBounds = (
  { low, high }: TailBounds,
  reader: SpreadReader,
): { readonly low: number | undefined; readonly high: number | undefined } => ({
  low: low === undefined ? undefined : reader.figure(low, "low"),
  high: high === undefined ? undefined : reader.figure(high, "high"),
});

/** What lies within the bounds of a curve, in proportion. Refuses `likely-outside` where what the plan counts on does not. */
export function cutOff(
  { likely, mean, quantile, chanceBelow }: Curve,
  bounds: ReturnType<typeof tailBounds>,
  reader: SpreadReader,
): Spread {
  const least = bounds.low === undefined ? tail : chanceBelow(bounds.low);
  const most = bounds.high === undefined ? 1 - tail : chanceBelow(bounds.high);
  const low = bounds.low ?? quantile(tail);
  const high = bounds.high ?? quantile(1 - tail);
  // Written so that a bound that could not be read is not complained of twice.
  if (likely < low || likely > high || least >= most)
    reader.refuse({
      code: "likely-outside",
      message: "the middle of the curve does not lie between its bounds",
      suggestion: "move the bound, or the middle",
    });
  return {
    low,
    high,
    likely,
    mean,
    quantile: (chance) => Math.min(high, Math.max(low, quantile(least + (most - least) * chance))),
  };
}
