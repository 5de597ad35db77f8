import { ok, type Result, refuse } from "../fault/fault.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { PhaseState, SubscriptionState } from "./account.ts";
import { parentGrid, parentOf } from "./addon-grid.ts";
import type { Reactivation, Resumption } from "./change-fact.ts";
import { anchorOf, type Changing, followingPhase, trialLeft } from "./changing.ts";
import { underContract } from "./contracts/under-contract.ts";
import { alreadyBilled, meterClash } from "./meter-clash.ts";
import { isServing, standingOn } from "./standing.ts";
import { subscribedId } from "./subscribed.ts";

/**
 * The phases after a pause or an end: a resumption goes on in the old rhythm, a reactivation begins its own. Refuses
 * `parent-not-active` for an add-on whose subscription is not served on the day.
 */
export function beginAgain(
  changing: Changing<Resumption | Reactivation>,
): Result<readonly PhaseState[]> {
  const { account, subscription, fact, last, terms, day, books } = changing;
  const orphan = withoutParent(changing);
  if (orphan !== undefined) return orphan;
  const { end: _, ...open } = last.fact;
  const start = formatCivilDate(day);
  const resumes = fact.fact === "resume";
  const until = resumes ? endBeforePause(subscription) : null;
  const grid = parentGrid(account, last.fact, start, books);
  const again = {
    ...open,
    start,
    ...(until === null ? {} : { end: until }),
    ...(grid === undefined ? {} : { alignment: grid.alignment }),
  };
  const signed = underContract(account, again, books);
  if (!signed.ok) return signed;
  const anchor = grid?.anchor ?? (resumes ? anchorOf(last, terms) : start);
  const free = resumes ? trialLeft(terms, day) : 0;
  const next = followingPhase(changing, signed.value?.fact ?? again, {
    anchor,
    free,
    book: signed.value?.book ?? books.find(last.model),
    under: last.under,
  });
  if (!next.ok) return next;
  const clash = meterClash(account, subscription.fact.customer, next.value.terms, books);
  if (clash !== undefined)
    return refuse(alreadyBilled(clash, "/subscription", subscribedId(again), "change to"));
  return ok([...subscription.phases, next.value.phase]);
}

/** Resumed at a day after its own end, a subscription stays over. */
const endBeforePause = ({ changes }: SubscriptionState): string | null =>
  changes.findLast(({ fact, undone }) => fact.fact === "pause" && !undone)?.before.end ?? null;

function withoutParent({ account, last, day }: Changing): Result<never> | undefined {
  const { of } = last.fact;
  const parent = parentOf(account, last.fact);
  if (of === undefined || parent === undefined) return undefined;
  const standing = standingOn(parent, formatCivilDate(day));
  if (isServing(standing)) return undefined;
  return refuse({
    code: "parent-not-active",
    path: "/subscription",
    message: `subscription "${of}", which the add-on goes with, is ${standing} on ${formatCivilDate(day)}`,
    value: of,
    suggestion: "choose a day on which it is served",
  });
}
