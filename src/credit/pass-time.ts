import { expectOk } from "../fault/fault.ts";
import { roundToMinor } from "../money/currency.ts";
import { decimalOf, isPositive, min, multiply, subtract } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { Period } from "../time/schedule.ts";
import { type CreditBook, type CreditChange, move, withGrant } from "./credit-book.ts";
import { closesAt, type Grant, isOpen, remainingOf, take } from "./grant.ts";
import { dayOfMonthAt, endOfLife } from "./lifetime.ts";
import { newGrant } from "./new-grant.ts";
import { anchorDayOf, nextRecurrence, type RecurringGrant } from "./recurring-grant.ts";

/** Something that happens to a book by itself. */
interface Happening {
  readonly at: Instant;
  readonly happen: (change: CreditChange) => CreditChange;
}

/**
 * Everything that happens by itself until a moment, that moment included, in the order of time: grants expire or roll over,
 * recurring grants are given. At one moment expiries come first (in burn order), then recurrences (by id).
 *
 * Every other transition begins with this. So credits that expire at a moment never pay what is burned at it, and those
 * that are granted or roll over at it do, in whatever order the caller tells them.
 */
export function passTime(book: CreditBook, until: Instant): CreditChange {
  let change: CreditChange = { book, movements: [] };
  for (;;) {
    const next = nextHappening(change.book);
    if (next === undefined || next.at > until) return change;
    change = next.happen(change);
  }
}

/** When a book next changes by itself, by an expiry or a recurrence; undefined for never. */
export const nextCreditAt = (book: CreditBook): Instant | undefined => nextHappening(book)?.at;

function nextHappening({ grants, recurring, timeZone }: CreditBook): Happening | undefined {
  let next: Happening | undefined;
  for (const grant of grants) {
    const at = isOpen(grant) ? closesAt(grant) : undefined;
    if (at !== undefined && (next === undefined || at < next.at))
      next = { at, happen: (change) => close(change, grant, at) };
  }
  for (const rule of recurring) {
    const period = nextRecurrence(rule, timeZone);
    if (period !== undefined && (next === undefined || period.from < next.at))
      next = { at: period.from, happen: (change) => recur(change, rule, period) };
  }
  return next;
}

/**
 * Ends what is left of a grant whose time is over: the part that rolls over gets a new expiry, the rest is lost.
 * `date` is when that is written down: the closing itself, or later for credits that came back after it.
 */
export function close(change: CreditChange, grant: Grant, date: Instant): CreditChange {
  const { currency, rollover, expiresAt, stream } = grant;
  const left = remainingOf(grant);
  const rolls = rollover !== undefined && rollover.times > 0 && expiresAt !== null;
  const share = rolls
    ? roundToMinor(multiply(left, decimalOf(rollover.share)), currency)
    : decimalOf("0");
  const kept = rollover?.maximum === undefined ? share : min(share, decimalOf(rollover.maximum));
  const lost = subtract(left, kept);
  const { grant: rest, worth } = take(grant, lost, "expired");
  const living: Grant =
    rolls && isPositive(kept)
      ? {
          ...rest,
          expiresAt: endOfLife(change.book.timeZone, expiresAt, rollover.life, grant.anchorDay),
          rollover: { ...rollover, times: rollover.times - 1 },
        }
      : rest;
  if (!isPositive(lost)) return { ...change, book: withGrant(change.book, living) };
  return move(change, living, {
    kind: "credit-expiry",
    date,
    worth: worth.amount,
    amount: worth.cost,
    ...(stream === undefined ? {} : { stream }),
  });
}

function recur(change: CreditChange, rule: RecurringGrant, { from, to }: Period): CreditChange {
  const { book } = change;
  const told: CreditBook = {
    ...book,
    recurring: book.recurring.map((one) =>
      one.id === rule.id ? { ...one, given: one.given + 1 } : one,
    ),
  };
  // A daily period on a day that the zone skipped is empty: there is nothing to give for it.
  if (from === to) return { ...change, book: told };
  const { life } = rule;
  const anchorDay = anchorDayOf(rule);
  const expiresAt =
    life === null ? null : life === "period" ? to : endOfLife(book.timeZone, from, life, anchorDay);
  const times = { grantedAt: from, effectiveAt: from, expiresAt, anchorDay };
  const grant = expectOk(newGrant(`${rule.id}/${rule.given}`, rule.terms, times));
  return given({ ...change, book: told }, grant);
}

/** Puts in a new grant. */
export const given = (change: CreditChange, grant: Grant): CreditChange =>
  move(change, grant, {
    kind: "credit-grant",
    date: grant.grantedAt,
    worth: grant.amount,
    cost: grant.pricePaid,
  });

/** The day of the month that a grant's expiries keep to: its own where it expires, else the day on which it begins. */
export const anchorDayAt = (
  { timeZone }: CreditBook,
  effectiveAt: Instant,
  expiresAt: Instant | null,
): number => dayOfMonthAt(timeZone, expiresAt ?? effectiveAt);
