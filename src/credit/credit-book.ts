import { assert, type Fault } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, sum } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { Burn } from "./burn-record.ts";
import { burnOrder, closesAt, type Grant, isOpen, remainingOf } from "./grant.ts";
import type { CreditMovement, MovementDraft } from "./movement.ts";
import type { RecurringGrant } from "./recurring-grant.ts";

/**
 * All credits of one customer: one value, plain JSON. It changes only through the transitions of this folder, each of which
 * first lets the time pass until its own moment ({@link import("./pass-time.ts").passTime}).
 */
export interface CreditBook {
  readonly customer: string;
  /** IANA zone of the customer's local days: expiries and recurrences fall on their midnights. */
  readonly timeZone: string;
  /** In the order in which they burn. */
  readonly grants: readonly Grant[];
  /** What was burned, oldest first, so that it can come back. */
  readonly burns: readonly Burn[];
  /** Grants that are given again and again, by id. */
  readonly recurring: readonly RecurringGrant[];
}

/** A book after a change, and what moved, in the order in which it happened. */
export interface CreditChange {
  readonly book: CreditBook;
  readonly movements: readonly CreditMovement[];
}

/** A customer's book with nothing in it. */
export const openCreditBook = (customer: string, timeZone: string): CreditBook => ({
  customer,
  timeZone,
  grants: [],
  burns: [],
  recurring: [],
});

/** The grant of this id, if the book has it. */
export const grantOf = (book: CreditBook, id: string): Grant | undefined =>
  book.grants.find((grant) => grant.id === id);

/** The fault of a grant that the book does not have. */
export const unknownGrant = (id: string, path: string): Fault => ({
  code: "unknown-grant",
  path,
  message: `the customer has no grant "${id}"`,
  value: id,
});

/** The book with one grant put in, or put in the place of the one of the same id; the burn order holds. */
export function withGrant(book: CreditBook, grant: Grant): CreditBook {
  const others = book.grants.filter(({ id }) => id !== grant.id);
  const place = others.findIndex((other) => burnOrder(grant, other) < 0);
  const at = place < 0 ? others.length : place;
  return { ...book, grants: [...others.slice(0, at), grant, ...others.slice(at)] };
}

/** Puts a grant in with its movement, which the grant numbers. */
export function move(
  { book, movements }: CreditChange,
  grant: Grant,
  draft: MovementDraft,
): CreditChange {
  const number = grant.movements + 1;
  assert(Number.isSafeInteger(number), "a grant's movements can be counted");
  const movement: CreditMovement = {
    ...draft,
    id: `${grant.id}/${number}`,
    grant: grant.id,
    customer: book.customer,
    currency: grant.currency,
  };
  return {
    book: withGrant(book, { ...grant, movements: number }),
    movements: [...movements, movement],
  };
}

/** Whether a grant may pay something that is invoiced at a moment, leaving aside what it pays for. */
export const isUsable = (grant: Grant, at: Instant): boolean =>
  isOpen(grant) && grant.effectiveAt <= at && at < (closesAt(grant) ?? Number.POSITIVE_INFINITY);

/** What a customer can spend at a moment, of one credit book of the model or of all. */
export function creditBalance(
  book: CreditBook,
  currency: CurrencyCode,
  at: Instant,
  credit?: string,
): Decimal {
  return sum(
    book.grants
      .filter((grant) => grant.currency === currency && isUsable(grant, at))
      .filter((grant) => at < (grant.expiresAt ?? Number.POSITIVE_INFINITY))
      .filter((grant) => credit === undefined || grant.credit === credit)
      .map(remainingOf),
  );
}
