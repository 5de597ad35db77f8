import type { Result } from "../../fault/fault.ts";
import { ok } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import { minorUnits } from "../../money/currency.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import { givenOfModel } from "../forecast/given-of-model.ts";
import type {
  ActualFigures,
  BusinessFigures,
  Flow,
  PurchaseCell,
  PurchaseCustomers,
} from "../variance/business-figures.ts";
import { rebasedCustomers } from "../variance/flex-customers.ts";
import type { ActualBooks } from "./actual-books.ts";
import { putMetrics } from "./estimate-metrics.ts";
import { compileTold } from "./told-run.ts";

/** What is known beside the forecast. */
export interface KnownMonths {
  readonly plan: BusinessFigures;
  readonly actual: ActualFigures;
  readonly books: ActualBooks;
  /** The last month that is closed, from 0. */
  readonly closed: number;
  /** The scenario that the plan is of; the plan itself where absent. */
  readonly scenario?: string | undefined;
}

/**
 * The latest estimate: every figure of a forecast under its own name, with what was measured in closed months, and in later ones what the customers who are
 * really there come to, if from then on they come, choose, stay and use as planned. Costs that the
 * books tell are what they were; others, cash and all that is computed from these follow from them by the plan's own formulas.
 */
export function latestEstimate(
  model: Model,
  forecast: PlanForecast,
  known: KnownMonths,
): Result<PlanForecast> {
  const given = givenOfModel(model, forecast);
  putCustomers(given, known);
  putFlows(given, model, forecast, known);
  putBalances(given, known);
  putMetrics(given, forecast, known.books.metrics, known.closed);
  const runTold = compileTold(model, known.scenario, forecast, known.books.told);
  if (!runTold.ok) return runTold;
  const run = runTold.value(given, (_figure, _month, told) => told);
  return run.ok ? ok({ ...forecast, run: run.value }) : run;
}

type Given = Map<string, Float64Array>;

const put = (
  given: Given,
  name: string,
  from: number,
  to: number,
  of: (month: number) => number,
): void => {
  const series = given.get(name);
  if (series === undefined) return;
  for (let month = from; month <= to; month += 1) series[month] = of(month);
};

/** The kind of purchase whose customers are those of a segment. */
const countedKind = (all: readonly PurchaseCustomers[]): PurchaseCustomers["lasts"] =>
  (["plan", "licence"] as const).find((lasts) => all.some((one) => one.lasts === lasts)) ?? "once";

function putCustomers(given: Given, { plan, actual, closed }: KnownMonths): void {
  const last = plan.months - 1;
  const totals = new Map<string, number[]>();
  // Customers of segments that the plan does not have are there as long as they are known; then they are gone, as their revenue is.
  for (const segment of new Set(
    [...plan.purchases, ...actual.purchases].map((one) => one.segment),
  )) {
    const planned = plan.purchases.filter((one) => one.segment === segment);
    const happened = actual.purchases.filter((one) => one.segment === segment);
    const lasts = countedKind(planned.length > 0 ? planned : happened);
    const real = happened.filter((one) => one.lasts === lasts);
    const rebased = rebasedOf(segment, { plan, actual, closed });
    const sum = (field: "joined" | "left" | "closing", month: number): number =>
      real.reduce((all, one) => all + (one[field][month] ?? 0), 0);
    const later = (month: number): number =>
      planned
        .filter((one) => one.lasts === lasts)
        .reduce((all, one) => all + (rebased.get(one.purchase)?.[month] ?? 0), 0);
    const there = (month: number): number =>
      month <= closed ? sum("closing", month) : later(month);
    const put2 = (name: string, of: (month: number) => number): void => {
      const series = Array.from({ length: plan.months }, (_, month) => of(month));
      put(given, `forecast.${name}.${segment}`, 0, last, (month) => series[month] ?? 0);
      const before = totals.get(name);
      totals.set(
        name,
        series.map((value, month) => value + (before?.[month] ?? 0)),
      );
    };
    const plannedAt = (name: string, month: number): number =>
      given.get(`forecast.${name}.${segment}`)?.[month] ?? 0;
    put2("customers", there);
    put2("new-customers", (month) =>
      month <= closed ? sum("joined", month) : plannedAt("new-customers", month),
    );
    // Who leaves later is who was there and came, and is not there any more.
    put2("lost-customers", (month) =>
      month <= closed
        ? sum("left", month)
        : there(month - 1) + plannedAt("new-customers", month) - later(month),
    );
  }
  for (const [name, series] of totals)
    put(given, `forecast.${name}`, 0, last, (month) => series[month] ?? 0);
}

const rebasedOf = (
  segment: string,
  { plan, actual, closed }: Pick<KnownMonths, "plan" | "actual" | "closed">,
): ReadonlyMap<string, readonly number[]> =>
  rebasedCustomers(
    {
      months: plan.months,
      planned: plan.purchases.filter((one) => one.segment === segment),
      actual: actual.purchases.filter((one) => one.segment === segment),
    },
    closed,
  );

/** How many times the planned customers of a purchase there will be in a later month. */
function factors({ plan, actual, closed }: KnownMonths) {
  const bySegment = new Map(
    [...new Set(plan.purchases.map((one) => one.segment))].map((segment) => [
      segment,
      rebasedOf(segment, { plan, actual, closed }),
    ]),
  );
  const planned = new Map(
    plan.purchases.map((one) => [`${one.segment}/${one.purchase}`, one.closing]),
  );
  return ({ segment, purchase }: Pick<PurchaseCell, "segment" | "purchase">, month: number) => {
    const there = planned.get(`${segment}/${purchase}`)?.[month] ?? 0;
    return there > 0 ? (bySegment.get(segment)?.get(purchase)?.[month] ?? 0) / there : 1;
  };
}

function putFlows(given: Given, model: Model, { run }: PlanForecast, known: KnownMonths): void {
  const { plan, actual, closed } = known;
  const factor = factors(known);
  const scale = 10 ** minorUnits(model.currency);
  const at = (flow: Flow, holds: (cell: PurchaseCell) => boolean, month: number): number =>
    (month <= closed
      ? actual.cells.filter(holds).reduce((sum, cell) => sum + (cell.flows[flow][month] ?? 0), 0)
      : plan.cells
          .filter(holds)
          .reduce((sum, cell) => sum + (cell.flows[flow][month] ?? 0) * factor(cell, month), 0)) /
    scale;
  const last = plan.months - 1;
  for (const stream of Object.keys(model.streams)) {
    // What is planned as a sum is added by the formulas of the plan, and what happened holds it already.
    const incomes = entriesOf(model.income).filter(([, one]) => one.stream === stream);
    const income = (month: number): number =>
      month > closed ? 0 : incomes.reduce((sum, [id]) => sum + run.read(`income.${id}`, month), 0);
    const isOf = (cell: PurchaseCell): boolean => cell.stream === stream;
    put(
      given,
      `forecast.billed.${stream}`,
      0,
      last,
      (month) => at("billings", isOf, month) - income(month),
    );
    put(
      given,
      `forecast.earned.${stream}`,
      0,
      last,
      (month) => at("revenue", isOf, month) - income(month),
    );
  }
  for (const segment of Object.keys(model.segments ?? {}))
    put(given, `forecast.mrr.${segment}`, 0, last, (month) =>
      at("mrr", (cell) => cell.segment === segment, month),
    );
  put(given, "forecast.mrr", 0, last, (month) => at("mrr", () => true, month));
  for (const meter of Object.keys(model.meters))
    put(given, `forecast.usage.${meter}`, 0, last, (month) =>
      month <= closed
        ? sumOf(actual.usage.filter((one) => one.meter === meter).map(({ units }) => units[month]))
        : sumOf(
            plan.usage
              .filter((one) => one.meter === meter)
              .map((one) => (one.units[month] ?? 0) * factor(one, month)),
          ),
    );
}

const sumOf = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

function putBalances(given: Given, { books, plan, closed }: KnownMonths): void {
  for (const kind of ["deferred", "unbilled"] as const)
    for (const [name] of given) {
      const prefix = `forecast.${kind}.`;
      if (!name.startsWith(prefix)) continue;
      const real = books[kind].get(name.slice(prefix.length));
      const planned = given.get(name)?.slice();
      const off = (real?.[closed] ?? 0) - (planned?.[closed] ?? 0);
      // A balance goes on from what it really is; what it differs by is taken to stay.
      put(given, name, 0, plan.months - 1, (month) =>
        month <= closed ? (real?.[month] ?? 0) : Math.max(0, (planned?.[month] ?? 0) + off),
      );
    }
}
