import { SegmentedControl } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { PlanFlows, PlanScenarios } from "../../api/plan.ts";
import { Chart } from "../../charts/chart.tsx";
import { moneyFlow } from "../../charts/money-flow.ts";
import type { Palette } from "../../charts/palette.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatPlanPeriod } from "../../format/plan-period.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ScenarioSelect } from "../../parts/scenario-select.tsx";
import { WithPlan } from "../../parts/with-plan.tsx";
import styles from "./business.module.css";
import { FlowTable, inOrder } from "./flow-table.tsx";
import { forecastRow } from "./forecast-row.ts";
import { useFlows } from "./queries.ts";

const route = getRouteApi("/plan");

/** The business as a picture: where a year's money comes from, and where it goes. */
export function BusinessPage() {
  return (
    <>
      <PageHeader
        title="Business model"
        intro="A year of the plan as money that flows: from customers through what they buy to revenue, and on to what it costs and what is left."
      />
      <WithPlan>{(plan) => <Picture plan={plan} />}</WithPlan>
    </>
  );
}

function Picture({ plan }: { plan: PlanScenarios }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const flows = useFlows(search.scenario, search.year);
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...part }, replace: true });
  return (
    <>
      <FilterBar>
        {plan.items.length > 0 && (
          <ScenarioSelect
            plan={plan}
            value={search.scenario}
            onChange={(scenario) => change({ scenario })}
          />
        )}
      </FilterBar>
      <Answer query={flows} loading={<LoadingBlock height={560} />}>
        {(data) => (
          <PageStack busy={flows.isPlaceholderData}>
            <Panel
              title={`${data.name}, ${formatPlanPeriod(data.year)}`}
              intro="Choose a place to see its forecast. Amounts add up to the last digit at each of them."
              aside={
                <div className={styles.aside}>
                  <SegmentedControl
                    aria-label="Year"
                    size="xs"
                    data={data.years.map((year) => ({
                      value: year,
                      label: formatPlanPeriod(year),
                    }))}
                    value={data.year}
                    onChange={(year) => change({ year: year === data.years[0] ? undefined : year })}
                  />
                  <CsvButton
                    name={`flows-${data.year}`}
                    header={["from", "to", "amount", "currency"]}
                    rows={() => csvRows(data)}
                  />
                </div>
              }
            >
              <FlowPicture flows={data} />
            </Panel>
          </PageStack>
        )}
      </Answer>
    </>
  );
}

function FlowPicture({ flows }: { flows: PlanFlows }) {
  const navigate = useNavigate();
  const option = useCallback((palette: Palette) => moneyFlow(flows, palette), [flows]);
  const open = (id: string) => {
    const place = flows.nodes.find((node) => node.id === id);
    if (place === undefined) return;
    const { scenario } = flows;
    const search = { row: forecastRow(place), ...(scenario === null ? {} : { scenario }) };
    void navigate({ to: "/plan/forecast", search });
  };
  if (flows.links.length === 0)
    return (
      <EmptyState next={"Choose another year above."}>
        In this year nothing is earned, and nothing spent.
      </EmptyState>
    );
  const tallest = Math.max(
    ...[0, 1, 2, 3, 4, 5, 6].map(
      (column) => flows.nodes.filter((node) => node.column === column).length,
    ),
  );
  return (
    <Chart
      summary={summarize(flows)}
      option={option}
      height={Math.max(360, 180 + tallest * 42)}
      minWidth={880}
      onPlace={open}
      table={<FlowTable flows={flows} />}
    />
  );
}

function summarize({ nodes, year, currency }: PlanFlows): string {
  const told = nodes
    .filter(({ kind }) => kind !== "purchase")
    .map(({ label, amount }) => `${label}: ${formatMoney(amount, currency)}`);
  return `Flows of money in ${formatPlanPeriod(year)}. ${told.join("; ")}.`;
}

const csvRows = (flows: PlanFlows) => {
  const labels = new Map(flows.nodes.map(({ id, label }) => [id, label]));
  return inOrder(flows).map(({ from, to, amount }) => [
    labels.get(from) ?? from,
    labels.get(to) ?? to,
    amount,
    flows.currency,
  ]);
};
