import { literal, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { cutOff, type TailBounds, tailBounds } from "./cut-off.ts";
import {
  type DistributionKind,
  type DrawnAs,
  drawnAs,
  type SpreadReader,
} from "./distribution-kind.ts";
import { normalChance, normalQuantile } from "./normal-curve.ts";
import { notPositive, ordered } from "./spread-faults.ts";

/**
 * Above 0 and skewed, as sizes of customers are: its logarithm is a bell. Told by the values that one draw of ten lies below and above, or by
 * the median and the factor that two of three draws lie within. The plan counts on the median.
 */
export interface LognormalDistribution extends DrawnAs, TailBounds {
  readonly kind: "lognormal";
  readonly p10?: string;
  readonly p90?: string;
  readonly median?: string;
  /** `"1.5"`: two of three draws lie between the median divided by it, and times it. */
  readonly spread?: string;
}

export const lognormal: DistributionKind<LognormalDistribution> = {
  shape: object<LognormalDistribution>({
    kind: literal("lognormal"),
    p10: optional(text),
    p90: optional(text),
    median: optional(text),
    spread: optional(text),
    low: optional(text),
    high: optional(text),
    ...drawnAs,
  }),
  spread: (told, reader) => {
    const { median, deviation } = parametersOf(told, reader);
    return cutOff(
      {
        likely: median,
        mean: median * Math.exp(deviation ** 2 / 2),
        quantile: (chance) => median * Math.exp(deviation * normalQuantile(chance)),
        chanceBelow: (value) =>
          value <= 0 ? 0 : normalChance(Math.log(value / median) / deviation),
      },
      tailBounds(told, reader),
      reader,
    );
  },
};

/** The median, and the standard deviation of the logarithm. */
function parametersOf(
  { p10, p90, median, spread }: LognormalDistribution,
  reader: SpreadReader,
): { readonly median: number; readonly deviation: number } {
  const above = (value: number, field: string): void => {
    if (value <= 0)
      reader.refuse(notPositive("a lognormal figure is above 0", "write one above 0"), field);
  };
  if (p10 !== undefined && p90 !== undefined && median === undefined && spread === undefined) {
    const [low, high] = [reader.figure(p10, "p10"), reader.figure(p90, "p90")];
    above(low, "p10");
    ordered(low, high, ["p10", "p90"], reader);
    if (low === high)
      reader.refuse(notPositive("both values are the same", 'write "p10" below "p90"'), "p90");
    return {
      median: Math.sqrt(low * high),
      deviation: Math.log(high / low) / 2 / normalQuantile(0.9),
    };
  }
  if (p10 === undefined && p90 === undefined && median !== undefined && spread !== undefined) {
    const [middle, factor] = [reader.figure(median, "median"), reader.ratio(spread, "spread")];
    above(middle, "median");
    if (factor <= 1)
      reader.refuse(
        notPositive("the factor that draws lie within is above 1", 'write "1.5"'),
        "spread",
      );
    return { median: middle, deviation: Math.log(factor) };
  }
  reader.refuse({
    code: "lognormal-terms",
    message: "a lognormal figure is told by p10 and p90, or by median and spread",
    suggestion: 'write "p10" and "p90" only',
  });
  return { median: 1, deviation: 1 };
}
