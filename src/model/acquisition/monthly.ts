import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import type { AcquisitionKind } from "./acquisition-kind.ts";

/** So many customers a month, as a formula says: `"10 customers per month"`. */
export interface MonthlyAcquisition {
  readonly kind: "monthly";
  readonly customers: string;
}

export const monthly: AcquisitionKind<MonthlyAcquisition> = {
  shape: object<MonthlyAcquisition>({ kind: literal("monthly"), customers: text }),
  entries: ({ customers }, { segment, place }) => {
    const { path } = within(place, "customers", "customers");
    return [
      driverEntry({ name: `${segment.name}.new`, path }, customers, driverUnits.customersPerMonth),
    ];
  },
};
