import type { PhaseState, SubscriptionState } from "./account.ts";
import { paidFrom } from "./standing.ts";

/**
 * What must hold between add-ons and the subscriptions they go with, and does not, in words; an empty list where all does:
 * an add-on goes with a subscription to a plan, is served only while that one is, and keeps its periods.
 */
export const brokenAddons = (subscriptions: readonly SubscriptionState[]): readonly string[] =>
  subscriptions
    .filter(({ fact: { of } }) => of !== undefined)
    .flatMap((addon) => {
      const parent = subscriptions.find(({ fact: { id } }) => id === addon.fact.of);
      if (parent === undefined) return [`${addon.fact.id}: there is no ${addon.fact.of}`];
      if (parent.fact.of !== undefined) return [`${addon.fact.id}: goes with an add-on`];
      return brokenPair(addon, parent).map((words) => `${addon.fact.id}: ${words}`);
    });

function brokenPair(addon: SubscriptionState, parent: SubscriptionState): readonly string[] {
  const found: string[] = [];
  for (const phase of served(addon)) {
    let day = phase.fact.start;
    for (const beside of served(parent).filter((one) => overlap(phase, one))) {
      if (beside.fact.start > day) break;
      day = beside.fact.end ?? forever;
      if (gridOf(beside) !== gridOf(phase)) found.push(`keeps no time with ${beside.key}`);
    }
    if (day < endOf(phase)) found.push(`is served on ${day}, and ${parent.fact.id} is not`);
  }
  return found;
}

/** After every day there is, as text. */
const forever = "9999-12-31";

const endOf = ({ fact: { end = forever } }: PhaseState): string => end;

const served = ({ phases }: SubscriptionState): readonly PhaseState[] =>
  phases.filter((phase) => phase.fact.start < endOf(phase));

const overlap = (left: PhaseState, right: PhaseState): boolean =>
  left.fact.start < endOf(right) && right.fact.start < endOf(left);

/** The day that the periods count from, and how. */
const gridOf = (phase: PhaseState): string =>
  `${phase.anchor ?? paidFrom(phase)} ${phase.fact.alignment ?? "anniversary"}`;
