import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { type DatedKind, isAboutCustomer, isCredit, isMoney } from "./issue-in-order.ts";
import { milestoneToldAt } from "./milestones.ts";

/**
 * When something becomes known that is told at an instant: then, or a millisecond after what was told last where a replay would
 * put it before that. What is told at one instant is replayed what is about the customer first, then purchases, then changes by kind and id, then what is
 * about credits, then money. Money and changes do not look at each other. A milestone and an
 * amendment of a sale come after changes, and before credits.
 */
export function tellingTime(account: Account, fact: DatedKind, told: Instant): Instant {
  const amendedAt = account.amendedAt ?? told - 1;
  if (isAboutCustomer(fact)) return Math.max(told, boughtUntil(account) + 1, amendedAt + 1);
  if (fact.fact === "milestone" || fact.fact === "amendment")
    return afterAll(account, Math.max(told, amendedAt));
  const now = Math.max(told, amendedAt, isMoney(fact) ? -1 : milestoneToldAt(account) + 1);
  const { lastChange, moneyToldAt, credits, notes } = account;
  if (fact.fact === "credit-note") return Math.max(now, (notes?.toldAt ?? now - 1) + 1);
  const afterMoney = moneyToldAt === null ? now : Math.max(now, moneyToldAt + 1);
  if (isMoney(fact)) return Math.max(afterMoney, credits?.toldAt ?? now);
  const afterCredits = Math.max(now, (credits?.toldAt ?? now - 1) + 1);
  if (isCredit(fact)) return Math.max(afterMoney, afterCredits, lastChange?.at ?? now);
  if (lastChange === null || afterCredits > lastChange.at) return afterCredits;
  const behind =
    afterCredits === lastChange.at &&
    "subscription" in fact &&
    (fact.fact > lastChange.kind || (fact.fact === lastChange.kind && fact.id > lastChange.id));
  return behind ? Math.max(afterCredits, boughtAt(account, fact.subscription)) : lastChange.at + 1;
}

/** The first moment from one on that is behind everything told so far: what is delivered is booked among the money that moves. */
const afterAll = (account: Account, now: Instant): Instant => {
  const { lastChange, moneyToldAt, credits, notes } = account;
  const told = [moneyToldAt, credits?.toldAt, notes?.toldAt, milestoneToldAt(account)];
  const after = told.map((at) => (at === null || at === undefined ? now : at + 1));
  return Math.max(now, lastChange?.at ?? now, ...after);
};

/** When a subscription became known, which what was told of others at the same instant may have moved on; before all time where there is none. */
const boughtAt = ({ subscriptions }: Account, id: string): Instant =>
  subscriptions.find(({ fact }) => fact.id === id)?.phases[0]?.knownSince ?? -1;

/** When the last purchase became known; before all time where nothing was bought. */
function boughtUntil({ subscriptions, licences, sales }: Account): Instant {
  const first = subscriptions.flatMap(({ phases }) => phases.slice(0, 1));
  return Math.max(-1, ...[...first, ...licences, ...sales].map(({ knownSince }) => knownSince));
}
