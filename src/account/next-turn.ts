import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { nextCreditTurn } from "./account-credits.ts";
import { nextRenewal } from "./contracts/renew-contracts.ts";
import { nextNoticeAt } from "./dun-account.ts";
import type { PriceBooks } from "./price-book.ts";

/** What an account does next of itself, and when. UTC. */
export interface AccountTurn {
  readonly kind: "credits" | "renewals" | "billing" | "breaches" | "dunning";
  readonly at: Instant;
}

/**
 * The first thing that an account does of itself; undefined for never. At one instant credits expire and recur first, then
 * contracts are renewed, then invoices are issued, then breaches are made good, then dunning takes its steps. `cutoff` is when the next invoice is final.
 */
export function nextTurn(
  account: Account,
  cutoff: Instant | undefined,
  books: PriceBooks,
): AccountTurn | undefined {
  const { promises } = account;
  let next = later(undefined, "credits", nextCreditTurn(account));
  if (account.contracts !== null) next = later(next, "renewals", nextRenewal(account, books));
  next = later(next, "billing", cutoff);
  if (promises !== null) next = later(next, "breaches", promises.lookAt ?? undefined);
  return later(next, "dunning", nextNoticeAt(account, books.current));
}

/** A turn, unless another thing comes before it. */
const later = (
  before: AccountTurn | undefined,
  kind: AccountTurn["kind"],
  at: Instant | undefined,
): AccountTurn | undefined =>
  at === undefined || (before !== undefined && before.at <= at) ? before : { kind, at };
