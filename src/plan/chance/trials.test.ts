import { beforeAll, describe, expect, test } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import uncertain from "../../model/fixtures/uncertain.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { choiceOf } from "./drawn-figures.ts";
import { openTrials, type Trials } from "./open-trials.ts";
import { joinTrials, runTrials, type TrialBlock } from "./run-trials.ts";
import { summariseTrials } from "./summarise-trials.ts";

/** The uncertain business for one year, which is billed in a moment. */
const model: Model = { ...uncertain, horizon: { from: "2027-01", years: 1 }, targets: {} };

let trials: Trials;
let block: TrialBlock;

beforeAll(() => {
  trials = expectOk(openTrials(model));
  block = expectOk(runTrials(trials, { seed: 7, from: 0, count: 400 }));
});

describe("trials of a plan", () => {
  test("bill their customers once", () => {
    expect(trials.billedOnce).toBe(true);
  });

  test("are forecasts of what each of them draws", () => {
    const draws = new Float64Array(trials.drawn.size);
    for (const trial of [0, 1, 399]) {
      trials.drawn.draw(7, trial, draws);
      const exact = expectOk(
        forecastPlan(model, { customers: "expected", choose: choiceOf(trials.drawn, draws) }),
      );
      for (const [at, { id }] of trials.outputs.figures.entries())
        for (let month = 0; month < 12; month += 1)
          expect(block.series[(trial * 5 + at) * 12 + month]).toBeCloseTo(
            exact.run.read(`forecast.${id}`, month),
            6,
          );
    }
  });

  test("are the same bit by bit, whoever runs which of them", () => {
    const again = expectOk(openTrials(model));
    const part = (from: number, to: number): TrialBlock =>
      expectOk(runTrials(again, { seed: 7, from, count: to - from }));
    const [late, early] = [part(137, 400), part(0, 137)];
    expect(joinTrials([early, late])).toEqual(block);
  });

  test("draw otherwise with another seed", () => {
    const other = expectOk(runTrials(trials, { seed: 8, from: 0, count: 10 }));
    expect(other.draws).not.toEqual(block.draws.subarray(0, other.draws.length));
  });

  test("draw a figure the same in every scenario, whatever else is told otherwise", () => {
    const loyal = expectOk(openTrials(model, { scenario: "loyal" }));
    const own = expectOk(runTrials(loyal, { seed: 7, from: 0, count: 20 }));
    const names = loyal.drawn.figures.map(({ figure }) => figure.name);
    expect(names).toEqual(["growth", "round", "season", "wages"]);
    const wages = (of: TrialBlock, count: number): readonly number[] =>
      Array.from({ length: 20 }, (_, trial) => of.draws[trial * count + count - 1] ?? 0);
    expect(wages(own, 4)).toEqual(wages(block, 5));
  });

  test("put the middle of their figures in order, and say what decides", () => {
    const summary = summariseTrials(trials, block, { seed: 7, by: "quarter" });
    for (const { p10, p50, p90 } of summary.bands)
      for (const at of [0, 1, 2, 3]) {
        expect(p10[at]).toBeLessThanOrEqual(p50[at] ?? 0);
        expect(p50[at]).toBeLessThanOrEqual(p90[at] ?? 0);
      }
    const of = (figure: string) =>
      summary.drivers.find((one) => one.figure === figure)?.correlation ?? {};
    expect(of("churn").customers).toBeLessThan(-0.5);
    expect(of("wages").ebitda).toBeLessThan(-0.3);
    expect(of("round").cash).toBeGreaterThan(0.5);
    expect(of("round").mrr).toBeLessThan(0.2);
  });
});

describe("trials are held against targets", () => {
  const withTargets: Model = {
    ...model,
    targets: {
      always: { name: "Some customers", figure: "forecast.customers", atLeast: "1 customer" },
      never: { name: "Many", figure: "forecast.customers", atLeast: "1_000_000 customers" },
      seed: { name: "The whole round", figure: "round", atLeast: "400k USD", by: "2027-06" },
      later: { name: "Later", figure: "forecast.mrr", atLeast: "1 USD per month", by: "2040-01" },
    },
  };

  test("each by its part of them", () => {
    const opened = expectOk(openTrials(withTargets));
    const own = expectOk(runTrials(opened, { seed: 7, from: 0, count: 400 }));
    const { targets, outOfCash } = summariseTrials(opened, own, { seed: 7, by: "year" });
    const reached = Object.fromEntries(targets.map((one) => [one.id, one.reached]));
    expect(reached).toMatchObject({ always: 1, never: 0 });
    expect(reached.seed).toBeGreaterThan(0.74);
    expect(reached.seed).toBeLessThan(0.86);
    expect(targets.find(({ id }) => id === "later")).toEqual({
      id: "later",
      name: "Later",
      reached: undefined,
    });
    expect(outOfCash?.ever).toBeGreaterThan(0.1);
    expect(outOfCash?.ever).toBeLessThan(0.3);
    expect(outOfCash?.months[0]).toBe(0);
  });
});

describe("figures that the forecast does not depend on", () => {
  const claimed = { is: { low: "1 USD", high: "9 USD" } };
  const figures = { ...model.figures, claimed, held: claimed };

  test("are not drawn, and decide nothing", () => {
    const own = expectOk(openTrials({ ...model, figures }));
    expect(own.drawn.figures.map(({ figure }) => figure.name)).toEqual(
      trials.drawn.figures.map(({ figure }) => figure.name),
    );
  });

  test("are drawn for a target that looks at the forecast, and decide nothing of it", () => {
    const targets = {
      cash: { name: "Cash", figure: "forecast.cash", atLeast: "held" },
      told: { name: "Told", figure: "claimed", atLeast: "2 USD" },
    };
    const own = expectOk(openTrials({ ...model, figures, targets }));
    const names = own.drawn.figures.map(({ figure }) => figure.name);
    expect(names).toContain("held");
    expect(names).not.toContain("claimed");
    const ran = expectOk(runTrials(own, { seed: 7, from: 0, count: 20 }));
    const summary = summariseTrials(own, ran, { seed: 7, by: "year" });
    expect(summary.drivers.map(({ figure }) => figure)).not.toContain("held");
  });

  test("are none to try", () => {
    const only: Model = { ...planned, targets: {}, figures: { claimed } };
    expect(faultsOf(openTrials(only)).map(({ code }) => code)).toEqual(["nothing-drawn"]);
  });
});

describe("what cannot be tried is refused", () => {
  test("a plan that tells every figure exactly", () => {
    const exact: Model = {
      ...model,
      correlations: [],
      figures: Object.fromEntries(
        Object.entries({
          growth: "3% per month",
          churn: "3% per month",
          wages: "90k USD per year",
          season: "1",
          round: "1 USD",
        }).map(([id, is]) => [id, { is }]),
      ),
    };
    expect(faultsOf(openTrials(exact)).map(({ code }) => code)).toEqual(["nothing-drawn"]);
  });

  test("a churn that a trial draws above 100%, with the trial", () => {
    const wild: Model = {
      ...model,
      correlations: [],
      figures: {
        ...model.figures,
        churn: { is: { kind: "uniform", low: "1% per month", high: "190% per month" } },
      },
    };
    const opened = expectOk(openTrials(wild));
    const [fault] = faultsOf(runTrials(opened, { seed: 1, from: 0, count: 100 }));
    expect(fault?.code).toBe("chance-out-of-range");
    expect(fault?.message).toMatch(/in trial \d+ of seed 1$/);
  });
});
