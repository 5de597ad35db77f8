import { cohortTable } from "../cohorts.ts";
import { customerSettings, type TriangleMetric } from "../metric.ts";

/** What the customers first won in a month are worth after each month of age. */
export const revenueCohorts: TriangleMetric = {
  shape: "triangle",
  id: "revenue-cohorts",
  name: "Revenue cohorts",
  unit: "money",
  period: "cohort",
  definition: "What the customers first won in a month are worth after each month of age.",
  formula: "cell / initial",
  source: "ChartMogul Help, Cohort Analysis",
  settings: [...customerSettings, "grouping", "fx", "fxFixedOn", "cohortBase", "cohortClock"],
  tabulate: (facts) => cohortTable(facts, "revenue"),
};
