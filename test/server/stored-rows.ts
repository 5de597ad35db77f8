import type { Store } from "../../src/store/store.ts";

const tables = [
  "api_keys",
  "models",
  "customers",
  "account_facts",
  "accounts",
  "subscription_phases",
  "number_series",
  "invoices",
  "invoice_lines",
  "event_keys",
  "events",
  "idempotency_keys",
] as const;

/** How many rows a tenant has, by table, all at one moment. */
export function storedRows(
  store: Store,
  tenant = "default",
): Promise<Readonly<Record<string, number>>> {
  return store.withTenant(
    tenant,
    async (tx) => {
      const counts: Record<string, number> = {};
      for (const table of tables) {
        const [row] = await tx.rows<{ rows: number }>(`select count(*) as rows from ${table}`);
        counts[table] = row?.rows ?? 0;
      }
      return counts;
    },
    { readOnly: true },
  );
}
