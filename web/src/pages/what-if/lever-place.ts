import type { LookedFigure, PlanDriver } from "../../api/plan.ts";

/** The plan whose drivers are moved. */
export interface LeverPlace {
  readonly drivers: readonly PlanDriver[];
  readonly figures: readonly LookedFigure[];
  /** Its months, the first one first. */
  readonly months: readonly string[];
  readonly scenario: string | undefined;
  readonly currency: string;
}
