import { comparedMeters, planCosts } from "../../entitlement/cheapest-plan.ts";
import { plansAmong } from "../../entitlement/entitlement-source.ts";
import { calendarSpan } from "../../entitlement/quota-window.ts";
import { ok, type Result } from "../../fault/fault.ts";
import { addsUp } from "../../metering/adds-up.ts";
import { compare, format, isZero, subtract, trim } from "../../money/decimal.ts";
import { usedWithin } from "../../store/quota-usage.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { usageCounters } from "../../store/usage-counters.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import { formatInstant } from "../../time/instant.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { ModelLibrary } from "../model-library.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { createHeldEntitlements } from "./held-entitlements.ts";

/** Which plan would have been the cheapest for what a customer used in its last whole month. Amounts are without tax. */
export interface PlanSuggestion {
  readonly customer: string;
  readonly currency: string;
  /** The month, in the time zone of the books, RFC 3339, UTC, half-open. */
  readonly from: string;
  readonly to: string;
  readonly usage: readonly { readonly meter: string; readonly quantity: string }[];
  /** The plan that it has; null where it has none or several. */
  readonly current: string | null;
  /** What each plan would have cost for one unit of it, the cheapest first. */
  readonly plans: readonly {
    readonly plan: string;
    readonly name: string;
    readonly cost: string;
  }[];
  /** The cheapest, where it is another than the current one and costs less; null where none is. */
  readonly suggested: string | null;
  /** What it would have saved; null where nothing is suggested. */
  readonly saves: string | null;
}

/** Suggests the cheapest plan of the current model. Refuses `unknown-customer`, `no-model`. */
export type SuggestPlan = (tenant: string, customer: string) => Promise<Result<PlanSuggestion>>;

/** Suggestions over the store. */
export function createPlanSuggestions({
  store,
  clock,
  library,
}: {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
}): SuggestPlan {
  const held = createHeldEntitlements(library);
  const suggest = async (tx: Tx, customer: string): Promise<Result<PlanSuggestion>> => {
    const now = clock.now(tx.tenant);
    const found = await held(tx, customer, now);
    if (!found.ok) return found;
    const { entitlements, models } = found.value;
    const { model, zone } = models.books.current;
    const month = calendarSpan("month", now, zone).before ?? { from: now, to: now };
    const compared = comparedMeters(model);
    const meters = Object.entries(model.meters).filter(
      ([id, meter]) => compared.has(id) || addsUp(meter),
    );
    const asked = meters.map(([, meter]) => ({ meter, ...month }));
    const used = await usedWithin(
      { tx, events: store.events.within(tx) },
      customer,
      asked,
      await usageCounters(tx),
    );
    const use = new Map(
      meters.flatMap(([id], at) => {
        const quantity = used[at];
        return quantity === undefined || isZero(quantity) ? [] : [[id, quantity] as const];
      }),
    );
    const start = formatCivilDate(civilDateAt(zone, month.to));
    const costs = planCosts(model, use, { start, quantity: "1" });
    const having = plansAmong(entitlements.servedBy);
    const current = having.length === 1 ? (having[0] ?? null) : null;
    const [best] = costs;
    const own = costs.find(({ plan }) => plan === current);
    const saves =
      best !== undefined && own !== undefined && compare(best.cost, own.cost) < 0
        ? subtract(own.cost, best.cost)
        : undefined;
    return ok({
      customer,
      currency: model.currency,
      from: formatInstant(month.from),
      to: formatInstant(month.to),
      usage: [...use].map(([meter, quantity]) => ({ meter, quantity: format(trim(quantity)) })),
      current,
      plans: costs.map(({ plan, cost }) => ({
        plan,
        name: model.plans[plan]?.name ?? plan,
        cost: format(cost),
      })),
      suggested: saves === undefined ? null : (best?.plan ?? null),
      saves: saves === undefined ? null : format(saves),
    });
  };
  return (tenant, customer) =>
    store.withTenant(tenant, (tx) => suggest(tx, customer), { readOnly: true });
}
