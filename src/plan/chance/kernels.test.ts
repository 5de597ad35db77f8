import { describe, expect, test } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import type { Segment } from "../../model/segment.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { shopWith } from "../forecast/shop.fixture.ts";
import { choiceOf } from "./drawn-figures.ts";
import { openTrials } from "./open-trials.ts";

/** All that customers come to, as targets, so that trials are asked for it. */
const looked = [
  ...["customers", "new-customers", "lost-customers", "mrr"].flatMap((name) => [
    name,
    `${name}.small`,
  ]),
  ...["new-mrr", "expansion-mrr", "contraction-mrr", "churned-mrr", "usage.calls"],
  ...["billed", "earned", "deferred", "unbilled"].flatMap((name) =>
    ["subscriptions", "usage", "services"].map((stream) => `${name}.${stream}`),
  ),
];

const asked = (segment: Segment, figures: Model["figures"] = {}): Model => ({
  ...shopWith(segment),
  figures: {
    churn: { is: { low: "1% per month", high: "9% per month" } },
    new: { is: { low: "5 customers per month", high: "30 customers per month" } },
    ...figures,
  },
  targets: Object.fromEntries(
    looked.map((name) => [
      name.replaceAll(".", "-"),
      { name, figure: `forecast.${name}`, atLeast: "0" },
    ]),
  ),
});

const monthly = {
  share: "60%",
  plan: "team",
  cadence: "monthly",
  usage: { calls: "1_500 calls per month" },
  churn: { kind: "monthly", rate: "churn" },
} as const;
const annual = {
  share: "40%",
  plan: "team",
  cadence: "annual",
  churn: { kind: "at-renewal", share: "10%" },
} as const;
const comes = { kind: "monthly", customers: "new" } as const;

const plans: readonly (readonly [string, Model])[] = [
  [
    "monthly and annual customers who move up, and what is sold once",
    asked({
      name: "Small",
      opening: "40 customers",
      acquisition: comes,
      purchases: {
        monthly: { ...monthly, moves: { annual: "2% per month", business: "churn / 4" } },
        annual: { ...annual, moves: { business: "1% per month" } },
        business: {
          share: "0%",
          plan: "business",
          churn: { kind: "monthly", rate: "1% per month" },
        },
        onboarding: { share: "30%", offer: "onboarding" },
      },
    }),
  ],
  [
    "customers of whom some use more than others",
    asked({
      name: "Small",
      opening: "40 customers",
      acquisition: comes,
      purchases: {
        monthly: {
          ...monthly,
          usageVaries: { factor: { kind: "lognormal", median: "1", spread: "2" }, classes: 3 },
          moves: { annual: "2% per month" },
        },
        annual,
      },
    }),
  ],
  [
    "so many customers as are aimed at, drawn shares, and a trial",
    asked(
      {
        name: "Small",
        opening: "10 customers",
        acquisition: { kind: "targets", atYearEnd: ["aim", "3 * aim"] },
        purchases: {
          monthly: { ...monthly, share: "part" },
          business: {
            share: "1 - part",
            plan: "business",
            churn: { kind: "monthly", rate: "season * churn" },
          },
        },
      },
      {
        aim: { is: { kind: "lognormal", p10: "60 customers", p90: "200 customers" } },
        part: { is: { kind: "triangular", low: "20%", likely: "50%", high: "70%" } },
        season: { is: { kind: "uniform", low: "50%", high: "150%", drawn: "monthly" } },
      },
    ),
  ],
  [
    "customers who are the likelier to stay the longer they are there",
    asked(
      {
        name: "Small",
        acquisition: comes,
        purchases: {
          monthly: {
            ...monthly,
            churn: { kind: "by-age", rates: ["churn", "churn / 2", "1% per month"] },
          },
          annual: {
            ...annual,
            churn: { kind: "shifted-beta-geometric", alpha: "weak", beta: "3.8" },
            coupons: [],
          },
        },
      },
      { weak: { is: { low: "0.4", high: "1.2" } } },
    ),
  ],
];

describe("customers of trials are billed once, and come to what their forecast says", () => {
  test.each(plans)("%s", (_, model) => {
    const trials = expectOk(openTrials(model));
    expect(trials.billedOnce).toBe(true);
    const draws = new Float64Array(trials.drawn.size);
    for (const trial of [0, 1, 2]) {
      trials.drawn.draw(3, trial, draws);
      const ours = expectOk(trials.read(draws));
      const exact = expectOk(
        forecastPlan(model, { customers: "expected", choose: choiceOf(trials.drawn, draws) }),
      );
      for (const name of looked) {
        const place = ours.place(`targets.${name.replaceAll(".", "-")}`);
        for (let month = 0; month < trials.plan.months; month += 1)
          expect(ours.memory[(place?.offset ?? -1) + month], `${name} in ${month}`).toBeCloseTo(
            exact.run.read(`forecast.${name}`, month),
            5,
          );
      }
    }
  });

  test("customers whose use is drawn are billed in each trial", () => {
    const model = asked(
      {
        name: "Small",
        acquisition: { kind: "monthly", customers: "10 customers per month" },
        purchases: { monthly: { ...monthly, share: "100%", usage: { calls: "use" } } },
      },
      { use: { is: { low: "500 calls per month", high: "9_000 calls per month" } } },
    );
    const trials = expectOk(openTrials({ ...model, horizon: { from: "2027-01", years: 1 } }));
    expect(trials.billedOnce).toBe(false);
    const draws = new Float64Array(trials.drawn.size);
    trials.drawn.draw(3, 0, draws);
    const few = expectOk(trials.read(draws)).memory.slice();
    trials.drawn.draw(3, 1, draws);
    expect(expectOk(trials.read(draws)).memory).not.toEqual(few);
  });
});
