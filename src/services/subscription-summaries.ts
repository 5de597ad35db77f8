import type { SubscriptionFact } from "../account/fact.ts";
import { renewalDay } from "../account/renewal-day.ts";
import { isServing, paidFrom, type Standing } from "../account/standing.ts";
import { subscribedId, subscribedName } from "../account/subscribed.ts";
import { expectOk } from "../fault/fault.ts";
import { quantityText } from "../money/quantity.ts";
import type { CustomerPhase } from "../store/subscription-phases.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, findZone, UTC, type Zone } from "../time/zone.ts";
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
  const standing = standingAt(phases, now);
  const nextStart = next === undefined ? null : termsOf(next).start;
  const isPause = current?.sequel === "pause" && standing !== "ended";
  return {
    id,
    plan: subscribedId(terms),
    planName: newest(models, (model) => subscribedName(model, terms)) ?? subscribedId(terms),
    cadence: terms.cadence ?? null,
    quantity: quantityText(terms.quantity ?? 1),
    start: termsOf(phases[0]).start,
    end: endOf(phases.at(-1), models),
    standing,
    pausedOn: isPause ? (terms.end ?? null) : null,
    resumesOn: isPause ? nextStart : null,
    renewsOn: isServing(standing) ? renewalOf(current, nextStart, models, now) : null,
    of: terms.of ?? null,
    trialUntil: isFree ? paidFrom({ fact: terms }) : null,
    changesOn: nextStart,
  };
}

/** The first day without service; the pause that nobody ended is over by the terms' end, if they have one. */
function endOf(last: CustomerPhase | undefined, models: TenantModels | undefined): string | null {
  if (last?.sequel !== "pause") return termsOf(last).end ?? null;
  return last.pausedTo === null
    ? null
    : formatCivilDate(civilDateAt(zoneOfPhase(last, models), last.pausedTo));
}

/** When the next period begins: on the day of other terms where those come first. */
function renewalOf(
  phase: CustomerPhase | undefined,
  nextStart: string | null,
  models: TenantModels | undefined,
  now: Instant,
): string | null {
  const terms = termsOf(phase);
  if (phase === undefined || terms.cadence === undefined) return null;
  const zone = zoneOfPhase(phase, models);
  return (
    renewalDay({ terms, anchor: phase.anchor, zone }, now) ??
    (phase.sequel === "change" ? nextStart : null)
  );
}

const zoneOfPhase = ({ timeZone, model }: CustomerPhase, models: TenantModels | undefined): Zone =>
  timeZone === null ? (models?.books.find(model).zone ?? UTC) : expectOk(findZone(timeZone));

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
