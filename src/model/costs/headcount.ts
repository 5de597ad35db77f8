import { divideUnits, unitOf } from "../../formula/unit.ts";
import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { costFields, perMonth } from "./cost-fields.ts";
import type { CostKind, CostTerms } from "./cost-kind.ts";

/** People, what each is paid a year, and what comes on top of that: `"4 employees"`, `"90k USD per employee per year"`, `"22%"`. */
export interface HeadcountCost extends CostTerms {
  readonly kind: "headcount";
  readonly people: string;
  readonly salary: string;
  /** Social charges, desks, equipment, as a share of the salary. Default: none. */
  readonly onTop?: string;
}

export const headcount: CostKind<HeadcountCost> = {
  shape: object<HeadcountCost>({
    ...costFields,
    kind: literal("headcount"),
    people: text,
    salary: text,
    onTop: optional(text),
  }),
  entries: ({ people, salary, onTop = "0%" }, place, { currency }) => {
    const employee = unitOf("employee");
    const [count, each, more] = [
      within(place, "people", "people"),
      within(place, "salary", "salary"),
      within(place, "on-top", "onTop"),
    ];
    const yearly = divideUnits(divideUnits(unitOf(currency), employee), unitOf("year"));
    return [
      driverEntry(count, people, employee),
      driverEntry(each, salary, yearly),
      driverEntry(more, onTop, driverUnits.ratio),
      driverEntry(
        place,
        `(${count.name} * ${each.name} * (1 + ${more.name})) in ${currency} per month`,
        perMonth(currency),
      ),
    ];
  },
};
