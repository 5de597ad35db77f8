import type { Model } from "florin";
import { describe, expect, it } from "vitest";
import { expectOk } from "../../src/fault/fault.ts";
import { forecastPlan } from "../../src/plan/forecast/forecast-plan.ts";
import { evaluateTargets } from "../../src/plan/targets/evaluate-targets.ts";
import { simulatePlan } from "../../src/twin/simulate.ts";
import model from "./model.ts";

const sippar: Model = model;

/** What differs between a simulated business and its forecast, and the streams in which something was billed. */
function lived(months: number, scenario?: string) {
  const { figures, customers } = expectOk(
    simulatePlan(sippar, { months, ...(scenario === undefined ? {} : { scenario }) }),
  );
  return {
    customers,
    differences: figures.filter(({ equal }) => !equal),
    billed: new Set(
      figures.flatMap(({ stream, lived: amount }) => (stream && Number(amount) > 0 ? stream : [])),
    ),
  };
}

const streams = new Set(["infrastructure", "fees", "platform", "data"]);

describe("the plan of Sippar, simulated", () => {
  it("bills, earns and recurs as it is forecast, to the cent in each month", () => {
    const { customers, differences, billed } = lived(13);
    expect(differences).toEqual([]);
    expect(customers).toBeGreaterThan(300);
    expect(billed).toEqual(streams);
  });

  it("does so at the low end of all ranges, past the renewal of contracts for two years", () => {
    const { differences, billed } = lived(26, "low");
    expect(differences).toEqual([]);
    expect(billed).toEqual(streams);
  });

  it.each(["high", "average-contract", "expected-impacts"])(
    "does so in its scenario %s",
    (scenario) => {
      expect(lived(3, scenario).differences).toEqual([]);
    },
  );
});

describe("the plan of Sippar", () => {
  const forecast = expectOk(forecastPlan(sippar, { customers: "expected" }));
  const { read } = forecast.run;

  it("has the customers of the document's tables at each year's end", () => {
    const atEnds = (segment: string) =>
      [11, 23, 35].map((month) => read(`forecast.customers.${segment}`, month));
    // The middle of 1-4, 6-24, 30-88 clients (S3-042), and of the three tiers together (S3-046 to S3-048).
    for (const [segment, counts] of [
      ["enterprise", [2.5, 15, 59]],
      ["platform", [75.5, 372.5, 1_535]],
      ["analytics", [3.5, 17.5, 75]],
    ] as const)
      for (const [index, count] of atEnds(segment).entries())
        expect(count).toBeCloseTo(counts[index] ?? Number.NaN, 9);
  });

  it("bills the projected payments by the bands of their value, and transfers by their share", () => {
    const fees = Array.from({ length: 12 }, (_, month) => read("forecast.revenue.fees", month));
    // Half of three million payments at a cent and half at five, and 0.1% of 55 million dollars.
    const expected = 1_500_000 * 0.01 + 1_500_000 * 0.05 + 55_000_000 * 0.001;
    // Accounts send whole payments, and each invoice is rounded to the cent.
    expect(fees.reduce((sum, fee) => sum + fee, 0) / expected).toBeCloseTo(1, 3);
  });

  it("takes the commitment discount off contracts for three years and off none for two", () => {
    const { segments } = forecast.customers;
    const clients = segments.get("enterprise")?.purchases;
    const two = clients?.get("foundation-two-years")?.[11] ?? Number.NaN;
    const three = clients?.get("foundation-three-years")?.[11] ?? Number.NaN;
    expect(two).toBeCloseTo(1.25, 12);
    expect(three).toBeCloseTo(1.25, 12);
    const yearly = read("forecast.mrr.enterprise", 11) * 12;
    expect(yearly).toBeCloseTo(two * 500_000 + three * 425_000, 0);
  });

  it("spends what the document prints, with the cost of winning customers among it", () => {
    const spent = Array.from({ length: 12 }, (_, month) => read("forecast.operating-costs", month));
    expect(spent.reduce((sum, one) => sum + one, 0)).toBeCloseTo(3_000_000, 6);
  });

  it("runs out of its first round's low end, and not of its middle", () => {
    const low = expectOk(forecastPlan(sippar, { customers: "expected", scenario: "low" }));
    const lowest = (run: typeof forecast.run) =>
      Math.min(...Array.from({ length: 36 }, (_, month) => run.read("forecast.cash", month)));
    expect(lowest(forecast.run)).toBeGreaterThan(0);
    expect(lowest(low.run)).toBeLessThan(0);
  });

  it("has what strategies are expected to bring upon its customers' revenue, in one scenario only", () => {
    const expected = expectOk(
      forecastPlan(sippar, { customers: "expected", scenario: "expected-impacts" }),
    );
    const upon = (run: typeof forecast.run, stream: string): number =>
      run.read(`forecast.revenue.${stream}`, 35) / run.read(`forecast.earned.${stream}`, 35) - 1;
    // The middle of 30-50%, 20-30% and 20-40% (S3-033 to S3-035).
    for (const [stream, impact] of [
      ["fees", 0.4],
      ["platform", 0.25],
      ["data", 0.3],
      ["infrastructure", 0],
    ] as const) {
      expect(upon(forecast.run, stream)).toBe(0);
      expect(upon(expected.run, stream)).toBeCloseTo(impact, 12);
    }
    const year = (run: typeof forecast.run): number => run.read("forecast.expansion-mrr", 35);
    expect(year(expected.run)).toBeGreaterThan(1.9 * year(forecast.run));
  });

  it("misses these of the 46 targets that the document sets", () => {
    const results = evaluateTargets(sippar, forecast);
    const missed = results.flatMap(({ target, verdict }) => (verdict === "missed" ? target : []));
    expect(results).toHaveLength(46);
    expect(results.filter(({ verdict }) => verdict === "beyond")).toEqual([]);
    expect(missed).toEqual([
      "ebitda-y1",
      "users-y1",
      "users-y2",
      "users-y3",
      "transactions-y2",
      "transactions-y3",
      "users-month-6",
      "users-month-18",
      "users-month-36",
      "growth-y3",
      "recurring-share",
      "gross-retention",
      "net-retention",
      "concentration",
      "new-users-y2",
      "operating-leverage",
    ]);
  });
});
