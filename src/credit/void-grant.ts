import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import {
  type CreditBook,
  type CreditChange,
  grantOf,
  move,
  unknownGrant,
  withGrant,
} from "./credit-book.ts";
import { type Grant, isOpen, remainingOf, take } from "./grant.ts";
import { passTime } from "./pass-time.ts";

/** Credits taken back. */
export interface VoidCommand {
  readonly grant: string;
  /** `purchase-undone`, `granted-in-error` or words of your own. */
  readonly reason: string;
}

/**
 * Takes back what is left of a grant, for good: what comes back to it later by a release is void too. What was burned stays
 * burned. Refuses with `unknown-grant`, or `grant-voided` where it has happened before.
 */
export function voidGrant(
  before: CreditBook,
  { grant: id, reason }: VoidCommand,
  at: Instant,
): Result<CreditChange> {
  const passed = passTime(before, at);
  const grant = grantOf(passed.book, id);
  if (grant === undefined) return refuse(unknownGrant(id, "/grant"));
  if (grant.voidedAt !== null) return refuse(grantVoided(id));
  const voided = { ...grant, voidedAt: at };
  if (isOpen(grant)) return ok(takeBack(passed, voided, remainingOf(grant), reason, at));
  return ok({ ...passed, book: withGrant(passed.book, voided) });
}

/** Moves an amount of a grant from what remains to what is void. */
export function takeBack(
  change: CreditChange,
  grant: Grant,
  amount: Decimal,
  reason: string,
  date: Instant,
): CreditChange {
  const taken = take(grant, amount, "voided");
  const { amount: worth, cost } = taken.worth;
  const { invoice } = grant;
  return move(change, taken.grant, {
    kind: "credit-void",
    date,
    worth,
    amount: cost,
    reason,
    ...(invoice === undefined ? {} : { invoice }),
  });
}

/** The fault of a change to a grant that is void. */
export const grantVoided = (id: string) => ({
  code: "grant-voided",
  path: "/grant",
  message: "this grant was taken back",
  value: id,
  suggestion: "give a new grant",
});
