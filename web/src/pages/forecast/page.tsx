import { getRouteApi } from "@tanstack/react-router";
import type { PlanForecast, PlanScenarios } from "../../api/plan.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { WithPlan } from "../../parts/with-plan.tsx";
import { BandsPanel } from "./bands-panel.tsx";
import styles from "./forecast.module.css";
import { ComparedLine, MrrMovements, RevenueByStream } from "./forecast-charts.tsx";
import { ForecastFilters } from "./forecast-filters.tsx";
import { Headline } from "./headline.tsx";
import { planItself, useBands, useBeside, useForecast } from "./queries.ts";
import { StatementTable } from "./statement-table.tsx";
import { TrialsProgress } from "./trials-progress.tsx";

const route = getRouteApi("/plan/forecast");

/** What the plan's customers come to, month by month: recurring revenue, revenue, costs and cash. */
export function ForecastPage() {
  return (
    <>
      <PageHeader
        title="Forecast"
        intro="What the plan comes to, priced by the functions that bill. Customers are counted as they are expected."
      />
      <WithPlan>{(plan) => <Forecasts plan={plan} />}</WithPlan>
    </>
  );
}

function Forecasts({ plan }: { plan: PlanScenarios }) {
  const { scenario, beside, by = "year" } = route.useSearch();
  const forecast = useForecast(scenario, by);
  const other = useBeside(beside, by);
  const held =
    beside === undefined || other.data === undefined
      ? undefined
      : { name: nameOf(plan, beside), forecast: other.data };
  return (
    <>
      <ForecastFilters plan={plan} />
      {beside !== undefined && other.isError && (
        <ProblemNotice error={other.error} retry={() => void other.refetch()} />
      )}
      <Answer query={forecast} loading={<LoadingBlock height={640} />}>
        {(data) => (
          <Report
            forecast={data}
            name={nameOf(plan, data.scenario ?? planItself)}
            beside={held}
            drawn={plan.drawn > 0}
            busy={forecast.isPlaceholderData || other.isPlaceholderData}
          />
        )}
      </Answer>
    </>
  );
}

const nameOf = (plan: PlanScenarios, id: string): string =>
  id === planItself ? "The plan itself" : (plan.items.find((one) => one.id === id)?.name ?? id);

interface Properties {
  readonly forecast: PlanForecast;
  /** That of its scenario. */
  readonly name: string;
  readonly beside: { readonly name: string; readonly forecast: PlanForecast } | undefined;
  /** Whether chance decides some figure of the plan. */
  readonly drawn: boolean;
  readonly busy: boolean;
}

function Report({ forecast, name, beside, drawn, busy }: Properties) {
  const { row } = route.useSearch();
  const bands = useBands(forecast, drawn);
  // The trials of the other one follow, so that the first bands are soon there.
  const isFirstDone = !bands.isFetching && !bands.isPending;
  const besideBands = useBands(beside?.forecast ?? forecast, drawn && isFirstDone);
  const shown = {
    own: { name, forecast, bands: bands.data },
    beside: beside === undefined ? undefined : { ...beside, bands: besideBands.data },
  };
  return (
    <PageStack busy={busy}>
      <Headline forecast={forecast} beside={beside} />
      <TrialsProgress bands={bands.isFetching ? bands : besideBands} />
      <div className={styles.pair}>
        <Panel title="Revenue by stream" intro="As it is earned">
          <RevenueByStream forecast={forecast} />
        </Panel>
        <Panel title="How MRR moves" intro="Won above the line, lost below it">
          <MrrMovements forecast={forecast} />
        </Panel>
        <Panel title="Revenue" intro="Of each period">
          <ComparedLine of="revenue" {...shown} />
        </Panel>
        <Panel title="Monthly recurring revenue" intro="At the end of each period">
          <ComparedLine of="mrr" {...shown} />
        </Panel>
        <Panel title="EBITDA" intro="Of each period">
          <ComparedLine of="ebitda" {...shown} />
        </Panel>
        <Panel title="Cash" intro="At the end of each period">
          <ComparedLine of="cash" {...shown} />
        </Panel>
      </div>
      <BandsPanel bands={bands} drawn={drawn} of={beside === undefined ? undefined : name} />
      <Panel
        title="Every figure"
        intro="Amounts of a period are those of its months together, and rates and margins are computed of them; balances and customers are those at its end."
        flush
        aside={
          <CsvButton
            name={`forecast-${forecast.by}`}
            header={[
              "section",
              "figure",
              "id",
              "unit",
              ...forecast.periods.map(({ label }) => label),
            ]}
            rows={() =>
              forecast.rows.map(({ section, label, id, unit, values }) => [
                section,
                label,
                id,
                unit,
                ...values,
              ])
            }
          />
        }
      >
        <StatementTable forecast={forecast} row={row} />
      </Panel>
    </PageStack>
  );
}
