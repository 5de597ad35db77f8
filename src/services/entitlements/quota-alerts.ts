import type { QuotaStanding } from "../../entitlement/decide.ts";
import { alertPeriodFrom, reachedShares } from "../../entitlement/reached-shares.ts";
import { format } from "../../money/decimal.ts";
import { alertsLookedUntil, listAlertFirings, noteAlertLook } from "../../store/alert-firings.ts";
import { customerNames, knownCustomers } from "../../store/customers.ts";
import type { EventsWithin } from "../../store/event-store.ts";
import { decodeCursor, type ListScope, pageOf } from "../../store/page.ts";
import type { ReadsUse } from "../../store/quota-usage.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { tenantsThatLookAtUse } from "../../store/tenants.ts";
import { formatInstant, type Instant, MINUTE_MS } from "../../time/instant.ts";
import type { ModelLibrary } from "../model-library.ts";
import { InvalidCursor, type Page, type PageRequest } from "../reports.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { type AlertView, alertView } from "./alert-views.ts";
import { createHeldEntitlements, type FindHeld } from "./held-entitlements.ts";
import { keepAlert } from "./keep-alert.ts";
import { quotaStandings } from "./quota-standings.ts";

/** Alerts of a customer, or of all. */
export interface AlertQuery extends PageRequest {
  readonly customer?: string;
}

/** Alerts at shares of what may be used or was committed to, once a window each. */
export interface QuotaAlerts {
  /** Looks at whoever used something since the last look, of every tenant whose models ask for it; answers how many alerts that gave. Throws at its end what failed. */
  readonly look: () => Promise<number>;
  /** The newest first. */
  readonly list: (tenant: string, query: AlertQuery) => Promise<Page<AlertView>>;
}

/** Counters and events of a tenant, and the customers whose use may have changed. */
interface LooksForAlerts extends ReadsUse {
  readonly events: Pick<EventsWithin, "aggregate" | "customersHeardOf">;
}

/** What a look at a tenant came to: a customer whom nobody can look at keeps nobody else's alerts back. */
interface Looked {
  readonly fired: number;
  readonly failures: readonly unknown[];
}

/** An append may commit so much later than its events say that they were received. */
const overlapMs = MINUTE_MS;

/** Alerts over the store. Looking again at what was looked at gives none twice. */
export function createQuotaAlerts({
  store,
  clock,
  library,
}: {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
}): QuotaAlerts {
  const held = createHeldEntitlements(library);
  const lookAt = (tx: Tx) => lookAtTenant({ tx, events: store.events.within(tx) }, held, clock);
  return {
    look: async () => {
      let fired = 0;
      const failures: unknown[] = [];
      for (const id of await tenantsThatLookAtUse(store.pool)) {
        try {
          const looked = await store.withTenant(id, lookAt);
          fired += looked.fired;
          failures.push(...looked.failures);
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0)
        throw new AggregateError(failures, `${failures.length} looks for alerts failed`);
      return fired;
    },
    list: (tenant, query) =>
      store.withTenant(tenant, (tx) => listed(tx, query), { readOnly: true }),
  };
}

async function lookAtTenant(
  looks: LooksForAlerts,
  held: FindHeld,
  clock: ServerClock,
): Promise<Looked> {
  const { tx, events } = looks;
  const failures: unknown[] = [];
  const now = clock.now(tx.tenant);
  const before = await alertsLookedUntil(tx);
  const heard = await events.customersHeardOf((before ?? 0) - overlapMs);
  if (heard.length === 0) return { fired: 0, failures };
  const known = await knownCustomers(tx, heard);
  const since = before === undefined ? now : before - overlapMs;
  let fired = 0;
  for (const customer of heard.filter((one) => known.has(one))) {
    try {
      fired += await lookAtCustomer(looks, held, customer, { now, since });
    } catch (error) {
      failures.push(error);
    }
  }
  await noteAlertLook(tx, now);
  return { fired, failures };
}

/** How the quotas of a customer stand at an instant; none of whoever may use nothing. */
async function standingsAt(
  looks: LooksForAlerts,
  held: FindHeld,
  customer: string,
  at: Instant,
): Promise<readonly QuotaStanding[]> {
  const found = await held(looks.tx, customer, at);
  return found.ok ? quotaStandings(looks, customer, found.value.entitlements.quotas, at) : [];
}

/** The last instants of windows that ended since an instant: what was used at their end is heard of when the next have begun. */
const endsSince = (standings: readonly QuotaStanding[], since: Instant): ReadonlySet<Instant> =>
  new Set(
    standings.flatMap(({ span: { window, resetsAt } }) =>
      resetsAt !== undefined && window.from > since ? [window.from - 1] : [],
    ),
  );

async function lookAtCustomer(
  looks: LooksForAlerts,
  held: FindHeld,
  customer: string,
  { now, since }: { readonly now: Instant; readonly since: Instant },
): Promise<number> {
  const { tx } = looks;
  const standings = [...(await standingsAt(looks, held, customer, now))];
  for (const end of endsSince(standings, since))
    standings.push(...(await standingsAt(looks, held, customer, end)));
  let fired = 0;
  for (const standing of standings)
    for (const reached of reachedShares(standing)) {
      const { quota, used, allowance, span } = standing;
      if (allowance === undefined) continue;
      const kept = await keepAlert(tx, {
        customer,
        quota: quota.id,
        meter: quota.meterId,
        firedAt: now,
        from: alertPeriodFrom(standing),
        to: span.window.to,
        reached,
        used,
        allowance,
      });
      if (kept) fired += 1;
    }
  return fired;
}

async function listed(tx: Tx, { customer, limit, cursor }: AlertQuery): Promise<Page<AlertView>> {
  const scope: ListScope = { list: "alerts", tenant: tx.tenant, filters: { customer } };
  const after = cursor === undefined ? undefined : positionOf(scope, cursor);
  const rows = await listAlertFirings(tx, {
    limit: limit + 1,
    ...(customer === undefined ? {} : { customer }),
    ...(after === undefined ? {} : { after }),
  });
  const page = pageOf(rows, limit, scope, (row) => [
    formatInstant(row.firedAt),
    row.customer,
    row.quota,
    format(row.reached.share),
    formatInstant(row.from),
  ]);
  const ids = page.items.map((firing) => firing.customer);
  const names = await customerNames(tx, ids);
  return {
    items: page.items.map((firing) => alertView(firing, names.get(firing.customer))),
    next: page.next,
  };
}

function positionOf(scope: ListScope, cursor: string) {
  const key = decodeCursor(scope, cursor, 5);
  if (!key.ok) throw new InvalidCursor("this cursor does not belong to this list");
  const [firedAt = "", customer = "", quota = "", share = "", from = ""] = key.value;
  return [firedAt, customer, quota, share, from] as const;
}
