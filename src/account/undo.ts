import { ok, type Result, refuse } from "../fault/fault.ts";
import type { RecordedChange, SubscriptionState } from "./account.ts";
import { remade } from "./apply-change.ts";
import type { Undoing } from "./change-fact.ts";
import { isActive, localDay, type Told } from "./changing.ts";
import { changesAfter, unmade } from "./unmade.ts";

/**
 * Takes a change back that has not come into force: its phase goes, and the one before it ends as it did. Changes after it
 * that nobody told are made again. Refuses `not-the-last-change`, `already-effective`, `made-by-contract` for one that
 * a renewal brings, and `made-by-parent` for one that an add-on follows its subscription in.
 */
export function undo(told: Told<Undoing>): Result<SubscriptionState> {
  const { subscription, fact, knownSince } = told;
  const active = subscription.changes.filter(isActive);
  const undone = active.find((one) => one.fact.id === fact.change);
  const last = active.findLast(({ by }) => by === undefined) ?? active.at(-1);
  if (undone === undefined || changesAfter(subscription, undone).some(({ by }) => by === undefined))
    return refuse({
      code: "not-the-last-change",
      path: "/change",
      message: "only the last change of a subscription can be undone",
      value: fact.change,
      ...(last === undefined ? {} : { suggestion: `the last one is "${last.fact.id}"` }),
    });
  if (undone.by?.kind === "parent")
    return refuse({
      code: "made-by-parent",
      path: "/change",
      message: "the add-on follows its subscription in this change",
      value: fact.change,
      suggestion: `undo "${undone.by.change}" of subscription "${subscription.fact.of}"`,
    });
  if (undone.by?.kind === "contract")
    return refuse({
      code: "made-by-contract",
      path: "/change",
      message: `the renewal of contract "${undone.by.contract}" brings this change`,
      value: fact.change,
      suggestion: "give notice of the contract, or change the subscription on a later day",
    });
  if (undone.day <= localDay(told, knownSince))
    return refuse({
      code: "already-effective",
      path: "/change",
      message: `change "${fact.change}" holds since ${undone.day}`,
      value: fact.change,
      suggestion: "make the opposite change",
    });
  return takenBack(told, undone);
}

/** The subscription without a change to come: it stays on record as undone, and what it had dropped is made again. */
export function takenBack(
  told: Omit<Told, "fact" | "by">,
  undone: RecordedChange,
): Result<SubscriptionState> {
  const { subscription } = told;
  const after = changesAfter(subscription, undone);
  const own = after.filter(({ by }) => by?.kind !== "parent");
  const place = subscription.changes.filter((one) => !after.includes(one)).indexOf(undone);
  const revived = subscription.changes.filter((one) => one.droppedBy === undone.fact.id);
  const base = unmade(subscription, [undone, ...after]);
  const changes = base.changes.filter((one) => !revived.includes(one));
  const record = changes.toSpliced(place, 0, { ...undone, undone: true });
  const again = [...revived, ...own].sort((left, right) => (left.day < right.day ? -1 : 1));
  const rest = { ...base, changes: record };
  return again.length === 0 ? ok(rest) : remade({ ...told, subscription: rest }, again);
}
