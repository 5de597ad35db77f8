import type { Decision, QuotaStanding } from "../../entitlement/decide.ts";
import type { FeatureEntitlement } from "../../entitlement/feature-entitlement.ts";
import type {
  FeatureView,
  QuotaView,
  ReservationView,
} from "../../entitlement/told-entitlements.ts";
import { type Decimal, format, trim } from "../../money/decimal.ts";
import type { StoredReservation } from "../../store/reservations.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { UseDecision } from "./entitlement-answers.ts";
import { stateAt } from "./reservation-state.ts";

const text = (value: Decimal): string => format(trim(value));
const textOrNull = (value: Decimal | undefined): string | null =>
  value === undefined ? null : text(value);

/** A quota for the wire. */
export function quotaView(standing: QuotaStanding): QuotaView {
  const { quota, span, allowance, remaining, used, reserved } = standing;
  const { terms, meter, meterId, id, per, sources } = quota;
  return {
    id,
    meter: meterId,
    aggregation: meter.aggregation.kind,
    unit: meter.unit,
    per,
    overage: terms.overage,
    limit: textOrNull(terms.limit),
    allowance: textOrNull(allowance),
    grace: text(terms.grace),
    used: text(used),
    reserved: text(reserved),
    remaining: textOrNull(remaining),
    from: formatInstant(span.window.from),
    to: formatInstant(span.window.to),
    resetsAt: span.resetsAt === undefined ? null : formatInstant(span.resetsAt),
    sources,
  };
}

/** A feature for the wire. */
export const featureView = ({ id, feature, held, sources }: FeatureEntitlement): FeatureView => ({
  id,
  name: feature.name,
  kind: feature.kind,
  value: heldValue(held),
  sources,
});

function heldValue(held: FeatureEntitlement["held"]): FeatureView["value"] {
  switch (held.kind) {
    case "none":
      return null;
    case "flag":
      return true;
    case "limit":
      return held.limit === undefined ? "unlimited" : text(held.limit);
    case "level":
      return held.level;
  }
}

/** A decision for the wire. */
export const decisionView = (
  customer: string,
  { allowed, reason, standing }: Decision,
  feature: FeatureView | null = null,
): UseDecision => ({
  customer,
  allowed,
  reason,
  feature,
  quota: standing === undefined ? null : quotaView(standing),
});

/** A reservation for the wire, as it stands at an instant. */
export const reservationView = (reservation: StoredReservation, now: Instant): ReservationView => ({
  id: reservation.id,
  customer: reservation.customer,
  meter: reservation.meter,
  quantity: text(reservation.quantity),
  state: stateAt(reservation, now),
  expiresAt: formatInstant(reservation.expiresAt),
  used: textOrNull(reservation.used),
});
