import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { type CivilDate, formatCivilDate, parseCivilDate } from "../time/calendar.ts";
import type { PhaseState, RecordedChange, SubscriptionState } from "./account.ts";
import { beginAgain } from "./begin-again.ts";
import { inBundle } from "./bundles/change-bundle.ts";
import { changeTerms } from "./change-terms.ts";
import {
  type Changing,
  dayOf,
  isActive,
  localDay,
  type ServiceChange,
  type Told,
} from "./changing.ts";
import { leavingCharge } from "./contracts/leaving-charge.ts";
import { endService } from "./end-service.ts";
import { lastPhase } from "./phase.ts";
import { changeableStanding, standingOn } from "./standing.ts";
import { termsOf } from "./terms.ts";
import { unmade } from "./unmade.ts";

/**
 * Applies a change to one subscription, and records it. Changes after its day stand in the way (`change-pending`), unless
 * nobody told them: those are made again on top of it, or dropped by a cancellation.
 */
export function applied(told: Told): Result<SubscriptionState> {
  const asked = dayOf(told);
  if (!asked.ok) return asked;
  const { day, unbegun } = begunBy(told, asked.value);
  const later = told.subscription.changes.filter(
    (one) => isActive(one) && one.day > formatCivilDate(day),
  );
  if (later.length === 0) return make(told, day, unbegun);
  if (!givesWay(told, later)) return pending(later, formatCivilDate(day));
  const cleared = withoutChanges(told, later);
  const begun = begunBy(cleared, asked.value);
  const made = make(cleared, begun.day, begun.unbegun);
  if (!made.ok) return made;
  // Those that an add-on follows its subscription in are worked out anew, whatever its own change was.
  const steps = later.filter(({ by }) => by?.kind !== "parent");
  return told.fact.fact === "cancel"
    ? ok({ ...made.value, changes: [...made.value.changes, ...steps.map(dropped(told.fact))] })
    : remade({ ...told, subscription: made.value }, steps);
}

/** Before its beginning a subscription is changed from its first day on. */
function begunBy(
  { subscription, fact, by }: Told,
  asked: CivilDate,
): { readonly day: CivilDate; readonly unbegun: boolean } {
  const scheduled = standingOn(subscription, formatCivilDate(asked)) === "scheduled";
  const may =
    changeableStanding[fact.fact].standings.includes("scheduled") ||
    (fact.fact === "pause" && by !== undefined);
  const start = parseCivilDate(subscription.fact.start);
  if (!scheduled || !may || !start.ok) return { day: asked, unbegun: false };
  return { day: start.value, unbegun: true };
}

/** Changes to come that nobody told make room for one before them; a pause would leave a step of a ramp nothing to hold on. */
function givesWay(told: Told, later: readonly RecordedChange[]): boolean {
  const today = localDay(told, told.knownSince);
  return later.every(
    ({ by, day, fact }) =>
      by !== undefined &&
      (told.unbilled === true || day > today) &&
      !(told.fact.fact === "pause" && fact.fact === "change"),
  );
}

function pending(later: readonly RecordedChange[], day: string): Result<never> {
  const last = later.at(-1);
  return refuse({
    code: "change-pending",
    path: "/on",
    message: `change "${last?.fact.id}" of ${last?.day} comes after this one`,
    value: day,
    suggestion: "undo it first, or choose a later day",
  });
}

const dropped =
  ({ id }: ServiceChange) =>
  (change: RecordedChange): RecordedChange => ({ ...change, undone: true, droppedBy: id });

const withoutChanges = (told: Told, changes: readonly RecordedChange[]): Told => {
  const subscription = unmade(told.subscription, changes);
  const subscriptions = told.account.subscriptions.map((one) =>
    one === told.subscription ? subscription : one,
  );
  return { ...told, account: { ...told.account, subscriptions }, subscription };
};

/** Makes changes once more that were taken out of the subscription, each for its day. */
export function remade(
  told: Omit<Told, "fact" | "by">,
  changes: readonly RecordedChange[],
): Result<SubscriptionState> {
  let { subscription } = told;
  for (const { fact, day, knownSince, by } of changes) {
    const on = parseCivilDate(day);
    if (fact.fact === "undo" || !on.ok) continue;
    const subscriptions = told.account.subscriptions.map((one) =>
      one.fact.id === subscription.fact.id ? subscription : one,
    );
    const account = { ...told.account, subscriptions };
    const unbegun = day === subscription.fact.start && standingOn(subscription, day) !== "ended";
    const again = make({ ...told, account, subscription, fact, knownSince, by }, on.value, unbegun);
    if (!again.ok) return refuse(...again.faults.map(inLater(fact.id, day)));
    subscription = again.value;
  }
  return ok(subscription);
}

const inLater =
  (id: string, day: string) =>
  (fault: Fault): Fault => ({
    ...fault,
    message: `${fault.message}, in change "${id}" of ${day} that is made again after this one`,
  });

/** Makes a change for a day that no other comes after. */
function make(told: Told, day: CivilDate, unbegun: boolean): Result<SubscriptionState> {
  const { account, subscription, fact, knownSince, books, by } = told;
  const last = lastPhase(subscription);
  if (by === undefined && fact.fact !== "cancel" && last.fact.bundled !== undefined)
    return refuse(inBundle(last.fact.bundled));
  const standing = standingOn(subscription, formatCivilDate(day));
  const needed = changeableStanding[fact.fact];
  if (!needed.standings.includes(standing))
    return refuse({
      code: needed.code,
      path: "/subscription",
      message: `the subscription is ${standing} on ${formatCivilDate(day)}`,
      value: fact.subscription,
      suggestion: needed.suggestion,
    });
  const terms = termsOf(last, account.customer, books.find(last.model));
  const phases = nextPhases({ ...told, last, terms, day, unbegun });
  if (!phases.ok) return phases;
  const { cutSince, refundsUnused } = last;
  const leaving =
    fact.fact === "cancel"
      ? leavingCharge({ ...told, fact, last, terms, day, unbegun })
      : undefined;
  const owes = fact.fact === "cancel" && (fact.fee !== undefined || leaving !== undefined);
  const recorded: RecordedChange = {
    fact,
    knownSince,
    day: formatCivilDate(day),
    undone: false,
    ...(by === undefined ? {} : { by }),
    before: { end: last.fact.end ?? null, cutSince, refundsUnused },
    ...(leaving === undefined ? {} : { leaving }),
    feeBilled: owes ? false : null,
  };
  return ok({
    ...subscription,
    phases: phases.value,
    changes: [...subscription.changes, recorded],
  });
}

function nextPhases(changing: Changing): Result<readonly PhaseState[]> {
  const { fact } = changing;
  switch (fact.fact) {
    case "change":
      return changeTerms({ ...changing, fact });
    case "cancel":
    case "pause":
      return endService({ ...changing, fact });
    case "resume":
    case "reactivate":
      return beginAgain({ ...changing, fact });
  }
}
