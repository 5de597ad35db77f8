import { getRouteApi, Link } from "@tanstack/react-router";
import type { DeliveryState, WebhookDelivery } from "../../api/webhooks.ts";
import { formatMinute } from "../../format/format-date.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { EndpointsPanel } from "./endpoints-panel.tsx";
import { useDeliveries, useEndpoints } from "./queries.ts";
import styles from "./webhooks.module.css";

const route = getRouteApi("/webhooks");

const states: readonly { readonly value: DeliveryState; readonly label: string }[] = [
  { value: "waiting", label: "Waiting" },
  { value: "delivered", label: "Delivered" },
  { value: "failed", label: "Failed" },
];

const columns: readonly Column<WebhookDelivery>[] = [
  {
    key: "type",
    header: "Event",
    narrow: "title",
    cell: ({ id, type }) => (
      <Link to="/webhooks/deliveries/$deliveryId" params={{ deliveryId: id }}>
        {type}
      </Link>
    ),
  },
  {
    key: "account",
    header: "Account",
    cell: ({ account }) =>
      account === null ? (
        ""
      ) : (
        <Link to="/customers/$customerId" params={{ customerId: account }}>
          {account}
        </Link>
      ),
  },
  {
    key: "state",
    header: "State",
    narrow: "figure",
    cell: ({ state }) => states.find(({ value }) => value === state)?.label ?? state,
  },
  { key: "attempts", header: "Attempts", figure: true, cell: ({ attempts }) => attempts },
  {
    key: "created",
    header: "Since, UTC",
    figure: true,
    cell: ({ createdAt }) => <time dateTime={createdAt}>{formatMinute(createdAt)}</time>,
  },
];

/** Which other systems are told what happens, and what became of it. */
export function WebhooksPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const deliveries = useDeliveries(filter);
  const endpoints = useEndpoints();
  const choices = (endpoints.data?.items ?? []).map(({ id, url }) => ({ value: id, label: url }));
  const narrow = (part: Partial<typeof filter>) =>
    void navigate({ search: { ...filter, ...part }, replace: true });
  return (
    <>
      <PageHeader
        title="Webhooks"
        intro="Other systems are told what happens, signed and in order, until they take it."
      />
      <PageStack>
        <EndpointsPanel />
        <Panel title="Deliveries" intro="What was sent and what waits, of thirty days." flush>
          <div className={styles.filters}>
            <FilterBar>
              <AnySelect
                label="Endpoint"
                every="Every endpoint"
                choices={choices}
                chosen={filter.endpoint}
                onChoose={(endpoint) => narrow({ endpoint })}
              />
              <AnySelect
                label="State"
                every="Every state"
                choices={states}
                chosen={filter.state}
                onChoose={(state) => narrow({ state })}
              />
            </FilterBar>
          </div>
          <PageList
            query={deliveries}
            noun="message"
            empty={
              Object.keys(filter).length > 0 ? (
                <NoMatch noun="delivery" nouns="deliveries" />
              ) : (
                <EmptyState next={null}>
                  Nothing was sent yet. Once there is an endpoint, each event that it is told of
                  stands here, with what became of it.
                </EmptyState>
              )
            }
          >
            {(items) => (
              <RecordTable
                caption="Deliveries"
                columns={columns}
                rows={items}
                rowKey={({ id }) => id}
              />
            )}
          </PageList>
        </Panel>
      </PageStack>
    </>
  );
}
