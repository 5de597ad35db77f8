import { getRouteApi } from "@tanstack/react-router";
import { allSubscriptions } from "../../api/subscriptions.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ApiCall } from "../../parts/next-act.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { useSubscriptions } from "./queries.ts";
import { SubscriptionFilters } from "./subscription-filters.tsx";
import { SubscriptionTable, subscriptionHeader, subscriptionRows } from "./subscription-table.tsx";

const route = getRouteApi("/subscriptions");

const firstOne = {
  id: "s-1",
  customer: "CUSTOMER",
  plan: "PLAN",
  cadence: "monthly",
  start: "YYYY-MM-DD",
} as const;

/** The subscriptions of all customers, narrowed by plan, standing, the days on which they begin, or words. */
export function SubscriptionsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const subscriptions = useSubscriptions(filter);
  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader
        title="Subscriptions"
        intro="As they stand now, those that begin last in front. An end is the first day without service."
        actions={
          <CsvButton
            name="subscriptions"
            header={subscriptionHeader}
            rows={async () => subscriptionRows(await allSubscriptions(filter))}
          />
        }
      />
      <WithModel>
        <SubscriptionFilters
          filter={filter}
          onChange={(next) => void navigate({ search: next, replace: true })}
        />
        <Sheet label="Subscriptions">
          <PageList
            csv={false}
            query={subscriptions}
            noun="subscription"
            empty={
              narrowed ? (
                <NoMatch noun="subscription" />
              ) : (
                <EmptyState next={<ApiCall path="/v1/subscriptions" body={firstOne} />}>
                  No subscription yet. One is a customer on a plan from a day on; its fees, its
                  usage and its changes are invoiced by its terms. Sell a plan of the model:
                </EmptyState>
              )
            }
          >
            {(items) => <SubscriptionTable subscriptions={items} />}
          </PageList>
        </Sheet>
      </WithModel>
    </>
  );
}
