import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { type DatedKind, isCredit, isMoney } from "./issue-in-order.ts";

/**
 * When something becomes known that is told at an instant: then, or a millisecond after what was told last where a replay would
 * put it before that. What is told at one instant is replayed purchases first, then changes by kind and id, then what is
 * about credits, then money. Money and changes do not look at each other.
 */
export function tellingTime(account: Account, fact: DatedKind, now: Instant): Instant {
  const { lastChange, moneyToldAt, credits } = account;
  const afterMoney = moneyToldAt === null ? now : Math.max(now, moneyToldAt + 1);
  if (isMoney(fact)) return Math.max(afterMoney, credits?.toldAt ?? now);
  const afterCredits = Math.max(now, (credits?.toldAt ?? now - 1) + 1);
  if (isCredit(fact)) return Math.max(afterMoney, afterCredits, lastChange?.at ?? now);
  if (lastChange === null || afterCredits > lastChange.at) return afterCredits;
  const behind =
    afterCredits === lastChange.at &&
    "subscription" in fact &&
    (fact.fact > lastChange.kind || (fact.fact === lastChange.kind && fact.id > lastChange.id));
  return behind ? afterCredits : lastChange.at + 1;
}
