import { ok, type Result, refuse } from "../../fault/fault.ts";
import {
  compare,
  type Decimal,
  equals,
  isPositive,
  isZero,
  subtract,
  zero,
} from "../../money/decimal.ts";
import { parseQuantity } from "../../money/quantity.ts";
import type { WritesUse } from "../../store/quota-usage.ts";
import { closeReservation, type StoredReservation } from "../../store/reservations.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { StoredAnswer } from "../services.ts";
import { decideMeter, type HeldStandings, meterNamed } from "./check-use.ts";
import type { FinalizeRequest } from "./entitlement-answers.ts";
import { decisionView, reservationView } from "./entitlement-views.ts";
import { meterFaults } from "./meter-faults.ts";
import { reservationEvents } from "./reservation-events.ts";
import { reservedAnswer } from "./reserve-use.ts";

/**
 * Stores what was used of a reservation as usage events and closes it; under the customer's lock. What goes beyond what it
 * still holds is decided anew: all of it where it has lapsed. Where that is refused nothing is stored.
 */
export async function finalizeUse(
  { tx, events: stored }: WritesUse,
  held: HeldStandings,
  reservation: StoredReservation,
  request: FinalizeRequest,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const { id, customer, meter: meterId, state } = reservation;
  const read = usedOf(request, reservation);
  if (!read.ok) return read;
  const used = read.value;
  if (state === "finalized" && reservation.used !== undefined && equals(reservation.used, used))
    return reservedAnswer(200, {
      ...decisionView(customer, { allowed: true, reason: "within-quota", standing: undefined }),
      reservation: reservationView(reservation, now),
    });
  if (state === "finalized" || state === "released") return closedAlready(reservation);
  const meter = meterNamed(held, meterId);
  if (!meter.ok) return meter;
  const open = state === "open" && reservation.expiresAt > now;
  const beyond = subtract(used, open ? reservation.quantity : zero);
  const decision = isPositive(beyond)
    ? decideMeter(held, meterId, beyond)
    : ({ allowed: true, reason: "within-quota", standing: undefined } as const);
  if (!decision.allowed)
    return reservedAnswer(200, {
      ...decisionView(customer, decision),
      reservation: reservationView(reservation, now),
    });
  if (!isZero(used)) {
    const events = reservationEvents(reservation, meter.value, used, request, now);
    if (!events.ok) return events;
    const faults = events.value.slice(0, 1).flatMap((event) => meterFaults(event, held.models));
    if (faults.length > 0) return { ok: false, faults };
    await stored.append(events.value);
  }
  await closeReservation(tx, id, { state: "finalized", used, at: now });
  return reservedAnswer(200, {
    ...decisionView(customer, decision),
    reservation: reservationView({ ...reservation, state: "finalized", used }, now),
  });
}

function usedOf({ quantity }: FinalizeRequest, reserved: StoredReservation): Result<Decimal> {
  if (quantity === undefined) return ok(reserved.quantity);
  const read = parseQuantity(quantity, "/quantity");
  if (!read.ok || compare(read.value, zero) >= 0) return read;
  return refuse({
    code: "quantity-out-of-range",
    path: "/quantity",
    message: "what was used is not below zero",
    value: quantity,
  });
}

/** Closes a reservation of which nothing was used. One that lapsed or was released before is answered alike. */
export async function releaseUse(
  tx: Tx,
  reservation: StoredReservation,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  if (reservation.state === "finalized") return closedAlready(reservation);
  await closeReservation(tx, reservation.id, { state: "released", at: now });
  const state = reservation.state === "open" ? "released" : reservation.state;
  return reservedAnswer(200, {
    ...decisionView(reservation.customer, {
      allowed: true,
      reason: "within-quota",
      standing: undefined,
    }),
    reservation: reservationView({ ...reservation, state }, now),
  });
}

/** Refuses what is asked of a reservation that is closed. */
export const closedAlready = ({ id, state }: StoredReservation): Result<never> =>
  refuse({
    code: "reservation-closed",
    path: "/reservation",
    message: `the reservation is ${state} already`,
    value: id,
    suggestion: "make a new one",
  });
