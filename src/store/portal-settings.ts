import type { Tx } from "./tenant.ts";

/** What a tenant chose for its portal, as JSON text; `{}` where it chose nothing. */
export async function findPortalSettings(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ settings: string }>("select settings from portal_settings");
  return row?.settings ?? "{}";
}

/** Replaces what a tenant chose for its portal. */
export async function savePortalSettings(tx: Tx, settings: string): Promise<void> {
  await tx.run(
    `insert into portal_settings (settings) values ($1)
      on conflict (tenant) do update set settings = excluded.settings`,
    [settings],
  );
}
