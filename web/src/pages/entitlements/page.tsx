import { getRouteApi, Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import { AlertTable } from "../../parts/alert-table.tsx";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { EntitlementSources } from "../../parts/entitlement-sources.tsx";
import { holdingNames } from "../../parts/holding-names.ts";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { QuotaList } from "../../parts/quota-list.tsx";
import { AccessBanner } from "./access-banner.tsx";
import { FeatureTable } from "./feature-table.tsx";
import { MayTheyPanel } from "./may-they-panel.tsx";
import { useCustomer, useCustomerAlerts, useEntitlements, useMeters } from "./queries.ts";
import { ReservationsPanel } from "./reservations-panel.tsx";

const route = getRouteApi("/customers/$customerId/entitlements");

/** What one customer may use: features, quotas and how they stand, and the question whether it may. */
export function EntitlementsPage() {
  const { customerId } = route.useParams();
  const customer = useCustomer(customerId);
  const back = isMissing(customer)
    ? ({ label: "Customers", link: { to: "/customers" } } as const)
    : ({
        label: customer.data?.name ?? "Customer",
        link: { to: "/customers/$customerId", params: { customerId } },
      } as const);
  return (
    <>
      <PageHeader
        title={isMissing(customer) ? "No such customer" : "Entitlements"}
        intro={customer.data && `What ${customer.data.name} may use, by all that it bought.`}
        back={back}
      />
      <Answer<Customer>
        query={customer}
        loading={<LoadingBlock height={420} />}
        missing={
          <Missing action={<Link to="/customers">All customers</Link>}>
            No customer has the id <code>{customerId}</code>.
          </Missing>
        }
      >
        {(data) => <Entitled customer={data} />}
      </Answer>
    </>
  );
}

function Entitled({ customer }: { customer: Customer }) {
  const entitlements = useEntitlements(customer.id);
  const meters = useMeters();
  const meterNames = new Map(meters.map(({ id, name }) => [id, name]));
  const names = holdingNames(customer);
  const zone = customer.timeZone ?? "UTC";
  return (
    <Answer query={entitlements} loading={<LoadingBlock height={420} />}>
      {(data) => (
        <PageStack>
          <AccessBanner entitlements={data} zone={zone} />
          <MayTheyPanel customer={customer.id} meters={meters} features={data.features} />
          <Panel title="Quotas" intro="How much of a meter may be used in a window of time">
            {data.quotas.length === 0 ? (
              <EmptyState next={<InModel>Set a quota in the model</InModel>}>
                Nothing limits use in time. A plan, add-on or contract may state <code>quotas</code>
                : a meter, a limit, and the window that it counts in.
              </EmptyState>
            ) : (
              <QuotaList
                quotas={data.quotas}
                zone={zone}
                meters={meterNames}
                sources={({ sources }) => <EntitlementSources sources={sources} names={names} />}
              />
            )}
          </Panel>
          <Panel title="Features" flush>
            {data.features.length === 0 ? (
              <EmptyState next={<InModel>Add a feature to the model</InModel>}>
                The model has no <code>features</code>: flags, limits and levels that plans grant.
              </EmptyState>
            ) : (
              <FeatureTable features={data.features} names={names} />
            )}
          </Panel>
          <ReservationsPanel customer={customer.id} meters={meterNames} />
          <AlertsPanel customer={customer.id} meters={meterNames} />
        </PageStack>
      )}
    </Answer>
  );
}

function AlertsPanel({
  customer,
  meters,
}: {
  customer: string;
  meters: ReadonlyMap<string, string>;
}) {
  const alerts = useCustomerAlerts(customer);
  return (
    <Panel title="Alerts" id="alerts" intro="When use came close to a quota, once a window" flush>
      <PageList
        query={alerts}
        noun="alert"
        empty={
          <EmptyState next={<Link to="/alerts">See every alert</Link>}>
            Use of this customer came close to no quota. When it does, it is noted here.
          </EmptyState>
        }
      >
        {(items) => (
          <AlertTable caption="Alerts" alerts={items} meters={meters} withCustomer={false} />
        )}
      </PageList>
    </Panel>
  );
}
