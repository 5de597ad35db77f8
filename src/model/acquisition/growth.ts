import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import type { AcquisitionKind } from "./acquisition-kind.ts";

/** So many in the first month, and a rate by which that grows from month to month. */
export interface GrowthAcquisition {
  readonly kind: "growth";
  /** `"10 customers per month"`. */
  readonly first: string;
  /** `"5% per month"`; a rate per year is `"monthly-growth(80% per year)"`. */
  readonly rate: string;
}

export const growth: AcquisitionKind<GrowthAcquisition> = {
  shape: object<GrowthAcquisition>({ kind: literal("growth"), first: text, rate: text }),
  entries: ({ first, rate }, { segment, place }) => {
    const { name, path } = segment;
    return [
      driverEntry(
        { ...within(place, "first", "first"), name: `${name}.first` },
        first,
        driverUnits.customersPerMonth,
      ),
      driverEntry(
        { ...within(place, "rate", "rate"), name: `${name}.growth` },
        rate,
        driverUnits.perMonth,
      ),
      driverEntry(
        { name: `${name}.new`, path },
        `${name}.first * (1 + ${name}.growth * 1 month) ^ (month-number() - 1)`,
        driverUnits.customersPerMonth,
      ),
    ];
  },
};
