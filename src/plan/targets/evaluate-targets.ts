import { assert } from "../../fault/fault.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Target } from "../../model/capital.ts";
import { monthOfPlan } from "../../model/drivers/month-of-plan.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import { figureText } from "../figure-text.ts";
import type { PlanRun } from "../forecast/compile-plan.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";

/** How a plan does at one of its targets. */
export interface TargetResult {
  readonly target: string;
  readonly name: string;
  /**
   * `missed` where a bound is broken in a month that is looked at; `beyond` where the plan ends before the month; `undefined` where the figure
   * comes to no number in it, or in any month, or in one that an estimate cannot tell.
   */
  readonly verdict: "reached" | "missed" | "beyond" | "undefined";
  /** The month that tells: the first one in which it is missed, else the one that comes nearest to a bound. */
  readonly month?: string;
  /** What the figure comes to then, and the bound that it is held against, in words. */
  readonly figure?: string;
  readonly bound?: string;
  /** How many of the months that were looked at miss it. */
  readonly missedMonths: number;
}

/** A bound in a month: how far the figure lies on its right side, below 0 where it is broken. */
interface Held {
  readonly month: number;
  readonly bound: "at-least" | "at-most";
  readonly room: number;
}

/**
 * Every target of a model, by the figures of a forecast of it. A month without a number is passed over, as a rate of customers before there are any;
 * but of an estimate, whose `forecast` is given with it, one that is merely unknown leaves a target open that is not missed elsewhere.
 */
export function evaluateTargets(
  model: Model,
  { run, plan, customers }: PlanForecast,
  forecast?: PlanRun,
): readonly TargetResult[] {
  const { horizon } = model;
  assert(horizon !== undefined, "a forecast has a horizon");
  return entriesOf<Target>(model.targets).map(([id, target]) => {
    const { name, by } = target;
    const only = by === undefined ? undefined : monthOfPlan(by, horizon.from) - 1;
    if (only !== undefined && (only < 0 || only >= plan.months))
      return { target: id, name, verdict: "beyond", missedMonths: 0 };
    const months =
      only === undefined ? Array.from({ length: plan.months }, (_, month) => month) : [only];
    const held = months.flatMap((month) => heldIn(id, target, month, run));
    if (held.length === 0) return { target: id, name, verdict: "undefined", missedMonths: 0 };
    const missed = held.filter(({ room }) => room < 0);
    if (missed.length === 0 && forecast !== undefined) {
      const open = months.some((month) => isUnknown(id, target, month, { run, forecast }));
      if (open) return { target: id, name, verdict: "undefined", missedMonths: 0 };
    }
    const telling = missed[0] ?? nearest(held);
    return {
      target: id,
      name,
      verdict: missed.length > 0 ? "missed" : "reached",
      ...(telling === undefined ? {} : told(id, target, telling, run, customers.first)),
      missedMonths: new Set(missed.map(({ month }) => month)).size,
    };
  });
}

/** Whether an estimate has no number in a month in which the forecast has one, or after a month in which it has one itself. */
function isUnknown(
  id: string,
  target: Target,
  month: number,
  { run, forecast }: { readonly run: PlanRun; readonly forecast: PlanRun },
): boolean {
  const known = (of: PlanRun, when: number): number => heldIn(id, target, when, of).length;
  const own = known(run, month);
  const bounds = [target.atLeast, target.atMost].filter((bound) => bound !== undefined).length;
  if (own === bounds) return false;
  if (known(forecast, month) > own) return true;
  return Array.from({ length: month }, (_, before) => before).some((one) => known(run, one) > own);
}

function heldIn(id: string, { atLeast, atMost }: Target, month: number, { read }: PlanRun): Held[] {
  const figure = read(`targets.${id}`, month);
  const held = (bound: Held["bound"], stated: string | undefined): Held[] => {
    if (stated === undefined) return [];
    const limit = read(`targets.${id}.${bound}`, month);
    const room = bound === "at-least" ? figure - limit : limit - figure;
    const same = Math.abs(room) <= noise * Math.max(Math.abs(figure), Math.abs(limit));
    return Number.isFinite(room) ? [{ month, bound, room: same ? 0 : room }] : [];
  };
  return [...held("at-least", atLeast), ...held("at-most", atMost)];
}

/** Doubles carry some fifteen digits; what differs less is the same figure. */
const noise = 1e-12;

const nearest = (held: readonly Held[]): Held | undefined =>
  held.reduce<Held | undefined>(
    (least, one) => (least === undefined || one.room < least.room ? one : least),
    undefined,
  );

function told(
  id: string,
  { atLeast = "", atMost = "" }: Target,
  { month, bound }: Held,
  run: PlanRun,
  first: Month,
): Pick<TargetResult, "month" | "figure" | "bound"> {
  const type = run.place(`targets.${id}`)?.type;
  assert(type?.kind === "number", "a target looks at a figure");
  const like = bound === "at-least" ? atLeast : atMost;
  const text = (name: string): string => figureText(run.read(name, month), type.unit, like);
  return {
    month: monthText(first + month),
    figure: text(`targets.${id}`),
    bound: `${bound === "at-least" ? "at least" : "at most"} ${text(`targets.${id}.${bound}`)}`,
  };
}
