import { assert } from "../../fault/fault.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { DrawnFigures } from "./drawn-figures.ts";
import type { DriverCheck } from "./driver-bounds.ts";
import type { GivenColumns } from "./given-rows.ts";
import { groupSums } from "./group-sums.ts";
import { liveSegment, type SegmentSteps } from "./live-segment.ts";
import type { PlanPart } from "./plan-part.ts";

/** Computes trials of a plan one after the other, from their draws. */
export interface TrialProgram {
  /** Runs a trial; false where something in it is out of bounds, which the forecast itself says best. */
  readonly run: (draws: Float64Array) => boolean;
  /** Holds the figures of the trial that ran last. */
  readonly memory: Float64Array;
  /** Where a figure that was asked for stands in it. */
  readonly place: (name: string) => FigurePlace;
}

/** The customers of a segment, and its own variables: from a number up to and without another. */
export interface SegmentLife {
  readonly steps: SegmentSteps;
  readonly from: number;
  readonly to: number;
  /** Whether trials differ in it. */
  readonly varies: boolean;
}

/** What a program runs. */
export interface ProgramParts {
  /** What customers are computed from. */
  readonly drivers: PlanPart;
  /** What is computed from customers. */
  readonly statements: PlanPart;
  readonly columns: GivenColumns;
  readonly lives: readonly SegmentLife[];
  readonly drawn: DrawnFigures;
  /** Of the drivers, before customers are counted. */
  readonly checks: readonly DriverCheck[];
  /** Of what follows from customers. */
  readonly countedChecks: readonly DriverCheck[];
  readonly wanted: readonly string[];
}

/** Puts the parts of a program together. */
export function runningProgram(parts: ProgramParts): TrialProgram {
  const { drivers, statements, columns, lives, checks, countedChecks, wanted, drawn } = parts;
  const memory = new Float64Array(columns.size);
  memory.set(statements.memory);
  // One more place than there are variables, for what lives count on the way.
  const variables = new Float64Array(columns.count + 1);
  const own = lives.map((life) => ({ ...life, live: liveSegment(life.steps, variables) }));
  for (const { live } of own) live();
  const varying = own.filter(({ varies }) => varies);
  const isVarying = (variable: number): boolean =>
    varying.some(({ from, to }) => variable >= from && variable < to);
  const sum = groupSums(columns, isVarying, variables, memory);
  if (lives.length > 0) sum();
  const tellDrivers = telling(drawn, drivers);
  const tell = telling(drawn, statements);
  // A metric has no value where it divides by nothing, nor has a target that looks at it; a statement has one in every month.
  const looked = wanted.flatMap((name) => {
    const place = statements.formulas.places.get(name);
    return place === undefined || !name.startsWith("forecast.") ? [] : [place];
  });
  return {
    memory,
    place: (name) => {
      const place = statements.formulas.places.get(name);
      assert(place !== undefined, `${name} was asked for`);
      return place;
    },
    run: (draws) => {
      tellDrivers(draws, drivers.memory);
      drivers.formulas.run(drivers.memory);
      for (const check of checks) if (!check(drivers.memory)) return false;
      if (varying.length > 0) {
        for (const { live } of varying) live();
        sum();
      }
      tell(draws, memory);
      statements.formulas.run(memory);
      for (const check of countedChecks) if (!check(memory)) return false;
      return looked.every(({ offset, length }) => isNumbers(memory, offset, length));
    },
  };
}

/** What is no number, or without end, makes their sum so. Two sums wait less for each other than one. */
function isNumbers(memory: Float64Array, offset: number, length: number): boolean {
  const last = offset + length - 1;
  let even = 0;
  let odd = memory[last] as number;
  for (let at = offset; at < last; at += 2) {
    even += memory[at] as number;
    odd += memory[at + 1] as number;
  }
  return Number.isFinite(even + odd);
}

/** Puts the draws at the places of their figures. */
function telling(
  { figures }: DrawnFigures,
  { formulas: { places } }: PlanPart,
): (draws: Float64Array, memory: Float64Array) => void {
  const told = figures.flatMap(({ figure, offset, length }) => {
    const place = places.get(figure.name);
    return place === undefined ? [] : [{ from: offset, to: place.offset, length }];
  });
  return (draws, memory) => {
    for (const { from, to, length } of told)
      for (let at = 0; at < length; at += 1) memory[to + at] = draws[from + at] ?? 0;
  };
}
