import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { Unit } from "../../formula/unit.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import { planRanges } from "../forecast/plan-ranges.ts";
import { segmentFigures } from "../forecast/segment-figures.ts";
import { type Lever, notAFigureAt, openLevers } from "./levers.ts";

/** One figure moved to either side while all others stay, and what comes of it. */
export interface TornadoBar {
  readonly figure: string;
  readonly unit: Unit;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
  /** How far the outcome moves between the two. */
  readonly swing: number;
}

/** One side of a bar. */
export interface TornadoEnd {
  /** What the figure is set to. */
  readonly value: number;
  /** What the outcome is then; undefined where no plan is so, as with shares that do not add up to 100%. */
  readonly outcome: number | undefined;
}

/** What moves an outcome, the widest first. */
export interface Tornado {
  readonly outcome: string;
  readonly unit: Unit;
  /** The month of the plan that it is of, from 0. */
  readonly month: number;
  readonly base: number;
  readonly bars: readonly TornadoBar[];
}

/** What to look at, and how far to move. */
export interface TornadoChoice {
  /** A formula: `forecast.cash`, `total(forecast.ebitda)`. */
  readonly outcome: string;
  readonly scenario?: string | undefined;
  /** The month that a monthly outcome is read in, from 0; the last where absent. */
  readonly month?: number;
  /** How far figures without bounds are moved to either side, as a part of what they are; not at all where absent. */
  readonly swing?: number;
  /** The figures that are moved; all that can be where absent. */
  readonly names?: readonly string[];
}

const looked = "what is looked at";

/** Moves each figure with bounds from one to the other; `atWork` is told how many of them are done. Refuses what a forecast refuses, and `nothing-drawn` where none can be moved. */
export function tornado(
  model: Model,
  { outcome, scenario, month, swing, names }: TornadoChoice,
  atWork: (done: number, of: number) => void = () => undefined,
): Result<Tornado> {
  const opened = openLevers(model, {
    scenario,
    ...(names === undefined ? {} : { names }),
    looked: [{ name: looked, text: outcome, path: "--tornado" }],
  });
  if (!opened.ok) return opened;
  const { plan, base, levers, pull } = opened.value;
  const at = month ?? plan.months - 1;
  const type = base.run.place(looked)?.type;
  if (type?.kind !== "number") return refuse(notAFigureAt("--tornado"));
  const parts = partsOfWholes(model, base.run.has);
  const isPart = (name: string): boolean => parts.has(name);
  const moved = levers.flatMap((lever) => {
    const ends = endsOf(lever, swing, isPart(lever.name));
    return ends === undefined ? [] : [{ lever, ends }];
  });
  if (moved.length === 0) return refuse(nothingMoved);
  const bars = moved.map(({ lever: { name, unit }, ends }, done): TornadoBar => {
    atWork(done, moved.length);
    const end = (value: number): TornadoEnd => {
      const run = pull(new Map([[name, value]]));
      const came = run.ok ? run.value.read(looked, at) : Number.NaN;
      return { value, outcome: Number.isFinite(came) ? came : undefined };
    };
    const [low, high] = [end(ends[0]), end(ends[1])];
    const own = base.run.read(looked, at);
    return {
      figure: name,
      unit,
      low,
      high,
      swing: Math.abs((high.outcome ?? own) - (low.outcome ?? own)),
    };
  });
  return ok({
    outcome,
    unit: type.unit,
    month: at,
    base: base.run.read(looked, at),
    bars: bars
      .filter(({ swing: width }) => width > 0)
      .toSorted((a, b) => b.swing - a.swing || (a.figure < b.figure ? -1 : 1)),
  });
}

function endsOf(
  { name, bounds, now }: Lever,
  swing: number | undefined,
  isPart: boolean,
): readonly [number, number] | undefined {
  if (bounds !== undefined) return bounds;
  if (swing === undefined || now === 0) return undefined;
  const [low, high] = [now * (1 - swing), now * (1 + swing)];
  if (isPart) return [low, Math.min(high, Math.max(now, 1))];
  // What is bought is counted in whole units, and nobody buys none.
  return name.endsWith(".quantity") ? [Math.max(Math.floor(low), 1), Math.ceil(high)] : [low, high];
}

/** The figures of a plan that cannot be more than 100%. */
function partsOfWholes(model: Model, has: (name: string) => boolean): ReadonlySet<string> {
  return new Set([
    ...planRanges(model).parts,
    ...["failed-payments", "recovered-payments"].map((name) => `capital.${name}`),
    ...entriesOf<Segment>(model.segments).flatMap(
      ([id, segment]) => segmentFigures(id, segment, model, has).chances,
    ),
  ]);
}

const nothingMoved = {
  code: "nothing-drawn",
  path: "/figures",
  message: "no figure has bounds to be moved between",
  suggestion: "tell one with bounds, or move all by a part of them: --swing 10%",
};
