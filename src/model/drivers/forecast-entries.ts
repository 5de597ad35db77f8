import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { divideUnits, type Unit, unitOf } from "../../formula/unit.ts";
import type { Meter } from "../meter.ts";
import type { Model } from "../model.ts";
import { entriesOf } from "../model-rule.ts";
import { driverUnits } from "./driver-place.ts";

/** Figures of the customers of a plan that others read: they are computed by billing customers, and given month by month. */
export const customerFigures = {
  segment: {
    customers: driverUnits.customers,
    "new-customers": driverUnits.customersPerMonth,
    "lost-customers": driverUnits.customersPerMonth,
  },
  recurring: ["mrr", "new-mrr", "expansion-mrr", "contraction-mrr", "churned-mrr"],
  flows: ["billed", "earned"],
  balances: ["deferred", "unbilled"],
  /** Of the month before the plan, and of its end: the same in every month. */
  opening: { flows: ["opening-billed"], balances: ["opening-deferred", "opening-unbilled"] },
} as const;

const given = (name: string, path: string, unit: Unit): FormulaEntry => ({
  name: `forecast.${name}`,
  path,
  source: { kind: "input", unit, shape: "monthly" },
});

/** What a formula may read of the forecast of a model's customers: `forecast.customers.teams`, `forecast.earned.subscriptions`. */
export function customerEntries(model: Model): readonly FormulaEntry[] {
  if (model.horizon === undefined) return [];
  const money = unitOf(model.currency);
  const flow = divideUnits(money, unitOf("month"));
  const segments = Object.keys(model.segments ?? {});
  const streams = Object.keys(model.streams);
  const { segment, recurring, flows, balances, opening } = customerFigures;
  return [
    ...Object.entries(segment).flatMap(([name, unit]) => [
      given(name, "/segments", unit),
      ...segments.map((id) => given(`${name}.${id}`, `/segments/${id}`, unit)),
    ]),
    ...recurring.map((name) => given(name, "/segments", flow)),
    ...segments.map((id) => given(`mrr.${id}`, `/segments/${id}`, flow)),
    ...flows.flatMap((name) => streams.map((id) => given(`${name}.${id}`, `/streams/${id}`, flow))),
    ...balances.flatMap((name) =>
      streams.map((id) => given(`${name}.${id}`, `/streams/${id}`, money)),
    ),
    ...opening.flows.map((name) => given(name, "/segments", flow)),
    ...opening.balances.map((name) => given(name, "/segments", money)),
    ...entriesOf<Meter>(model.meters).map(([id, meter]) =>
      given(`usage.${id}`, `/meters/${id}`, usageUnit(meter)),
    ),
  ];
}

/** What a meter counts, a month; a meter whose unit no formula can write counts plain numbers. */
function usageUnit({ unit }: Meter): Unit {
  const counted = /^[a-z]+(?:-[a-z]+)*$/.test(unit) || /^[A-Z]{3}$/.test(unit) ? unitOf(unit) : {};
  return divideUnits(counted, unitOf("month"));
}
