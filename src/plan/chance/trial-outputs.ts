import type { Target } from "../../model/capital.ts";
import { monthOfPlan } from "../../model/drivers/month-of-plan.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { CompiledPlan } from "../forecast/compile-plan.ts";
import { type PeriodRule, plansMoney } from "../forecast/forecast-rows.ts";

/** A figure whose months every trial is asked for. */
export interface TrialFigure {
  /** `cash`; the figure of the plan is `forecast.cash`. */
  readonly id: string;
  readonly label: string;
  readonly unit: "money" | "customers";
  readonly over: PeriodRule;
}

/** A target that every trial is held against. */
export interface TrialTarget {
  readonly id: string;
  readonly name: string;
  /** The figures of its bounds, where it has them. */
  readonly atLeast: string | undefined;
  readonly atMost: string | undefined;
  /** The months that are looked at, from 0, half-open; none where the plan ends before. */
  readonly from: number;
  readonly to: number;
}

/** What is kept of each trial. */
export interface TrialOutputs {
  readonly figures: readonly TrialFigure[];
  readonly targets: readonly TrialTarget[];
}

const customers: readonly TrialFigure[] = [
  { id: "customers", label: "Customers", unit: "customers", over: "last" },
  { id: "mrr", label: "Monthly recurring revenue", unit: "money", over: "last" },
  { id: "revenue", label: "Revenue", unit: "money", over: "sum" },
];

const money: readonly TrialFigure[] = [
  { id: "ebitda", label: "EBITDA", unit: "money", over: "sum" },
  { id: "cash", label: "Cash at the end", unit: "money", over: "last" },
];

/** The figures of the plan that these are made of, by name. */
export const wantedFigures = ({ figures, targets }: TrialOutputs): readonly string[] => [
  ...figures.map(({ id }) => `forecast.${id}`),
  ...targets.flatMap(({ id, atLeast, atMost }) => [
    `targets.${id}`,
    ...(atLeast === undefined ? [] : [atLeast]),
    ...(atMost === undefined ? [] : [atMost]),
  ]),
];

/** The key figures of a model's forecast, and its targets. */
export function trialOutputs(model: Model, { months, formulas }: CompiledPlan): TrialOutputs {
  const from = model.horizon?.from ?? "";
  const bound = (name: string): string | undefined =>
    formulas.places.has(name) ? name : undefined;
  return {
    figures: plansMoney(model) ? [...customers, ...money] : customers,
    targets: entriesOf<Target>(model.targets).map(([id, { name, by }]) => {
      const only = by === undefined ? undefined : monthOfPlan(by, from) - 1;
      const within = only === undefined || (only >= 0 && only < months);
      return {
        id,
        name,
        atLeast: bound(`targets.${id}.at-least`),
        atMost: bound(`targets.${id}.at-most`),
        from: within ? (only ?? 0) : 0,
        to: within ? (only ?? months - 1) + 1 : 0,
      };
    }),
  };
}
