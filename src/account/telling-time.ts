import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { type DatedKind, isMoney } from "./issue-in-order.ts";

/**
 * When a change, or a purchase after one, becomes known that is told at an instant: then, or a millisecond after the change
 * told last where a replay would put it before that one. What is told at one instant is replayed purchases first, then by
 * kind and id. Money does not look at changes, nor they at it: it becomes known when it is told, after the money told before.
 */
export function tellingTime(account: Account, fact: DatedKind, now: Instant): Instant {
  const { lastChange, moneyToldAt } = account;
  if (isMoney(fact)) return moneyToldAt === null ? now : Math.max(now, moneyToldAt + 1);
  if (lastChange === null || now > lastChange.at) return now;
  const behind =
    now === lastChange.at &&
    "subscription" in fact &&
    (fact.fact > lastChange.kind || (fact.fact === lastChange.kind && fact.id > lastChange.id));
  return behind ? now : lastChange.at + 1;
}
