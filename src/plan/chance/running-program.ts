import { assert } from "../../fault/fault.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { DrawnFigures } from "./drawn-figures.ts";
import type { DriverCheck } from "./driver-bounds.ts";
import type { GivenColumns } from "./given-rows.ts";
import { groupSums, monthsOfDifferences } from "./group-sums.ts";
import type { LiveSegment } from "./live-segment.ts";
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
  readonly live: LiveSegment;
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
  readonly checks: readonly DriverCheck[];
  readonly wanted: readonly string[];
}

/** Puts the parts of a program together. */
export function runningProgram(parts: ProgramParts): TrialProgram {
  const { drivers, statements, columns, lives, checks, wanted, drawn } = parts;
  const memory = new Float64Array(columns.size);
  memory.set(statements.memory);
  const amounts = new Float64Array(columns.count);
  const sums = lives.map((life) => ({ ...life, add: groupSums(columns, life.from, life.to) }));
  const close = monthsOfDifferences(columns);
  const { months } = columns;
  const rows = lives.length === 0 ? [] : columns.rows;
  for (const { offset } of rows) memory.fill(0, offset, offset + months);
  for (const { live, add, varies } of sums) {
    if (varies) continue;
    live(amounts);
    add(amounts, memory);
  }
  const setBack = settingBack(
    memory,
    [
      ...rows.map(({ offset }) => offset),
      ...[...columns.summed].map((row) => columns.differencesOf(row)),
    ],
    months,
  );
  const varying = sums.filter(({ varies }) => varies);
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
        setBack();
        for (const { live, add } of varying) {
          live(amounts);
          add(amounts, memory);
        }
        close(memory);
      }
      tell(draws, memory);
      statements.formulas.run(memory);
      return looked.every(({ offset, length }) => isNumbers(memory, offset, length));
    },
  };
}

/** Sets rows back to what they are now; where that is nothing, which it mostly is, without reading it from anywhere. */
function settingBack(memory: Float64Array, offsets: readonly number[], months: number): () => void {
  const stretches: { from: number; to: number }[] = [];
  for (const from of offsets.toSorted((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last?.to === from) last.to = from + months;
    else stretches.push({ from, to: from + months });
  }
  const set = stretches.map(({ from, to }) => {
    const values = memory.slice(from, to);
    return { from, to, values: values.every((value) => value === 0) ? undefined : values };
  });
  return () => {
    for (const { from, to, values } of set)
      if (values === undefined) memory.fill(0, from, to);
      else memory.set(values, from);
  };
}

/** What is no number, or without end, is no number when it is taken from itself. */
function isNumbers(memory: Float64Array, offset: number, length: number): boolean {
  let sum = 0;
  for (let at = offset; at < offset + length; at += 1) {
    const value = memory[at] ?? 0;
    sum += value - value;
  }
  return sum === 0;
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
