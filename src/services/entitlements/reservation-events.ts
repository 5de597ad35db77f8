import { expectOk, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { checkEventData } from "../../metering/event-data.ts";
import { compileMeter } from "../../metering/meter-fold.ts";
import { nameFault, type UsageEvent, usageEventLimits } from "../../metering/usage-event.ts";
import type { Meter } from "../../model/meter.ts";
import { type Decimal, equals, format, sum, zero } from "../../money/decimal.ts";
import { round } from "../../money/rounding.ts";
import type { StoredReservation } from "../../store/reservations.ts";
import { amountOf } from "../../store/usage-counters.ts";
import type { Instant } from "../../time/instant.ts";
import type { FinalizeRequest } from "./entitlement-answers.ts";

/** The source of events that a reservation ends in. */
export const reservationSource = "reservations";

/** Events that one reservation of a count may end in; it may hold more, of which the rest is sent as events. */
const eventsMost = 10_000;

/**
 * The usage events that stand for what was used of a reservation: one with the quantity for a sum, one for each unit of a count. Their ids
 * are the reservation's with a number, so no two reservations have one in common. Refuses what no event may hold, `event-not-counted`
 * where the meter would not count them, and `quantity-out-of-range`.
 */
export function reservationEvents(
  { id, customer }: StoredReservation,
  meter: Meter,
  quantity: Decimal,
  { data = {} }: FinalizeRequest,
  now: Instant,
): Result<readonly UsageEvent[]> {
  const head = { source: reservationSource, type: meter.event, customer, time: now };
  const units = meter.aggregation.kind === "count" ? unitsOf(quantity) : ok(1);
  if (!units.ok) return units;
  const measured =
    "property" in meter.aggregation
      ? { ...data, [meter.aggregation.property]: format(quantity) }
      : data;
  const faults = checkEventData(measured, usageEventLimits);
  if (faults !== undefined) return { ok: false, faults };
  const events = Array.from({ length: units.value }, (_, place) => ({
    ...head,
    id: `${id}/${place + 1}`,
    data: measured,
  }));
  const fold = expectOk(compileMeter(meter));
  const counted = sum(events.map((event) => amountOf(fold, event) ?? zero));
  if (equals(counted, quantity)) return ok(events);
  return refuse({
    code: "event-not-counted",
    path: "/data",
    message: `the meter does not count such a "${meter.event}" event`,
    suggestion: "give the properties that the meter's filter asks for",
  });
}

/** What keeps a reservation from ever being finalized: a name that no event may have, or a part of a unit that no event stands for. */
export function reservationFaults(id: string, meter: Meter, quantity: Decimal): readonly Fault[] {
  const name = nameFault(id, "id", usageEventLimits.idLengthMax - `/${eventsMost}`.length);
  const isCountable =
    meter.aggregation.kind !== "count" || equals(round(quantity, 0, "down"), quantity);
  return [...(name === undefined ? [] : [name]), ...(isCountable ? [] : [notWhole(quantity)])];
}

function unitsOf(quantity: Decimal): Result<number> {
  if (!equals(round(quantity, 0, "down"), quantity)) return refuse(notWhole(quantity));
  const units = Number(format(quantity));
  if (units <= eventsMost) return ok(units);
  return refuse({
    code: "quantity-out-of-range",
    path: "/quantity",
    message: `a reservation of what is counted ends in at most ${eventsMost} events`,
    value: format(quantity),
    suggestion: `finalize ${eventsMost}, and send what is beyond as usage events`,
  });
}

const notWhole = (quantity: Decimal): Fault => ({
  code: "quantity-out-of-range",
  path: "/quantity",
  message: "what is counted comes in whole units",
  value: format(quantity),
});
