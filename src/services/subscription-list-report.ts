import { listSubscriptions } from "../store/subscription-list.ts";
import { phasesOf } from "../store/subscription-phases.ts";
import type { ListedSubscription, SubscriptionQuery } from "./list-queries.ts";
import { pageOrThrow, type ReportParts, reading } from "./report-parts.ts";
import type { Page } from "./reports.ts";
import type { SubscriptionSummary } from "./subscription-answers.ts";
import { subscriptionSummaries } from "./subscription-summaries.ts";

/** A page of subscriptions as they stand now, those that begin last in front. */
export const subscriptionsReport = (
  parts: ReportParts,
  tenant: string,
  { q, ...query }: SubscriptionQuery,
): Promise<Page<ListedSubscription>> =>
  reading(parts, tenant, async (tx) => {
    const now = parts.clock.now(tenant);
    const listed = await listSubscriptions(tx, {
      ...query,
      ...(q === undefined ? {} : { search: q }),
      at: now,
    });
    const page = pageOrThrow(listed);
    const customers = [...new Set(page.items.map(({ customer }) => customer))];
    const [models, phases] = await Promise.all([parts.library.of(tx), phasesOf(tx, customers)]);
    const items = page.items.flatMap(({ subscription, customer, customerName }) => {
      const own = phases.filter(
        (phase) => phase.subscription === subscription && phase.customer === customer,
      );
      return subscriptionSummaries(own, models, now).map((summary) => ({
        ...summary,
        customer,
        customerName,
      }));
    });
    return { items, next: page.next };
  });

/** Subscriptions of some customers by their ids, as they stand now; those that are not there are left out. */
export const subscriptionsById = (
  parts: ReportParts,
  tenant: string,
  customers: readonly string[],
  ids: ReadonlySet<string>,
): Promise<readonly SubscriptionSummary[]> =>
  reading(parts, tenant, async (tx) => {
    const [models, phases] = await Promise.all([parts.library.of(tx), phasesOf(tx, customers)]);
    const asked = phases.filter(({ subscription }) => ids.has(subscription));
    return subscriptionSummaries(asked, models, parts.clock.now(tenant));
  });
