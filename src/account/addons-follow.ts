import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Account, RecordedChange, SubscriptionState } from "./account.ts";
import { gridOn, parentOf } from "./addon-grid.ts";
import { misplacedAddon } from "./addon-place.ts";
import { applied, remade } from "./apply-change.ts";
import type { ChangeFact } from "./change-fact.ts";
import { isActive, localDay, type ServiceChange, type Told } from "./changing.ts";
import { lastPhase } from "./phase.ts";
import { isServing, standingOn } from "./standing.ts";
import { unmade } from "./unmade.ts";

/** What an add-on follows: the subscription it goes with, and the changes of it that are to be followed, by day. */
interface Lead {
  readonly parent: SubscriptionState;
  readonly changes: readonly RecordedChange[];
  /** Changes of the add-on after this local day are worked out anew. */
  readonly day: string;
  /** A change of the parent that was taken back. */
  readonly undone?: string | undefined;
}

type Following = Omit<Told, "fact" | "by">;

/**
 * Brings add-ons in step with the subscriptions they go with, after a change to either. `told.subscription` is the changed
 * one before the change, `told.account` has it changed. Refuses where an add-on could not follow: `addon-not-allowed`,
 * `parent-not-active`, `change-pending` for a change of the add-on that is already in force.
 */
export function addonsFollow(told: Following, fact: ChangeFact): Result<Account> {
  const after = changedIn(told.account, told.subscription.fact.id);
  const undone = fact.fact === "undo" ? fact.change : undefined;
  const moved = (undone === undefined ? after : told.subscription).changes.findLast(
    (one) => one.fact.id === (undone ?? fact.id),
  );
  if (moved === undefined) return ok(told.account);
  const { day } = moved;
  const parent = parentOf(told.account, after.fact);
  if (parent !== undefined) {
    const changes = parent.changes.filter(
      (one) => isActive(one) && (one.day > day || (undone !== undefined && one.day === day)),
    );
    return followed(told, after, { parent, changes, day });
  }
  const changes = after.changes.filter(
    (one) => isActive(one) && (one.day > day || one.fact.id === moved.fact.id),
  );
  let { account } = told;
  for (const child of told.account.subscriptions) {
    if (child.fact.of !== after.fact.id) continue;
    const lead = { parent: after, changes, day, undone };
    const next = concerns(told, child, lead)
      ? followed({ ...told, account }, child, lead)
      : placed(account, child, told);
    if (!next.ok) return next;
    account = next.value;
  }
  return ok(account);
}

/** Brings a new add-on in step with what is to become of its subscription. */
export const firstFollowed = (told: Following): Result<Account> => {
  const { subscription, account } = told;
  const parent = parentOf(account, subscription.fact);
  if (parent === undefined) return ok(account);
  const day = subscription.fact.start;
  const changes = parent.changes.filter((one) => isActive(one) && one.day > day);
  return followed(told, subscription, { parent, changes, day });
};

const changedIn = (account: Account, id: string): SubscriptionState => {
  const found = account.subscriptions.find((one) => one.fact.id === id);
  if (found === undefined) throw new Error("broken invariant: what was changed is on the account");
  return found;
};

/** Whether the parent's change means anything to an add-on that is not over by then. */
function concerns(told: Following, child: SubscriptionState, { parent, changes, undone }: Lead) {
  const { end } = lastPhase(parent).fact;
  const own = lastPhase(child).fact.end;
  if (undone !== undefined || changes.some(({ fact }) => fact.fact !== "change")) return true;
  if (end !== undefined && (own === undefined || own > end)) return true;
  const bounded = child.changes.some(
    ({ by, undone: over }) => !over && by?.kind === "parent" && by.change === parent.fact.id,
  );
  if (bounded) return true;
  return changes.some(
    ({ fact, day }) =>
      fact.fact === "change" &&
      (fact.endAddons?.includes(child.fact.id) === true || offGrid(told, child, parent, day)),
  );
}

function offGrid(
  { account, books }: Following,
  child: SubscriptionState,
  parent: SubscriptionState,
  day: string,
): boolean {
  const grid = gridOn(account, parent, day, books);
  const own = lastPhase(child);
  return own.anchor !== grid.anchor || (own.fact.alignment ?? "anniversary") !== grid.alignment;
}

function followed(told: Following, child: SubscriptionState, lead: Lead): Result<Account> {
  const { account, books, knownSince } = told;
  const first = child.changes.findIndex(
    (one) =>
      isActive(one) &&
      (one.day > lead.day || (one.by?.kind === "parent" && one.by.change === lead.undone)),
  );
  const later = first < 0 ? [] : child.changes.slice(first).filter(isActive);
  const today = localDay({ account, subscription: child, books }, knownSince);
  const inForce = later.find(({ day }) => told.unbilled !== true && day <= today);
  if (inForce !== undefined)
    return refuse({
      code: "change-pending",
      path: "/on",
      message: `change "${inForce.fact.id}" of add-on "${child.fact.id}" holds since ${inForce.day}`,
      value: lead.day,
      suggestion: "choose a later day",
    });
  const byParent = later.filter(({ by }) => by?.kind === "parent");
  const revived = child.changes.filter((one) =>
    byParent.some(({ fact }) => fact.id === one.droppedBy),
  );
  const base = onGrid(told, unmade(child, later), lead);
  const forgotten = byParent
    .filter(({ by }) => by?.kind === "parent" && by.change === lead.undone)
    .map((one) => ({ ...one, undone: true }));
  const kept = base.changes.filter((one) => !revived.includes(one));
  const own = [...revived, ...later.filter((one) => !byParent.includes(one))];
  const start = { ...base, changes: [...kept, ...forgotten] };
  const followedUp = inTurn(told, start, withEarlier(lead, byParent), own);
  if (!followedUp.ok) return followedUp;
  const ended = endedWith({ ...told, subscription: followedUp.value }, lead.parent);
  return ended.ok ? placed(withSubscription(account, ended.value), ended.value, told) : ended;
}

/** An add-on that is to begin after a change of its parent that was taken back, in the periods that hold without it. */
function onGrid(
  { account, books }: Following,
  child: SubscriptionState,
  { parent, day, undone }: Lead,
): SubscriptionState {
  const [phase, ...others] = child.phases;
  if (undone === undefined || phase === undefined || others.length > 0) return child;
  if (phase.fact.start <= day) return child;
  const { anchor, alignment } = gridOn(account, parent, phase.fact.start, books);
  return { ...child, phases: [{ ...phase, anchor, fact: { ...phase.fact, alignment } }] };
}

/**
 * With the parent's changes from before the day that the add-on follows after it: where it begins later, it follows from its
 * beginning on.
 */
function withEarlier(lead: Lead, byParent: readonly RecordedChange[]): Lead {
  const followed = new Set(byParent.map(({ by }) => (by?.kind === "parent" ? by.change : "")));
  const earlier = lead.parent.changes.filter(
    (one) => isActive(one) && followed.has(one.fact.id) && !lead.changes.includes(one),
  );
  return { ...lead, changes: [...earlier, ...lead.changes] };
}

/** The add-on's own changes to come and those of its parent, each on its day, the parent's first. */
function inTurn(
  told: Following,
  start: SubscriptionState,
  lead: Lead,
  own: readonly RecordedChange[],
): Result<SubscriptionState> {
  let subscription = start;
  const turns = [
    ...lead.changes.map((change) => ({ change, led: true })),
    ...own.map((change) => ({ change, led: false })),
  ].sort((left, right) =>
    left.change.day === right.change.day
      ? Number(right.led) - Number(left.led)
      : left.change.day < right.change.day
        ? -1
        : 1,
  );
  for (const { change, led } of turns) {
    const now = { ...told, account: withSubscription(told.account, subscription), subscription };
    const { undone: _, droppedBy: __, ...made } = change;
    const next = led
      ? inStep(now, lead.parent, change)
      : isOver(subscription, change.day)
        ? ok(withDropped(subscription, change))
        : remade(now, [{ ...made, undone: false }]);
    if (!next.ok) return next;
    subscription = next.value;
  }
  return ok(subscription);
}

const withSubscription = (account: Account, subscription: SubscriptionState): Account => ({
  ...account,
  subscriptions: account.subscriptions.map((one) =>
    one.fact.id === subscription.fact.id ? subscription : one,
  ),
});

const isOver = (subscription: SubscriptionState, day: string): boolean =>
  standingOn(subscription, day) === "ended";

function withDropped(subscription: SubscriptionState, change: RecordedChange): SubscriptionState {
  const ending = subscription.changes.findLast(
    (one) => isActive(one) && one.fact.fact === "cancel",
  );
  const { droppedBy: _, ...rest } = change;
  const dropped = {
    ...rest,
    undone: true,
    ...(ending === undefined ? {} : { droppedBy: ending.fact.id }),
  };
  return { ...subscription, changes: [...subscription.changes, dropped] };
}

/** The add-on after one change of its parent. */
function inStep(
  told: Following,
  parent: SubscriptionState,
  change: RecordedChange,
): Result<SubscriptionState> {
  const { subscription } = told;
  const fact = factFor(told, parent, change);
  if (fact === undefined) return ok(subscription);
  return applied({ ...told, fact, by: { kind: "parent", change: change.fact.id } });
}

/** What a change of the parent means for the add-on; undefined where nothing. */
function factFor(
  told: Following,
  parent: SubscriptionState,
  { fact, day }: RecordedChange,
): ServiceChange | undefined {
  const { subscription } = told;
  const standing = standingOn(subscription, day);
  const about = {
    id: `${fact.id}/${subscription.fact.id}`,
    customer: subscription.fact.customer,
    subscription: subscription.fact.id,
    on: day,
  };
  switch (fact.fact) {
    case "cancel":
      if (standing === "ended") return undefined;
      return { fact: "cancel", ...about, credit: fact.credit ?? "none" };
    case "pause":
      if (!isServing(standing) && standing !== "scheduled") return undefined;
      return { fact: "pause", ...about, credit: fact.credit ?? "prorated" };
    case "resume":
      return standing === "paused" && pausedWith(parent, subscription, day)
        ? { fact: "resume", ...about }
        : undefined;
    case "change": {
      if (standing === "ended") return undefined;
      const proration = fact.proration ?? "prorated";
      if (fact.endAddons?.includes(subscription.fact.id) === true)
        return { fact: "cancel", ...about, credit: proration };
      if (standing === "paused" || !offGrid(told, subscription, parent, day)) return undefined;
      return { fact: "change", ...about, proration };
    }
    case "reactivate": {
      const end = endBefore(parent, day);
      const then = standingOn(subscription, end);
      if (!isServing(then) && then !== "paused") return undefined;
      return { fact: "cancel", ...about, on: end };
    }
    case "undo":
      return undefined;
  }
}

/** The end that a subscription had come to before it began again on a local day: an add-on of that time does not outlast it. */
const endBefore = ({ phases }: SubscriptionState, day: string): string =>
  phases.findLast(({ fact: { start } }) => start < day)?.fact.end ?? day;

/** Whether the add-on's pause was the parent's, and no other than the one that ends on the day. */
function pausedWith(parent: SubscriptionState, child: SubscriptionState, day: string): boolean {
  const last = ({ changes }: SubscriptionState): RecordedChange | undefined =>
    changes.findLast((one) => isActive(one) && one.day <= day && one.fact.fact === "pause");
  const by = last(child)?.by;
  return by?.kind === "parent" && by.change === last(parent)?.fact.id;
}

/** Whether there is service on a local day or later. */
const isServedFrom = ({ phases }: SubscriptionState, day: string): boolean =>
  phases.some(({ fact: { start, end } }) => end === undefined || (end > start && end > day));

/** An add-on does not outlast its parent's terms. */
function endedWith(told: Following, parent: SubscriptionState): Result<SubscriptionState> {
  const { subscription } = told;
  const { end } = lastPhase(parent).fact;
  if (end === undefined || !isServedFrom(subscription, end)) return ok(subscription);
  const { id, customer } = subscription.fact;
  return applied({
    ...told,
    account: withSubscription(told.account, subscription),
    fact: {
      fact: "cancel",
      id: `${parent.fact.id}/end-${end}/${id}`,
      customer,
      subscription: id,
      on: end,
    },
    by: { kind: "parent", change: parent.fact.id },
  });
}

function placed(
  account: Account,
  child: SubscriptionState,
  { books }: Pick<Told, "books">,
): Result<Account> {
  const now = changedIn(account, child.fact.id);
  const parent = parentOf(account, now.fact);
  const fault = parent === undefined ? undefined : misplacedAddon(now, parent, books);
  return fault === undefined ? ok(account) : refuse(fault);
}
