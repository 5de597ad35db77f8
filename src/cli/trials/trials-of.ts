import { faultsOf, ok, type Result, refuse } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { openTrials } from "../../plan/chance/open-trials.ts";
import { summariseTrials, type TrialSummary } from "../../plan/chance/summarise-trials.ts";
import type { PeriodLength } from "../../plan/forecast/forecast-rows.ts";
import { wholeOption } from "../number-option.ts";
import { startProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { trialsOverWorkers } from "./trial-workers.ts";

/** What a command says of its trials. */
export interface TrialOptions {
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;
}

const trialsMax = 100_000;

/** The same, as numbers. */
export interface TrialNumbers {
  readonly trials: number;
  readonly seed: number;
  readonly workers: number;
}

/** Reads how many trials of which seed run in how many threads. Refuses `out-of-range` at the option. */
export function trialNumbers(options: TrialOptions): Result<TrialNumbers> {
  const trials = wholeOption(options.trials ?? "10000", "--trials", { min: 10, max: trialsMax });
  const seed = wholeOption(options.seed ?? "1", "--seed", { min: 0, max: 0xffffffff });
  const workers = wholeOption(options.workers ?? "1", "--workers", { min: 1, max: 64 });
  return trials.ok && seed.ok && workers.ok
    ? ok({ trials: trials.value, seed: seed.value, workers: workers.value })
    : refuse(...[trials, seed, workers].flatMap(faultsOf));
}

/** Runs the trials of a model's plan, with a bar while it lasts. Refuses what the forecast of one refuses. */
export async function trialsOf(
  model: Model,
  { trials, seed, workers }: TrialNumbers,
  { by, scenario }: { readonly by: PeriodLength; readonly scenario: string | undefined },
  terminal: Terminal,
): Promise<Result<TrialSummary>> {
  const bar = startProgress("Trying", trials, terminal);
  bar.at(0, "billing customers");
  const opened = openTrials(model, { scenario });
  if (!opened.ok) {
    bar.clear();
    return opened;
  }
  const block = await trialsOverWorkers(opened.value, {
    model,
    scenario,
    trials,
    seed,
    workers,
    onDone: (done) => bar.at(done, `${done.toLocaleString("en")} trials`),
  });
  bar.clear();
  if (!block.ok) return block;
  const summary = summariseTrials(opened.value, block.value, { seed, by });
  return ok(summary);
}
