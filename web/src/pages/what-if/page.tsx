import { useDebouncedValue } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { Overrides, PlanDriver, PlanScenarios } from "../../api/plan.ts";
import { Answer } from "../../parts/answer.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { ScenarioSelect } from "../../parts/scenario-select.tsx";
import { WithPlan } from "../../parts/with-plan.tsx";
import { AsScenario } from "./as-scenario.tsx";
import { DriverPanel, type Positions } from "./driver-panel.tsx";
import { Outcome } from "./outcome.tsx";
import { useDrivers, useWhatIf } from "./queries.ts";
import { overrideText, sliderScale } from "./slider-scale.ts";
import styles from "./what-if.module.css";

const route = getRouteApi("/plan/what-if");

/** So long a slider rests before the forecast is worked out anew, in milliseconds. */
const restMs = 150;

/** What would be if: figures of the plan are slid, and the forecast follows. */
export function WhatIfPage() {
  return (
    <>
      <PageHeader
        title="What if"
        intro="Slide a figure of the plan, and see what comes of it. Nothing is kept: each answer is the whole forecast, worked out anew."
      />
      <WithPlan>{(plan) => <Question plan={plan} />}</WithPlan>
    </>
  );
}

function Question({ plan }: { plan: PlanScenarios }) {
  const { scenario } = route.useSearch();
  const navigate = route.useNavigate();
  const drivers = useDrivers(scenario);
  return (
    <>
      {plan.items.length > 0 && (
        <FilterBar>
          <ScenarioSelect
            plan={plan}
            label="Begin with"
            value={scenario}
            onChange={(next) =>
              void navigate({ search: next === undefined ? {} : { scenario: next }, replace: true })
            }
          />
        </FilterBar>
      )}
      <Answer query={drivers} loading={<LoadingBlock height={560} />}>
        {(data) => (
          <Board key={data.scenario} drivers={data.items} scenario={data.scenario ?? undefined} />
        )}
      </Answer>
    </>
  );
}

interface Properties {
  readonly drivers: readonly PlanDriver[];
  readonly scenario: string | undefined;
}

function Board({ drivers, scenario }: Properties) {
  const [positions, setPositions] = useState<Positions>(new Map());
  const [rested] = useDebouncedValue(positions, restMs);
  const answer = useWhatIf(scenario, overridesOf(drivers, rested));
  const slide = (name: string, position: number | undefined): void =>
    setPositions((before) => {
      const after = new Map(before);
      if (position === undefined) after.delete(name);
      else after.set(name, position);
      return after;
    });
  return (
    <div className={styles.board}>
      <DriverPanel
        drivers={drivers}
        positions={positions}
        onSlide={slide}
        onReset={() => setPositions(new Map())}
      />
      <PageStack busy={answer.isPlaceholderData || rested !== positions}>
        <Answer query={answer} loading={<LoadingBlock height={560} />}>
          {(data) => <Outcome answer={data} />}
        </Answer>
        {positions.size > 0 && (
          <AsScenario scenario={scenario} set={overridesOf(drivers, positions)} />
        )}
      </PageStack>
    </div>
  );
}

/** What was slid, as formulas by name, in the order of the plan. */
const overridesOf = (drivers: readonly PlanDriver[], positions: Positions): Overrides =>
  Object.fromEntries(
    drivers.flatMap((driver) => {
      const position = positions.get(driver.name);
      return position === undefined
        ? []
        : [[driver.name, overrideText(sliderScale(driver), position)]];
    }),
  );
