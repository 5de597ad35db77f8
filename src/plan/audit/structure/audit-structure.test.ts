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

  it("holds parts against what is said of them, and not against how they look", () => {
    const parts = (whole: boolean) => ({
      visitors: { is: { a: "20%", b: "25%", total: "45%" }, whole },
      "plan-mix": { is: { a: "30%", b: "30%", c: "35%" }, whole: false },
      rest: { is: { a: "half", b: "1 - half" }, whole },
      half: { is: "50%" },
    });
    expect(found(withFigures(parts(true)))).toEqual([
      'mix-not-whole: The parts of "Visitors" add up to 45% and not to 100%.',
    ]);
    expect(found(withFigures(parts(false)))).toEqual([]);
    const split = (whole: boolean) => ({
      kinds: { states: { a: "20%", b: "60%" }, unchecked: "No.", whole },
    });
    expect(found(withFigures({}, split(true)))).toEqual([
      'mix-not-whole: The parts of "Kinds" add up to 80% and not to 100%.',
    ]);
    expect(found(withFigures({}, split(false)))).toEqual([]);
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

  it("finds one metric of one time that is stated differently, by whatever name", () => {
    const figures = {
      retention: { metric: "nrr", section: "2", is: { y1: "105%", y2: "115%" } },
      computed: { metric: "nrr", is: "retention.y1 + 50%" },
    } as const satisfies Readonly<Record<string, Figure>>;
    const claims = {
      "kept-first": { metric: "nrr", states: { y1: "105%", y3: "120%" }, unchecked: "No." },
      goal: { metric: "nrr", states: { y2: "> 118%" }, unchecked: "No." },
      low: { metric: "nrr", of: "small", states: "> 90%", unchecked: "No." },
      high: { metric: "nrr", of: "small", states: "> 95%", unchecked: "No." },
      under: { metric: "nrr", of: "large", states: "< 110%", unchecked: "No." },
      fits: { metric: "nrr", of: "large", states: { low: "100%", high: "120%" }, unchecked: "No." },
    } as const satisfies Readonly<Record<string, Omit<Claim, "section">>>;
    const target = { name: "Kept", figure: "metrics.nrr", atLeast: "110%" };
    const targets = {
      first: { ...target, by: "2027-12" },
      second: { ...target, name: "Kept well", by: "2027-12", atLeast: "112%" },
      any: { ...target, figure: "1 + 1", atLeast: "2" },
    };
    const twice = found({ ...withFigures(figures, claims), targets }).filter((one) =>
      one.startsWith("stated-twice"),
    );
    expect(twice).toEqual(
      [
        'Net retention in 2027-12 is given twice: 105% in "2" and >= 110% as a target.',
        'Net retention in 2027-12 is given twice: 105% in "2" and >= 112% as a target.',
        'Net retention in 2028-12 is given twice: 115% in "2" and > 118% in "1".',
        'Net retention in 2027-12 is given twice: 105% in "1" and >= 110% as a target.',
        'Net retention in 2027-12 is given twice: 105% in "1" and >= 112% as a target.',
        'Net retention of "small" is given twice in "1": as > 90% and as > 95%.',
        'Two targets ask for one figure in 2027-12: "Kept" for at least 110% and "Kept well" for at least 112%.',
      ].map((text) => `stated-twice: ${text}`),
    );
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

  it("knows by their names how many periods lie between two figures", () => {
    const figures = {
      sales: { is: { y1: "1M USD", y3: "8M USD" } },
      "sales-2027": { is: "1M USD" },
      "sales-2029": { is: "8M USD" },
      rate: { section: "2", is: "(sales.y3 / sales.y1) ^ (1 / 3) - 1" },
    };
    const claims = {
      wrong: { states: "100%", formula: "(sales.y3 / sales.y1) ^ (1 / 3) - 1" },
      years: { states: "100%", formula: "(sales-2029 / sales-2027) ^ (1 / 3) - 1" },
      right: { states: "183%", formula: "(sales.y3 / sales.y1) ^ (1 / 2) - 1" },
      monthly: { states: "9.05%", formula: "(sales.y3 / sales.y1) ^ (1 / 24) - 1" },
    };
    expect(found(withFigures(figures, claims))).toEqual(
      [
        '"Wrong" is computed over 3 periods, and from year 1 to year 3 lie 2, over which it is 182.8%.',
        '"Years" is computed over 3 periods, and from 2027 to 2029 lie 2, over which it is 182.8%.',
        '"Rate" is computed over 3 periods, and from year 1 to year 3 lie 2.',
      ].map((text) => `growth-over-wrong-periods: ${text}`),
    );
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
      'stated-twice: Customer lifetime of "small" is given twice in "1": as 1 year and as 5 years.',
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
      "fee-cliff: At 10 it costs 100.00 USD, and just above only 50.00 USD.",
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
