import {
  type CivilDate,
  civilFromDays,
  daysFromCivil,
  formatCivilDate,
  parseCivilDate,
} from "../time/calendar.ts";
import type { PhaseState, SubscriptionState } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";

/** Where a subscription may stand on a day. */
export const standings = ["scheduled", "trialing", "active", "paused", "ended"] as const;

/** Where a subscription stands on a day. */
export type Standing = (typeof standings)[number];

/**
 * The standing on a local day (`2026-01-31`), by the changes known so far. ISO dates compare as text.
 *
 * `scheduled`: before its start. `trialing`: served and free. `active`: served and paid for. `paused`: after a pause and
 * before what ends it, be it the end that the terms had. `ended`: cancelled, be it before it began, or over by its terms.
 */
export function standingOn({ phases, changes }: SubscriptionState, day: string): Standing {
  const [first] = phases;
  if (first !== undefined && day < first.fact.start) {
    const called = changes.find(({ fact, undone }) => fact.fact === "cancel" && !undone);
    return called !== undefined && called.day <= first.fact.start ? "ended" : "scheduled";
  }
  const serving = phaseServing({ phases }, day);
  if (serving !== undefined) return day < paidFrom(serving) ? "trialing" : "active";
  const latest = changes.findLast((one) => !one.undone && one.day <= day);
  if (latest?.fact.fact !== "pause") return "ended";
  return latest.before.end === null || day < latest.before.end ? "paused" : "ended";
}

/** The phase in service on a local day; undefined where none is. */
export const phaseServing = (
  { phases }: Pick<SubscriptionState, "phases">,
  day: string,
): PhaseState | undefined =>
  phases.findLast(({ fact: { start, end } }) => start <= day && (end === undefined || day < end));

/** The first local day of a phase that is paid for. */
export function paidFrom({ fact: { start, trialDays = 0 } }: Pick<PhaseState, "fact">): string {
  const day = parseCivilDate(start);
  if (trialDays === 0 || !day.ok) return start;
  return formatCivilDate(later(day.value, trialDays));
}

const later = (day: CivilDate, days: number): CivilDate => civilFromDays(daysFromCivil(day) + days);

/** Whether there is service in a standing, paid for or free. */
export const isServing = (standing: Standing): boolean =>
  standing === "trialing" || standing === "active";

interface Need {
  readonly standings: readonly Standing[];
  readonly code: string;
  readonly suggestion: string;
}

const whileServed: Need = {
  standings: ["trialing", "active"],
  code: "not-active",
  suggestion: "choose a day on which it is served",
};

/** The transition table: in which standings each change may be made. */
export const changeableStanding: Readonly<Record<Exclude<ChangeFact["fact"], "undo">, Need>> = {
  change: { ...whileServed, standings: ["scheduled", "trialing", "active"] },
  pause: whileServed,
  cancel: {
    standings: ["scheduled", "trialing", "active", "paused"],
    code: "not-active",
    suggestion: "choose a day from its first one on, and before its end",
  },
  resume: {
    standings: ["paused"],
    code: "not-paused",
    suggestion: "only a pause can be ended; a cancelled subscription is reactivated",
  },
  coupon: {
    standings: ["scheduled", "trialing", "active", "paused"],
    code: "not-active",
    suggestion: "redeem it before the subscription ends, or for another one",
  },
  reactivate: {
    standings: ["ended"],
    code: "not-ended",
    suggestion: "it is not over: change it, or resume it",
  },
};
