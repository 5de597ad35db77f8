import { ok, type Result } from "../fault/fault.ts";
import { type Expression, partsOf as piecesOf } from "./expression.ts";
import type { FormulaEntry } from "./formula-entry.ts";
import { type FigurePlace, FormulaMemory, type StepPlace } from "./formula-memory.ts";
import type { StepGroup } from "./formula-order.ts";
import { formulaPart } from "./formula-part.ts";
import type { FormulaStep } from "./formula-step.ts";
import { formulaFunction } from "./functions/registry.ts";
import { orderFormulas } from "./order-formulas.ts";
import type { UnitNouns } from "./unit-text.ts";

/** A figure that came to no number, and in which month of the plan, from 1. */
export interface UndefinedFigure {
  readonly place: FigurePlace;
  readonly month: number;
}

/** All formulas of a plan as one function. */
export interface CompiledFormulas {
  readonly months: number;
  /** How many doubles a run needs. */
  readonly size: number;
  readonly places: ReadonlyMap<string, FigurePlace>;
  /** What is computed, figure by figure, parts without a name of their own among them. */
  readonly steps: readonly FormulaStep[];
  /** Where a step stands. */
  readonly at: (step: string) => StepPlace;
  /** What a figure is computed from, directly, by name. */
  readonly feeds: (name: string) => readonly string[];
  /** Computes every formula from the inputs in the array. Deterministic; allocates nothing but views. */
  readonly run: (memory: Float64Array) => void;
  /** The first figure, in the order of computing, that is no finite number, as after a division by zero. */
  readonly firstUndefined: (memory: Float64Array) => UndefinedFigure | undefined;
}

/** Formulas that run again and again while most of what they read stays as it is. */
export interface Repeated {
  /** The monthly figures that are asked for: of others, the array holds nothing after a run that formulas do not need. */
  readonly kept: ReadonlySet<string>;
  /** Figures of the whole plan that are the same in every run. They stand in the array already. */
  readonly known: ReadonlyMap<string, number>;
}

/** Engines leave a function unoptimised when it grows too long, so steps go into several of about this many. */
const stepsPerPart = 100;

/**
 * Compiles formulas over so many months; the faults are those of {@link orderFormulas}. Formulas that are `repeated` take known figures for
 * numbers, and a power that goes up by one from month to month from the month before, which is the same but for its last digits.
 */
export function compileFormulas(
  entries: readonly FormulaEntry[],
  nouns: UnitNouns,
  months: number,
  repeated?: Repeated,
): Result<CompiledFormulas> {
  const formulas = orderFormulas(entries, nouns);
  if (!formulas.ok) return formulas;
  const { steps, groups } = formulas.value;
  const memory = new FormulaMemory(steps, formulas.value.entries, months);
  const parted = partsOf(groups);
  const reread = repeated === undefined ? undefined : readFromArray(parted);
  const isKept = (name: string): boolean =>
    reread === undefined || reread.has(name) || repeated?.kept.has(name) === true;
  const parts = parted.map((part) => formulaPart(part, memory, isKept, repeated?.known));
  const ordered = groups.flat();
  return ok({
    months,
    size: memory.size,
    places: memory.named,
    steps,
    at: (step) => memory.at(step),
    feeds: feedsOf(steps),
    run: (figures) => {
      for (const part of parts) part(figures, months);
    },
    firstUndefined: (figures) => firstUndefined(figures, ordered, memory),
  });
}

/** Groups put together to parts, each of which runs over the months once. What needs all months of another comes after its part. */
function partsOf(groups: readonly StepGroup[]): readonly FormulaStep[][] {
  const parts: FormulaStep[][] = [];
  let part: FormulaStep[] = [];
  let computing = new Set<string>();
  for (const group of groups) {
    const needsWhole = group.some(({ reads }) =>
      [...reads].some(([name, how]) => how === "whole" && computing.has(name)),
    );
    if (needsWhole || part.length + group.length > stepsPerPart) {
      parts.push(part);
      part = [];
      computing = new Set();
    }
    part.push(...group);
    for (const { name, shape } of group) if (shape === "monthly") computing.add(name);
  }
  return [...parts, part].filter((one) => one.length > 0);
}

/** Figures that are read of another month, of all months, or by another part. */
function readFromArray(parts: readonly (readonly FormulaStep[])[]): ReadonlySet<string> {
  const read = new Set<string>();
  for (const part of parts) {
    const own = new Set(part.map(({ name }) => name));
    for (const { reads, expression, whole } of part) {
      for (const [name, how] of reads) if (how !== "now" || !own.has(name)) read.add(name);
      // What is read of this month may be read of an earlier one as well.
      if (expression !== undefined) for (const name of readBefore(expression)) read.add(name);
      if (whole !== undefined) read.add(whole.of);
    }
  }
  return read;
}

/** The names that a formula reads of earlier months. */
function readBefore(expression: Expression): readonly string[] {
  const [of] = expression.kind === "call" ? expression.arguments : [];
  const own =
    expression.kind === "call" &&
    formulaFunction(expression.name)?.reads === "past" &&
    of?.kind === "name"
      ? [of.name]
      : [];
  return [...own, ...piecesOf(expression).flatMap(readBefore)];
}

/** The names behind each figure, seen through the parts of it that have none. They are collected when first asked for. */
function feedsOf(steps: readonly FormulaStep[]): CompiledFormulas["feeds"] {
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  return (name) => {
    known ??= allFeeds(steps);
    return known.get(name) ?? [];
  };
}

function allFeeds(steps: readonly FormulaStep[]): ReadonlyMap<string, readonly string[]> {
  const read = new Map<string, Set<string>>();
  for (const { name, reads } of steps) {
    const [own = name] = name.split("#");
    const feeds = read.get(own) ?? new Set();
    read.set(own, feeds);
    for (const one of reads.keys()) if (!one.includes("#")) feeds.add(one);
  }
  return new Map([...read].map(([name, feeds]) => [name, [...feeds].sort()]));
}

function firstUndefined(
  figures: Float64Array,
  ordered: readonly FormulaStep[],
  memory: FormulaMemory,
): UndefinedFigure | undefined {
  for (const { name } of ordered) {
    const [own = name] = name.split("#");
    const { offset, shape } = memory.at(name);
    const length = shape === "monthly" ? memory.months : 1;
    const month = figures
      .subarray(offset, offset + length)
      .findIndex((one) => !Number.isFinite(one));
    const place = memory.named.get(own);
    if (month >= 0 && place !== undefined) return { place, month: month + 1 };
  }
  return undefined;
}
