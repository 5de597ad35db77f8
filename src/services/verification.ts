import type { Store } from "../store/store.ts";
import { listTenants } from "../store/tenants.ts";
import { type VerifiedTenant, verifyTenant } from "../store/verify-tenant.ts";
import { identitiesSince } from "./pruning.ts";

/** What was found of one tenant's stored invoices and usage. */
export interface TenantVerdict extends VerifiedTenant {
  readonly tenant: string;
}

/**
 * Looks at everything that is stored, tenant by tenant, each in one snapshot: billing and ingest go on meanwhile.
 *
 * @param keepDays how many days identities of events are kept, where they are pruned; all of them must be there where
 *   undefined
 */
export async function* verifyTenants(
  store: Store,
  keepDays: number | undefined,
): AsyncGenerator<TenantVerdict> {
  for (const { id: tenant } of await listTenants(store.pool))
    yield await store.withTenant(
      tenant,
      async (tx) => {
        const since = keepDays === undefined ? 0 : await identitiesSince(tx, keepDays);
        return { tenant, ...(await verifyTenant(tx, store.events, since)) };
      },
      { readOnly: true },
    );
}
