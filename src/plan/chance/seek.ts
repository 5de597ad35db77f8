import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { sameUnit, type Unit } from "../../formula/unit.ts";
import { type NumberType, typeText } from "../../formula/value-type.ts";
import { readLiteral } from "../../model/figures/read-literal.ts";
import type { Model } from "../../model/model.ts";
import { notAFigureAt, openLevers } from "./levers.ts";

/** What is sought. */
export interface SeekChoice {
  /** The figure that may be set to another value. */
  readonly driver: string;
  /** A formula of what is to be reached, `metrics.nrr`, and its bound, `115%`. */
  readonly figure: string;
  readonly atLeast?: string;
  readonly atMost?: string;
  readonly scenario?: string | undefined;
  /** The month of the plan that a monthly figure is read in, from 0; the last where absent. */
  readonly month?: number;
  /** Where to seek; the driver's own bounds where absent, else from nothing to all of a share, or a tenth to ten times of what it is. */
  readonly from?: string;
  readonly to?: string;
}

/** A value of the driver at which the goal is just reached, and which side of it reaches it. */
export interface Turn {
  readonly value: number;
  readonly figure: number;
  readonly reached: "above" | "below";
}

/** What came of seeking. */
export interface Sought {
  readonly driver: string;
  readonly driverUnit: Unit;
  readonly figureUnit: Unit;
  readonly month: number;
  readonly now: { readonly driver: number; readonly figure: number | undefined };
  readonly goal: number;
  readonly from: number;
  readonly to: number;
  /** `some`: at one value and on one side of it. `several`: the figure turns, so there are more. `all` or `none` between the bounds. */
  readonly verdict: "some" | "several" | "all" | "none";
  readonly turns: readonly Turn[];
  /** The value between the bounds that comes nearest to the goal, where none reaches it. */
  readonly nearest: { readonly value: number; readonly figure: number } | undefined;
}

const figureName = "what is looked at";
const goalName = "what it is held against";

/** Values that are tried before any are sought between them. */
const first = 33;
/** How often a bracket is halved: a range is known to its last digits then. */
const halvings = 50;

/**
 * Seeks the value of one driver, the same in every month, at which a figure of the forecast reaches a goal: values all over the range, then the
 * bisection of each stretch in which it is crossed; `atWork` is told how many values were tried, of about how many. A figure that crosses it twice between two values that were tried is not seen.
 *
 * Refuses what a forecast refuses, `unknown-name`, `not-a-lever`, `not-a-figure`, `unit-mismatch` between figure and goal, and `goal-without-range`.
 */
export function seek(
  model: Model,
  choice: SeekChoice,
  atWork: (done: number, of: number) => void = () => undefined,
): Result<Sought> {
  const { driver, figure, atLeast, atMost, scenario, month } = choice;
  const goal = atLeast ?? atMost;
  if (goal === undefined || (atLeast !== undefined && atMost !== undefined)) return refuse(oneGoal);
  const path = atLeast === undefined ? "--at-most" : "--at-least";
  const opened = openLevers(model, {
    scenario,
    names: [driver],
    looked: [
      { name: figureName, text: figure, path: "--figure" },
      { name: goalName, text: goal, path },
    ],
  });
  if (!opened.ok) return opened;
  const { plan, base, levers, pull } = opened.value;
  const [lever] = levers;
  const type = base.run.place(figureName)?.type;
  const aim = base.run.place(goalName)?.type;
  if (lever === undefined || type?.kind !== "number") return refuse(notAFigureAt("--figure"));
  if (aim?.kind !== "number") return refuse(notAFigureAt(path));
  if (aim.zero !== true && !sameUnit(type.unit, aim.unit))
    return refuse(otherUnit(type, aim, path));
  const range = rangeOf(lever, choice);
  if (!range.ok) return range;
  const at = month ?? plan.months - 1;
  const sign = atLeast === undefined ? -1 : 1;
  let done = 0;
  const tried = (value: number): Tried => {
    atWork(done, first + halvings);
    done += 1;
    const run = pull(new Map([[driver, value]]));
    if (!run.ok) return { value, figure: Number.NaN, room: Number.NaN };
    return {
      value,
      figure: run.value.read(figureName, at),
      room: sign * (run.value.read(figureName, at) - run.value.read(goalName, at)),
    };
  };
  const [from, to] = range.value;
  const grid = Array.from({ length: first }, (_, index) =>
    tried(from + ((to - from) * index) / (first - 1)),
  ).filter(({ room }) => Number.isFinite(room));
  const turns = grid.slice(1).flatMap((high, index) => {
    const low = grid[index];
    return low === undefined || low.room >= 0 === high.room >= 0 ? [] : [turnOf(low, high, tried)];
  });
  const best = grid.reduce<Tried | undefined>(
    (most, one) => (most === undefined || one.room > most.room ? one : most),
    undefined,
  );
  const now = base.run.read(figureName, at);
  return ok({
    driver,
    driverUnit: lever.unit,
    figureUnit: type.unit,
    month: at,
    now: { driver: lever.now, figure: Number.isFinite(now) ? now : undefined },
    goal: base.run.read(goalName, at),
    from,
    to,
    verdict: verdictOf(turns, best),
    turns,
    nearest: best === undefined || best.room >= 0 ? undefined : best,
  });
}

interface Tried {
  readonly value: number;
  readonly figure: number;
  /** How far the figure lies on the right side of the goal. */
  readonly room: number;
}

function verdictOf(turns: readonly Turn[], best: Tried | undefined): Sought["verdict"] {
  if (turns.length > 0) return turns.length === 1 ? "some" : "several";
  return best !== undefined && best.room >= 0 ? "all" : "none";
}

/** The last value on the side that reaches the goal. */
function turnOf(below: Tried, above: Tried, tried: (value: number) => Tried): Turn {
  let [low, high] = [below, above];
  for (let round = 0; round < halvings; round += 1) {
    const middle = tried((low.value + high.value) / 2);
    if (!Number.isFinite(middle.room) || middle.value === low.value || middle.value === high.value)
      break;
    if (middle.room >= 0 === low.room >= 0) low = middle;
    else high = middle;
  }
  const { value, figure } = low.room >= 0 ? low : high;
  return { value, figure, reached: low.room >= 0 ? "below" : "above" };
}

function rangeOf(
  {
    bounds,
    now,
    unit,
  }: {
    readonly bounds: readonly [number, number] | undefined;
    readonly now: number;
    readonly unit: Unit;
  },
  { from, to }: SeekChoice,
): Result<readonly [number, number]> {
  const read = (text: string | undefined, option: string): Result<number | undefined> => {
    if (text === undefined) return ok(undefined);
    const literal = readLiteral(text, { path: option, nouns: new Set(Object.keys(unit)) });
    return literal.ok ? ok(literal.value.value) : literal;
  };
  const [low, high] = [read(from, "--from"), read(to, "--to")];
  if (!low.ok) return low;
  if (!high.ok) return high;
  const isShare = now >= 0 && now <= 1 && Object.keys(unit).every((base) => base === "month");
  const usual =
    bounds ?? (isShare ? [0, 1] : [Math.min(now / 10, now * 10), Math.max(now / 10, now * 10)]);
  const range = [low.value ?? usual[0] ?? 0, high.value ?? usual[1] ?? 0] as const;
  return range[0] < range[1] ? ok(range) : refuse(noRange);
}

const otherUnit = (figure: NumberType, goal: NumberType, path: string): Fault => ({
  code: "unit-mismatch",
  path,
  message: `the figure comes out in ${typeText(figure)}, and the goal in ${typeText(goal)}`,
  suggestion: `write the goal in ${typeText(figure)}`,
});

const noRange: Fault = {
  code: "goal-without-range",
  path: "--from",
  message: "there is nothing to seek between these bounds",
  suggestion: "write a lower end below the upper one, in the unit of the driver",
};

const oneGoal: Fault = {
  code: "goal-without-range",
  path: "--at-least",
  message: "a figure is sought that is at least so much, or at most",
  suggestion: 'write one of the two: at least "115%", or at most "12 months"',
};
