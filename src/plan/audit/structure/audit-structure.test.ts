import { describe, expect, it } from "vitest";
import { expectOk } from "../../../fault/fault.ts";
import type { Claim } from "../../../model/claim.ts";
import type { Figure } from "../../../model/figure.ts";
import type { Model } from "../../../model/model.ts";
import { usd } from "../../../money/money.ts";
import { flat } from "../../../pricing/flat.ts";
import { volume } from "../../../pricing/volume.ts";
import { shop, shopWith } from "../../forecast/shop.fixture.ts";
import { auditClaims } from "../audit-claims.ts";
import { auditStructure } from "./audit-structure.ts";

const found = (model: Model): readonly string[] =>
  expectOk(auditStructure(model, expectOk(auditClaims(model)))).map(
    ({ check, explanation }) => `${check}: ${explanation}`,
  );

const withFigures = (
  figures: Readonly<Record<string, Figure>>,
  claims: Readonly<Record<string, Omit<Claim, "section">>> = {},
): Model => ({
  ...shop,
  figures,
  claims: Object.fromEntries(
    Object.entries(claims).map(([id, claim]) => [id, { section: "1", ...claim }]),
  ),
});

describe("an audit of structure", () => {
  it("finds mixes that are not whole, in the digits that they are printed in", () => {
    const mix = (c: string) => ({ "plan-mix": { is: { a: "33.3%", b: "33.3%", c } } });
    expect(found(withFigures(mix("33.3%")))).toEqual([]);
    expect(found(withFigures(mix("30.0%")))).toEqual([
      'mix-not-whole: The parts of "Plan mix" add up to 96.6% and not to 100%.',
    ]);
    // Margins are no parts of a whole, and nor are these shares of something else.
    expect(found(withFigures({ margin: { is: { a: "30%", b: "35%", c: "40%" } } }))).toEqual([]);
    const claims = {
      share: { states: { a: "50%", b: "30%", c: "30%" }, formula: "part.{column} / total" },
    };
    const parts = { a: "5 USD", b: "3 USD", c: "2 USD" };
    expect(found(withFigures({ part: { is: parts }, total: { is: "10 USD" } }, claims))).toEqual([
      'mix-not-whole: The parts of "Share" add up to 110% and not to 100%.',
    ]);
  });

  it("finds totals that are not their parts", () => {
    const cost = (total: string) => ({ cost: { is: { a: "5k USD", b: "3k USD", total } } });
    expect(found(withFigures(cost("8k USD")))).toEqual([]);
    expect(found(withFigures(cost("10.0k USD")))).toEqual([
      'total-not-parts: The columns of "Cost" add up to 8k USD, and its total is stated as 10.0k USD.',
    ]);
    const parts = { a: { is: "5k USD" }, b: { is: "3k USD" } };
    const sum = { sum: { states: "9_000 USD", formula: "a + b" } };
    expect(found(withFigures(parts, sum))).toEqual([
      'total-not-parts: "Sum" is stated as 9,000 USD, and its parts add up to 8,000 USD.',
    ]);
  });

  it("finds one figure that two places give differently", () => {
    const figures = { churn: { section: "2", is: "5% per month" }, other: { is: "2" } };
    const claims = {
      again: { states: "4% per month", formula: "churn" },
      double: { states: "10% per month", formula: "churn * other" },
      doubled: { states: "12% per month", formula: "churn*other" },
    };
    expect(found(withFigures(figures, claims))).toEqual([
      'stated-twice: "Churn" is given twice: 4% per month in "1" and 5% per month in "2".',
      'stated-twice: "Double" is given twice in "1": as 10% per month and as 12% per month.',
    ]);
  });

  it("finds months that were taken for years, and rates that were multiplied instead of compounded", () => {
    const figures = { price: { is: "100 USD per month" }, churn: { is: "3% per month" } };
    const claims = {
      year: { states: "1_200 USD per month", formula: "price" },
      loss: { states: "36% per year", formula: "annual-loss(churn)" },
      right: { states: "30.6% per year", formula: "annual-loss(churn)" },
    };
    expect(found(withFigures({ ...figures, base: { is: "price" } }, claims))).toEqual(
      expect.arrayContaining([
        'wrongly-annualised: "Year" is stated as 1,200 USD per month, twelve times too much: a month was taken for a year; the figures give 100 USD per month.',
        'wrongly-annualised: "Loss" is stated as 36% per year, twelve times the rate of a month, which compounds; the figures give 30.62% per year.',
      ]),
    );
  });

  it("finds growth over the wrong number of periods", () => {
    const figures = { start: { is: "1M USD" }, end: { is: "16M USD" } };
    const growth = (states: string) => ({
      growth: { states, formula: "(end / start) ^ (1 / 4) - 1" },
    });
    expect(found(withFigures(figures, growth("100%")))).toEqual([]);
    expect(found(withFigures(figures, growth("74.1%")))).toEqual([
      'growth-over-wrong-periods: "Growth" is stated as 74.1%, which is the growth over 5 periods; between the two figures lie 4, and over these it is 100%.',
    ]);
    expect(found(withFigures(figures, growth("> 120%")))).toEqual([]);
  });

  it("finds metrics that exclude each other, of the same customers only", () => {
    const figures = {
      churn: { metric: "logo-churn", is: { small: "5% per month", large: "12% per year" } },
      tenure: { metric: "customer-lifetime", is: { small: "20 months", large: "2 years" } },
      cac: { metric: "cac", of: "small", is: "300 USD per customer" },
      price: { metric: "arpa", of: "small", is: "100 USD per customer per month" },
      margin: { metric: "gross-margin", of: "small", is: "60% " },
    } as const satisfies Readonly<Record<string, Figure>>;
    const claims = {
      payback: { metric: "cac-payback", of: "small", states: "3 months", unchecked: "No." },
      kept: { metric: "customer-retention", of: "small", states: "> 80%", unchecked: "No." },
      fine: { metric: "cac-payback", of: "small", states: "< 6 months", unchecked: "No." },
    } as const satisfies Readonly<Record<string, Omit<Claim, "section">>>;
    expect(found(withFigures(figures, claims))).toEqual([
      'metrics-exclude-each-other: Payback of "small" is stated as 3 months; acquisition cost of 300 USD per customer, revenue per account of 100 USD per customer per month and gross margin of 60% make it 5 months.',
      'metrics-exclude-each-other: Customer retention of "small" is stated as > 80%; churn of 5% per month makes it 54.04%.',
      'metrics-exclude-each-other: Customer lifetime of "large" is stated as 2 years; churn of 12% per year makes it 94.37 months.',
    ]);
  });

  it("takes the margin of the whole business for who has none, and bounds for no more than they say", () => {
    const figures = {
      cac: { metric: "cac", of: "small", is: { low: "300 USD", high: "600 USD" } },
      price: { metric: "arpa", of: "small", is: "100 USD per month" },
      margin: { metric: "gross-margin", is: "60%" },
    } as const satisfies Readonly<Record<string, Figure>>;
    const claims = {
      payback: { metric: "cac-payback", of: "small", states: "3 months", unchecked: "No." },
      most: { metric: "logo-churn", of: "small", states: "< 5% per month", unchecked: "No." },
      short: { metric: "customer-lifetime", of: "small", states: "1 year", unchecked: "No." },
      long: { metric: "customer-lifetime", of: "small", states: "5 years", unchecked: "No." },
    } as const satisfies Readonly<Record<string, Omit<Claim, "section">>>;
    expect(found(withFigures(figures, claims))).toEqual([
      'metrics-exclude-each-other: Payback of "small" is stated as 3 months; acquisition cost of 300 to 600 USD, revenue per account of 100 USD per month and gross margin of 60% make it 5 to 10 months.',
      'metrics-exclude-each-other: Customer lifetime of "small" is stated as 1 year; churn of < 5% per month makes it at least 20 months.',
    ]);
  });

  it("finds prices by which more costs less, though they are meant", () => {
    const price = volume([{ upTo: 10, unit: usd(10) }, { unit: usd(5) }]);
    const plans = {
      ...shop.plans,
      bulk: {
        name: "Bulk",
        stream: "usage",
        prices: { monthly: flat(usd(1)) },
        cliff: "intended",
        charges: { calls: { meter: "calls", price } },
      },
    } as unknown as Model["plans"];
    expect(found({ ...shop, plans })).toEqual([
      "fee-cliff: Past 10 more costs less: 100.00 USD becomes 50.00 USD.",
    ]);
  });

  it("finds targets that the plan's own figures miss, and says why none can be looked at", () => {
    const targets = {
      many: { name: "Many", figure: "forecast.customers", atLeast: "500 customers", by: "2027-12" },
    };
    const segment = {
      name: "Small",
      acquisition: { kind: "monthly", customers: "10 customers per month" },
      purchases: { team: { share: "100%", plan: "team", cadence: "monthly" } },
    } as const;
    expect(found({ ...shopWith(segment), targets })).toEqual([
      'target-missed: "Many" asks for at least 500 customers, and the plan itself comes to 120 customers in 2027-12.',
    ]);
    const purchases = { team: { ...segment.purchases.team, share: "90%" } };
    expect(found({ ...shopWith({ ...segment, purchases }), targets })).toEqual([
      "target-missed: The plan cannot be forecast, so no target is known to be met: the shares of plans add up to 100%, and in month 1 these add up to 90.00%.",
    ]);
  });
});
