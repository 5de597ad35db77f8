import type { DunningAction, DunningPolicy, DunningStep } from "../model/dunning.ts";
import { compare, decimalOf, sum } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { type Money, moneyValue } from "../money/money.ts";
import type { Instant } from "../time/instant.ts";
import { startOfDayNumber } from "../time/zone.ts";
import { businessDayFrom } from "./business-day.ts";
import { pausedDaysOf } from "./dunning-clock.ts";

import { dayOf, withItem, zoneOf } from "./open-item.ts";
import { isDisputed, type OpenItem, type Receivables } from "./receivables.ts";

/** Something to be done now about invoices that are not paid. What it costs the customer is for an invoice to say. */
export interface DunningTask {
  readonly action: DunningAction;
  readonly afterDueDays: number;
  readonly template?: string;
  readonly fee?: Money;
  /** The invoices that have come to this step together, and what is open on each. */
  readonly invoices: readonly { readonly invoice: string; readonly open: string }[];
  readonly total: string;
}

interface DueStep {
  readonly item: OpenItem;
  readonly step: DunningStep;
  readonly from: Instant;
}

/**
 * When {@link dun} next has something to do, as far as one can tell today; undefined while nothing is coming. Any command
 * may change it.
 */
export function nextDunningAt(state: Receivables, policy: DunningPolicy): Instant | undefined {
  const steps = dueSteps(state, policy).toSorted((left, right) => left.from - right.from);
  return steps.find(({ from }) => reachesMinimum(policy, steps, from))?.from;
}

/**
 * Takes the step that is due for each item, at most one each, and says what is to be done.
 *
 * The clock of an item starts on its due day and stands still while the item is contested, promised, or closed by a
 * payment that is taken back later; a payment that closes it ends its dunning. A step that is taken late moves those
 * after it, so a customer always has the time between two steps that the policy gives: nobody is cut off unwarned
 * because a run was missed.
 */
export function dun(
  state: Receivables,
  policy: DunningPolicy,
  now: Instant,
): { readonly state: Receivables; readonly tasks: readonly DunningTask[] } {
  const steps = dueSteps(state, policy);
  const due = steps.filter(({ from }) => from <= now);
  if (due.length === 0 || !reachesMinimum(policy, steps, now)) return { state, tasks: [] };
  let after = state;
  for (const { item, step } of due) after = withItem(after, taken(item, step, now));
  const tasks = policy.steps.flatMap((step) => {
    const items = due.filter((one) => one.step === step).map(({ item }) => item);
    return items.length === 0 ? [] : [taskOf(state, step, items)];
  });
  return { state: after, tasks };
}

const taken = (item: OpenItem, { afterDueDays }: DunningStep, at: Instant): OpenItem => {
  const pausedDays = pausedDaysOf(item);
  const all = [...item.dunning.taken, { afterDueDays, at, pausedDays }];
  return { ...item, dunning: { ...item.dunning, taken: all } };
};

function taskOf(state: Receivables, step: DunningStep, items: readonly OpenItem[]): DunningTask {
  const { action, afterDueDays, template } = step;
  // Not for being late with a fee: each would bring the next, for ever.
  const fee = items.every(({ feesOnly }) => feesOnly) ? undefined : step.fee;
  const total = sum(items.map(({ open }) => decimalOf(open)));
  return {
    action,
    afterDueDays,
    ...(template === undefined ? {} : { template }),
    ...(fee === undefined ? {} : { fee }),
    invoices: items.map(({ invoice, open }) => ({ invoice, open })),
    total: minorText(total, state.currency),
  };
}

/** The next step of each item that is being dunned or will be, by the invoice, and when it may be taken at the earliest. */
export const nextSteps = (
  state: Receivables,
  policy: DunningPolicy,
): ReadonlyMap<string, { readonly step: DunningStep; readonly at: Instant }> =>
  new Map(
    dueSteps(state, policy).map(({ item, step, from }) => [item.invoice, { step, at: from }]),
  );

/** The next step of every item that is being dunned or will be. */
const dueSteps = (state: Receivables, policy: DunningPolicy): readonly DueStep[] =>
  state.items
    .filter((item) => item.closedAt === null && !isDisputed(state, item))
    .flatMap((item) => {
      const last = item.dunning.taken.at(-1)?.afterDueDays ?? Number.NEGATIVE_INFINITY;
      const step = policy.steps.find(({ afterDueDays }) => afterDueDays > last);
      return step === undefined ? [] : [{ item, step, from: stepAt(state, policy, item, step) }];
    });

/** The first instant at which a step may be taken for an item. */
function stepAt(
  state: Receivables,
  policy: DunningPolicy,
  item: OpenItem,
  { afterDueDays }: DunningStep,
): Instant {
  const { taken, promisedUntil } = item.dunning;
  const pausedDays = pausedDaysOf(item);
  const grace = (days: number): number => (days < 0 ? 0 : (policy.graceDays ?? 0));
  const stepDays = afterDueDays + grace(afterDueDays);
  let day = dayOf(state, item.dueAt) + stepDays + pausedDays;
  const before = taken.at(-1);
  if (before !== undefined) {
    const between = stepDays - before.afterDueDays - grace(before.afterDueDays);
    day = Math.max(day, dayOf(state, before.at) + between + pausedDays - before.pausedDays);
  }
  if (promisedUntil !== null) day = Math.max(day, promisedUntil + 1);
  if (policy.businessDays === true) day = businessDayFrom(day, policy.holidays ?? []);
  const start = startOfDayNumber(zoneOf(state), day);
  // A reminder of an invoice that was issued later than the step's day waits for the invoice.
  return Math.max(start, afterDueDays < 0 ? item.issuedAt : item.dueAt);
}

/** Whether what is being dunned at a moment comes to the policy's minimum. */
function reachesMinimum(
  { minimum }: DunningPolicy,
  steps: readonly DueStep[],
  now: Instant,
): boolean {
  if (minimum === undefined) return true;
  const dunned = steps.filter(({ item, from }) => from <= now || item.dunning.taken.length > 0);
  const total = sum(dunned.map(({ item }) => decimalOf(item.open)));
  return compare(total, moneyValue(minimum)) >= 0;
}
