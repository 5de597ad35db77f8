import { ok, type Result, refuse } from "../fault/fault.ts";
import { type Money, parseMoney } from "../money/money.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { PhaseState } from "./account.ts";
import type { Cancellation, Pause } from "./change-fact.ts";
import { type Changing, closedPeriod, cut, earlierPhases } from "./changing.ts";

/** The phases of a subscription that is cancelled or paused. A fee must be in the customer's currency. */
export function endService(
  changing: Changing<Cancellation | Pause>,
): Result<readonly PhaseState[]> {
  const { fact, subscription, last, day, knownSince } = changing;
  const fee =
    fact.fact === "cancel" && fact.fee !== undefined ? feeFault(changing, fact.fee) : ok(null);
  if (!fee.ok) return fee;
  // A paused subscription has no service to end: it is not resumed, and that is all.
  if (last.fact.end !== undefined && last.fact.end <= formatCivilDate(day))
    return ok(subscription.phases);
  const closed = closedPeriod(changing);
  if (closed !== undefined) return closed;
  const credit = fact.credit ?? (fact.fact === "pause" ? "prorated" : "none");
  return ok([...earlierPhases(changing), cut(last, day, knownSince, credit === "prorated")]);
}

function feeFault({ terms: { book } }: Changing, fee: Money): Result<null> {
  const parsed = parseMoney(fee, "/fee");
  if (!parsed.ok) return parsed;
  const { currency } = book.model;
  if (parsed.value.currency === currency) return ok(null);
  const message = `the customer is billed in ${currency}`;
  return refuse({ code: "currency-mismatch", path: "/fee", message, value: fee });
}
