import { literal } from "../shape.ts";
import { object } from "../shape-object.ts";
import { betaQuantile } from "./beta.ts";
import type { DistributionKind } from "./distribution-kind.ts";
import { readThreePoints, type ThreePoints, threePoints } from "./three-points.ts";

/**
 * Between two bounds in a smooth hump around the likeliest value, which the plan counts on and which weighs four times as much as a bound: mean
 * (low + 4 likely + high) / 6 (D. G. Malcolm and others, Application of a Technique for Research and Development Program Evaluation, 1959).
 */
export interface PertDistribution extends ThreePoints {
  readonly kind: "pert";
}

export const pert: DistributionKind<PertDistribution> = {
  shape: object<PertDistribution>({ kind: literal("pert"), ...threePoints }),
  spread: (told, reader) => {
    const { low, likely, high } = readThreePoints(told, reader);
    const width = high - low;
    const mean = (low + 4 * likely + high) / 6;
    if (!(width > 0)) return { low, high, likely, mean, quantile: () => low };
    const below = Math.min(1, Math.max(0, (likely - low) / width));
    const quantile = betaQuantile(1 + 4 * below, 5 - 4 * below);
    return { low, high, likely, mean, quantile: (chance) => low + width * quantile(chance) };
  },
};
