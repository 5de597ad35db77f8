import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { CreditBook, CreditChange } from "./credit-book.ts";
import { isOpen, remainingOf } from "./grant.ts";
import { isNumbered } from "./grant-credit.ts";
import { passTime } from "./pass-time.ts";
import { takeBack } from "./void-grant.ts";

/** When a recurring grant ends from now on. */
export interface RecurrenceEnd {
  readonly recurring: string;
  /** The first moment from which nothing is granted; null where what it goes with has no end. */
  readonly endsAt: Instant | null;
}

/**
 * Moves the end of a recurring grant, as when the subscription that it goes with ends, or goes on after all. Its own `until` stays.
 *
 * An earlier end takes back what was given for periods that begin from it on, as far as that is unused; a later one gives
 * the periods that began in the meantime. Refuses with `unknown-grant`.
 */
export function moveRecurrenceEnd(
  before: CreditBook,
  { recurring: id, endsAt }: RecurrenceEnd,
  at: Instant,
): Result<CreditChange> {
  const passed = passTime(before, at);
  const rule = passed.book.recurring.find((one) => one.id === id);
  if (rule === undefined) {
    const message = `the customer has no recurring grant "${id}"`;
    return refuse({ code: "unknown-grant", path: "/recurring", message, value: id });
  }
  const end = endsAt === null ? (rule.until ?? null) : Math.min(endsAt, rule.until ?? endsAt);
  const moved = { ...rule, endsAt: end };
  const recurring = passed.book.recurring.map((one) => (one === rule ? moved : one));
  let change: CreditChange = { ...passed, book: { ...passed.book, recurring } };
  if (end !== null)
    for (const grant of change.book.grants)
      if (isNumbered(id, grant.id) && grant.effectiveAt >= end && isOpen(grant)) {
        const voided = { ...grant, voidedAt: at };
        change = takeBack(change, voided, remainingOf(grant), "subscription-ended", at);
      }
  const given = passTime(change.book, at);
  return ok({ ...given, movements: [...change.movements, ...given.movements] });
}
