import type { FigurePlace } from "../../formula/formula-memory.ts";
import { type PlanRanges, shareError } from "../forecast/plan-ranges.ts";
import type { SegmentFigures } from "../forecast/segment-figures.ts";
import type { PlanPart } from "./plan-part.ts";

/** Says of the drivers of a trial whether they are in their bounds. What does not vary was looked at once. */
export type DriverCheck = (memory: Float64Array) => boolean;

/** The bounds of a segment's drivers, as `segmentDrivers` holds them. */
export function boundsOf(
  { opening, arrivals, chances, positive, planShares }: SegmentFigures,
  part: PlanPart,
  varying: ReadonlySet<string>,
): readonly DriverCheck[] {
  const bound = bounding(part, varying);
  return [
    ...bound(chances, 1),
    ...bound([opening, arrivals], Number.MAX_VALUE),
    ...bound(positive, Number.MAX_VALUE, { above: true }),
    ...whole(planShares, part, varying),
  ];
}

/** The bounds of figures of channels, costs and payments, as `rangeFaults` holds them. */
export function rangesOf(
  { parts, amounts, channels }: PlanRanges,
  part: PlanPart,
  varying: ReadonlySet<string>,
): readonly DriverCheck[] {
  const bound = bounding(part, varying);
  return [
    ...bound(parts, 1),
    ...bound(amounts, Number.MAX_VALUE),
    ...channels.flatMap(({ figures }) => whole(figures, part, varying)),
  ];
}

type Bound = (
  names: readonly string[],
  high: number,
  choice?: { readonly above?: boolean },
) => readonly DriverCheck[];

const bounding =
  ({ formulas: { places } }: PlanPart, varying: ReadonlySet<string>): Bound =>
  (names, high, { above = false } = {}) =>
    names.flatMap((name) => {
      const place = places.get(name);
      if (place === undefined || !varying.has(name)) return [];
      const low = above ? Number.MIN_VALUE : 0;
      return [(memory) => isWithin(memory, place, low, high)];
    });

/** That shares are of one whole, where one of them varies. */
function whole(
  names: readonly string[],
  { formulas: { places, months } }: PlanPart,
  varying: ReadonlySet<string>,
): readonly DriverCheck[] {
  if (!names.some((name) => varying.has(name))) return [];
  const shares = names.flatMap((name) => places.get(name) ?? []);
  const monthly = shares.some(({ length }) => length > 1);
  return [
    (memory) => {
      for (let month = 0; month < (monthly ? months : 1); month += 1) {
        let sum = 0;
        for (const { offset, length } of shares)
          sum += memory[offset + (length > 1 ? month : 0)] ?? 0;
        if (!(Math.abs(sum - 1) <= shareError)) return false;
      }
      return true;
    },
  ];
}

function isWithin(
  memory: Float64Array,
  { offset, length }: FigurePlace,
  low: number,
  high: number,
): boolean {
  const end = offset + length;
  for (let at = offset; at < end; at += 1) {
    const value = memory[at] as number;
    if (!(value >= low && value <= high)) return false;
  }
  return true;
}
