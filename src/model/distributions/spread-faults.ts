import type { SpreadFault, SpreadReader } from "./distribution-kind.ts";

/** Refuses `range-reversed` where the first figure lies above the second. */
export function ordered(
  low: number,
  high: number,
  names: readonly [low: string, high: string],
  reader: SpreadReader,
): void {
  if (low > high)
    reader.refuse({
      code: "range-reversed",
      message: `"${names[0]}" lies above "${names[1]}"`,
      suggestion: "turn them round",
    });
}

/** Refuses `likely-outside` where the likeliest value is none that can be drawn. */
export function inside(likely: number, low: number, high: number, reader: SpreadReader): void {
  if (likely < low || likely > high)
    reader.refuse(
      {
        code: "likely-outside",
        message: "the likeliest value does not lie between the bounds",
        suggestion: 'write "low" <= "likely" <= "high"',
      },
      "likely",
    );
}

/** A spread that spreads nothing, or the wrong way. */
export const notPositive = (what: string, suggestion: string): SpreadFault => ({
  code: "spread-not-positive",
  message: what,
  suggestion,
});
