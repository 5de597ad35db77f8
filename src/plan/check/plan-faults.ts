import { type Fault, faultsOf } from "../../fault/fault.ts";
import { dependentsOf } from "../../formula/dependencies.ts";
import type { ToldFigure } from "../../model/figures/told-figure.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import {
  type ChooseFigure,
  type CompiledPlan,
  compilePlan,
  givenNames,
  middle,
  type PlanRun,
  plannedFigures,
} from "../forecast/compile-plan.ts";
import { rangeFaults } from "../forecast/plan-ranges.ts";
import { purchaseFaults } from "../forecast/purchase-faults.ts";
import { segmentDrivers } from "../forecast/segment-drivers.ts";
import { undefinedFigure } from "../forecast/undefined-figure.ts";

/**
 * Why a plan, or a scenario of it, cannot be forecast, as far as its figures say so before anybody is billed: what {@link compilePlan},
 * {@link segmentDrivers} and {@link purchaseFaults} refuse, and figures that come to no number and do not follow from the forecast. Figures
 * with bounds are taken as the plan counts on them, then all at their lowest, then all at their highest, where customers, their chances and
 * what they buy have to be in bounds too.
 * Each fault once; none for a model without a horizon.
 */
export function planFaults(model: Model): readonly Fault[] {
  if (model.horizon === undefined) return [];
  const own = faultsOfScenario(model, undefined);
  const scenarios = own.length > 0 ? [] : Object.keys(model.scenarios ?? {});
  return eachOnce([
    ...own,
    ...scenarios.flatMap((scenario) =>
      faultsOfScenario(model, scenario).map((fault) => ({
        ...fault,
        message: `${fault.message} (scenario "${scenario}")`,
      })),
    ),
  ]);
}

/**
 * Figures of a model that come to no number, as after a division by zero, though nothing that is forecast reads them: `undefined-figure` of each.
 * What follows from the forecast is left out, for a metric has no value in a month in which it divides by nothing.
 */
export function planWarnings(model: Model): readonly Fault[] {
  if (model.horizon === undefined) return [];
  const compiled = compilePlan(model);
  const run = compiled.ok ? compiled.value.run(middle) : compiled;
  if (!compiled.ok || !run.ok) return [];
  const plan = compiled.value;
  const { entries, nouns, formulas } = plan;
  const ran = { entries, nouns, formulas, memory: run.value.memory };
  const elsewhere = new Set([
    ...plannedFigures(formulas),
    ...dependentsOf(formulas, givenNames(plan)),
  ]);
  return eachOnce(
    entries
      .filter(({ name, path }) => path.startsWith("/figures/") && !elsewhere.has(name))
      .flatMap(({ name }) => undefinedFigure(ran, new Set([name])) ?? []),
  );
}

function faultsOfScenario(model: Model, scenario: string | undefined): readonly Fault[] {
  const compiled = compilePlan(model, { scenario });
  if (!compiled.ok) return compiled.faults;
  const plan = compiled.value;
  const run = plan.run(middle);
  if (!run.ok) return run.faults;
  const { entries, nouns, formulas } = plan;
  const ran = { entries, nouns, formulas, memory: run.value.memory };
  const lost = undefinedFigure(ran, beforeForecast(plan));
  const likely = [...(lost === undefined ? [] : [lost]), ...driverFaults(model, plan, run.value)];
  return likely.length > 0 ? likely : faultsAtBounds(model, plan);
}

/**
 * What keeps a compiled plan from being forecast where its figures are all at their lowest, or all at their highest: customers, their chances,
 * amounts and quantities that are outside theirs. None where nothing has bounds.
 */
export function faultsAtBounds(model: Model, plan: CompiledPlan): readonly Fault[] {
  if (![...plan.told.values()].some(({ low, high }) => low !== high)) return [];
  return ends.flatMap(({ choose, words }) => {
    const end = plan.run(choose);
    const faults = end.ok ? driverFaults(model, plan, end.value) : [];
    return faults
      .filter(({ code }) => boundedCodes.has(code))
      .map((fault) => ({ ...fault, message: `${fault.message}, where ${words}` }));
  });
}

/** Shares that are told one by one are whole as the plan counts on them, and a division by zero at a bound is met by no draw. */
const boundedCodes: ReadonlySet<string> = new Set([
  "chance-out-of-range",
  "negative-customers",
  "share-out-of-range",
  "amount-below-zero",
  "quantity-not-whole",
]);

const ends: readonly { readonly choose: ChooseFigure; readonly words: string }[] = [
  { choose: ({ low }: ToldFigure) => low, words: "figures with bounds are at their lowest" },
  { choose: ({ high }: ToldFigure) => high, words: "figures with bounds are at their highest" },
];

function driverFaults(model: Model, plan: CompiledPlan, run: PlanRun): readonly Fault[] {
  const { months } = plan;
  const after = dependentsOf(plan.formulas, givenNames(plan));
  return [
    ...entriesOf<Segment>(model.segments).flatMap(([id, segment]) => [
      ...faultsOf(segmentDrivers(id, segment, run, { model, months })),
      ...purchaseFaults(id, segment, run, { model, months }),
    ]),
    ...rangeFaults(model, run, months, (figure) => !after.has(figure)),
  ];
}

/** Figures of the plan that are known before its customers are billed. */
function beforeForecast(plan: CompiledPlan): ReadonlySet<string> {
  const after = dependentsOf(plan.formulas, givenNames(plan));
  return new Set([...plannedFigures(plan.formulas)].filter((name) => !after.has(name)));
}

function eachOnce(faults: readonly Fault[]): readonly Fault[] {
  const first = new Map<string, Fault>();
  for (const fault of faults) {
    const key = `${fault.code} ${fault.path} ${fault.value}`;
    if (!first.has(key)) first.set(key, fault);
  }
  return [...first.values()];
}
