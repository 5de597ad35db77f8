import { sum } from "../../money/decimal.ts";
import { movementTerm } from "../evidence.ts";
import { type FigureMetric, movementSettings, quotient, unitDigits } from "../metric.ts";

/** SaaS quick ratio; none where nothing was lost. */
export const quickRatio: FigureMetric = {
  shape: "figure",
  id: "quick-ratio",
  name: "Quick ratio",
  unit: "ratio",
  period: "month",
  definition: "Recurring value gained in the month for each unit lost.",
  formula: "(new + expansion + reactivation) / (contraction + churn)",
  source: "Mamoon Hamid, Social Capital (2015)",
  settings: [...movementSettings, "quickRatioReactivation"],
  measure: (facts, month) => {
    const back = facts.settings.quickRatioReactivation === "in" ? ["reactivation" as const] : [];
    const gained = (["new", "expansion", ...back] as const).map((kind) =>
      movementTerm(facts, month, kind),
    );
    const lost = (["contraction", "churn"] as const).map((kind) =>
      movementTerm(facts, month, kind),
    );
    const up = sum(gained.map(({ amount }) => amount));
    const down = sum(lost.map(({ amount }) => amount));
    return quotient(up, down, unitDigits.ratio, [...gained, ...lost]);
  },
};
