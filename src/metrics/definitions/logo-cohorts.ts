import { cohortTable } from "../cohorts.ts";
import { customerSettings, type TriangleMetric } from "../metric.ts";

/** How many customers first won in a month are customers after each month of age. */
export const logoCohorts: TriangleMetric = {
  shape: "triangle",
  id: "logo-cohorts",
  name: "Customer cohorts",
  unit: "count",
  period: "cohort",
  definition: "How many customers first won in a month are customers after each month of age.",
  formula: "cell / initial",
  source: "ChartMogul Help, Cohort Analysis",
  settings: [...customerSettings, "grouping", "cohortClock"],
  tabulate: (facts) => cohortTable(facts, "customers"),
};
