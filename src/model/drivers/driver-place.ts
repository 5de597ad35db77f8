import { pathTo } from "../../fault/fault.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { divideUnits, type Unit, unitOf } from "../../formula/unit.ts";

/** The units that drivers come in. */
export const driverUnits = {
  customers: unitOf("customer"),
  customersPerMonth: divideUnits(unitOf("customer"), unitOf("month")),
  perMonth: divideUnits({}, unitOf("month")),
  ratio: {} as Unit,
} as const;

/** Where a driver of the model stands, and what its figures are called: `segments.teams` at `/segments/teams`. */
export interface DriverPlace {
  readonly name: string;
  readonly path: string;
}

/** A place inside another: in the document at `field`, among the figures under `name`. */
export const within = (
  place: DriverPlace,
  name: string,
  ...field: readonly (string | number)[]
): DriverPlace => ({
  name: `${place.name}.${name}`,
  path: pathTo(place.path, ...field),
});

/** A figure that a driver is, with the unit it must come out in; with `once`, the same in every month of the plan. */
export const driverEntry = (
  { name, path }: DriverPlace,
  text: string,
  unit?: Unit,
  once = false,
): FormulaEntry => ({
  name,
  path,
  source: {
    kind: "formula",
    text,
    ...(unit === undefined ? {} : { unit, asked: true }),
    ...(once ? { once } : {}),
  },
});
