import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { addonsFollow } from "./addons-follow.ts";
import { applied } from "./apply-change.ts";
import type { ChangeFact } from "./change-fact.ts";
import { alreadyBilled, newClash } from "./meter-clash.ts";
import type { PriceBooks } from "./price-book.ts";
import { undo } from "./undo.ts";

/**
 * Applies a change to a subscription, and to the add-ons that follow it. Refuses, leaving the account as it was:
 * `unknown-subscription`, `change-exists`, `change-pending` where a later change is already recorded, `not-active`,
 * `not-paused`, `not-ended`, `not-trialing`, `already-effective`, `not-the-last-change` and `made-by-parent` for an undoing,
 * `period-closed` for a day whose period is billed for good, `end-before-start`, `meter-already-billed`, `addon-not-allowed`,
 * `parent-not-active`, and what the new terms themselves are refused for.
 */
export function change(
  account: Account,
  fact: ChangeFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  const subscription = account.subscriptions.find(({ fact: { id } }) => id === fact.subscription);
  if (subscription === undefined)
    return refuse({
      code: "unknown-subscription",
      path: "/subscription",
      message: "this customer has no subscription with this id",
      value: fact.subscription,
    });
  if (subscription.changes.some((known) => known.fact.id === fact.id))
    return refuse({
      code: "change-exists",
      path: "/id",
      message: `"${fact.id}" is already a change of this subscription, and says something else`,
      value: fact.id,
      suggestion: "use a new id",
    });
  const told = { account, subscription, knownSince, books };
  const changed = fact.fact === "undo" ? undo({ ...told, fact }) : applied({ ...told, fact });
  if (!changed.ok) return changed;
  const subscriptions = account.subscriptions.map((one) =>
    one === subscription ? changed.value : one,
  );
  const followed = addonsFollow({ ...told, account: { ...account, subscriptions } }, fact);
  if (!followed.ok) return followed;
  const clash = newClash(account, followed.value, books);
  if (clash !== undefined)
    return refuse(alreadyBilled(clash, "/subscription", fact.subscription, "change to"));
  const lastChange = { at: knownSince, kind: fact.fact, id: fact.id };
  return ok({ ...followed.value, lastChange });
}
