import { getRouteApi } from "@tanstack/react-router";
import { AlertTable } from "../../parts/alert-table.tsx";
import { CustomerFilter } from "../../parts/customer-filter.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { useMeterNames } from "../../parts/use-meter-names.ts";
import { useAlerts } from "./queries.ts";

const route = getRouteApi("/alerts");

/** Who came to a share of what it may use, the newest first. */
export function AlertsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const alerts = useAlerts(filter);
  const meters = useMeterNames();
  return (
    <>
      <PageHeader
        title="Alerts"
        intro="Who came close to a quota, to what a plan includes or to a commitment, once a window each. A quota alerts at 80% unless it says otherwise."
      />
      <WithModel>
        <FilterBar>
          <CustomerFilter
            chosen={filter.customer}
            onChoose={(customer) => void navigate({ search: { customer }, replace: true })}
          />
        </FilterBar>
        <Sheet label="Alerts">
          <PageList
            query={alerts}
            noun="alert"
            empty={
              <EmptyState>
                {filter.customer === undefined ? (
                  <>
                    Nobody came close to a quota yet. A plan's <code>quotas</code> limit a meter in
                    a window of time; <code>alertAt</code> says at which shares of it an alert is
                    noted here, and the model's <code>alerts</code> say more.
                  </>
                ) : (
                  "This customer came close to no quota."
                )}
              </EmptyState>
            }
          >
            {(items) => <AlertTable caption="Alerts" alerts={items} meters={meters} />}
          </PageList>
        </Sheet>
      </WithModel>
    </>
  );
}
