import { literal, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { cutOff, type TailBounds, tailBounds } from "./cut-off.ts";
import { type DistributionKind, type DrawnAs, drawnAs } from "./distribution-kind.ts";
import { normalChance, normalQuantile } from "./normal-curve.ts";
import { notPositive } from "./spread-faults.ts";

/** A bell around a mean, which the plan counts on; two of three draws lie within one standard deviation of it. */
export interface NormalDistribution extends DrawnAs, TailBounds {
  readonly kind: "normal";
  readonly mean: string;
  readonly deviation: string;
}

export const normal: DistributionKind<NormalDistribution> = {
  shape: object<NormalDistribution>({
    kind: literal("normal"),
    mean: text,
    deviation: text,
    low: optional(text),
    high: optional(text),
    ...drawnAs,
  }),
  spread: (told, reader) => {
    const mean = reader.figure(told.mean, "mean");
    const deviation = reader.figure(told.deviation, "deviation");
    if (deviation <= 0)
      reader.refuse(
        notPositive("a standard deviation is above 0", "write how far draws usually lie off"),
        "deviation",
      );
    return cutOff(
      {
        likely: mean,
        mean,
        quantile: (chance) => mean + deviation * normalQuantile(chance),
        chanceBelow: (value) => normalChance((value - mean) / deviation),
      },
      tailBounds(told, reader),
      reader,
    );
  },
};
