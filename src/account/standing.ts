import type { SubscriptionState } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";

/** Where a subscription stands on a day. */
export type Standing = "scheduled" | "active" | "paused" | "ended";

/**
 * The standing on a local day (`2026-01-31`), by the changes known so far. ISO dates compare as text.
 *
 * `scheduled`: before its start. `active`: within a phase, free days included. `paused`: after a pause and before what ends
 * it. `ended`: cancelled, or over by its terms.
 */
export function standingOn({ phases, changes }: SubscriptionState, day: string): Standing {
  const [first] = phases;
  if (first !== undefined && day < first.fact.start) return "scheduled";
  const serving = phases.some(
    ({ fact: { start, end } }) => start <= day && (end === undefined || day < end),
  );
  if (serving) return "active";
  const latest = changes.findLast((one) => !one.undone && one.day <= day);
  return latest?.fact.fact === "pause" ? "paused" : "ended";
}

interface Need {
  readonly standings: readonly Standing[];
  readonly code: string;
  readonly suggestion: string;
}

const whileActive: Need = {
  standings: ["active"],
  code: "not-active",
  suggestion: "choose a day on which it is served",
};

/** The transition table: in which standings each change may be made. */
export const changeableStanding: Readonly<Record<Exclude<ChangeFact["fact"], "undo">, Need>> = {
  change: whileActive,
  pause: whileActive,
  cancel: {
    standings: ["active", "paused"],
    code: "not-active",
    suggestion: "only what has not ended can be cancelled",
  },
  resume: {
    standings: ["paused"],
    code: "not-paused",
    suggestion: "only a pause can be ended; a cancelled subscription is reactivated",
  },
  reactivate: {
    standings: ["ended"],
    code: "not-ended",
    suggestion: "it is not over: change it, or resume it",
  },
};
