import { ok, type Result } from "../../fault/fault.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import { actualBooks } from "../actual/actual-books.ts";
import type { HappenedBusiness } from "../actual/actual-business.ts";
import { actualOfPlan } from "../actual/plan-and-actual.ts";
import type { WrittenPlan } from "../lock/read-plan.ts";
import type { VarianceSpan } from "../variance/variance-tree.ts";
import { assumedDelay, collectionDelay } from "./collection-delay.ts";
import { costDrivers } from "./cost-drivers.ts";
import { type MeasuredDriver, measureDrivers } from "./measure-drivers.ts";

/** The drivers of a plan beside what happened, in some of its months. Refuses `fx-rate-missing`. */
export function driversOfPlan(
  happened: Omit<HappenedBusiness, "rateOf">,
  plan: WrittenPlan,
  span: VarianceSpan,
  rates: RateTable,
): Result<readonly MeasuredDriver[]> {
  const actual = actualOfPlan(happened, plan, span.to, rates);
  if (!actual.ok) return actual;
  const { document, figures, model } = plan;
  const { books, entries } = happened;
  const { zone } = books.current;
  const first = figures.first + span.from;
  const last = figures.first + span.to;
  const known = {
    plan: figures,
    actual: actual.value,
    delay: collectionDelay(entries, zone, first, last),
    assumedDelay: assumedDelay(model, document.scenario),
  };
  const months = { first: figures.first, months: span.to + 1 };
  const told = actualBooks(happened, model, months, rates);
  if (!told.ok) return told;
  const closed = { plan: figures, actual: actual.value, books: told.value, closed: span.to };
  const costs = costDrivers(plan, closed, span);
  return costs.ok ? ok([...measureDrivers(known, span), ...costs.value]) : costs;
}
