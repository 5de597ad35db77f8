import type { Account, SubscriptionState } from "../../src/account/account.ts";
import type { Invoice } from "../../src/account/invoice.ts";
import type { CurrencyCode } from "../../src/money/currency.ts";
import type { Settlement } from "../../src/receivable/receivables.ts";
import type { Random } from "../../src/testing/random.ts";
import { civilFromDays, formatCivilDate } from "../../src/time/calendar.ts";
import { DAY_MS, type Instant } from "../../src/time/instant.ts";

/** What somebody is about to do: chance, and what it meets. */
export interface Scene {
  readonly random: Random;
  readonly now: Instant;
  readonly account: Account;
  readonly documents: readonly Invoice[];
  /** Who buys: the account's own customer, or one that it pays for. */
  readonly buyer: string;
  /** The currency of the account's invoices. */
  readonly currency: CurrencyCode;
  /** A name that nothing has yet. */
  readonly id: string;
}

/** What somebody may do: a fact without its customer where that is who pays. */
export type Deed = (scene: Scene) => object;

/** A deed, and how often it is done. */
export interface WeightedDeed {
  readonly value: Deed;
  readonly weight: number;
}

/** One of some; undefined of none. */
export const one = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[random.whole(0, from.length - 1)];

/** One of these. */
export const chosen = <T>(random: Random, ...from: readonly [T, ...T[]]): T =>
  one(random, from) ?? from[0];

/** Whether something happens that does so often, in percent. */
export const chance = (random: Random, percent: number): boolean => random.whole(1, 100) <= percent;

/** These fields so often, in percent; else none. */
export const some = (percent: number, random: Random, fields: () => object): object =>
  chance(random, percent) ? fields() : {};

/** A day so many after that of an instant. */
export const day = (now: Instant, ahead = 0): string =>
  formatCivilDate(civilFromDays(Math.floor(now / DAY_MS) + ahead));

/** A sum that somebody may pay, be given or owe, in the account's currency. */
export const sum = ({ random, currency }: Scene): string =>
  `${(chosen(random, 1, 999, 5_000, random.whole(1, 90_000), random.whole(1, 900_000)) / 100).toFixed(2)} ${currency}`;

/** Something that was bought, mostly by whoever buys, and one that is wanted where there is one. */
export const subscriptionOf = (
  { random, account, buyer }: Scene,
  isWanted: (subscription: SubscriptionState) => boolean = () => false,
): SubscriptionState | undefined => {
  const wanted = account.subscriptions.filter(isWanted);
  if (wanted.length > 0 && chance(random, 80)) return one(random, wanted);
  const own = account.subscriptions.filter(({ fact }) => fact.customer === buyer);
  return one(random, own.length === 0 ? account.subscriptions : own);
};

/** A document, mostly one of the latest. */
export const documentOf = ({ random, documents }: Scene): Invoice | undefined =>
  chance(random, 70) ? one(random, documents.slice(-4)) : one(random, documents);

/** What paid, was credited or written off, of a kind. */
export const settlements = (account: Account, kind: Settlement["kind"]): readonly Settlement[] =>
  (account.receivables?.settlements ?? []).filter((settlement) => settlement.kind === kind);

/** The id of one of those. */
export const settlementOf = ({ random, account }: Scene, kind: Settlement["kind"]): string =>
  one(random, settlements(account, kind))?.id ?? "nothing";
