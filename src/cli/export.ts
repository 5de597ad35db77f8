import { extname } from "node:path";
import { Command, Option } from "commander";
import { type ChartSubject, chartSubjects } from "../documents/plan-exports/chart-subjects.ts";
import { planExports } from "../documents/plan-exports/registry.ts";
import type { Fault } from "../fault/fault.ts";
import { loadModel } from "../model/load-model.ts";
import { forecastPlan } from "../plan/forecast/forecast-plan.ts";
import { forecastRows, type PeriodLength, periodLengths } from "../plan/forecast/forecast-rows.ts";
import { metricRows } from "../plan/forecast/metric-rows.ts";
import { harmless } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { countedAsAsked, type SettingOptions, withSettingOptions } from "./metric-settings.ts";
import { whileDoing } from "./progress.ts";
import { refuseInFile, refuseWith, type Terminal } from "./terminal.ts";
import { writeNamedFile } from "./write-named-file.ts";

interface ExportOptions extends SettingOptions {
  readonly by: PeriodLength;
  readonly scenario?: string;
  readonly chart: ChartSubject;
}

const examples = `
Examples:
  florin export model.ts plan.xlsx
  florin export model.ts forecast.csv --by quarter
  florin export model.ts cash.png --chart cash --by month`;

/** `florin export MODEL FILE`: a forecast as a workbook, a table or a chart, by the end of the file's name. */
export function exportCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const command = new Command("export")
    .description("write a forecast as a workbook with live formulas, as CSV, or as a chart")
    .argument("<model>", "a .ts, .yaml or .json model file")
    .argument("<file>", planExports.map(({ extension }) => `.${extension}`).join(", "))
    .addOption(
      new Option("--by <period>", "columns of a table or chart")
        .choices(Object.keys(periodLengths))
        .default("year"),
    )
    .option("--scenario <id>", "a scenario of the model instead of the plan itself")
    .addOption(
      new Option("--chart <subject>", "what a chart is of")
        .choices(chartSubjects)
        .default("revenue"),
    );
  return withSettingOptions(command)
    .addHelpText("after", examples)
    .action(async (model: string, file: string, options: ExportOptions) => {
      exit(await exportPlan(model, file, options, terminal));
    });
}

/** Forecasts a model file and writes the forecast; 1 where the model, its plan or the file's name is refused. */
async function exportPlan(
  path: string,
  file: string,
  { by, scenario, chart, ...settings }: ExportOptions,
  terminal: Terminal,
): Promise<number> {
  const extension = extname(file).slice(1).toLowerCase();
  const format = planExports.find((one) => one.extension === extension);
  if (format === undefined) return refuseWith([unknownFormat(file)], terminal);
  const loaded = await loadModel(path);
  if (!loaded.ok) return refuseInFile(path, loaded.faults, terminal);
  const counted = countedAsAsked(loaded.value.model, settings);
  if (!counted.ok) return refuseWith(counted.faults, terminal);
  const model = counted.value;
  const forecast = await whileDoing("Forecast", harmless(model.name), terminal, () =>
    forecastPlan(model, { customers: "expected", cache: "kept", scenario }),
  );
  if (!forecast.ok) return refuseInFile(path, forecast.faults, terminal);
  const rows = [...forecastRows(model, forecast.value), ...metricRows(model, forecast.value)];
  const bytes = await whileDoing("Writing", harmless(file), terminal, () =>
    format.write({ model, forecast: forecast.value, rows, by, chart }),
  );
  const written = await writeNamedFile(file, bytes);
  if (!written.ok) return refuseInFile(file, written.faults, terminal);
  terminal.err(`${file}: ${format.meaning}`);
  return 0;
}

const unknownFormat = (file: string): Fault => ({
  code: "unknown-export",
  path: "/file",
  message: "no forecast is written as a file of this name",
  value: file.slice(0, 60),
  suggestion: `end it with ${planExports.map(({ extension, meaning }) => `.${extension} (${meaning})`).join(", ")}`,
});
