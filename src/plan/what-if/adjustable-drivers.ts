import { ok, type Result } from "../../fault/fault.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { type Unit, unitText } from "../../formula/unit.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";
import { planFigures } from "../../model/figures/plan-figures.ts";
import { readLiteral } from "../../model/figures/read-literal.ts";
import { scenarioFigures } from "../../model/figures/scenario-figures.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import { compilePlan, plannedFigures } from "../forecast/compile-plan.ts";

/** A figure of a plan that can be slid: it is written out and not computed, is not zero, and the forecast depends on it. */
export interface AdjustableDriver {
  /** What a scenario tells it otherwise by: `segments.teams.first`. */
  readonly name: string;
  /** For people, outermost first: `["Teams", "monthly", "churn"]`. */
  readonly label: readonly string[];
  /** JSON pointer to where the model tells it. */
  readonly path: string;
  readonly group: DriverGroup;
  /** As formulas write it: `customers per month`; `ratio` for a share. */
  readonly unit: string;
  /** Whether people write it in percent. */
  readonly percent: boolean;
  readonly value: number;
  /** How far it can sensibly be slid: its bounds where the model tells them, else half and double of it. */
  readonly low: number;
  readonly high: number;
  /** Whether the bounds are the model's own. */
  readonly bounded: boolean;
  /** Whether it is in whole units. */
  readonly whole: boolean;
}

/** Which part of the plan a driver belongs to. */
export type DriverGroup = "customers" | "figures" | "income" | "costs" | "capital";

/** Every driver of a plan, or of a scenario of it, that can be slid. Refuses what {@link compilePlan} refuses. */
export function adjustableDrivers(
  model: Model,
  scenario?: string,
): Result<readonly AdjustableDriver[]> {
  const compiled = compilePlan(model, { scenario });
  if (!compiled.ok) return compiled;
  const otherwise = scenario === undefined ? ok([]) : scenarioFigures(model, scenario);
  if (!otherwise.ok) return otherwise;
  const figures = planFigures(model, otherwise.value);
  if (!figures.ok) return figures;
  const { entries, told, nouns } = figures.value;
  const reached = plannedFigures(compiled.value.formulas);
  return ok(
    entries.flatMap((entry): AdjustableDriver[] => {
      const group = groupOf(entry.name, model);
      if (group === undefined || !reached.has(entry.name) || isShareOfAll(entry.name, model))
        return [];
      const known = told.get(entry.name);
      if (known !== undefined && !known.path.startsWith("/figures/")) return [];
      const written =
        known === undefined
          ? literalOf(entry, nouns)
          : { ...known, value: known.likely, percent: isPart(known) };
      if (written === undefined || (written.low === 0 && written.high === 0)) return [];
      return [driver(entry, group, written, model)];
    }),
  );
}

interface Written {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: Unit;
  readonly percent: boolean;
}

/** Whether a told figure is a part of something, or of it in each month or year, which people write in percent. */
const isPart = ({ unit, low, high }: Pick<Written, "unit" | "low" | "high">): boolean =>
  low >= 0 &&
  high <= 1 &&
  Object.entries(unit).every(
    ([base, power]) => power === -1 && (base === "month" || base === "year"),
  );

/** What an entry says, where that is a number with its unit and no formula. */
function literalOf({ source, path }: FormulaEntry, nouns: UnitNouns): Written | undefined {
  if (source.kind !== "formula") return undefined;
  const read = readLiteral(source.text, { path, nouns });
  if (!read.ok) return undefined;
  const { value, unit } = read.value;
  return { value, low: value, high: value, unit, percent: source.text.includes("%") };
}

function driver(
  { name, path }: FormulaEntry,
  group: DriverGroup,
  { value, low, high, unit, percent }: Written,
  model: Model,
): AdjustableDriver {
  const bounded = low < high;
  const share = percent && value >= 0 && value <= 1;
  return {
    name,
    label: driverLabel(name, model),
    path,
    group,
    unit: unitText(unit),
    percent,
    value,
    low: bounded ? low : Math.min(value / 2, value * 2),
    high: bounded ? high : share ? Math.min(1, value * 2) : Math.max(value / 2, value * 2),
    bounded,
    whole: name.endsWith(".quantity"),
  };
}

function groupOf(name: string, model: Model): DriverGroup | undefined {
  const [head = ""] = name.split(".");
  if (Object.hasOwn(model.figures ?? {}, head)) return "figures";
  if (head === "segments") return "customers";
  if (head === "costs") return "costs";
  if (head === "income") return "income";
  return head === "capital" || head === "funding" ? "capital" : undefined;
}

/** Whether a figure is a part of a mix that must add up to 100%, of plans or of channels: by itself it can only be told wrongly. */
export function isShareOfAll(name: string, model: Model): boolean {
  const [, segment = "", kind, own = "", last] = name.split(".");
  if (!name.startsWith("segments.") || last !== "share") return false;
  if (kind === "channels") return true;
  const purchase = declared<Segment>(model.segments, segment)?.purchases;
  return kind === "purchases" && declared(purchase, own)?.plan !== undefined;
}

/** A name in the words of the model: `segments.teams.purchases.monthly.churn` is `Teams`, `monthly`, `churn`. */
export function driverLabel(name: string, model: Model): readonly string[] {
  const [head = "", id = "", ...rest] = name.split(".");
  const words = (parts: readonly string[]): readonly string[] =>
    parts
      .filter((part) => part !== "purchases" && part !== "channels")
      .map((part) => part.replaceAll("-", " ").replace(/^y(?=\d+$)/, "year "));
  const section = { segments: model.segments, costs: model.costs, income: model.income }[head];
  const own =
    declared<{ readonly name: string }>(section, id) ??
    (head === "funding" ? declared(model.funding, id) : undefined);
  if (own !== undefined) return [own.name, ...words(rest)];
  return words(head === "capital" ? ["cash", id, ...rest] : [head, id, ...rest].filter(Boolean));
}
