import { assert, ok, type Result } from "../../fault/fault.ts";
import { dependentsOf } from "../../formula/dependencies.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import { type CompiledPlan, givenNames } from "../forecast/compile-plan.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import { planRanges } from "../forecast/plan-ranges.ts";
import type { SampleCache } from "../forecast/sample-cache.ts";
import { driversOf, segmentFigures } from "../forecast/segment-figures.ts";
import type { DrawnFigures } from "./drawn-figures.ts";
import { boundsOf, rangesOf } from "./driver-bounds.ts";
import { GivenColumns, type GivenRow, isGiven } from "./given-rows.ts";
import { type PlanPart, planPart } from "./plan-part.ts";
import { runningProgram, type SegmentLife, type TrialProgram } from "./running-program.ts";
import { segmentKernel } from "./segment-kernel.ts";

/** What programs are made of. */
export interface ProgramSource {
  readonly model: Model;
  readonly plan: CompiledPlan;
  readonly drawn: DrawnFigures;
  /** The plan as it is forecast where nothing is drawn. */
  readonly base: PlanForecast;
  readonly cache: SampleCache;
  /** Names of figures that are asked for. */
  readonly wanted: readonly string[];
}

/**
 * Makes a program that bills nobody: what customers come to is a sum over groups of them, each with what one was billed beforehand. Undefined
 * where what a customer buys or uses is drawn, so that each trial bills other customers.
 */
export function trialProgram(source: ProgramSource): Result<TrialProgram | undefined> {
  const { model, plan, drawn, base, wanted } = source;
  const known = base.run.memory;
  const changing = drawn.figures.map(({ figure }) => figure.name);
  const driven = dependentsOf(plan.formulas, changing);
  const segments = entriesOf<Segment>(model.segments).map(([id, segment]) => ({
    id,
    segment,
    figures: segmentFigures(id, segment, model, base.run.has),
  }));
  const names = segments.map(({ figures }) => driversOf(figures));
  if (segments.some(({ figures }) => figures.billed.some((name) => driven.has(name))))
    return ok(undefined);
  const inputs = givenNames(plan);
  const varied = names.some((own) => own.some((name) => driven.has(name)));
  const varying = varied ? dependentsOf(plan.formulas, [...changing, ...inputs]) : driven;
  const ranges = planRanges(model);
  const after = dependentsOf(plan.formulas, inputs);
  const bounded = [...ranges.parts, ...ranges.amounts];
  const ranged = bounded.filter((name) => driven.has(name) && !after.has(name));
  // What follows from customers is known when they are counted.
  const counted = bounded.filter((name) => varying.has(name) && after.has(name));
  // A share that varies is held against all of its whole.
  const wholes = ranges.channels
    .filter(({ figures }) => figures.some((name) => driven.has(name)))
    .flatMap(({ figures }) => figures);
  const drivers = planPart(plan, [...names.flat(), ...ranged, ...wholes], driven, known);
  if (!drivers.ok) return drivers;
  const statements = planPart(plan, [...wanted, ...counted], varying, known);
  if (!statements.ok) return statements;
  const rows = rowsOf(statements.value, inputs);
  if (rows.some(({ name }) => !isGiven(name))) return ok(undefined);
  const columns = new GivenColumns(rows, plan.months, statements.value.formulas.size);
  const first = parseMonth(model.horizon?.from ?? "");
  assert(first.ok, "the plan has a horizon");
  const lives: SegmentLife[] = [];
  for (const [at, { id, segment }] of varied ? segments.entries() : []) {
    const from = columns.count;
    const view = { ...source, months: plan.months, first: first.value, part: drivers.value };
    const own = segmentKernel(id, segment, { ...view, base: base.run, varying: driven, columns });
    // What only some trials may ask for and nobody can be sold is refused when one of them does.
    if (!own.ok) return ok(undefined);
    const varies = names[at]?.some((name) => driven.has(name)) === true;
    lives.push({ steps: own.value, from, to: columns.count, varies });
  }
  const checks = [
    ...segments.flatMap(({ figures }) => boundsOf(figures, drivers.value, driven)),
    ...rangesOf(ranges, drivers.value, new Set([...ranged, ...wholes])),
  ];
  const countedChecks = rangesOf({ ...ranges, channels: [] }, statements.value, new Set(counted));
  return ok(
    runningProgram({
      drivers: drivers.value,
      statements: statements.value,
      columns,
      lives,
      drawn,
      checks,
      countedChecks,
      wanted,
    }),
  );
}

const rowsOf = ({ formulas }: PlanPart, inputs: readonly string[]): readonly GivenRow[] =>
  inputs.flatMap((name) => {
    const place = formulas.places.get(name);
    return place === undefined ? [] : [{ name, offset: place.offset }];
  });
