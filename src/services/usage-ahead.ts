import type { Store } from "../store/store.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import type { Reports } from "./reports.ts";

/** So many days, the running one the last, are what the console shows of usage until somebody chooses others. */
const recentDays = 31;

/** The beginning of an instant's day, UTC. */
export const dayOf = (at: Instant): Instant => Math.floor(at / DAY_MS) * DAY_MS;

/**
 * Reads what the console's pages ask first of a tenant's usage, so that it is remembered when somebody does: how many events there are
 * and are unbilled, and of the first meter the recent days and who used most. One after the other, and no more once `ending` is aborted. Nothing is
 * remembered of events that are kept in ClickHouse.
 */
export async function readUsageAhead(
  { engine }: Pick<Store["events"], "engine">,
  reports: Pick<Reports, "summary" | "meters" | "usage" | "topUsage">,
  tenant: string,
  now: Instant,
  ending?: AbortSignal,
): Promise<void> {
  if (engine !== "postgres") return;
  const [meter] = await reports.meters(tenant);
  const to = dayOf(now) + DAY_MS;
  const range = { meter: meter?.id ?? "", from: to - recentDays * DAY_MS, to };
  const readings = [
    () => reports.summary(tenant),
    () => reports.topUsage(tenant, { ...range, limit: 1 }),
    () => reports.usage(tenant, { ...range, window: "day" }),
  ];
  for (const read of meter === undefined ? readings.slice(0, 1) : readings) {
    if (ending?.aborted === true) return;
    await read();
  }
}
