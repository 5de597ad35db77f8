import type { Model } from "../model/model.ts";
import { listTenants } from "../store/tenants.ts";
import type { Instant } from "../time/instant.ts";
import { countedAsKept } from "./kept-settings.ts";
import type { PlanDesks } from "./plan/plan-reports.ts";
import type { ReportParts } from "./report-parts.ts";
import { dayOf } from "./usage-ahead.ts";

/** Tenants that are read ahead; the threads of plans keep no more models than that. */
const tenantsMost = 8;

/** What is read of a tenant beside its plans. */
export interface ReadersAhead {
  /** With each model. */
  readonly reports: (tenant: string) => Promise<unknown>;
  /** What pages show of the recent days; with each model and each day. */
  readonly usage: (tenant: string, now: Instant) => Promise<unknown>;
}

interface Begun {
  readonly model: Model;
  readonly day: Instant;
}

/**
 * Works out the plans of the first tenants' newest models, by the settings that they keep, when a server starts and when either is
 * changed, has the reports read that remember what they are counted from, and each day the usage of the recent ones: the first page of
 * any finds it there. Answers how many were begun. Nothing is done without threads, which what is asked meanwhile does not wait for.
 */
export function createReadAhead(
  { store, library, clock }: Pick<ReportParts, "store" | "library" | "clock">,
  desks: PlanDesks,
  inThreads: boolean,
  read: ReadersAhead,
): () => Promise<number> {
  const begun = new Map<string, Begun>();
  const begin = async (tenant: string): Promise<number> => {
    await clock.learn(tenant);
    const model = await store.withTenant(
      tenant,
      async (tx) => {
        const models = await library.of(tx);
        return models && countedAsKept(tx, models.books.current.model);
      },
      { readOnly: true },
    );
    const before = begun.get(tenant);
    const now = clock.now(tenant);
    const day = dayOf(now);
    if (model === undefined || (before?.model === model && before.day === day)) return 0;
    begun.set(tenant, { model, day });
    const works: Promise<unknown>[] = [read.usage(tenant, now)];
    if (before?.model !== model) {
      if (model.horizon !== undefined)
        works.push(desks.quick(model, "forecast", {}), desks.slow(model, "audit", {}));
      works.push(read.reports(tenant));
    }
    // A server that ends does not wait for it. What fails fails again for whoever asks, and is told there.
    for (const work of works) work.catch(() => undefined);
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
