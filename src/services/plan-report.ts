import { subscribersByPlan } from "../store/reports.ts";
import { chargeSummaries, recurringPrices } from "./plan-prices.ts";
import { type ReportParts, reading } from "./report-parts.ts";
import type { PlanSummary } from "./reports.ts";

/** The plans of the current model, and how many subscriptions to each are in service. */
export const plansReport = (
  { clock, ...parts }: ReportParts,
  tenant: string,
): Promise<readonly PlanSummary[]> =>
  reading(parts, tenant, async (tx) => {
    const model = (await parts.library.of(tx))?.books.current.model;
    if (model === undefined) return [];
    const subscribers = await subscribersByPlan(tx, clock.now(tenant));
    return Object.entries(model.plans).map(([id, plan]) => ({
      id,
      name: plan.name,
      stream: plan.stream,
      streamName: model.streams[plan.stream]?.name ?? plan.stream,
      prices: recurringPrices(plan),
      charges: chargeSummaries(plan, model),
      subscribers: subscribers.get(id) ?? 0,
    }));
  });
