import { getRouteApi } from "@tanstack/react-router";
import type { PlanScenarios, PlanTargets, TargetResult } from "../../api/plan.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ScenarioSelect } from "../../parts/scenario-select.tsx";
import { WithPlan } from "../../parts/with-plan.tsx";
import { useChances, useTargets } from "./queries.ts";
import { TargetTable } from "./target-table.tsx";

const route = getRouteApi("/plan/targets");

/** What the plan is to reach, and whether it does. */
export function TargetsPage() {
  return (
    <>
      <PageHeader
        title="Targets"
        intro="Rules that the plan is held against in every month, and gates that it must pass by one."
      />
      <WithPlan>{(plan) => <Board plan={plan} />}</WithPlan>
    </>
  );
}

function Board({ plan }: { plan: PlanScenarios }) {
  const { scenario } = route.useSearch();
  const navigate = route.useNavigate();
  const targets = useTargets(scenario);
  return (
    <>
      {plan.items.length > 0 && (
        <FilterBar>
          <ScenarioSelect
            plan={plan}
            value={scenario}
            onChange={(next) =>
              void navigate({ search: next === undefined ? {} : { scenario: next }, replace: true })
            }
          />
        </FilterBar>
      )}
      <Answer query={targets} loading={<LoadingRows />}>
        {(data) => (
          <Results targets={data} drawn={plan.drawn > 0} busy={targets.isPlaceholderData} />
        )}
      </Answer>
    </>
  );
}

const header = ["target", "name", "verdict", "month", "figure", "bound", "missed months"];
const csvRow = (one: TargetResult) => [
  one.target,
  one.name,
  one.verdict,
  one.month ?? null,
  one.figure ?? null,
  one.bound ?? null,
  one.missedMonths,
];

interface Properties {
  readonly targets: PlanTargets;
  readonly drawn: boolean;
  readonly busy: boolean;
}

function Results({ targets: { items, scenario }, drawn, busy }: Properties) {
  const chances = useChances(scenario ?? undefined, drawn);
  const count = (verdict: TargetResult["verdict"]): number =>
    items.filter((one) => one.verdict === verdict).length;
  return (
    <PageStack busy={busy}>
      {items.length > 0 && (
        <FigureStrip>
          <Figure
            name="Missed"
            value={count("missed")}
            note={`Of ${items.length}`}
            tone={count("missed") > 0 ? "attention" : "plain"}
          />
          <Figure name="Reached" value={count("reached")} note="By the plan's own figures" />
          {count("undefined") > 0 && (
            <Figure name="No figure" value={count("undefined")} note="It divides by nothing" />
          )}
          <Figure
            name="Beyond the plan"
            value={count("beyond")}
            note="Their month lies outside of it"
          />
        </FigureStrip>
      )}
      <Panel
        title="Targets"
        intro="Of a rule, the first month that breaks it, or the one that comes nearest to doing so."
        flush
        aside={
          items.length === 0 ? undefined : (
            <CsvButton name="targets" header={header} rows={() => items.map(csvRow)} />
          )
        }
      >
        {items.length === 0 ? (
          <EmptyState next={<InModel>Write a target in the model</InModel>}>
            The model has no targets. Write one under <code>targets</code>:{" "}
            <code>
              {'{ cash: { name: "Never out of cash", figure: "forecast.cash", atLeast: "0 USD" } }'}
            </code>
          </EmptyState>
        ) : (
          <TargetTable targets={items} chances={chances} />
        )}
      </Panel>
    </PageStack>
  );
}
