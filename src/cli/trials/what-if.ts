import type { Fault } from "../../fault/fault.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import { readLiteral } from "../../model/figures/read-literal.ts";
import type { Model } from "../../model/model.ts";
import { compareScenarios } from "../../plan/chance/compare-scenarios.ts";
import { tornado } from "../../plan/chance/tornado.ts";
import type { PeriodLength } from "../../plan/forecast/forecast-rows.ts";
import { forecastIntervals } from "../../plan/intervals/forecast-intervals.ts";
import { refuseInFile, refuseWith, type Terminal } from "../terminal.ts";
import { compareJson, compareTable } from "./compare-text.ts";
import { intervalsJson, intervalsTable } from "./intervals-text.ts";
import { monthOption } from "./month-option.ts";
import { tornadoJson, tornadoRows } from "./tornado-text.ts";

/** What a forecast is asked beside itself. */
export interface WhatIfOptions {
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

/** Prints scenarios side by side. */
export function compare(
  { path, model }: ModelFile,
  options: WhatIfOptions,
  terminal: Terminal,
): number {
  const ids = (options.compare ?? "").split(",").flatMap((id) => id.trim() || []);
  const compared = compareScenarios(model, ids, options.by);
  if (!compared.ok) return refuseAt(path, compared.faults, terminal);
  if (options.json === true) terminal.out(compareJson(model, compared.value));
  else for (const row of compareTable(model, compared.value, terminal)) terminal.out(row);
  return 0;
}

/** Prints what figures lie between. */
export function bound(
  { path, model }: ModelFile,
  options: WhatIfOptions,
  terminal: Terminal,
): number {
  const { scenario, by } = options;
  const intervals = forecastIntervals(model, {
    by,
    ...(scenario === undefined ? {} : { scenario }),
  });
  if (!intervals.ok) return refuseAt(path, intervals.faults, terminal);
  if (options.json === true) terminal.out(intervalsJson(model, intervals.value));
  else for (const row of intervalsTable(model, intervals.value, terminal)) terminal.out(row);
  return 0;
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
  const part = readLiteral(swing ?? "0%", { path: "--swing", nouns: new Set() });
  if (!part.ok) return refuseWith(part.faults, terminal);
  const turned = tornado(model, {
    outcome,
    ...(scenario === undefined ? {} : { scenario }),
    ...(month.value === undefined ? {} : { month: month.value }),
    ...(swing === undefined ? {} : { swing: part.value.value }),
  });
  if (!turned.ok) return refuseAt(path, turned.faults, terminal);
  const first = parseMonth(model.horizon?.from ?? "");
  if (!first.ok) return refuseAt(path, first.faults, terminal);
  if (options.json === true) terminal.out(tornadoJson(turned.value, first.value));
  else for (const row of tornadoRows(turned.value, first.value, terminal)) terminal.out(row);
  return 0;
}
