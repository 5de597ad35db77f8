import { DAY_MS, type Instant } from "../../time/instant.ts";
import type { ApiClient } from "./api-client.ts";
import type { LaterFact } from "./lives.ts";
import { payInvoices } from "./payers.ts";

/**
 * What happens on each day besides purchases and usage: facts are told, and invoices paid. A fact that does not fit an account
 * by then, as happens with some seeds, is refused like anybody's, and life goes on.
 */
export function liveThrough(
  api: ApiClient,
  lives: readonly LaterFact[],
  from: Instant,
): (day: number) => Promise<void> {
  const byDay = new Map<number, LaterFact[]>();
  for (const fact of lives) byDay.set(fact.day, [...(byDay.get(fact.day) ?? []), fact]);
  return async (day) => {
    for (const { path, body } of byDay.get(day) ?? []) await api.post(path, body).catch(() => {});
    await payInvoices(api, day, from + (day + 1) * DAY_MS);
  };
}
