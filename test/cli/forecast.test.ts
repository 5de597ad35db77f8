import { describe, expect, it } from "vitest";
import { florin } from "./florin.ts";

const model = "src/model/fixtures/planned.ts";

describe("florin forecast", () => {
  it("prints a table a section, with a column a year", async () => {
    const { code, results } = await florin(["forecast", model, "--years", "2"]);
    expect(code).toBe(0);
    expect(results.slice(0, 2)).toEqual([
      "Forecast of Planned 1.0",
      "USD, 2027-01 to 2028-12, customers as they are expected",
    ]);
    expect(results.some((row) => /^Revenue +2027 +2028$/.test(row))).toBe(true);
  });

  it("prints JSON month by month, in which recurring revenue adds up to the cent", async () => {
    const { results } = await florin(["forecast", model, "--years", "1", "--whole", "--json"]);
    const { months, rows } = JSON.parse(results.join("\n"));
    expect(months).toHaveLength(12);
    const cents = (id: string, month: number): number => {
      const { values } = rows.find((row: { id: string }) => row.id === id);
      return Math.round(Number(values[month]) * 100);
    };
    for (let month = 0; month < 12; month += 1)
      expect(
        cents("mrr.opening", month) +
          cents("mrr.new", month) +
          cents("mrr.expansion", month) -
          cents("mrr.contraction", month) -
          cents("mrr.churn", month),
      ).toBe(cents("mrr.closing", month));
  });

  it("tries the plan, the same over any number of workers", async () => {
    const words = ["forecast", "src/model/fixtures/uncertain.ts", "--years", "1", "--json"];
    const trials = [...words, "--trials", "40", "--seed", "3"];
    const once = await florin(trials);
    const summary = JSON.parse(once.results.join("\n"));
    expect(summary).toMatchObject({ trials: 40, seed: 3, periods: ["2027"] });
    const cash = summary.figures.find((one: { id: string }) => one.id === "cash");
    expect(Number(cash.p10[0])).toBeLessThan(Number(cash.p90[0]));
    expect(Object.keys(summary.outOfCash.months)).toHaveLength(12);
    expect((await florin([...trials, "--workers", "2"])).results).toEqual(once.results);
  });

  it("prints of what decides only what so many trials can tell", async () => {
    const words = ["forecast", "src/model/fixtures/uncertain.ts", "--years", "1"];
    const { results } = await florin([...words, "--trials", "40"]);
    const from = results.findIndex((row) => row.startsWith("What decides"));
    expect(results.length - from).toBeGreaterThan(1);
    for (const row of results.slice(from + 1)) {
      expect(row).toMatch(/0\.[3-9]\d/);
      expect(row).not.toMatch(/0\.[0-2]\d/);
    }
  });

  it("puts scenarios side by side, and says what moves a figure", async () => {
    const words = ["forecast", "src/model/fixtures/uncertain.ts", "--years", "1", "--json"];
    const compared = await florin([...words, "--compare", "loyal"]);
    const { plans, figures } = JSON.parse(compared.results.join("\n"));
    expect(plans.map(({ name }: { name: string }) => name)).toEqual(["As planned", "Loyal"]);
    expect(figures[0].values).toHaveLength(2);
    const turned = await florin([...words, "--tornado", "forecast.cash", "--in", "2027-06"]);
    const { month, bars } = JSON.parse(turned.results.join("\n"));
    expect(month).toBe("2027-06");
    expect(bars[0].figure).toBe("round");
    const bounded = await florin([...words, "--intervals"]);
    for (const { low, high } of JSON.parse(bounded.results.join("\n")).figures)
      expect(Number(low[0])).toBeLessThan(Number(high[0]));
    const late = await florin([...words, "--tornado", "forecast.cash", "--in", "2030-06"]);
    expect(late.code).toBe(1);
    expect(late.messages.join("\n")).toContain("a month of the plan");
  });

  it("puts where figures of scenarios lie side by side, by the same draws", async () => {
    const words = ["forecast", "src/model/fixtures/uncertain.ts", "--years", "1"];
    const trials = ["--trials", "40", "--seed", "3"];
    const compared = await florin([...words, "--compare", "loyal", ...trials, "--json"]);
    const { plans } = JSON.parse(compared.results.join("\n"));
    const [planned, loyal] = plans;
    const alone = JSON.parse((await florin([...words, ...trials, "--json"])).results.join("\n"));
    for (const bound of ["p10", "p50", "p90"]) {
      expect(planned.figures[0][bound]).toEqual(alone.figures[0][bound]);
      // Who leaves less is more, in each of the same trials.
      expect(Number(loyal.figures[0][bound][0])).toBeGreaterThan(
        Number(planned.figures[0][bound][0]),
      );
    }
    const { results } = await florin([...words, "--compare", "loyal", ...trials]);
    expect(results.filter((row) => row.startsWith("Loyal P90"))).toHaveLength(5);
    expect((await florin([...words, "--compare", "none", ...trials])).code).toBe(1);
  });

  it("seeks what a driver would have to be, and ends with 1 where nothing will do", async () => {
    const words = [
      "seek",
      "src/model/fixtures/uncertain.ts",
      "--driver",
      "wages",
      "--in",
      "2027-12",
    ];
    const asked = [...words, "--figure", "forecast.cash", "--at-least"];
    const found = await florin([...asked, "280k USD", "--json"]);
    expect(found.code).toBe(0);
    expect(JSON.parse(found.results.join("\n"))).toMatchObject({ verdict: "some", goal: 280_000 });
    const never = await florin([...asked, "9M USD"]);
    expect(never.code).toBe(1);
    expect(never.results.join("\n")).toContain("is reached by no value");
  });

  it("refuses trials of a plan in which nothing is drawn, and too many of them", async () => {
    const exact = await florin(["forecast", model, "--trials", "40"]);
    expect(exact.messages.join("\n")).toContain("nothing-drawn");
    const many = await florin(["forecast", model, "--trials", "1000000"]);
    expect(many.messages.join("\n")).toContain("whole number from 10 to 100,000");
  });

  it("refuses a model without a horizon, and years out of bounds", async () => {
    const without = await florin(["forecast", "src/model/fixtures/hello.ts"]);
    expect(without.code).toBe(1);
    expect(without.messages.join("\n")).toContain("no-horizon");
    const many = await florin(["forecast", model, "--years", "11"]);
    expect(many.code).toBe(1);
    expect(many.messages.join("\n")).toContain("whole number from 1 to 10");
  });
});
