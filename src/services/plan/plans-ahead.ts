import type { Model } from "../../model/model.ts";
import { listTenants } from "../../store/tenants.ts";
import { countedAsKept } from "../kept-settings.ts";
import type { ReportParts } from "../report-parts.ts";
import type { PlanDesks } from "./plan-reports.ts";

/** Tenants whose plans are worked out before anybody asks; the threads keep no more models than that. */
const tenantsMost = 8;

/**
 * Works out the plans of the first tenants' newest models, by the settings that they keep, when a server starts and when either is
 * changed, and has the reports read that remember what they are counted from: the first page of either finds it there. Answers how many were
 * begun. Nothing is done without threads, which what is asked meanwhile does not wait for.
 */
export function createPlansAhead(
  { store, library }: Pick<ReportParts, "store" | "library">,
  desks: PlanDesks,
  inThreads: boolean,
  readReports: (tenant: string) => Promise<unknown>,
): () => Promise<number> {
  const begun = new Map<string, Model>();
  const begin = async (tenant: string): Promise<number> => {
    const model = await store.withTenant(
      tenant,
      async (tx) => {
        const models = await library.of(tx);
        return models && countedAsKept(tx, models.books.current.model);
      },
      { readOnly: true },
    );
    if (model === undefined || begun.get(tenant) === model) return 0;
    begun.set(tenant, model);
    const plans =
      model.horizon === undefined
        ? []
        : [desks.quick(model, "forecast", {}), desks.slow(model, "audit", {})];
    // A server that ends does not wait for it. What fails fails again for whoever asks, and is told there.
    for (const work of [...plans, readReports(tenant)]) work.catch(() => undefined);
    return 1;
  };
  return async () => {
    if (!inThreads) return 0;
    const tenants = await listTenants(store.pool);
    let count = 0;
    for (const { id } of tenants.slice(0, tenantsMost)) count += await begin(id);
    return count;
  };
}
