import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { isRatio } from "../../formula/unit.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import { readLiteral } from "../../model/figures/read-literal.ts";
import type { Model } from "../../model/model.ts";
import { compareScenarios } from "../../plan/chance/compare-scenarios.ts";
import { tornado } from "../../plan/chance/tornado.ts";
import type { PeriodLength } from "../../plan/forecast/forecast-rows.ts";
import { forecastIntervals } from "../../plan/intervals/forecast-intervals.ts";
import { harmless } from "../columns.ts";
import { startProgress, whileDoing } from "../progress.ts";
import { counted, refuseInFile, refuseWith, type Terminal } from "../terminal.ts";
import { compareJson, compareTable } from "./compare-text.ts";
import { triedJson, triedTable, tryScenarios } from "./compare-trials.ts";
import { intervalsJson, intervalsTable } from "./intervals-text.ts";
import { monthOption } from "./month-option.ts";
import { tornadoJson, tornadoRows } from "./tornado-text.ts";
import { type TrialOptions, trialNumbers } from "./trials-of.ts";

/** What a forecast is asked beside itself. */
export interface WhatIfOptions extends TrialOptions {
  readonly compare?: string;
  readonly intervals?: boolean;
  readonly tornado?: string;
  readonly swing?: string;
  readonly in?: string;
  readonly scenario?: string;
  readonly by: PeriodLength;
  readonly json?: boolean;
}

/** A model, and the file that it comes from. */
export interface ModelFile {
  readonly path: string;
  readonly model: Model;
}

/** Faults of options are told by themselves, those of the model with its file. */
const refuseAt = (path: string, faults: readonly Fault[], terminal: Terminal): number =>
  faults.every((fault) => fault.path.startsWith("--"))
    ? refuseWith(faults, terminal)
    : refuseInFile(path, faults, terminal);

/** Prints scenarios side by side: as they are forecast, or where their figures lie in the same trials. */
export async function compare(
  { path, model }: ModelFile,
  options: WhatIfOptions,
  terminal: Terminal,
): Promise<number> {
  const ids = (options.compare ?? "").split(",").flatMap((id) => id.trim() || []);
  if (options.trials !== undefined) {
    const numbers = trialNumbers(options);
    if (!numbers.ok) return refuseWith(numbers.faults, terminal);
    const tried = await tryScenarios(model, ids, { ...numbers.value, by: options.by }, terminal);
    if (!tried.ok) return refuseAt(path, tried.faults, terminal);
    if (options.json === true) terminal.out(triedJson(model, tried.value));
    else for (const row of triedTable(model, tried.value, terminal)) terminal.out(row);
    return 0;
  }
  const compared = await whileDoing("Forecast", harmless(ids.join(", ")), terminal, () =>
    compareScenarios(model, ids, options.by),
  );
  if (!compared.ok) return refuseAt(path, compared.faults, terminal);
  if (options.json === true) terminal.out(compareJson(model, compared.value));
  else for (const row of compareTable(model, compared.value, terminal)) terminal.out(row);
  return 0;
}

/** Prints what figures lie between. */
export async function bound(
  { path, model }: ModelFile,
  options: WhatIfOptions,
  terminal: Terminal,
): Promise<number> {
  const { scenario, by } = options;
  const intervals = await whileDoing("Bounding", harmless(model.name), terminal, () =>
    forecastIntervals(model, { by, scenario }),
  );
  if (!intervals.ok) return refuseAt(path, intervals.faults, terminal);
  if (options.json === true) terminal.out(intervalsJson(model, intervals.value));
  else for (const row of intervalsTable(model, intervals.value, terminal)) terminal.out(row);
  return 0;
}

/** Reads how far figures are moved: a share, 100% at the most, so that none changes its sign. */
function swingOf(text: string): Result<number> {
  const part = readLiteral(text, { path: "--swing", nouns: new Set() });
  if (!part.ok) return refuse(...part.faults.map((fault) => ({ ...fault, suggestion: "10%" })));
  const { value, unit } = part.value;
  if (isRatio(unit) && value > 0 && value <= 1) return ok(value);
  return refuse({
    code: "out-of-range",
    path: "--swing",
    message: "figures are moved by a part of what they are, above 0% and up to 100%",
    value: text.slice(0, 40),
    suggestion: "10%",
  });
}

/** Prints what moves a figure. */
export function turnTornado(
  { path, model }: ModelFile,
  options: WhatIfOptions,
  terminal: Terminal,
): number {
  const { tornado: outcome = "", scenario, swing } = options;
  const month = monthOption(options.in, model);
  if (!month.ok) return refuseWith(month.faults, terminal);
  const part = swing === undefined ? ok(undefined) : swingOf(swing);
  if (!part.ok) return refuseWith(part.faults, terminal);
  const bar = startProgress("Moving", 1, terminal);
  const turned = tornado(
    model,
    {
      outcome,
      scenario,
      ...(month.value === undefined ? {} : { month: month.value }),
      ...(part.value === undefined ? {} : { swing: part.value }),
    },
    (done, of) => bar.at(done / of, `${done} of ${counted(of, "figure")}`),
  );
  bar.clear();
  if (!turned.ok) return refuseAt(path, turned.faults, terminal);
  const first = parseMonth(model.horizon?.from ?? "");
  if (!first.ok) return refuseAt(path, first.faults, terminal);
  if (options.json === true) terminal.out(tornadoJson(turned.value, first.value));
  else for (const row of tornadoRows(turned.value, first.value, terminal)) terminal.out(row);
  return 0;
}
