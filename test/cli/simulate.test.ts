import { describe, expect, it } from "vitest";
import { florin } from "./florin.ts";

const model = "src/model/fixtures/planned.ts";

describe("florin simulate", () => {
  it("prints each month, and that all of it is as forecast", async () => {
    const { code, results } = await florin(["simulate", model, "--months", "3"]);
    expect(code).toBe(0);
    expect(results.filter((row) => /^2027-\d\d .* yes$/.test(row))).toHaveLength(3);
    expect(results.at(-1)).toBe("24 figures, each as forecast to the cent");
  });

  it("prints JSON, each figure as it was forecast and lived", async () => {
    const { results } = await florin([
      "simulate",
      model,
      "--months",
      "2",
      "--scenario",
      "slow",
      "--json",
    ]);
    const { figures, customers } = JSON.parse(results.join("\n"));
    expect(customers).toBeGreaterThan(30);
    expect(
      figures.every(
        ({ forecast, lived }: { forecast: string; lived: string }) => forecast === lived,
      ),
    ).toBe(true);
  });

  it("lives by chance with a seed, and says how far it led from the forecast", async () => {
    const args = ["simulate", model, "--months", "2", "--seed", "7"];
    const { code, results } = await florin(args);
    expect(code).toBe(0);
    expect(results[0]).toBe("Simulation of Planned 1.0 by chance, seed 7");
    expect(results.filter((row) => /^2027-\d\d .*[+-]\d+\.\d%[*^]*$/.test(row))).toHaveLength(2);
    const json = JSON.parse((await florin([...args, "--json"])).results.join("\n"));
    expect(json).toMatchObject({ seed: 7, figures: expect.arrayContaining([]) });
    expect(json.figures).toHaveLength(10);
    expect((await florin(["simulate", model, "--seed", "-1"])).code).toBe(1);
    expect((await florin([...args, "--usage-spread", "much"])).code).toBe(1);
    const otherwise = [...args, "--joining", "any-day", "--usage-spread", "0.5"];
    const said = (await florin(otherwise)).results.join("\n");
    expect(said).toContain(
      "customers join on any day of a month, and in the forecast on its first",
    );
    expect(said).toContain("use spreads by 0.5 of what is expected");
  });

  it("refuses more months than the plan has", async () => {
    const { code, messages } = await florin(["simulate", model, "--months", "100"]);
    expect(code).toBe(1);
    expect(messages.join("\n")).toMatch(/--months .*months-beyond-plan/);
    expect(messages.join("\n")).toContain("the plan has 60 months");
    const figures = ["figures", model, "forecast.mrr", "--month"];
    expect((await florin([...figures, "60"])).code).toBe(0);
    expect((await florin([...figures, "61"])).messages.join("\n")).toContain("months-beyond-plan");
  });

  it("refuses what the forecast refuses", async () => {
    expect((await florin(["simulate", "src/model/fixtures/hello.ts"])).code).toBe(1);
    expect((await florin(["simulate", model, "--scenario", "none"])).messages.join("\n")).toContain(
      "unknown-scenario",
    );
  });
});
