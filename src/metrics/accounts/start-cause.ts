import type { SubscriptionState } from "../../account/account.ts";
import type { SubscriptionFact } from "../../account/fact.ts";
import type { Stretch } from "../../account/timeline.ts";
import type { EndCause, StartCause } from "../recurring-stretch.ts";

/** Why a stretch of a subscription began: `new` for the first, `add-on` for that of one, else what was changed. */
export function startCause(
  { changes }: SubscriptionState,
  before: Stretch | undefined,
  own: Stretch,
): StartCause {
  if (before === undefined) return own.terms.addon === undefined ? "new" : "add-on";
  const made = changes.findLast(
    ({ fact, day, undone }) =>
      !undone && day === own.terms.start && fact.fact !== "cancel" && fact.fact !== "pause",
  );
  if (made?.fact.fact === "resume") return "resume";
  if (made?.fact.fact === "reactivate") return "reactivation";
  return changedTerms(before, own);
}

/** The first that applies decides, the largest change first. Terms that only last longer are a renewal. */
function changedTerms(before: Stretch, own: Stretch): StartCause {
  const differs = (...fields: readonly (keyof SubscriptionFact)[]): boolean =>
    fields.some(
      (field) => JSON.stringify(before.terms[field]) !== JSON.stringify(own.terms[field]),
    );
  if (differs("plan", "cadence")) return "plan-change";
  if (differs("quantity", "quantities")) return "quantity";
  if (before.model !== own.model || differs("agreed")) return "price";
  if (differs("discounts", "agreedDiscounts", "eligibilities", "termYears")) return "discount";
  return "renewal";
}

/** Why a stretch ended; undefined where another one takes its place, and while it is open. */
export function endCause({ changes }: SubscriptionState, own: Stretch): EndCause | undefined {
  if (own.sequel === "pause") return "pause";
  if (own.sequel !== "end") return undefined;
  const ended = changes.some(
    ({ fact, day, undone }) => !undone && fact.fact === "cancel" && day === own.terms.end,
  );
  return ended ? "cancel" : "expiry";
}
