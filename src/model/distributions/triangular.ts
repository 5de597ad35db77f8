import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import { type DistributionKind, type DrawnAs, drawnAs } from "./distribution-kind.ts";
import { inside, ordered } from "./spread-faults.ts";

/** Between two bounds, rising and falling in straight lines to the likeliest value, which the plan counts on. */
export interface TriangularDistribution extends DrawnAs {
  readonly kind: "triangular";
  readonly low: string;
  readonly likely: string;
  readonly high: string;
}

export const triangular: DistributionKind<TriangularDistribution> = {
  shape: object<TriangularDistribution>({
    kind: literal("triangular"),
    low: text,
    likely: text,
    high: text,
    ...drawnAs,
  }),
  spread: (told, reader) => {
    const low = reader.figure(told.low, "low");
    const likely = reader.figure(told.likely, "likely");
    const high = reader.figure(told.high, "high");
    ordered(low, high, ["low", "high"], reader);
    inside(likely, low, high, reader);
    const width = high - low;
    const below = width === 0 ? 0 : (likely - low) / width;
    return {
      low,
      high,
      likely,
      mean: (low + likely + high) / 3,
      quantile: (chance) =>
        chance < below
          ? low + Math.sqrt(chance * width * (likely - low))
          : high - Math.sqrt((1 - chance) * width * (high - likely)),
    };
  },
};
