import { pathTo } from "../../fault/fault.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { divideUnits, unitOf } from "../../formula/unit.ts";
import { type CostFunction, costFunctions } from "../costs/cost-kind.ts";
import { partnerTerms } from "../costs/partner-share.ts";
import { type Cost, costEntries } from "../costs/registry.ts";
import type { Model } from "../model.ts";
import { entriesOf } from "../model-rule.ts";
import type { AcquisitionChannel, Segment } from "../segment.ts";
import { cashEntries } from "./cash-entries.ts";
import { driverEntry } from "./driver-place.ts";

/**
 * The statements of a plan as formulas: revenue and billings with what is planned as a sum, costs by function, EBITDA, what is collected and
 * owed, and cash. Costs are paid in their month.
 */
export function statementEntries(model: Model): readonly FormulaEntry[] {
  const { horizon, currency } = model;
  if (horizon === undefined) return [];
  const money = unitOf(currency);
  const flow = divideUnits(money, unitOf("month"));
  const nothing = `0 ${currency} per month`;
  const sum = (names: readonly string[], none = nothing): string =>
    names.length === 0 ? none : names.join(" + ");
  const entry = (name: string, text: string, unit = flow, path = "/horizon"): FormulaEntry =>
    driverEntry({ name: `forecast.${name}`, path }, text, unit);
  const streams = Object.keys(model.streams);
  const incomes = entriesOf(model.income);
  const segments = entriesOf<Segment>(model.segments);
  const costs = entriesOf<Cost>(model.costs);
  const incomeOf = (stream: string): readonly string[] =>
    incomes.filter(([, one]) => one.stream === stream).map(([id]) => `income.${id}`);
  const costsOf = (which: CostFunction, stream?: string): readonly string[] =>
    costs
      .filter(
        ([, one]) =>
          one.function === which &&
          (stream === undefined || one.stream === stream) &&
          lowersRevenueOf(one, model) === undefined,
      )
      .map(([id]) => `costs.${id}`);
  const sharesOf = (stream?: string): readonly string[] =>
    costs.flatMap(([id, one]) => {
      const lowered = lowersRevenueOf(one, model);
      return lowered !== undefined && (stream ?? lowered) === lowered ? [`costs.${id}`] : [];
    });
  const acquisition = segments.map(([id]) => `forecast.acquisition-cost.${id}`);
  return [
    ...incomes.map(([id, { amount }]) =>
      driverEntry({ name: `income.${id}`, path: pathTo("/income", id, "amount") }, amount, flow),
    ),
    ...costs.flatMap(([id, one]) =>
      costEntries(one, { name: `costs.${id}`, path: pathTo("/costs", id) }, model),
    ),
    ...segments.map(([id, { channels }]) =>
      entry(
        `acquisition-cost.${id}`,
        `forecast.new-customers.${id} * (${sum(
          entriesOf<AcquisitionChannel>(channels).map(
            ([own]) => `segments.${id}.channels.${own}.share * segments.${id}.channels.${own}.cost`,
          ),
          `0 ${currency} per customer`,
        )})`,
      ),
    ),
    entry("acquisition-cost", sum(acquisition)),
    ...streams.flatMap((id) => [
      entry(`billings.${id}`, sum([`forecast.billed.${id}`, ...incomeOf(id)])),
      entry(
        `revenue.${id}`,
        [sum([`forecast.earned.${id}`, ...incomeOf(id)]), ...sharesOf(id)].join(" - "),
      ),
      entry(`cost-of-revenue.${id}`, sum(costsOf("cost-of-revenue", id))),
      entry(`gross-profit.${id}`, `forecast.revenue.${id} - forecast.cost-of-revenue.${id}`),
    ]),
    entry("billings", sum(streams.map((id) => `forecast.billings.${id}`))),
    entry("revenue", sum(streams.map((id) => `forecast.revenue.${id}`))),
    entry("deferred", sum(streams.map((id) => `forecast.deferred.${id}`)), money),
    entry("unbilled", sum(streams.map((id) => `forecast.unbilled.${id}`)), money),
    ...costFunctions.map((which) =>
      entry(
        which,
        sum([
          ...costsOf(which),
          ...(which === "sales-and-marketing" ? ["forecast.acquisition-cost"] : []),
        ]),
      ),
    ),
    entry("gross-profit", "forecast.revenue - forecast.cost-of-revenue"),
    entry(
      "operating-costs",
      sum([
        ...costFunctions.filter((one) => one !== "cost-of-revenue").map((one) => `forecast.${one}`),
        "forecast.bad-debts",
      ]),
    ),
    entry("ebitda", "forecast.gross-profit - forecast.operating-costs"),
    entry("partner-shares", sum(sharesOf())),
    ...cashEntries(model, horizon.from, entry),
  ];
}

/** The stream whose revenue is lowered by what a partner has of it; undefined of any other cost. */
const lowersRevenueOf = (cost: Cost, model: Model): string | undefined =>
  cost.kind === "partner-share" ? partnerTerms(cost, model)?.lowers : undefined;
