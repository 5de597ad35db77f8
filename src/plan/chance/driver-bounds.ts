import type { PlanPart } from "./plan-part.ts";
import type { SegmentFigures } from "./segment-kernel.ts";

/** Says of the drivers of a trial whether they are in their bounds. What does not vary was looked at once. */
export type DriverCheck = (memory: Float64Array) => boolean;

/** As much as rounding may take shares of plans from 100%. */
const shareError = 1e-9;

/** The bounds of a segment's drivers, as `segmentDrivers` holds them. */
export function boundsOf(
  { opening, arrivals, chances, positive, planShares }: SegmentFigures,
  { formulas: { places, months } }: PlanPart,
  varying: ReadonlySet<string>,
): readonly DriverCheck[] {
  const bound = (
    names: readonly string[],
    high: number,
    { above = false }: { readonly above?: boolean } = {},
  ): readonly DriverCheck[] =>
    names.flatMap((name) => {
      const place = places.get(name);
      if (place === undefined || !varying.has(name)) return [];
      const { offset, length } = place;
      return [
        (memory) => {
          for (let at = offset; at < offset + length; at += 1) {
            const value = memory[at] as number;
            if (!(value >= 0 && value <= high) || (above && value === 0)) return false;
          }
          return true;
        },
      ];
    });
  const shares = planShares.flatMap((name) => places.get(name) ?? []);
  const monthly = shares.some(({ length }) => length > 1);
  const whole: DriverCheck = (memory) => {
    for (let month = 0; month < (monthly ? months : 1); month += 1) {
      let sum = 0;
      for (const { offset, length } of shares)
        sum += memory[offset + (length > 1 ? month : 0)] ?? 0;
      if (!(Math.abs(sum - 1) <= shareError)) return false;
    }
    return true;
  };
  return [
    ...bound(chances, 1),
    ...bound([opening, arrivals], Number.MAX_VALUE),
    ...bound(positive, Number.MAX_VALUE, { above: true }),
    ...(planShares.some((name) => varying.has(name)) ? [whole] : []),
  ];
}
