import { expectOk } from "../src/fault/fault.ts";
import { openTrials, type Trials } from "../src/plan/chance/open-trials.ts";
import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { forecastModel } from "./forecast-model.ts";
import { drawnCount, plainForecast, planFigures, planMonths } from "./plain-forecast.ts";

const seed = 7;
const perTrial = planFigures.length * planMonths;

function rounds(size: Size): Rounds {
  const count = size === "full" ? 10_000 : 1_000;
  const trials = expectOk(openTrials(forecastModel));
  gate(trials.billedOnce, "customers are billed in each trial");
  gate(trials.drawn.size === drawnCount, "other figures are drawn than the loop knows");
  const draws = new Float64Array(count * drawnCount);
  for (let trial = 0; trial < count; trial += 1)
    trials.drawn.draw(seed, trial, draws.subarray(trial * drawnCount, (trial + 1) * drawnCount));
  const [ours, plain] = [new Float64Array(count * perTrial), new Float64Array(count * perTrial)];
  const forecast = plainForecast();
  const runOurs = (): number => runTrials(trials, draws, count, ours);
  const runPlain = (): number => {
    for (let trial = 0; trial < count; trial += 1)
      forecast(draws, trial * drawnCount, plain, trial * perTrial);
    return count;
  };
  runOurs();
  runPlain();
  return {
    ours: { label: "compiled formulas, customers billed once", run: runOurs },
    limit: { label: "one loop that knows the plan", run: runPlain },
    proven: [compare(ours, plain, count)],
    notes: [
      "Five years by month: monthly customers with metered use who leave or move on, annual ones who renew, services, four kinds of cost, collections, funding, cash. Six figures are drawn, the same numbers for both sides, beforehand.",
      "The loop is written for this plan alone, with its prices worked out by hand; our side reads the model's formulas and bills one customer of each kind by the account machine before the first trial, which is not timed. Both keep all months of customers, recurring revenue, revenue, EBITDA and cash.",
    ],
  };
}

function runTrials(trials: Trials, draws: Float64Array, count: number, out: Float64Array): number {
  const own = new Float64Array(drawnCount);
  let offsets: readonly number[] = [];
  for (let trial = 0; trial < count; trial += 1) {
    for (let at = 0; at < drawnCount; at += 1) own[at] = draws[trial * drawnCount + at] ?? 0;
    const read = trials.read(own);
    gate(read.ok, "a trial was refused");
    const { memory, place } = read.value;
    if (trial === 0)
      offsets = planFigures.map((figure) => place(`forecast.${figure}`)?.offset ?? Number.NaN);
    for (let at = 0; at < offsets.length; at += 1) {
      const from = offsets[at] as number;
      const to = trial * perTrial + at * planMonths;
      for (let month = 0; month < planMonths; month += 1)
        out[to + month] = memory[from + month] as number;
    }
  }
  return count;
}

function compare(ours: Float64Array, plain: Float64Array, count: number): string {
  let worst = 0;
  for (const [at, value] of ours.entries()) {
    const other = plain[at] ?? Number.NaN;
    const off = Math.abs(value - other) / Math.max(1, Math.abs(other));
    if (!(off <= 1e-9)) {
      const figure = planFigures[Math.floor(at / planMonths) % planFigures.length];
      gate(false, `${figure} is ${value}, by the loop ${other}, in month ${(at % planMonths) + 1}`);
    }
    worst = Math.max(worst, off);
  }
  return `All ${ours.length.toLocaleString("en")} figures of ${count.toLocaleString("en")} trials are the loop's, to ${worst.toExponential(0)} of their size.`;
}

/** Runs trials of a plan from its formulas, against a loop that somebody wrote for it. */
export const forecastTrials: Benchmark = {
  name: "forecast-trials",
  what: "10,000 trials of a five-year forecast from the model's formulas",
  against: "a hand-written loop over typed arrays, same draws",
  unit: "trials",
  better: "lower",
  floor: 4,
  aim: 1.3,
  rounds,
};
