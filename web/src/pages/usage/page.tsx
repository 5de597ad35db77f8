import { getRouteApi } from "@tanstack/react-router";
import type { Meter } from "../../api/usage.ts";
import { Answer } from "../../parts/answer.tsx";
import { type DayRange, useRecentRange } from "../../parts/day-range.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { useMeters } from "./queries.ts";
import { UnbilledPanel } from "./unbilled-panel.tsx";
import { UsageFilters } from "./usage-filters.tsx";
import { UsagePanel } from "./usage-panel.tsx";

const route = getRouteApi("/usage");

/** What was metered, by whom, and what of it could not be billed. */
export function UsagePage() {
  const meters = useMeters();
  const recent = useRecentRange();
  return (
    <>
      <PageHeader title="Usage" intro="Every accepted event, counted once. Days are UTC." />
      <WithModel>
        <PageStack>
          <Answer query={meters} loading={<LoadingBlock height={620} />}>
            {({ items }) =>
              items.length === 0 || recent === undefined ? (
                <EmptyState>The model has no meters, so nothing is counted.</EmptyState>
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
  const meter = meters.find(({ id }) => id === search.meter) ?? meters[0];
  const window = search.window ?? "day";
  const days = { from: search.from ?? recent.from, to: search.to ?? recent.to };
  if (meter === undefined) return null;
  return (
    <div>
      <UsageFilters
        meters={meters}
        meter={meter.id}
        window={window}
        days={days}
        customer={search.customer}
        onChange={(part) => void navigate({ search: { ...search, ...part }, replace: true })}
      />
      <UsagePanel meter={meter} window={window} days={days} customer={search.customer} />
    </div>
  );
}
