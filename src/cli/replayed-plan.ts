import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { planSpan } from "../plan/actual/plan-and-actual.ts";
import { unknownCosts } from "../plan/actual/unknown-costs.ts";
import { unknownSegments } from "../plan/actual/unknown-segments.ts";
import type { WrittenPlan } from "../plan/lock/read-plan.ts";
import type { VarianceSpan } from "../plan/variance/variance-tree.ts";
import { openModel } from "./open-model.ts";
import { openPlan, type PlanOptions } from "./open-plan.ts";
import { type ReplayedBusiness, replayBusiness } from "./replayed-business.ts";
import type { Terminal } from "./terminal.ts";
import { warnOfUnknown } from "./unknown-of-plan.ts";

/** What is replayed beside a model, and in which months of which plan it is looked at. */
export interface ReplayedPlanOptions extends PlanOptions {
  readonly facts: string;
  /** One month, first and last at once. */
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly skipBad?: boolean;
}

/** A plan, and what happened up to the last month that is looked at. */
export interface ReplayedPlan extends ReplayedBusiness {
  readonly plan: WrittenPlan;
  readonly span: VarianceSpan;
}

/**
 * Opens a model and its plan, and replays facts up to the month that is asked for. Refuses `until-needed`, what the model, the plan and its months
 * refuse, by the option that said it, and what closing the books refuses; undefined where the replay has printed why it is not counted.
 */
export async function replayPlan(
  path: string,
  { facts, month, skipBad, ...options }: ReplayedPlanOptions,
  terminal: Terminal,
): Promise<Result<ReplayedPlan | undefined>> {
  const to = month ?? options.to;
  if (to === undefined) return refuse(untilNeeded);
  const opened = await openModel(path);
  if (!opened.ok) return opened;
  const books = opened.value;
  const plan = await openPlan(books.current.model, options);
  if (!plan.ok) return plan;
  const span = planSpan(plan.value, { from: month ?? options.from, to });
  if (!span.ok) return refuse(...atOptions(span.faults, month));
  const last = plan.value.figures.first + span.value.to;
  const replayed = await replayBusiness(facts, books, last, skipBad === true, terminal);
  if (!replayed.ok) return replayed;
  if (replayed.value === undefined) return ok(undefined);
  const { accounts, entries } = replayed.value.happened;
  const { model, figures } = plan.value;
  const months = { zone: books.current.zone, first: figures.first, last };
  warnOfUnknown(
    {
      unknownSegments: unknownSegments(accounts, model),
      unknownCosts: unknownCosts(entries, model, months),
    },
    terminal,
  );
  return ok({ ...replayed.value, plan: plan.value, span: span.value });
}

const untilNeeded: Fault = {
  code: "until-needed",
  path: "--to",
  message: "a replay has to end somewhere",
  suggestion: "add --to MONTH, the last month that is closed",
};

/** Faults at the options that said what is wrong; one month is wrong once, although it is both the first and the last. */
const atOptions = (faults: readonly Fault[], month: string | undefined): readonly Fault[] =>
  month === undefined
    ? faults.map((fault) => ({ ...fault, path: fault.path.replace("/", "--") }))
    : faults.slice(0, 1).map((fault) => ({ ...fault, path: "--month" }));
