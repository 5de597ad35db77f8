import { ok } from "../fault/fault.ts";
import { takeBillingTurn } from "../store/accounts.ts";
import { knownCustomers } from "../store/customers.ts";
import { retrying, retryRolledBack } from "../store/retry.ts";
import type { Store } from "../store/store.ts";
import { listTenants } from "../store/tenants.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { ApiKeys } from "./api-keys.ts";
import { type BillingRun, billSome } from "./billing.ts";
import type { ServerClock } from "./clock.ts";
import { createIngest } from "./ingest.ts";
import { createModelLibrary, type ModelLibrary } from "./model-library.ts";
import { onceOnly } from "./once.ts";
import { createReports } from "./read-reports.ts";
import { recordFact } from "./record-fact.ts";
import type { Services } from "./services.ts";

/** What the services stand on. */
export interface ServiceParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly apiKeys: ApiKeys;
  /** A clock that only measures how long ago something was cached. */
  readonly monotonicMs: () => number;
  /** Told of every account that had to be parked. */
  readonly onParked: (tenant: string, parked: BillingRun["parked"][number]) => void;
}

/** Puts the use cases together. */
export function createServices(parts: ServiceParts): Services {
  const { store, clock, apiKeys } = parts;
  const library = createModelLibrary(store, clock, parts.monotonicMs);
  const billDue = (): Promise<number> => billAllDue(parts, library, clock.now());
  const ingest = createIngest({
    clock,
    append: (tenant, events) => store.ingest.append(tenant, events),
    meters: async (tenant) => (await library.recent(tenant))?.meters ?? new Map(),
    knownCustomers: customersKnown(store),
  });
  return {
    clock,
    authenticate: apiKeys.authenticate,
    ingest,
    publishModel: library.publish,
    recordFact: (tenant, fact, once) =>
      retrying(retryRolledBack, () =>
        store.withTenant(tenant, async (tx) => {
          const now = clock.now();
          return onceOnly(tx, once, now, async () =>
            recordFact(tx, fact, await library.of(tx), now),
          );
        }),
      ),
    billDue,
    advanceClock: async (to) => {
      const moved = clock.advanceTo(to);
      if (!moved.ok) return moved;
      const invoices = await billDue();
      return ok({ now: formatInstant(moved.value), mode: clock.mode, invoices });
    },
    reports: createReports(store, clock, library),
  };
}

/** Bills every tenant's due accounts, transaction by transaction, until nothing is due. Answers the number of invoices. */
async function billAllDue(
  { store, onParked }: ServiceParts,
  library: ModelLibrary,
  now: Instant,
): Promise<number> {
  let invoices = 0;
  for (const { id: tenant } of await listTenants(store.pool)) {
    for (let more = true; more; ) {
      const run = await retrying(retryRolledBack, () =>
        billTenantOnce(store, tenant, library, now),
      );
      for (const parked of run.parked) onParked(tenant, parked);
      invoices += run.invoices;
      more = run.more;
    }
  }
  return invoices;
}

const nothingDue: BillingRun = { invoices: 0, parked: [], more: false };

const billTenantOnce = (
  store: Store,
  tenant: string,
  library: ModelLibrary,
  now: Instant,
): Promise<BillingRun> =>
  store.withTenant(tenant, async (tx) => {
    if (!(await takeBillingTurn(tx))) return nothingDue;
    const models = await library.of(tx);
    return models === undefined ? nothingDue : billSome(tx, models.books, now);
  });

const rememberedMax = 1_000_000;

/** Customers are never deleted, so who was known once is known: only new names are asked for. */
function customersKnown(store: Store) {
  const remembered = new Map<string, Set<string>>();
  return async (tenant: string, ids: ReadonlySet<string>): Promise<ReadonlySet<string>> => {
    const known = remembered.get(tenant) ?? new Set<string>();
    remembered.set(tenant, known);
    const asked = [...ids].filter((id) => !known.has(id));
    if (asked.length > 0) {
      if (known.size > rememberedMax) known.clear();
      const found = await store.withTenant(tenant, (tx) => knownCustomers(tx, asked), {
        readOnly: true,
      });
      for (const id of found) known.add(id);
    }
    return known;
  };
}
