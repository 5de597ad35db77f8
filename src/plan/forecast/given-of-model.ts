import { customerFigures } from "../../model/drivers/forecast-entries.ts";
import type { Model } from "../../model/model.ts";
import { givenMetrics } from "../metrics/given-metrics.ts";
import { givenFigures, type PlanForecast } from "./forecast-plan.ts";

const { flows, balances } = customerFigures;

/**
 * All that formulas of a model may read of its forecast, by name, in series of their own: with nothing in streams and of meters that no customer of the plan
 * has, so that what really happened in them can be put in its place.
 */
export function givenOfModel(
  { streams, meters }: Pick<Model, "streams" | "meters">,
  { customers }: Pick<PlanForecast, "customers">,
): Map<string, Float64Array> {
  const given = new Map<string, Float64Array>();
  const none = (name: string): void => {
    given.set(`forecast.${name}`, new Float64Array(customers.months));
  };
  for (const stream of Object.keys(streams))
    for (const figure of [...flows, ...balances]) none(`${figure}.${stream}`);
  for (const meter of Object.keys(meters)) none(`usage.${meter}`);
  for (const [name, series] of [...givenFigures(customers), ...givenMetrics(customers)])
    given.set(name, series.slice());
  return given;
}
