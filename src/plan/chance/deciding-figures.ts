import { reachedFrom } from "../../formula/dependencies.ts";
import { isDrawn } from "../../model/figures/told-figure.ts";
import { type CompiledPlan, isPlanned, plannedFigures } from "../forecast/compile-plan.ts";

/** The figures of a plan that chance decides, by name. */
export interface DecidingFigures {
  /** Those that the forecast depends on; claims alone may read others. */
  readonly planned: ReadonlySet<string>;
  /**
   * Those that trials draw: the same, what else the targets read that look at the forecast, and what lies together with any of them. None where the
   * forecast depends on none.
   */
  readonly drawn: ReadonlySet<string>;
}

/** Sets figures with bounds that decide something of a forecast apart from those that decide nothing of it. */
export function decidingFigures(plan: CompiledPlan): DecidingFigures {
  const { told, formulas, correlated } = plan;
  const chanced = [...told.values()].filter(isDrawn).map(({ name }) => name);
  const forecast = plannedFigures(formulas);
  const planned = new Set(chanced.filter((name) => forecast.has(name)));
  if (planned.size === 0) return { planned, drawn: planned };
  const names = [...formulas.places.keys()];
  const looking = new Set(
    names.flatMap((name) => {
      const target = targetOf(name);
      if (target === undefined) return [];
      const reads = reachedFrom(formulas, [name]);
      return [...reads].some(isPlanned) ? [target] : [];
    }),
  );
  const held = reachedFrom(
    formulas,
    names.filter((name) => looking.has(targetOf(name) ?? "")),
  );
  const drawn = new Set(chanced.filter((name) => planned.has(name) || held.has(name)));
  if (correlated.names.some((name) => drawn.has(name)))
    for (const name of correlated.names) drawn.add(name);
  return { planned, drawn };
}

/** The target that a figure is of: `targets.cash.at-least` is of `cash`. */
const targetOf = (name: string): string | undefined => /^targets\.([^.]+)/.exec(name)?.[1];
