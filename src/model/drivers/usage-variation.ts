import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { readSpread } from "../figures/read-spread.ts";
import type { UsageVariation } from "../segment.ts";

/** How differently customers use something, in numbers. */
export interface UsageSpread {
  readonly classes: number;
  /** The factor that this part of customers, from 0 to 1, lies below. */
  readonly quantile: (share: number) => number;
}

/**
 * Reads by how much the use of customers differs; `path` is its JSON pointer. Refuses what a distribution refuses, as `range-reversed` and
 * `spread-not-positive`, and `use-below-nothing` for factors below 0.
 */
export function readUsageSpread(
  { factor, classes = 5 }: UsageVariation,
  path: string,
): Result<UsageSpread> {
  const at = pathTo(path, "factor");
  const read = readSpread({ name: "factor", path: at, value: factor, unit: {} }, new Set());
  if (!read.ok) return read;
  const { low, quantile } = read.value;
  return low >= 0 ? ok({ classes, quantile }) : refuse(belowNothing(at, low));
}

const belowNothing = (path: string, low: number): Fault => ({
  code: "use-below-nothing",
  path,
  message: "nobody uses less than nothing, and by this some would",
  value: low,
  suggestion: "give it a low bound of 0, or take a lognormal one",
});
