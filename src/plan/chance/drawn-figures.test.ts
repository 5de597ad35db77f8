import { describe, expect, test } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import uncertain from "../../model/fixtures/uncertain.ts";
import { compilePlan } from "../forecast/compile-plan.ts";
import { type DrawnFigures, drawnFigures } from "./drawn-figures.ts";
import { correlationOf } from "./quantiles.ts";

const { told, correlated } = expectOk(compilePlan(uncertain));
const drawn = drawnFigures(told, 60, correlated);
const trials = 4_000;

/** The first draw of a figure in each trial. */
function column(of: DrawnFigures, name: string, seed = 1): Float64Array {
  const own = of.figures.find(({ figure }) => figure.name === name);
  const draws = new Float64Array(of.size);
  return Float64Array.from({ length: trials }, (_, trial) => {
    of.draw(seed, trial, draws);
    return draws[own?.offset ?? -1] ?? Number.NaN;
  });
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("draws", () => {
  test("lie around the means of theory", () => {
    expect(mean(column(drawn, "churn"))).toBeCloseTo(0.02 / 6 + 0.03, 3);
    expect(mean(column(drawn, "growth"))).toBeCloseTo(0.03, 3);
    expect(mean(column(drawn, "wages")) / 100_000).toBeCloseTo(1, 2);
    expect(mean(column(drawn, "round")) / 340_000).toBeCloseTo(1, 1);
  });

  test("lie together as far as they are told to", () => {
    const [churn, growth, wages] = ["churn", "growth", "wages"].map((name) => column(drawn, name));
    if (churn === undefined || growth === undefined || wages === undefined) throw new Error();
    expect(correlationOf(churn, growth)).toBeCloseTo(-0.49, 1);
    expect(Math.abs(correlationOf(churn, wages))).toBeLessThan(0.05);
  });

  test("differ from month to month where they are drawn monthly", () => {
    const own = drawn.figures.find(({ figure }) => figure.name === "season");
    expect(own?.length).toBe(60);
    const draws = new Float64Array(drawn.size);
    drawn.draw(1, 0, draws);
    const season = draws.subarray(own?.offset, (own?.offset ?? 0) + 60);
    expect(new Set(season).size).toBe(60);
  });

  test("are those of the figure, whatever else is drawn, and whichever trial came before", () => {
    const fewer = drawnFigures(
      new Map([...told].filter(([name]) => name === "wages" || name === "season")),
      24,
      { names: [], root: new Float64Array() },
    );
    const backwards = new Float64Array(fewer.size);
    for (const trial of [9, 4]) fewer.draw(1, trial, backwards);
    const offset = fewer.figures.find(({ figure }) => figure.name === "wages")?.offset ?? -1;
    expect(backwards[offset]).toBe(column(drawn, "wages")[4]);
  });
});
