import type { Invoice } from "../account/invoice.ts";
import { expectOk } from "../fault/fault.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { parseMonth } from "../metrics/calendar-month.ts";
import small from "../model/fixtures/planned.ts";
import type { Model } from "../model/model.ts";
import { actualBusiness } from "../plan/actual/actual-business.ts";
import { planBooks } from "../plan/billing/plan-books.ts";
import { compilePlan, middle } from "../plan/forecast/compile-plan.ts";
import { forecastPlan } from "../plan/forecast/forecast-plan.ts";
import { plannedBusiness } from "../plan/forecast/planned-business.ts";
import type { ActualFigures, BusinessFigures } from "../plan/variance/business-figures.ts";
import { type VariancePart, varianceParts } from "../plan/variance/split-variance.ts";
import {
  type FlowMetric,
  openVariance,
  type VarianceNode,
} from "../plan/variance/variance-tree.ts";
import { liveBusiness } from "./live.ts";
import { plannedBusiness as livedBusiness, scriptedBusiness } from "./planned-business.ts";
import { randomFates } from "./random-fates.ts";

/** A year of the small business with a plan. */
export const year: Model = { ...small, horizon: { from: "2027-01", years: 1 } };

/** The plan of a model, in whole customers. */
export function planOf(model: Model): BusinessFigures {
  return plannedBusiness(
    model,
    expectOk(forecastPlan(model, { customers: "whole", cache: "kept" })),
  );
}

/** What happened to the customers of a model who did what was expected; by chance, where there is a seed. */
export function happenedTo(real: Model, seed?: number) {
  const compiled = expectOk(compilePlan(real));
  const run = expectOk(compiled.run(middle));
  const books = expectOk(planBooks(real));
  const first = expectOk(parseMonth(real.horizon?.from ?? ""));
  const { months } = compiled;
  const planned = { model: real, books, run, first, months };
  const business = expectOk(
    seed === undefined
      ? scriptedBusiness(planned)
      : livedBusiness(planned, (segment, drivers) =>
          randomFates(drivers, { seed, segment, first, usageSpread: 0.4, joining: "any-day" }),
        ),
  );
  const entries: JournalEntry[] = [];
  const invoices: Invoice[] = [];
  const lived = expectOk(
    liveBusiness(business, first - 1, first + months - 1, {
      entries: (posted) => entries.push(...posted),
      answer: (happening) => {
        if (happening.kind === "document") invoices.push(happening.invoice);
        return undefined;
      },
    }),
  );
  return { books, accounts: [...lived.accounts.values()], invoices, entries, first, months };
}

/** The same by the purchases of another model's plan. */
export function livedAgainst(plan: Model, real: Model): ActualFigures {
  const { first, months, ...happened } = happenedTo(real);
  return actualBusiness(
    { ...happened, rateOf: () => 1 },
    { model: plan, first, months, rateOf: () => undefined },
  );
}

/** All months of it. */
const whole = { from: 0, to: 11 };

/** The variance of a year in which what the plan of another model expects has happened. */
export const opened = (metric: FlowMetric, plan: Model, real: Model): VarianceNode =>
  openVariance(metric, planOf(plan), livedAgainst(plan, real), whole);

/** The parts that there are of a variance. */
export const causesOf = ({ parts }: VarianceNode): readonly VariancePart[] =>
  varianceParts.filter((part) => parts[part] !== 0);
