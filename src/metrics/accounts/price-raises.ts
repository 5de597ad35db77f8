import type { SubscriptionTerms } from "../../account/terms.ts";
import { compare, one } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { nextBoundary, periodContaining, type Schedule } from "../../time/schedule.ts";

/** The rhythm in which a contract's escalator reaches prices: that of what recurs, else of what is used. */
const rhythmOf = ({ recurring, charges }: SubscriptionTerms): Schedule | undefined =>
  recurring?.schedule ?? charges[0]?.schedule;

/** The terms with prices as they are in the period of a moment. */
export function termsAt(terms: SubscriptionTerms, at: Instant): SubscriptionTerms {
  const { raise } = terms;
  const schedule = rhythmOf(terms);
  if (raise === undefined || schedule === undefined) return terms;
  const since = periodContaining(schedule, at)?.from ?? terms.startsAt;
  return { ...terms, raise: () => raise(since) };
}

/** The beginnings of periods within a stretch, and before `runsTo`, from which on an escalator has changed their prices. UTC. */
export function raisesWithin(
  terms: SubscriptionTerms,
  { from, to }: { readonly from: Instant; readonly to: Instant | null },
  runsTo: Instant,
): readonly Instant[] {
  const { raise } = terms;
  const schedule = rhythmOf(terms);
  if (raise === undefined || schedule === undefined) return [];
  const end = Math.min(to ?? runsTo, runsTo);
  const found: Instant[] = [];
  const first = Math.max(from, terms.startsAt);
  let before = raise(periodContaining(schedule, first)?.from ?? first) ?? one;
  for (let at = nextBoundary(schedule, first); at < end; at = nextBoundary(schedule, at)) {
    const factor = raise(at) ?? one;
    if (compare(factor, before) !== 0) found.push(at);
    before = factor;
  }
  return found;
}
