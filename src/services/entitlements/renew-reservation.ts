import { ok, type Result } from "../../fault/fault.ts";
import { isPositive, subtract } from "../../money/decimal.ts";
import { renewReservation, type StoredReservation } from "../../store/reservations.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { StoredAnswer } from "../services.ts";
import { askedFor, decideMeter, type HeldStandings, meterNamed } from "./check-use.ts";
import type { RenewRequest } from "./entitlement-answers.ts";
import { decisionView, reservationView } from "./entitlement-views.ts";
import { reservationFaults } from "./reservation-events.ts";
import { closedAlready, stateAt } from "./reservation-state.ts";
import { holdsForOf, reservedAnswer } from "./reserve-use.ts";

const givenBack = { allowed: true, reason: "within-quota" } as const;

/**
 * Lets an open reservation hold anew from now on, for another quantity where one is stated; under the customer's lock. What it is to
 * hold beyond what it holds is decided; less is given back, whatever the quotas say. Where more is refused, it stays as it was.
 */
export async function renewUse(
  tx: Tx,
  held: HeldStandings,
  reservation: StoredReservation,
  request: RenewRequest,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const { id, customer, meter } = reservation;
  const state = stateAt(reservation, now);
  if (state !== "open") return closedAlready({ id, state });
  const quantity =
    request.quantity === undefined ? ok(reservation.quantity) : askedFor(request.quantity);
  if (!quantity.ok) return quantity;
  const holdsFor = holdsForOf(request);
  if (!holdsFor.ok) return holdsFor;
  const measured = meterNamed(held, meter);
  if (!measured.ok) return measured;
  const faults = reservationFaults(id, measured.value, quantity.value);
  if (faults.length > 0) return { ok: false, faults };
  const beyond = subtract(quantity.value, reservation.quantity);
  const decision = decideMeter(held, meter, beyond);
  if (isPositive(beyond) && !decision.allowed)
    return reservedAnswer(200, {
      ...decisionView(customer, decision),
      reservation: reservationView(reservation, now),
    });
  const renewed = { quantity: quantity.value, expiresAt: now + holdsFor.value };
  await renewReservation(tx, id, renewed);
  return reservedAnswer(200, {
    ...decisionView(customer, decision.allowed ? decision : { ...decision, ...givenBack }),
    reservation: reservationView({ ...reservation, ...renewed }, now),
  });
}
