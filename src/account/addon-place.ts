import type { Fault } from "../fault/fault.ts";
import type { PhaseState, SubscriptionState } from "./account.ts";
import type { PriceBooks } from "./price-book.ts";
import { phaseServing } from "./standing.ts";

/**
 * What is wrong with where an add-on is: `parent-not-active` on a day on which its subscription is not served,
 * `addon-not-allowed` beside a plan that its model does not allow it for. Undefined where nothing is.
 */
export function misplacedAddon(
  addon: SubscriptionState,
  parent: SubscriptionState,
  books: PriceBooks,
): Fault | undefined {
  for (const phase of addon.phases) {
    const { start, end = forever } = phase.fact;
    let day = start;
    while (day < end) {
      const beside = phaseServing(parent, day);
      if (beside === undefined) return notServed(addon, parent, day);
      if (!allows(phase, beside, books)) return notAllowed(addon, phase, beside, day);
      day = beside.fact.end ?? forever;
    }
  }
  return undefined;
}

/** After every day there is, as text. */
const forever = "9999-12-31";

function allows({ fact, model }: PhaseState, beside: PhaseState, books: PriceBooks): boolean {
  const allowed = books.find(model).model.addons?.[fact.addon ?? ""]?.plans;
  return allowed === undefined || allowed.includes(beside.fact.plan ?? "");
}

const notServed = (
  { fact: { id } }: SubscriptionState,
  parent: SubscriptionState,
  day: string,
): Fault => ({
  code: "parent-not-active",
  path: "/of",
  message: `subscription "${parent.fact.id}" is not served on ${day}, and add-on "${id}" goes with it`,
  value: parent.fact.id,
  suggestion: "choose a day on which both are served",
});

const notAllowed = (
  { fact: { id } }: SubscriptionState,
  { fact: { addon } }: PhaseState,
  beside: PhaseState,
  day: string,
): Fault => ({
  code: "addon-not-allowed",
  path: "/plan",
  message: `add-on "${addon}" is not for plan "${beside.fact.plan}", which holds on ${day}`,
  value: beside.fact.plan,
  suggestion: `end it with the old plan: "endAddons": ["${id}"]`,
});
