import type { PhaseState, RecordedChange, SubscriptionState } from "./account.ts";
import { isActive } from "./changing.ts";
import { withEnd } from "./phase.ts";

/** The subscription as it was before its last changes, which are taken out of it. Nothing of theirs may have come into force. */
export function unmade(
  subscription: SubscriptionState,
  last: readonly RecordedChange[],
): SubscriptionState {
  let { phases } = subscription;
  for (const change of last.toReversed()) phases = restored(phases, change);
  const changes = subscription.changes.filter((one) => !last.includes(one));
  return { ...subscription, phases, changes };
}

/** The changes that come after one and are in force or to come. */
export const changesAfter = (
  { changes }: SubscriptionState,
  change: RecordedChange,
): readonly RecordedChange[] => changes.slice(changes.indexOf(change) + 1).filter(isActive);

function restored(
  phases: readonly PhaseState[],
  { fact, before }: RecordedChange,
): readonly PhaseState[] {
  const added = fact.fact !== "cancel" && fact.fact !== "pause";
  const kept = added ? phases.slice(0, -1) : phases;
  if (fact.fact === "resume" || fact.fact === "reactivate") return kept;
  return kept.map((phase, place) => (place === kept.length - 1 ? withEnd(phase, before) : phase));
}
