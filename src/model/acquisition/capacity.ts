import { divideUnits, unitOf } from "../../formula/unit.ts";
import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import type { AcquisitionKind } from "./acquisition-kind.ts";

/** As many as people have the time for, and as ask: services, trainings, installations. */
export interface CapacityAcquisition {
  readonly kind: "capacity";
  /** `"4 employees"`. */
  readonly people: string;
  /** Working time: `"150 hours per employee per month"`. */
  readonly hours: string;
  /** The part of it that is sold: `"75%"`. */
  readonly utilisation: string;
  /** What one customer takes: `"40 hours per customer"`. */
  readonly each: string;
  /** How many ask: `"12 customers per month"`. Default: more than there is time for. */
  readonly demand?: string;
}

const hoursEach = divideUnits(unitOf("hour"), driverUnits.customers);
const workingTime = divideUnits(divideUnits(unitOf("hour"), unitOf("employee")), unitOf("month"));
const hoursPerMonth = divideUnits(unitOf("hour"), unitOf("month"));

export const capacity: AcquisitionKind<CapacityAcquisition> = {
  shape: object<CapacityAcquisition>({
    kind: literal("capacity"),
    people: text,
    hours: text,
    utilisation: text,
    each: text,
    demand: optional(text),
  }),
  entries: ({ people, hours, utilisation, each, demand }, { segment, place }) => {
    const { name } = segment;
    const own = (field: string) => ({ ...within(place, "", field), name: `${name}.${field}` });
    const possible = `${name}.capacity / ${name}.each`;
    return [
      driverEntry(own("people"), people, unitOf("employee")),
      driverEntry(own("hours"), hours, workingTime),
      driverEntry(own("utilisation"), utilisation, driverUnits.ratio),
      driverEntry(own("each"), each, hoursEach),
      driverEntry(
        { name: `${name}.capacity`, path: place.path },
        `${name}.people * ${name}.hours * ${name}.utilisation`,
        hoursPerMonth,
      ),
      ...(demand === undefined
        ? []
        : [driverEntry(own("demand"), demand, driverUnits.customersPerMonth)]),
      driverEntry(
        { name: `${name}.new`, path: place.path },
        demand === undefined ? possible : `min(${possible}, ${name}.demand)`,
        driverUnits.customersPerMonth,
      ),
    ];
  },
};
