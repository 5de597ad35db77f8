import { Command, Option } from "commander";
import { type Fault, ok, type Result } from "../fault/fault.ts";
import { loadModel } from "../model/load-model.ts";
import type { Model } from "../model/model.ts";
import { forecastPlan } from "../plan/forecast/forecast-plan.ts";
import { forecastRows, type PeriodLength, periodLengths } from "../plan/forecast/forecast-rows.ts";
import { metricRows } from "../plan/forecast/metric-rows.ts";
import { planDocument } from "../plan/lock/plan-document.ts";
import { harmless } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { forecastTable } from "./forecast-text.ts";
import { countedAsAsked, type SettingOptions, withSettingOptions } from "./metric-settings.ts";
import { wholeOption } from "./number-option.ts";
import { whileDoing } from "./progress.ts";
import { refuseInFile, refuseWith, type Terminal } from "./terminal.ts";
import { type TrialOptions, trialNumbers, trialsOf } from "./trials/trials-of.ts";
import { trialsJson, trialsTable } from "./trials/trials-text.ts";
import { bound, compare, turnTornado, type WhatIfOptions } from "./trials/what-if.ts";

interface ForecastOptions extends TrialOptions, WhatIfOptions, SettingOptions {
  readonly by: PeriodLength;
  readonly years?: string;
  readonly scenario?: string;
  readonly whole?: boolean;
  readonly metrics?: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  florin forecast model.ts
  florin forecast model.ts --by month --years 1
  florin forecast model.ts --trials 10000 --seed 7 --workers 2
  florin forecast model.ts --compare slow,loyal
  florin forecast model.ts --tornado forecast.cash --swing 10%
  florin forecast model.ts --whole --json | jq '.rows[] | select(.id == "mrr.closing")'`;

/** `florin forecast MODEL`: what the plan's customers come to, priced by the functions that bill. */
export function forecastCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const command = new Command("forecast")
    .description(
      "forecast customers, recurring revenue, billings, revenue, profit and loss, and cash from the model",
    )
    .argument("<model>", "a .ts, .yaml or .json model file")
    .addOption(
      new Option("--by <period>", "one column a month, quarter or year of the plan")
        .choices(Object.keys(periodLengths))
        .default("year"),
    )
    .option("--years <n>", "so many years instead of the model's, 1 to 10")
    .option("--scenario <id>", "a scenario of the model instead of the plan itself")
    .option("--whole", "count whole customers, as they are billed, and not parts of them")
    .option("--metrics", "also print metrics and unit economics");
  return withSettingOptions(command)
    .option(
      "--compare <ids>",
      "these scenarios side by side with the plan, with commas between; also in --trials",
    )
    .option("--intervals", "what figures lie between, whatever those with bounds turn out to be")
    .option("--tornado <formula>", "what moves a figure: each told one between its bounds, alone")
    .option("--swing <percent>", "with --tornado: move what has no bounds by so much either way")
    .option("--in <month>", "with --tornado: the month to look at; the plan's last where absent")
    .option(
      "--trials <n>",
      "draw what is told with bounds or as a distribution so many times, 10 to 100,000",
    )
    .option(
      "--seed <n>",
      "which trials, 0 to 4,294,967,295: the same seed draws the same (default: 1)",
    )
    .option(
      "--workers <n>",
      "threads that trials run in, 1 to 64; the result is the same over any number (default: 1)",
    )
    .option("--json", "print it whole as JSON, month by month: a plan to hold actuals against")
    .addHelpText("after", examples)
    .action(async (path: string, options: ForecastOptions) => {
      exit(await forecast(path, options, terminal));
    });
}

/** Forecasts a model file and prints it; 1 where the model or its plan is refused. */
export async function forecast(
  path: string,
  options: ForecastOptions,
  terminal: Terminal,
): Promise<number> {
  const idle = idleOptions(options);
  if (idle.length > 0) return refuseWith(idle, terminal);
  const inFile = (faults: readonly Fault[]): number => refuseInFile(path, faults, terminal);
  const loaded = await loadModel(path);
  if (!loaded.ok) return inFile(loaded.faults);
  const counted = countedAsAsked(loaded.value.model, options);
  if (!counted.ok) return refuseWith(counted.faults, terminal);
  const model = withYears(counted.value, options.years);
  if (!model.ok) return refuseWith(model.faults, terminal);
  const file = { path, model: model.value };
  if (options.compare !== undefined) return compare(file, options, terminal);
  if (options.intervals === true) return bound(file, options, terminal);
  if (options.tornado !== undefined) return turnTornado(file, options, terminal);
  if (options.trials !== undefined) return tried(path, model.value, options, terminal);
  const planned = await whileDoing("Forecast", harmless(model.value.name), terminal, () =>
    forecastPlan(model.value, {
      customers: options.whole === true ? "whole" : "expected",
      cache: "kept",
      ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
    }),
  );
  if (!planned.ok) return inFile(planned.faults);
  const rows = [
    ...forecastRows(model.value, planned.value),
    ...(options.metrics === true ? metricRows(model.value, planned.value) : []),
  ];
  if (options.json === true)
    terminal.out(JSON.stringify(planDocument(model.value, planned.value, options), null, 2));
  else
    for (const row of forecastTable(model.value, planned.value, rows, options.by, terminal))
      terminal.out(row);
  return 0;
}

/** Options that say something only beside another one, which is not there. */
function idleOptions(options: ForecastOptions): readonly Fault[] {
  const needs = [
    ["seed", "trials"],
    ["workers", "trials"],
    ["swing", "tornado"],
    ["in", "tornado"],
  ] as const;
  return needs.flatMap(([option, other]) =>
    options[option] === undefined || options[other] !== undefined
      ? []
      : [
          {
            code: "option-needs-another",
            path: `--${option}`,
            message: `this says something only beside --${other}`,
            suggestion: `add --${other}, or leave --${option} out`,
          },
        ],
  );
}

/** Draws the plan many times and prints where its figures lie. */
async function tried(
  path: string,
  model: Model,
  options: ForecastOptions,
  terminal: Terminal,
): Promise<number> {
  const { by, scenario } = options;
  const numbers = trialNumbers(options);
  if (!numbers.ok) return refuseWith(numbers.faults, terminal);
  const summary = await trialsOf(model, numbers.value, { by, scenario }, terminal);
  if (!summary.ok) return refuseInFile(path, summary.faults, terminal);
  if (options.json === true) terminal.out(trialsJson(model, summary.value));
  else for (const row of trialsTable(model, summary.value, terminal)) terminal.out(row);
  return 0;
}

/** The model over another number of years. */
function withYears(model: Model, text: string | undefined): Result<Model> {
  if (text === undefined || model.horizon === undefined) return ok(model);
  const years = wholeOption(text, "--years", { min: 1, max: 10 });
  return years.ok ? ok({ ...model, horizon: { ...model.horizon, years: years.value } }) : years;
}
