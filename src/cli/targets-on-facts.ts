import type { Result } from "../fault/fault.ts";
import { refuse } from "../fault/fault.ts";
import { planSpan } from "../plan/actual/plan-and-actual.ts";
import { type MeasuredTarget, targetsOnActuals } from "../plan/actual/targets-on-actuals.ts";
import { openModel } from "./open-model.ts";
import { openPlan } from "./open-plan.ts";
import { replayBusiness, untilNeeded } from "./replayed-business.ts";
import type { Terminal } from "./terminal.ts";
import { warnOfUnknownSegments } from "./unknown-segments.ts";

/** What targets are held against, beside the plan. */
export interface TargetFacts {
  readonly facts: string;
  readonly to?: string;
  readonly plan?: string;
  readonly scenario?: string;
}

/**
 * Replays facts and evaluates the targets of a model by them. Refuses what the replay refuses, where it has not printed that itself; undefined where
 * it has.
 */
export async function targetsOnFacts(
  path: string,
  { facts, to, ...of }: TargetFacts,
  terminal: Terminal,
): Promise<Result<readonly MeasuredTarget[]> | undefined> {
  if (to === undefined) return refuse(untilNeeded);
  const opened = await openModel(path);
  if (!opened.ok) return opened;
  const books = opened.value;
  const plan = await openPlan(books.current.model, of);
  if (!plan.ok) return plan;
  const span = planSpan(plan.value, { to });
  if (!span.ok) return refuse(...span.faults.map((fault) => ({ ...fault, path: "--to" })));
  const closed = span.value.to;
  const last = plan.value.figures.first + closed;
  const replayed = await replayBusiness(facts, books, last, false, terminal);
  if (!replayed.ok) return replayed;
  if (replayed.value === undefined) return undefined;
  const { happened, rates } = replayed.value;
  warnOfUnknownSegments(happened.accounts, plan.value.model, terminal);
  return targetsOnActuals(happened, plan.value, closed, rates);
}
