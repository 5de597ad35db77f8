import type { SubscriptionFact } from "../account/fact.ts";
import { paidFrom, type Standing } from "../account/standing.ts";
import { subscribedId, subscribedName } from "../account/subscribed.ts";
import { quantityText } from "../money/quantity.ts";
import type { CustomerPhase } from "../store/subscription-phases.ts";
import type { Instant } from "../time/instant.ts";
import type { TenantModels } from "./model-library.ts";
import { newest } from "./report-parts.ts";
import type { SubscriptionSummary } from "./subscription-answers.ts";

/** A customer's subscriptions as they stand at an instant, in the order of their start, then id. */
export function subscriptionSummaries(
  phases: readonly CustomerPhase[],
  models: TenantModels | undefined,
  now: Instant,
): readonly SubscriptionSummary[] {
  const ids = [...new Set(phases.map(({ subscription }) => subscription))];
  return ids
    .map((id) => {
      const own = phases.filter(({ subscription }) => subscription === id);
      return summaryOf(id, own, models, now);
    })
    .sort((left, right) =>
      left.start === right.start
        ? compareTexts(left.id, right.id)
        : compareTexts(left.start, right.start),
    );
}

const compareTexts = (left: string, right: string): number =>
  left < right ? -1 : Number(left > right);

function summaryOf(
  id: string,
  phases: readonly CustomerPhase[],
  models: TenantModels | undefined,
  now: Instant,
): SubscriptionSummary {
  const current = phases.findLast(({ startsAt }) => startsAt <= now) ?? phases[0];
  const terms = termsOf(current);
  const next = phases.find(({ startsAt }) => startsAt > now && startsAt > (current?.startsAt ?? 0));
  const isFree = current?.trialUntil != null && now < current.trialUntil;
  return {
    id,
    plan: subscribedId(terms),
    planName: newest(models, (model) => subscribedName(model, terms)) ?? subscribedId(terms),
    cadence: terms.cadence ?? null,
    quantity: quantityText(terms.quantity ?? 1),
    start: termsOf(phases[0]).start,
    end: termsOf(phases.at(-1)).end ?? null,
    standing: standingAt(phases, now),
    of: terms.of ?? null,
    trialUntil: isFree ? paidFrom({ fact: terms }) : null,
    changesOn: next === undefined ? null : termsOf(next).start,
  };
}

/** The fact that a phase was written with. */
function termsOf(phase: CustomerPhase | undefined): SubscriptionFact {
  if (phase === undefined) throw new Error("broken invariant: a subscription has a phase");
  return JSON.parse(phase.terms) as SubscriptionFact;
}

/** Where a subscription stands at an instant, by its phases; one that ended before it began has one of no length. */
function standingAt(phases: readonly CustomerPhase[], now: Instant): Standing {
  if (phases.every(({ startsAt, endsAt }) => endsAt === startsAt)) return "ended";
  const current = phases.findLast(({ startsAt }) => startsAt <= now);
  if (current === undefined) return "scheduled";
  if (current.endsAt === null || current.endsAt > now)
    return current.trialUntil !== null && now < current.trialUntil ? "trialing" : "active";
  if (current.sequel !== "pause") return "ended";
  return current.pausedTo === null || now < current.pausedTo ? "paused" : "ended";
}
