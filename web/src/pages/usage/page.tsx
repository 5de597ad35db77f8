import { getRouteApi } from "@tanstack/react-router";
import type { SubscriptionSummary } from "../../api/customers.ts";
import type { Meter, UsageCut } from "../../api/usage.ts";
import { Answer } from "../../parts/answer.tsx";
import { type DayRange, useRecentRange } from "../../parts/day-range.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { narrowed } from "../../search-parameters.ts";
import { useCustomer, useMeters } from "./queries.ts";
import { UnbilledPanel } from "./unbilled-panel.tsx";
import { type UsageChoice, UsageFilters } from "./usage-filters.tsx";
import { UsagePanel } from "./usage-panel.tsx";

const route = getRouteApi("/usage");

/** What was metered, by whom, and what of it could not be billed. */
export function UsagePage() {
  const meters = useMeters();
  const recent = useRecentRange();
  return (
    <>
      <PageHeader
        title="Usage"
        intro="Every accepted event, counted once. Days are UTC, and those of the account where one customer is chosen."
      />
      <WithModel>
        <PageStack>
          <Answer query={meters} loading={<LoadingBlock height={620} />}>
            {({ items }) =>
              items.length === 0 || recent === undefined ? (
                <EmptyState next={<InModel>Add a meter to the model</InModel>}>
                  The model has no meters, so nothing is counted.
                </EmptyState>
              ) : (
                <MeteredUsage meters={items} recent={recent} />
              )
            }
          </Answer>
          <UnbilledPanel />
        </PageStack>
      </WithModel>
    </>
  );
}

function MeteredUsage({ meters, recent }: { meters: readonly Meter[]; recent: DayRange }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const customer = useCustomer(search.customer);
  const meter = meters.find(({ id }) => id === search.meter) ?? meters[0];
  if (meter === undefined) return null;
  const days = { from: search.from ?? recent.from, to: search.to ?? recent.to };
  // An add-on seldom charges for use by itself.
  const subscriptions = [...(customer?.subscriptions ?? [])].sort(
    (left, right) => Number(left.of !== null) - Number(right.of !== null),
  );
  const zone = customer?.timeZone ?? "UTC";
  const cut: UsageCut = {
    window: search.window ?? "day",
    subscription: subscriptionOf(search, subscriptions),
    groupBy: meter.dimensions.find((dimension) => dimension === search.by),
    timezone: zone,
  };
  return (
    <div>
      <UsageFilters
        meters={meters}
        meter={meter}
        cut={cut}
        days={days}
        customer={search.customer}
        zone={zone}
        subscriptions={subscriptions}
        onChange={(part) => void navigate({ search: narrowed(search, part), replace: true })}
      />
      <UsagePanel meter={meter} cut={cut} days={days} customer={search.customer} zone={zone} />
    </div>
  );
}

/** Whose billing periods the bars are: the subscription that is chosen, else the customer's first; of nobody for other bars. */
function subscriptionOf(
  { window, subscription }: UsageChoice,
  subscriptions: readonly SubscriptionSummary[],
): string | undefined {
  if (window !== "period") return undefined;
  return subscriptions.find(({ id }) => id === subscription)?.id ?? subscriptions[0]?.id;
}
