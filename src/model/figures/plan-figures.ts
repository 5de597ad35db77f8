import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { parseUnit, type UnitNouns } from "../../formula/unit-text.ts";
import { customerEntries } from "../drivers/forecast-entries.ts";
import { isMetricFigure, metricEntries } from "../drivers/metric-entries.ts";
import { segmentEntries } from "../drivers/segment-entries.ts";
import { statementEntries } from "../drivers/statement-entries.ts";
import { targetEntries } from "../drivers/target-entries.ts";
import type { Figure, FigureValue } from "../figure.ts";
import type { Model } from "../model.ts";
import { entriesOf } from "../model-rule.ts";
import { catalogueFigures, isNoun } from "./catalogue-figures.ts";
import { readSpread } from "./read-spread.ts";
import type { ScenarioFigure } from "./scenario-figures.ts";
import type { ToldFigure } from "./told-figure.ts";

/** Everything that a formula of the plan can read. */
export interface PlanFigures {
  readonly nouns: UnitNouns;
  readonly entries: readonly FormulaEntry[];
  /** The entries that are told from outside, by name. */
  readonly told: ReadonlyMap<string, ToldFigure>;
}

/** Nouns that any business counts in. */
const commonNouns = ["customer", "person", "employee", "hour"];

/**
 * The figures of a model by name: those of its `figures`, the drivers of its segments, and the prices of its catalogue. A figure of the
 * model beats another of the same name.
 *
 * Refuses `unknown-unit` for a unit that is none, and what {@link readSpread} refuses of bounds and distributions.
 */
export function planFigures(
  model: Model,
  otherwise: readonly ScenarioFigure[] = [],
): Result<PlanFigures> {
  const nouns = new Set([...commonNouns, ...(model.nouns ?? []), ...countedIn(model)]);
  const entries = new Map<string, FormulaEntry>();
  const told = new Map<string, ToldFigure>();
  const faults: Fault[] = [];
  const tell = (figure: ToldFigure): void => {
    const { name, path, unit } = figure;
    told.set(name, figure);
    entries.set(name, { name, path, source: { kind: "input", unit, shape: figure.drawn } });
  };
  for (const figure of catalogueFigures(model)) tell(figure);
  for (const driven of [
    segmentEntries,
    customerEntries,
    statementEntries,
    metricEntries,
    targetEntries,
  ])
    for (const entry of driven(model)) entries.set(entry.name, entry);
  for (const one of statedFigures(model)) {
    const read = readFigure(one, nouns);
    if (!read.ok) faults.push(...read.faults);
    else if ("source" in read.value) entries.set(one.name, read.value);
    else tell(read.value);
  }
  for (const figure of otherwise) {
    const known = entries.get(figure.name);
    const fault = notTold(figure, known, told.get(figure.name));
    if (fault !== undefined) faults.push(fault);
    if (fault !== undefined || known === undefined) continue;
    const { unit } = known.source;
    const once = known.source.kind === "formula" && known.source.once === true;
    told.delete(figure.name);
    entries.set(figure.name, {
      name: figure.name,
      path: figure.path,
      source: {
        kind: "formula",
        text: figure.text,
        ...(unit === undefined ? {} : { unit }),
        ...(once ? { once } : {}),
      },
    });
  }
  return faults.length === 0
    ? ok({ nouns, entries: [...entries.values()], told })
    : refuse(...faults);
}

/** Why a scenario cannot tell a figure otherwise: there is none, or it is what the plan is computed to come to, or a price that is billed. */
function notTold(
  { name, path }: ScenarioFigure,
  known: FormulaEntry | undefined,
  told: ToldFigure | undefined,
): Fault | undefined {
  if (known === undefined)
    return {
      code: "unknown-name",
      path,
      message: "the plan has no figure of this name",
      value: name,
      suggestion: "tell it, or take one that there is",
    };
  const billed = told !== undefined && !told.path.startsWith("/figures/");
  if (!billed && !name.startsWith("forecast.") && !isMetricFigure(name)) return undefined;
  return {
    code: "figure-not-told",
    path,
    message: billed
      ? "this is a price that is billed, so a scenario cannot tell it otherwise"
      : "this follows from the plan's drivers, so a scenario cannot tell it otherwise",
    value: name,
    suggestion: billed ? "write another version of the model" : "tell one of its drivers otherwise",
  };
}

/** What plans, add-ons and offers are sold by, and what meters count. */
const countedIn = (model: Model): string[] => [
  ...[model.plans, model.addons, model.offers].flatMap((section) =>
    entriesOf<{ readonly per?: string }>(section).flatMap(([, { per }]) => per ?? []),
  ),
  ...entriesOf(model.meters).flatMap(([, { unit }]) => (isNoun(unit) ? [unit] : [])),
];

interface StatedFigure {
  readonly name: string;
  readonly path: string;
  readonly value: FigureValue;
  readonly unit: string | undefined;
  readonly unitPath: string;
}

function statedFigures(model: Model): StatedFigure[] {
  return entriesOf(model.figures).flatMap(([id, figure]) => {
    const path = pathTo("/figures", id);
    return valuesOf(figure).map(([column, value]) => ({
      name: column === undefined ? id : `${id}.${column}`,
      path: column === undefined ? pathTo(path, "is") : pathTo(path, "is", column),
      value,
      unit: figure.unit,
      unitPath: pathTo(path, "unit"),
    }));
  });
}

/** The values of a figure by column; undefined where it has none. */
export function valuesOf({
  is,
  columns,
}: Figure): readonly (readonly [string | undefined, FigureValue])[] {
  if (columns !== undefined && typeof is === "string") {
    return columns.map((column) => [column, is.replaceAll("{column}", column)]);
  }
  return isOneValue(is) ? [[undefined, is]] : Object.entries(is);
}

/** Whether it is one value, and not one for each column. */
export const isOneValue = (
  is: FigureValue | Readonly<Record<string, FigureValue>>,
): is is FigureValue => typeof is === "string" || "low" in is || "kind" in is;

function readFigure(
  { name, path, value, unit, unitPath }: StatedFigure,
  nouns: UnitNouns,
): Result<FormulaEntry | ToldFigure> {
  const declared = unit === undefined ? ok(undefined) : parseUnit(unit, nouns, unitPath);
  if (!declared.ok) return declared;
  if (typeof value !== "string")
    return readSpread({ name, path, value, unit: declared.value }, nouns);
  return ok({
    name,
    path,
    source: {
      kind: "formula",
      text: value,
      ...(declared.value === undefined ? {} : { unit: declared.value }),
    },
  });
}
