import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import { betaQuantile } from "./beta.ts";
import { type DistributionKind, type DrawnAs, drawnAs } from "./distribution-kind.ts";
import { inside, ordered } from "./spread-faults.ts";

/**
 * Between two bounds in a smooth hump around the likeliest value, which the plan counts on and which weighs four times as much as a bound: mean
 * (low + 4 likely + high) / 6 (D. G. Malcolm and others, Application of a Technique for Research and Development Program Evaluation, 1959).
 */
export interface PertDistribution extends DrawnAs {
  readonly kind: "pert";
  readonly low: string;
  readonly likely: string;
  readonly high: string;
}

export const pert: DistributionKind<PertDistribution> = {
  shape: object<PertDistribution>({
    kind: literal("pert"),
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
    const mean = (low + 4 * likely + high) / 6;
    if (!(width > 0)) return { low, high, likely, mean, quantile: () => low };
    const below = Math.min(1, Math.max(0, (likely - low) / width));
    const quantile = betaQuantile(1 + 4 * below, 5 - 4 * below);
    return { low, high, likely, mean, quantile: (chance) => low + width * quantile(chance) };
  },
};
