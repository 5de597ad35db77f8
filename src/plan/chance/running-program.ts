import { assert } from "../../fault/fault.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { DrawnFigures } from "./drawn-figures.ts";
import type { DriverCheck } from "./driver-bounds.ts";
import type { GivenColumns } from "./given-rows.ts";
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
  const sums = groupSums(columns);
  const { months } = columns;
  const rows = lives.length === 0 ? [] : columns.rows;
  for (const { offset } of rows) memory.fill(0, offset, offset + months);
  for (const { live, from, to, varies } of lives) {
    if (varies) continue;
    live(amounts);
    sums.add(amounts, from, to, memory);
  }
  const varying = lives.filter(({ varies }) => varies);
  const constant = memory.slice();
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
        for (const { offset } of rows)
          memory.set(constant.subarray(offset, offset + months), offset);
        memory.set(constant.subarray(statements.memory.length), statements.memory.length);
        for (const { live, from, to } of varying) {
          live(amounts);
          sums.add(amounts, from, to, memory);
        }
        sums.close(memory);
      }
      tell(draws, memory);
      statements.formulas.run(memory);
      return looked.every(({ offset, length }) => isNumbers(memory, offset, length));
    },
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

/** Adds what groups of customers come to, and then makes months of differences. */
function groupSums(columns: GivenColumns) {
  const begin = Int32Array.from(columns.starts);
  const place = Int32Array.from(columns.places);
  const amount = Float64Array.from(columns.amounts);
  const summed = [...columns.summed].map((row) => ({
    offset: columns.rows[row]?.offset ?? 0,
    differences: columns.differencesOf(row),
  }));
  return {
    add: (variables: Float64Array, from: number, to: number, memory: Float64Array): void => {
      for (let variable = from; variable < to; variable += 1) {
        const customers = variables[variable] as number;
        if (customers === 0) continue;
        const end = begin[variable + 1] as number;
        for (let entry = begin[variable] as number; entry < end; entry += 1) {
          const at = place[entry] as number;
          memory[at] = (memory[at] as number) + (amount[entry] as number) * customers;
        }
      }
    },
    close: (memory: Float64Array): void => {
      for (const { offset, differences } of summed) {
        let sum = 0;
        for (let month = 0; month < columns.months; month += 1) {
          sum += memory[differences + month] as number;
          memory[offset + month] = (memory[offset + month] as number) + sum;
        }
      }
    },
  };
}
