import { knownCustomers } from "../store/customers.ts";
import type { Store } from "../store/store.ts";

const rememberedMax = 1_000_000;

/** Customers are never deleted, so who was known once is known: only new names are asked for. */
export function customersKnown(store: Store) {
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
