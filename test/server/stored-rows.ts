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

/**
 * All that a tenant has stored, by table: how many rows, and a digest of all that they say but when a key was last used and until when a
 * provider's messages were fetched, all at one moment. But for what open pages are told and what was asked. Turns in the background write
 * these at any time.
 */
export function storedBytes(
  store: Store,
  tenant = "default",
): Promise<Readonly<Record<string, string>>> {
  return store.withTenant(
    tenant,
    async (tx) => {
      const kept = await tx.rows<{ name: string }>(
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = current_schema() and c.relkind in ('r', 'p') and c.relrowsecurity
            and not c.relispartition and c.relname not in ('live_changes', 'request_log') order by c.relname`,
      );
      const bytes: Record<string, string> = {};
      for (const { name } of kept) {
        const [row] = await tx.rows<{ bytes: string }>(
          `select count(*) || ' ' || coalesce(md5(string_agg(said, '' order by said)), '') as bytes
            from (select md5((to_jsonb(t) - 'last_used_at' - 'events_read_until')::text) as said from ${name} t) rows`,
        );
        bytes[name] = row?.bytes ?? "";
      }
      return bytes;
    },
    { readOnly: true },
  );
}

/** Every table of a tenant with a row that says one of some texts. */
export const tablesThatSay = (
  store: Store,
  texts: readonly string[],
  tenant = "default",
): Promise<readonly string[]> =>
  store.withTenant(tenant, async (tx) => {
    const kept = await tx.rows<{ name: string }>(
      `select relname as name from pg_class where relkind in ('r', 'p') and relrowsecurity
         and not relispartition and relnamespace = 'public'::regnamespace order by 1`,
    );
    const found: string[] = [];
    for (const { name } of kept) {
      const [row] = await tx.rows<{ some: boolean }>(
        `select exists (select from ${name} t, unnest($1::text[]) as said
           where strpos(t::text, said) > 0) as some`,
        [texts],
      );
      if (row?.some === true) found.push(name);
    }
    return found;
  });
