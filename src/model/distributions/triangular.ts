import { literal } from "../shape.ts";
import { object } from "../shape-object.ts";
import type { DistributionKind } from "./distribution-kind.ts";
import { readThreePoints, type ThreePoints, threePoints } from "./three-points.ts";

/** Between two bounds, rising and falling in straight lines to the likeliest value, which the plan counts on. */
export interface TriangularDistribution extends ThreePoints {
  readonly kind: "triangular";
}

export const triangular: DistributionKind<TriangularDistribution> = {
  shape: object<TriangularDistribution>({ kind: literal("triangular"), ...threePoints }),
  spread: (told, reader) => {
    const { low, likely, high } = readThreePoints(told, reader);
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
