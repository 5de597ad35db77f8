import { type Decision, decideStandings, type QuotaStanding } from "../../entitlement/decide.ts";
import type { QuotaEntitlement } from "../../entitlement/quota-entitlement.ts";
import { expectOk } from "../../fault/fault.ts";
import { addsUp } from "../../metering/adds-up.ts";
import { compileMeter, type MeterFold } from "../../metering/meter-fold.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import type { Meter } from "../../model/meter.ts";
import { type Decimal, zero } from "../../money/decimal.ts";
import type { ReadsUse } from "../../store/quota-usage.ts";
import { amountOf } from "../../store/usage-counters.ts";
import type { Instant } from "../../time/instant.ts";
import { quotaStandings } from "./quota-standings.ts";

const folds = new WeakMap<Meter, MeterFold>();

function foldOf(meter: Meter): MeterFold {
  const known = folds.get(meter);
  if (known !== undefined) return known;
  const fold = expectOk(compileMeter(meter));
  folds.set(meter, fold);
  return fold;
}

/** Whether a quota looks at an event. */
export const looksAt = ({ meter }: QuotaEntitlement, event: UsageEvent): boolean =>
  foldOf(meter).accepts(event);

/** What an event adds to a quota whose meter is a plain sum; nothing to the others. */
export const addedTo = ({ quota: { meter } }: QuotaStanding, event: UsageEvent): Decimal =>
  amountOf(foldOf(meter), event) ?? zero;

/**
 * Decides what can only be told from the whole window: by what it would come to with the event, of the quotas that block and are no
 * plain sum.
 */
export async function decideWith(
  reads: ReadsUse,
  quotas: readonly QuotaEntitlement[],
  event: UsageEvent,
  now: Instant,
): Promise<Decision> {
  const judged = quotas.filter(({ meter, terms }) => !addsUp(meter) && terms.overage === "block");
  const standings = await quotaStandings(reads, event.customer, judged, now, event);
  return decideStandings(standings, () => zero);
}
