import { type Fault, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import { formatCivilDate } from "../time/calendar.ts";
import { periodAt } from "../time/schedule.ts";
import { civilDateAt } from "../time/zone.ts";
import type { SubscriptionState } from "./account.ts";
import { applied } from "./apply-change.ts";
import type { TermsChange } from "./change-fact.ts";
import type { Told } from "./changing.ts";
import type { RampStep } from "./fact.ts";
import type { SubscriptionTerms } from "./terms.ts";

/**
 * Records the steps of a ramp as changes to come, `<subscription>/ramp-1` and so on. Refuses `ramp-not-increasing`,
 * `ramp-after-end`, and what a step's terms are refused for, under its place in the ramp.
 */
export function withRamp(
  told: Omit<Told, "fact" | "by">,
  terms: SubscriptionTerms,
): Result<SubscriptionState> {
  let { subscription } = told;
  let before = subscription.fact.start;
  for (const [place, step] of (subscription.fact.ramp ?? []).entries()) {
    const path = pathTo("/ramp", place);
    const day = dayOfStep(step, terms);
    const misplaced = misplacedStep(subscription, day, before, `${path}/from`);
    if (misplaced !== undefined) return refuse(misplaced);
    const subscriptions = told.account.subscriptions.map((one) =>
      one.fact.id === subscription.fact.id ? subscription : one,
    );
    const stepped = applied({
      ...told,
      account: { ...told.account, subscriptions },
      subscription,
      fact: changeOf(step, subscription, place, day),
      by: { kind: "ramp" },
    });
    if (!stepped.ok)
      return refuse(...stepped.faults.map((fault) => ({ ...fault, path: `${path}${fault.path}` })));
    subscription = stepped.value;
    before = day;
  }
  return ok(subscription);
}

/** Months are whole ones of the periods that the first terms have, so that a step falls between two of them. */
function dayOfStep({ from }: RampStep, { recurring, charges, zone }: SubscriptionTerms): string {
  if (typeof from === "string") return from;
  const schedule = recurring?.schedule ?? charges[0]?.schedule;
  if (schedule === undefined) throw new Error("broken invariant: what is bought has a price");
  const months = { ...schedule, cadence: { every: 1, unit: "month" } } as const;
  return formatCivilDate(civilDateAt(zone, periodAt(months, from.afterMonths).from));
}

function misplacedStep(
  { fact: { end } }: SubscriptionState,
  day: string,
  before: string,
  path: string,
): Fault | undefined {
  if (day <= before)
    return {
      code: "ramp-not-increasing",
      path,
      message: `a step comes after what is before it, which begins on ${before}`,
      value: day,
      suggestion: "give the steps in the order of their days",
    };
  if (end === undefined || day < end) return undefined;
  const message = `the subscription ends on ${end}`;
  return { code: "ramp-after-end", path, message, value: day };
}

function changeOf(
  { from: _, ...terms }: RampStep,
  { fact: { id, customer } }: SubscriptionState,
  place: number,
  on: string,
): TermsChange {
  const about = { id: `${id}/ramp-${place + 1}`, customer, subscription: id };
  return { fact: "change", ...about, on, ...terms };
}
