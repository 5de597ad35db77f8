import type { Result } from "../fault/fault.ts";
import { type MeasuredTarget, targetsOnActuals } from "../plan/actual/targets-on-actuals.ts";
import { type ReplayedPlanOptions, replayPlan } from "./replayed-plan.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Replays facts and evaluates the targets of a model by them. Refuses what the replay refuses, where it has not printed that itself; undefined where
 * it has.
 */
export async function targetsOnFacts(
  path: string,
  asked: ReplayedPlanOptions,
  terminal: Terminal,
): Promise<Result<readonly MeasuredTarget[]> | undefined> {
  const replayed = await replayPlan(path, asked, terminal);
  if (!replayed.ok) return replayed;
  if (replayed.value === undefined) return undefined;
  const { happened, rates, plan, span } = replayed.value;
  return targetsOnActuals(happened, plan, span.to, rates);
}
