import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import { type DistributionKind, type DrawnAs, drawnAs, type Spread } from "./distribution-kind.ts";
import { ordered } from "./spread-faults.ts";

/** Anything between two bounds, none likelier than another; the plan counts on their middle. Bare bounds mean just this. */
export interface UniformDistribution extends DrawnAs {
  readonly kind: "uniform";
  readonly low: string;
  readonly high: string;
}

/** The spread of bounds of which nothing more is known. */
export const evenly = (low: number, high: number): Spread => ({
  low,
  high,
  likely: (low + high) / 2,
  mean: (low + high) / 2,
  quantile: (chance) => low + (high - low) * chance,
});

export const uniform: DistributionKind<UniformDistribution> = {
  shape: object<UniformDistribution>({
    kind: literal("uniform"),
    low: text,
    high: text,
    ...drawnAs,
  }),
  spread: (told, reader) => {
    const low = reader.figure(told.low, "low");
    const high = reader.figure(told.high, "high");
    ordered(low, high, ["low", "high"], reader);
    return evenly(low, high);
  },
};
