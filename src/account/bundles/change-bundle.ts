import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { Account, SubscriptionState } from "../account.ts";
import type { ChangeFact } from "../change-fact.ts";
import type { Bundled } from "./bundled.ts";

/** The refusal of other terms for a part of a bundle: its price is a part of one that stands for all. */
export const inBundle = ({ id }: Pick<Bundled, "id">): Fault => ({
  code: "in-bundle",
  path: "/subscription",
  message: `this is a part of bundle "${id}", whose price is for all of it as it was bought`,
  value: id,
  suggestion: "buy more beside it, or cancel it and buy another",
});

/** The plans of a bundle, where a change names one by the id of its purchase. Its add-ons follow them. */
export const plansOfBundle = (
  { subscriptions }: Account,
  { subscription, customer }: ChangeFact,
): readonly SubscriptionState[] =>
  subscriptions.filter(
    ({ fact }) =>
      fact.bundled?.id === subscription && fact.customer === customer && fact.of === undefined,
  );

/**
 * Changes a bundle as a whole: a cancellation, or its undoing, of each of its plans that is not over. A fee is owed once. Refuses
 * `in-bundle` any other change, and what each of its plans is refused for.
 */
export function changeBundle(
  account: Account,
  fact: ChangeFact,
  plans: readonly SubscriptionState[],
  change: (account: Account, fact: ChangeFact) => Result<Account>,
): Result<Account> {
  if (fact.fact !== "cancel" && fact.fact !== "undo")
    return refuse(inBundle({ id: fact.subscription }));
  const own =
    fact.fact === "undo"
      ? plans.filter(({ changes }) => changes.some((one) => one.fact.id === fact.change))
      : plans;
  let held: Account | undefined;
  let refused: Result<Account> | undefined;
  for (const { fact: plan } of own.length === 0 ? plans : own) {
    const named = { ...fact, subscription: plan.id };
    const once = held === undefined ? named : withoutFee(named);
    const changed = change(held ?? account, once);
    if (changed.ok) held = changed.value;
    // One that was cancelled before, or is over, stays so.
    else if (changed.faults.some(({ code }) => code === "not-active")) refused = changed;
    else return changed;
  }
  return held === undefined ? (refused ?? ok(account)) : ok(held);
}

function withoutFee(fact: ChangeFact): ChangeFact {
  if (fact.fact !== "cancel") return fact;
  const { fee: _, ...rest } = fact;
  return rest;
}
