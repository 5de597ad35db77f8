import type { QuotaStanding } from "../../entitlement/decide.ts";
import { type OwnShare, withOwnShares } from "../../entitlement/own-shares.ts";
import { alertPeriodFrom, reachedShares } from "../../entitlement/reached-shares.ts";
import { format } from "../../money/decimal.ts";
import {
  type AlertFilter,
  alertsLookedUntil,
  listAlertFirings,
  noteAlertLook,
} from "../../store/alert-firings.ts";
import { alertRulesOf, hearOfUse, type StoredAlertRule } from "../../store/alert-rules.ts";
import { customerNames, knownCustomers } from "../../store/customers.ts";
import { boundsText } from "../../store/list-conditions.ts";
import { decodeCursor, type ListScope, pageOf } from "../../store/page.ts";
import type { ReadsUse } from "../../store/quota-usage.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { tenantsThatLookAtUse } from "../../store/tenants.ts";
import { formatInstant, type Instant, MINUTE_MS } from "../../time/instant.ts";
import { dueLooks, type Looked, lookAtCustomers, lookAtTenants } from "../look-at-customers.ts";
import type { ModelLibrary } from "../model-library.ts";
import { InvalidCursor, type Page, type PageRequest } from "../reports.ts";
import type { CostReports } from "../running-cost-answer.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { type AlertView, alertView } from "./alert-views.ts";
import { createCostAlerts } from "./cost-alerts.ts";
import { createHeldEntitlements, type FindHeld } from "./held-entitlements.ts";
import { keepAlert } from "./keep-alert.ts";
import { quotaStandings } from "./quota-standings.ts";

/** Which alerts to list. */
export interface AlertQuery extends PageRequest, AlertFilter {}

/** Alerts at shares of what may be used or was committed to, once a window each. */
export interface QuotaAlerts {
  /** Looks at whoever used something since the last look, of every tenant whose models ask for it; answers how many alerts that gave. Throws at its end what failed. */
  readonly look: () => Promise<number>;
  /** The newest first. */
  readonly list: (tenant: string, query: AlertQuery) => Promise<Page<AlertView>>;
}

/** What alerts are made with. */
interface AlertParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
  readonly reports: Pick<CostReports, "openDocuments">;
  /** Aborted when the server ends. */
  readonly ending?: AbortSignal | undefined;
}

/** Customers in one transaction: each takes a few statements. */
const atOnce = 50;

/** An append may commit so much later than its events say that they were received. */
const overlapMs = MINUTE_MS;

/** Alerts over the store. Looking again at what was looked at gives none twice. */
export function createQuotaAlerts({
  store,
  clock,
  library,
  reports,
  ending,
}: AlertParts): QuotaAlerts {
  const held = createHeldEntitlements(library);
  const lookAt = (tenant: string) =>
    lookAtTenant({ store, ending }, held, tenant, clock.now(tenant));
  const lookAtCosts = createCostAlerts({ store, clock, reports });
  return {
    look: async () => lookAtTenants(await tenantsThatLookAtUse(store.pool), [lookAt, lookAtCosts]),
    list: (tenant, query) =>
      store.withTenant(tenant, (tx) => listed(tx, query), { readOnly: true }),
  };
}

async function lookAtTenant(
  { store, ending }: Pick<AlertParts, "store" | "ending">,
  held: FindHeld,
  tenant: string,
  now: Instant,
): Promise<Looked> {
  const due = await store.withTenant(tenant, async (tx) => {
    const before = await alertsLookedUntil(tx);
    const heard = await store.events.within(tx).customersHeardOf((before ?? 0) - overlapMs);
    const known = await knownCustomers(tx, heard);
    const customers = heard.filter((one) => known.has(one));
    await hearOfUse(tx, customers);
    const since = before === undefined ? now : before - overlapMs;
    return dueLooks(tx, { kind: "alerts", now }, customers, since);
  });
  if (due.length === 0) return { found: 0, failures: [] };
  const at = async (tx: Tx, customers: readonly string[], since: Instant): Promise<number> => {
    const looks = { tx, events: store.events.within(tx) };
    const rules = await alertRulesOf(tx, customers, ["quota"]);
    let fired = 0;
    for (const customer of customers) {
      const own = rules.filter((rule) => rule.customer === customer).flatMap(ownShare);
      fired += await lookAtCustomer(looks, held, customer, { now, since, own });
    }
    return fired;
  };
  const looked = await lookAtCustomers(
    { store, tenant, kind: "alerts", now, ending, atOnce, at },
    due,
  );
  // Last: a server that ends before it is looked at again.
  await store.withTenant(tenant, (tx) => noteAlertLook(tx, now));
  return looked;
}

/** How the quotas of a customer stand at an instant; none of whoever may use nothing. */
async function standingsAt(
  looks: ReadsUse,
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

const endsAt = ({ window }: QuotaStanding["span"]): Instant => window.to - 1;

const ownShare = ({ id, bound }: StoredAlertRule): readonly OwnShare[] =>
  bound.of === "quota" ? [{ id, quota: bound.quota, share: bound.share }] : [];

interface Look {
  readonly now: Instant;
  readonly since: Instant;
  /** The shares that the customer set itself. */
  readonly own: readonly OwnShare[];
}

async function lookAtCustomer(
  looks: ReadsUse,
  held: FindHeld,
  customer: string,
  { now, since, own }: Look,
): Promise<number> {
  const { tx } = looks;
  const standings = [...(await standingsAt(looks, held, customer, now))];
  for (const end of endsSince(standings, since)) {
    const then = await standingsAt(looks, held, customer, end);
    standings.push(
      ...then.filter(({ span }) => span.resetsAt !== undefined && endsAt(span) === end),
    );
  }
  let fired = 0;
  for (const standing of standings)
    for (const reached of withOwnShares(reachedShares(standing), own, standing)) {
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

async function listed(tx: Tx, { limit, cursor, ...filter }: AlertQuery): Promise<Page<AlertView>> {
  const { fired, ...texts } = filter;
  const filters = { ...texts, fired: boundsText(fired) };
  const scope: ListScope = { list: "alerts", tenant: tx.tenant, filters };
  const after = cursor === undefined ? undefined : positionOf(scope, cursor);
  const rows = await listAlertFirings(tx, {
    ...filter,
    limit: limit + 1,
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
