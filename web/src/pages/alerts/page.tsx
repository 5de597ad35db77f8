import { getRouteApi } from "@tanstack/react-router";
import type { AlertAudience, AlertFilter } from "../../api/alerts.ts";
import { AlertTable } from "../../parts/alert-table.tsx";
import { AnySelect } from "../../parts/any-select.tsx";
import { CustomerFilter } from "../../parts/customer-filter.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { useMeterNames } from "../../parts/use-meter-names.ts";
import { narrowed } from "../../search-parameters.ts";
import { useAlerts } from "./queries.ts";

const route = getRouteApi("/alerts");

const audiences: readonly { readonly value: AlertAudience; readonly label: string }[] = [
  { value: "customer", label: "The customer" },
  { value: "sales", label: "Sales" },
  { value: "support", label: "Support" },
];

/** Who came to a share of what it may use, the newest first. */
export function AlertsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const alerts = useAlerts(filter);
  const meters = useMeterNames();
  const change = (part: AlertFilter) =>
    void navigate({ search: narrowed(filter, part), replace: true });
  return (
    <>
      <PageHeader
        title="Alerts"
        intro="Who came close to a quota, to what a plan includes or to a commitment, once a window each. A quota alerts at 80% unless it says otherwise."
      />
      <WithModel>
        <FilterBar>
          <CustomerFilter chosen={filter.customer} onChoose={(customer) => change({ customer })} />
          <AnySelect
            label="Meter"
            every="Every meter"
            choices={[...meters].map(([value, label]) => ({ value, label }))}
            chosen={filter.meter}
            onChoose={(meter) => change({ meter })}
          />
          <AnySelect
            label="Meant for"
            every="Everybody"
            choices={audiences}
            chosen={filter.audience}
            onChoose={(audience) => change({ audience })}
          />
        </FilterBar>
        <Sheet label="Alerts">
          <PageList
            query={alerts}
            noun="alert"
            empty={
              Object.keys(filter).length > 0 ? (
                <NoMatch noun="alert" />
              ) : (
                <EmptyState next={<InModel>Set a quota in the model</InModel>}>
                  Nobody came close to a quota yet. A plan's <code>quotas</code> limit a meter in a
                  window of time; <code>alertAt</code> says at which shares of it an alert is noted
                  here, and the model's <code>alerts</code> say more.
                </EmptyState>
              )
            }
          >
            {(items) => <AlertTable caption="Alerts" alerts={items} meters={meters} />}
          </PageList>
        </Sheet>
      </WithModel>
    </>
  );
}
