import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { list, literal, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import type { AcquisitionKind } from "./acquisition-kind.ts";

/** Customers at the end of each year; whoever is lost on the way is won again. */
export interface TargetAcquisition {
  readonly kind: "targets";
  /** `["20 customers", "100 customers"]`: from the first year on. After the last one the number stays. */
  readonly atYearEnd: readonly string[];
  /** How the months between lie: on a line (default), or growing by one rate. */
  readonly path?: "linear" | "geometric";
}

export const targets: AcquisitionKind<TargetAcquisition> = {
  shape: object<TargetAcquisition>({
    kind: literal("targets"),
    atYearEnd: list(text, 1),
    path: optional(literal("linear", "geometric")),
  }),
  entries: ({ atYearEnd, path = "linear" }, { segment, place }) => {
    const { name } = segment;
    const ends = atYearEnd.map((count, index) =>
      driverEntry(
        { ...within(place, "", "atYearEnd", index), name: `${name}.year-end.${index + 1}` },
        count,
        driverUnits.customers,
      ),
    );
    const part = "(month-number() - 12 * (year-number() - 1)) / 12";
    const between = (year: number): string => {
      const to = `${name}.year-end.${year}`;
      const from = year === 1 ? `${name}.opening` : `${name}.year-end.${year - 1}`;
      return path === "linear"
        ? `${from} + (${to} - ${from}) * ${part}`
        : `${from} * (${to} / ${from}) ^ (${part})`;
    };
    const whole = atYearEnd.reduceRight(
      (later, _, index) => `if(year-number() = ${index + 1}, ${between(index + 1)}, ${later})`,
      `${name}.year-end.${atYearEnd.length}`,
    );
    return [
      ...ends,
      driverEntry({ name: `${name}.target`, path: place.path }, whole, driverUnits.customers),
    ];
  },
};
