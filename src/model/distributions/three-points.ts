import { text } from "../shape.ts";
import { type DrawnAs, drawnAs, type SpreadReader } from "./distribution-kind.ts";
import { inside, ordered } from "./spread-faults.ts";

/** Two bounds and the likeliest value between them, which the plan counts on. */
export interface ThreePoints extends DrawnAs {
  readonly low: string;
  readonly likely: string;
  readonly high: string;
}

/** The shapes of {@link ThreePoints}. */
export const threePoints = { low: text, likely: text, high: text, ...drawnAs };

/** The three in numbers; tells the reader where they are out of order. */
export function readThreePoints(
  told: ThreePoints,
  reader: SpreadReader,
): { readonly low: number; readonly likely: number; readonly high: number } {
  const low = reader.figure(told.low, "low");
  const likely = reader.figure(told.likely, "likely");
  const high = reader.figure(told.high, "high");
  ordered(low, high, ["low", "high"], reader);
  inside(likely, low, high, reader);
  return { low, likely, high };
}
