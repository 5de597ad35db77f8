import {
  type Decision,
  decideQuotas,
  decideStandings,
  type QuotaStanding,
} from "../../entitlement/decide.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import {
  type Decimal,
  decimalOf,
  isPositive,
  multiply,
  subtract,
  zero,
} from "../../money/decimal.ts";
import type { ReadsUse } from "../../store/quota-usage.ts";
import type { StoredReservation } from "../../store/reservations.ts";
import { counterKey } from "../../store/usage-counters.ts";
import type { Instant } from "../../time/instant.ts";
import type { HeldStandings } from "./check-use.ts";
import { addedTo, decideWith, looksAt } from "./decide-events.ts";
import { stateAt } from "./reservation-state.ts";

/** What was used of a reservation, and the events that say so. */
interface ReservedUse {
  readonly reservation: StoredReservation;
  readonly used: Decimal;
  readonly events: readonly UsageEvent[];
}

const asSetApart = { allowed: true, reason: "within-quota", standing: undefined } as const;

/**
 * Decides the events that a reservation ends in, which are alike: what they add to any quota that looks at them, beyond what the
 * reservation still holds there. What it holds is the customer's, whatever has become of its quotas since.
 */
export async function decideReserved(
  reads: ReadsUse,
  { entitlements, standings }: HeldStandings,
  { reservation, used, events }: ReservedUse,
  now: Instant,
): Promise<Decision> {
  const [event] = events;
  if (event === undefined) return asSetApart;
  const count = decimalOf(`${events.length}`);
  const held = stateAt(reservation, now) === "open" ? reservation.quantity : zero;
  const isOwn = ({ quota }: QuotaStanding) => counterKey(quota.meter) === reservation.counter;
  const beyond = (one: QuotaStanding): Decimal =>
    subtract(multiply(addedTo(one, event), count), isOwn(one) ? held : zero);
  const looking = standings.filter(({ quota }) => looksAt(quota, event));
  const over = looking.filter((one) => isPositive(beyond(one)));
  const decision = isPositive(subtract(used, held))
    ? decideQuotas(entitlements, over, beyond)
    : over.length === 0
      ? asSetApart
      : decideStandings(over, beyond);
  if (!decision.allowed) return decision;
  const quotas = looking.map(({ quota }) => quota);
  const judged = await decideWith(reads, quotas, event, now);
  return judged.allowed ? decision : judged;
}
