import { assert, ok, type Result, refuse } from "../../fault/fault.ts";
import type { EventVerdict } from "../../metering/dedup.ts";
import { compare, type Decimal, equals, isZero, zero } from "../../money/decimal.ts";
import { parseQuantity } from "../../money/quantity.ts";
import { eventVerdicts } from "../../store/event-append.ts";
import type { WritesUse } from "../../store/quota-usage.ts";
import { closeReservation, type StoredReservation } from "../../store/reservations.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { StoredAnswer } from "../services.ts";
import { type HeldStandings, meterNamed } from "./check-use.ts";
import { decideReserved } from "./decide-reserved.ts";
import type { FinalizeRequest } from "./entitlement-answers.ts";
import { decisionView, reservationView } from "./entitlement-views.ts";
import { meterFaults } from "./meter-faults.ts";
import { reservationEvents, reservationSource } from "./reservation-events.ts";
import { closedAlready } from "./reservation-state.ts";
import { reservedAnswer } from "./reserve-use.ts";

/**
 * Stores what was used of a reservation as usage events and closes it; under the customer's lock. What goes beyond what it
 * still holds is decided anew: all of it where it has lapsed, and what its events add to other quotas. Where that is refused nothing is
 * stored, unless it has happened already.
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
  const made = isZero(used)
    ? ok([])
    : reservationEvents(reservation, meter.value, used, request, now);
  if (!made.ok) return made;
  const events = made.value;
  const faults = events.slice(0, 1).flatMap((event) => meterFaults(event, held.models));
  if (faults.length > 0) return { ok: false, faults };
  const use = { reservation, used, events };
  const decision = await decideReserved({ tx, events: stored }, held, use, now);
  if (!decision.allowed && request.happened !== true)
    return reservedAnswer(200, {
      ...decisionView(customer, decision),
      reservation: reservationView(reservation, now),
    });
  const verdicts = await eventVerdicts(tx, events);
  if (!verdicts.every(isNew)) return nameTaken(id);
  assert((await stored.append(events)).every(isNew), "events of a reservation are new");
  await closeReservation(tx, id, { state: "finalized", used, at: now });
  return reservedAnswer(200, {
    ...decisionView(customer, decision),
    reservation: reservationView({ ...reservation, state: "finalized", used }, now),
  });
}

const isNew = (verdict: EventVerdict): boolean => verdict === "accepted";

const nameTaken = (id: string): Result<never> =>
  refuse({
    code: "event-conflict",
    path: "/reservation",
    message: `somebody sent an event of the source "${reservationSource}" with an id of this reservation`,
    value: id,
    suggestion: "release it, and send what was used as an event of your own: POST /v1/events",
  });

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
  const state = reservation.state === "open" ? "released" : reservation.state;
  if (reservation.state === "open")
    await closeReservation(tx, reservation.id, { state: "released", at: now });
  return reservedAnswer(200, {
    ...decisionView(reservation.customer, {
      allowed: true,
      reason: "within-quota",
      standing: undefined,
    }),
    reservation: reservationView({ ...reservation, state }, now),
  });
}
