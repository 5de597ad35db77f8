import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { CreditBook, CreditChange } from "./credit-book.ts";
import { isOpen, remainingOf } from "./grant.ts";
import { isNumbered } from "./grant-credit.ts";
import { passTime } from "./pass-time.ts";
import type { RecurringGrant } from "./recurring-grant.ts";
import { takeBack } from "./void-grant.ts";

/** When a recurring grant ends from now on. */
export interface RecurrenceEnd {
  readonly recurring: string;
  /** The first moment from which nothing is granted; null where what it goes with has no end. */
  readonly endsAt: Instant | null;
}

/**
 * Moves the ends of recurring grants, as when the subscription that they go with ends, or goes on after all. Their own `until`
 * stays.
 *
 * An earlier end takes back what was given for periods that begin from it on, as far as that is unused; a later one gives
 * the periods that began in the meantime. Refuses with `unknown-grant`.
 */
export function moveRecurrenceEnds(
  before: CreditBook,
  ends: readonly RecurrenceEnd[],
  at: Instant,
): Result<CreditChange> {
  const unknown = ends.findIndex(
    ({ recurring }) => !before.recurring.some(({ id }) => id === recurring),
  );
  if (unknown >= 0) {
    const message = "the customer has no recurring grant of this id";
    const value = ends[unknown]?.recurring;
    return refuse({ code: "unknown-grant", path: `/${unknown}/recurring`, message, value });
  }
  const wanted = new Map(ends.map(({ recurring, endsAt }) => [recurring, endsAt]));
  const recurring = before.recurring.map((rule) => withEnd(rule, wanted.get(rule.id)));
  // Ends move before time passes: a period that would begin at this moment begins no more.
  let change = passTime({ ...before, recurring }, at);
  for (const rule of recurring.filter(({ id }) => wanted.has(id))) {
    const { endsAt } = rule;
    if (endsAt === null) continue;
    for (const grant of change.book.grants)
      if (isNumbered(rule.id, grant.id) && grant.effectiveAt >= endsAt && isOpen(grant)) {
        const voided = { ...grant, voidedAt: at };
        change = takeBack(change, voided, remainingOf(grant), "subscription-ended", at);
      }
  }
  return ok(change);
}

function withEnd(rule: RecurringGrant, endsAt: Instant | null | undefined): RecurringGrant {
  if (endsAt === undefined) return rule;
  const { until } = rule;
  const end = endsAt === null ? (until ?? null) : Math.min(endsAt, until ?? endsAt);
  return { ...rule, endsAt: end };
}
