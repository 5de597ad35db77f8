import { ok, type Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { KnownMonths } from "../actual/latest-estimate.ts";
import { middle, type PlanRun } from "../forecast/compile-plan.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import type { WrittenPlan } from "../lock/read-plan.ts";
import { steppedFigures } from "../variance/stepped-figures.ts";
import type { VarianceSpan } from "../variance/variance-tree.ts";
import { type DriverUnit, driver, type MeasuredDriver } from "./measure-drivers.ts";

const collections = "forecast.collections";
const acquisition = "forecast.acquisition-cost.";

/**
 * What the books tell of costs, beside what the plan assumes: what a unit, a customer or a payment costs, over what there really was of them; what a new
 * customer costs; and fixed costs and salaries a month. Only costs that are told; refuses what the forecast refuses.
 */
export function costDrivers(
  { document, model }: WrittenPlan,
  known: KnownMonths,
  span: VarianceSpan,
): Result<readonly MeasuredDriver[]> {
  const { flows } = known.books.told;
  const costs = [...flows].filter(
    ([name]) => name.startsWith("costs.") || name.startsWith(acquisition),
  );
  if (costs.length === 0) return ok([]);
  const { scenario } = document;
  const forecast = forecastPlan(model, {
    customers: document.customers,
    cache: "kept",
    ...(scenario === undefined ? {} : { scenario }),
  });
  if (!forecast.ok) return forecast;
  const happened = forecast.value.plan.run(
    middle,
    steppedFigures(forecast.value, model, known).at(-1),
  );
  if (!happened.ok) return happened;
  const sides = { plan: forecast.value.run, real: happened.value };
  return ok(
    costs.map(([figure, told]) => costDriver({ figure, told, model, flows, ...sides }, span)),
  );
}

interface ToldCost {
  readonly figure: string;
  readonly told: Float64Array;
  readonly model: Model;
  readonly flows: ReadonlyMap<string, Float64Array>;
  readonly plan: PlanRun;
  /** The plan's formulas over what happened. */
  readonly real: PlanRun;
}

function costDriver(cost: ToldCost, { from, to }: VarianceSpan): MeasuredDriver {
  const { figure, told, plan, real } = cost;
  const { id, unit, of } = rateOf(cost);
  let [spent, base, assumed, assumedBase] = [0, 0, 0, 0];
  for (let month = from; month <= to; month += 1) {
    assumed += plan.read(figure, month);
    assumedBase += of(plan, month);
    const amount = told[month];
    if (amount === undefined || Number.isNaN(amount)) continue;
    spent += amount;
    base += of(real, month);
  }
  return driver(id, unit, {
    assumed: assumedBase > 0 ? assumed / assumedBase : undefined,
    measured: base > 0 ? spent / base : undefined,
    count: 0,
    observations: 0,
    interval: undefined,
    isExact: true,
  });
}

/** What a cost is of in a month: units, customers, payments; of a fixed one the month itself. */
type BaseOf = (run: PlanRun, month: number) => number;

function rateOf({ figure, model, flows, real }: ToldCost): {
  readonly id: string;
  readonly unit: DriverUnit;
  readonly of: BaseOf;
} {
  if (figure.startsWith(acquisition)) {
    const segment = figure.slice(acquisition.length);
    return {
      id: `acquisition-cost.${segment}`,
      unit: "money per customer",
      of: (run, month) => run.read(`forecast.new-customers.${segment}`, month),
    };
  }
  const known = declared(model.costs, figure.slice("costs.".length));
  const kind = known?.kind ?? "fixed";
  const by = (rate: string): BaseOf => {
    const paid =
      known?.kind === "share" && known.of === "collections" ? flows.get(collections) : undefined;
    return (run, month) =>
      paid !== undefined && run === real
        ? (paid[month] ?? 0)
        : run.read(figure, month) / run.read(rate, month);
  };
  const [each, rate] = [`${figure}.each`, `${figure}.rate`];
  if (kind === "per-unit") return { id: each, unit: "money per unit", of: by(each) };
  if (kind === "per-customer")
    return { id: each, unit: "money per customer per month", of: by(each) };
  if (kind === "share" || kind === "partner-share")
    return { id: rate, unit: "share", of: by(rate) };
  return { id: figure, unit: "money per month", of: () => 1 };
}
