import type { AccountFact } from "../account/fact.ts";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { findFact } from "../store/account-facts.ts";
import type { AccountStanding } from "../store/accounts.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, type Instant } from "../time/instant.ts";

/** The canonical text of a fact, by which two are compared. */
export const textOf = (fact: AccountFact): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(fact).sort(([left], [right]) => (left < right ? -1 : 1))),
  );

/** What is answered: the fact without its kind, and when it became known. */
export const bodyOf = ({ fact: _, ...rest }: AccountFact, now: Instant): string =>
  JSON.stringify({ ...rest, recordedAt: formatInstant(now) });

/** The refusal of other terms under an id that is taken. */
export const taken = (fact: AccountFact): Result<never> =>
  refuse({
    code: "already-exists",
    path: "/id",
    message: `another ${fact.fact} has this id and other terms; the first stays`,
    value: fact.id,
    suggestion: "use a new id",
  });

/** When the same fact was told before; undefined where it was not. Refuses another of its id with `already-exists`. */
export async function toldBefore(tx: Tx, fact: AccountFact): Promise<Result<Instant | undefined>> {
  const known = await findFact(tx, fact.fact, fact.id);
  if (known !== undefined && known.fact !== textOf(fact)) return taken(fact);
  return ok(known?.recordedAt);
}

/** Whether invoices from before an instant are still to be issued: a change known since then must not be on them. */
export const isBehind = ({ nextDue, parked }: AccountStanding, at: Instant): boolean =>
  nextDue !== null && nextDue < at && parked === null;

/** Says until when billing must have come first. */
export const behind = (until: Instant): Result<never> =>
  refuse({
    code: "billing-behind",
    path: "",
    message: "invoices of this customer from before the change are still being issued",
    value: formatInstant(until),
    suggestion: "ask again in a moment",
  });
