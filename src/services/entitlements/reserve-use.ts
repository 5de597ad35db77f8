import { ok, type Result, refuse } from "../../fault/fault.ts";
import { addsUp } from "../../metering/adds-up.ts";
import { equals } from "../../money/decimal.ts";
import {
  addReservation,
  closeLapsedReservations,
  findReservation,
  type StoredReservation,
} from "../../store/reservations.ts";
import type { Tx } from "../../store/tenant.ts";
import { counterKey } from "../../store/usage-counters.ts";
import { parseDuration } from "../../time/duration.ts";
import { DAY_MS, type Instant, SECOND_MS } from "../../time/instant.ts";
import { answered } from "../once.ts";
import type { StoredAnswer } from "../services.ts";
import { askedFor, decideMeter, type HeldStandings, meterNamed } from "./check-use.ts";
import type { ReserveAnswer, ReserveRequest } from "./entitlement-answers.ts";
import { decisionView, reservationView } from "./entitlement-views.ts";
import { reservationFaults } from "./reservation-events.ts";
import { closedAlready, stateAt } from "./reservation-state.ts";

const holdsForDefault = "PT15M";
const holdsMostMs = DAY_MS;

/**
 * Sets a quantity apart where it may be used; under the customer's lock, with its quotas as they stand now. One of the same id, customer,
 * meter and quantity is answered again while it is open; work that is done has its name for good. Refuses what could never be finalized.
 */
export async function reserveUse(
  tx: Tx,
  held: HeldStandings,
  request: ReserveRequest & { readonly id: string },
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const { id, customer, meter: meterId } = request;
  const meter = meterNamed(held, meterId);
  if (!meter.ok) return meter;
  if (!addsUp(meter.value)) return notReservable(meterId);
  const quantity = askedFor(request.quantity);
  if (!quantity.ok) return quantity;
  const holdsFor = holdsForOf(request);
  if (!holdsFor.ok) return holdsFor;
  const faults = reservationFaults(id, meter.value, quantity.value);
  if (faults.length > 0) return { ok: false, faults };
  const decision = decideMeter(held, meterId, quantity.value);
  const known = await findReservation(tx, id);
  if (known !== undefined) {
    const same =
      known.customer === customer &&
      known.meter === meterId &&
      equals(known.quantity, quantity.value);
    if (!same) return taken(id);
    const state = stateAt(known, now);
    if (state !== "open") return closedAlready({ id, state });
    return reservedAnswer(200, {
      ...decisionView(customer, { ...decision, allowed: true, reason: "within-quota" }),
      reservation: reservationView(known, now),
    });
  }
  if (!decision.allowed)
    return reservedAnswer(200, { ...decisionView(customer, decision), reservation: null });
  const reservation: StoredReservation = {
    id,
    customer,
    meter: meterId,
    counter: counterKey(meter.value),
    quantity: quantity.value,
    createdAt: now,
    expiresAt: now + holdsFor.value,
    state: "open",
    used: undefined,
  };
  await closeLapsedReservations(tx, customer, now);
  await addReservation(tx, reservation);
  return reservedAnswer(201, {
    ...decisionView(customer, decision),
    reservation: reservationView(reservation, now),
  });
}

/** An answer about a reservation. */
export const reservedAnswer = (status: number, answer: ReserveAnswer): Result<StoredAnswer> =>
  ok(answered(status, JSON.stringify(answer)));

/** How long a reservation is to hold, in milliseconds. */
export function holdsForOf({
  holdsFor = holdsForDefault,
}: Pick<ReserveRequest, "holdsFor">): Result<number> {
  const length = parseDuration(holdsFor, "/holdsFor");
  if (!length.ok || (length.value >= SECOND_MS && length.value <= holdsMostMs)) return length;
  return refuse({
    code: "invalid-duration",
    path: "/holdsFor",
    message: "a reservation holds from one second to one day",
    value: holdsFor,
    suggestion: 'write "PT15M"',
  });
}

const notReservable = (meter: string): Result<never> =>
  refuse({
    code: "meter-not-reservable",
    path: "/meter",
    message: "only a count or a sum can be set apart beforehand",
    value: meter,
    suggestion: "track its events",
  });

const taken = (id: string): Result<never> =>
  refuse({
    code: "already-exists",
    path: "/id",
    message: "another reservation has this id",
    value: id,
    suggestion: "use a new id",
  });
