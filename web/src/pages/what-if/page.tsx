import { useDebouncedValue } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { Overrides, PlanDriver, PlanDrivers, PlanScenarios } from "../../api/plan.ts";
import { Answer } from "../../parts/answer.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { ScenarioSelect } from "../../parts/scenario-select.tsx";
import { WithPlan } from "../../parts/with-plan.tsx";
import { AsScenario } from "./as-scenario.tsx";
import { DriverPanel, type Positions } from "./driver-panel.tsx";
import { GoalPanel } from "./goal-panel.tsx";
import type { LeverPlace } from "./lever-place.ts";
import { Outcome } from "./outcome.tsx";
import { useDrivers, useWhatIf } from "./queries.ts";
import { overrideText, sliderScale } from "./slider-scale.ts";
import { TornadoPanel } from "./tornado-panel.tsx";
import styles from "./what-if.module.css";

const route = getRouteApi("/plan/what-if");

/** So long a slider rests before the forecast is worked out anew, in milliseconds. */
const restMs = 40;

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
        {(data) => <Board key={data.scenario} drivers={data} />}
      </Answer>
    </>
  );
}

function Board({ drivers: plan }: { drivers: PlanDrivers }) {
  const { items: drivers, figures, currency } = plan;
  const scenario = plan.scenario ?? undefined;
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
        {answer.data !== undefined && (
          <Levers
            place={{ drivers, figures, months: answer.data.months, scenario, currency }}
            onSlide={slide}
          />
        )}
      </PageStack>
    </div>
  );
}

interface LeversProperties {
  readonly place: LeverPlace;
  readonly onSlide: (name: string, position: number) => void;
}

/** Questions about one figure of the plan, of the plan as it stands. */
function Levers({ place, onSlide }: LeversProperties) {
  return (
    <>
      <TornadoPanel {...place} />
      <GoalPanel {...place} onSlide={onSlide} />
    </>
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
