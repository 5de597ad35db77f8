import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A tenant's choices, as they were given, and when. */
export interface StoredMetricSettings {
  /** JSON: a preset's name and what differs from it. */
  readonly settings: string;
  readonly savedAt: Instant;
}

const readSettings: Statement = {
  name: "read-metric-settings",
  text: `select settings, saved_at as "savedAt" from metric_settings`,
};

/** The transaction's tenant's choices; undefined where none were saved. */
export const storedMetricSettings = async (tx: Tx): Promise<StoredMetricSettings | undefined> =>
  (await tx.rows<{ settings: string; savedAt: Instant }>(readSettings))[0];

const saveSettings: Statement = {
  name: "save-metric-settings",
  text: `insert into metric_settings (settings, saved_at) values ($1, $2)
    on conflict (tenant) do update set settings = excluded.settings, saved_at = excluded.saved_at`,
};

/** Replaces the tenant's choices. */
export async function saveMetricSettings(tx: Tx, settings: string, now: Instant): Promise<void> {
  await tx.run(saveSettings, [settings, formatInstant(now)]);
}
