import type { CreditBook } from "../credit/credit-book.ts";
import { openCreditBook } from "../credit/credit-book.ts";
import { forgetSpent } from "../credit/forget-spent.ts";
import type { CreditMovement } from "../credit/movement.ts";
import { nextCreditAt, passTime } from "../credit/pass-time.ts";
import type { CreditTerms } from "../credit/told-credit.ts";
import { forgetTopUps, type TopUp, type TopUpRule } from "../credit/top-up.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import type { CreditPack } from "./credit-pack.ts";
import type { BookedBreakage } from "./expected-breakage.ts";
import type { PriceBook } from "./price-book.ts";

/** What an account knows about credits. Plain JSON. */
export interface AccountCredits {
  readonly book: CreditBook;
  /** Credits that are sold and not given yet: to be invoiced, or to be paid for. Oldest first. */
  readonly packs: readonly CreditPack[];
  /** Credits that were sold and given, for as long as their grants are remembered. Oldest first. */
  readonly sold: readonly CreditPack[];
  /** Orders to buy credits when they run low, at most one for each credit book. */
  readonly rules: readonly TopUpRule[];
  /** What was bought by them, oldest first. */
  readonly topUps: readonly TopUp[];
  /** When it is worth asking the rules again though nothing happens; null while that is not known. UTC. */
  readonly askAt: Instant | null;
  /** What was booked as expected breakage, by grant; absent while nothing was. */
  readonly broken?: Readonly<Record<string, BookedBreakage>>;
  /** When something was told about them last. UTC. */
  readonly toldAt: Instant | null;
}

/** An account, and what its credits did. */
export interface CreditsMoved {
  readonly account: Account;
  readonly movements: readonly CreditMovement[];
}

/** IANA zone of the customer's local days. */
export const timeZoneOf = ({ customer }: Account, { zone }: PriceBook): string =>
  customer.timeZone ?? zone.id;

/** The account's credits: as they stand, or none yet. */
export const creditsOf = (account: Account, book: PriceBook): AccountCredits =>
  account.credits ?? {
    book: openCreditBook(account.customer.id, timeZoneOf(account, book)),
    packs: [],
    sold: [],
    rules: [],
    topUps: [],
    askAt: null,
    toldAt: null,
  };

/** The account with another book of credits. */
export const withBook = (account: Account, book: CreditBook, credits: AccountCredits): Account => ({
  ...account,
  credits: { ...credits, book },
});

/** What facts and grants are read against: the version's credit books, its currency, the customer's days. */
export const creditTerms = (account: Account, book: PriceBook): CreditTerms => ({
  credits: book.model.credits ?? {},
  currency: book.model.currency,
  timeZone: timeZoneOf(account, book),
  graceMs: book.servedGraceMs,
});

/** When credits next change by themselves: an expiry, a rollover, a recurrence, a top-up; undefined for never. UTC. */
export function nextCreditTurn({ credits }: Account): Instant | undefined {
  if (credits === null) return undefined;
  const passes = nextCreditAt(credits.book);
  const { askAt } = credits;
  return askAt === null ? passes : Math.min(askAt, passes ?? askAt);
}

/**
 * How long what credits paid can come back: as long as closed invoices are remembered. A credit note about an older invoice gives
 * money.
 */
const remembered = 730 * DAY_MS;

/** The account without credits that nothing can happen to any more at a moment; the same where there are none. */
export function forgetSpentCredits(account: Account, at: Instant): Account {
  const { credits } = account;
  if (credits === null) return account;
  const book = forgetSpent(credits.book, at - remembered);
  const topUps = forgetTopUps(credits.topUps, at - remembered);
  if (book === credits.book && topUps === credits.topUps) return account;
  const known = new Set(book.grants.map(({ id }) => id));
  const sold = credits.sold.filter(({ fact }) => known.has(fact.id));
  return { ...account, credits: { ...credits, book, topUps, sold } };
}

/** Lets the credits' time pass until a moment, that moment included. */
export function passCredits(account: Account, until: Instant): CreditsMoved {
  const { credits } = account;
  if (credits === null) return { account, movements: [] };
  const { book, movements } = passTime(credits.book, until);
  return { account: withBook(account, book, credits), movements };
}
