import type { Model } from "../../model/model.ts";
import type { TrialBand, TrialSummary } from "../../plan/chance/summarise-trials.ts";
import { figureDigits } from "../../plan/forecast/figure-digits.ts";
import { forecastPeriodTexts } from "../../plan/forecast/forecast-report.ts";
import type { PeriodLength } from "../../plan/forecast/forecast-rows.ts";
import { driverLabel } from "../../plan/what-if/adjustable-drivers.ts";
import type { PlanBands } from "./plan-answers.ts";

/** The trials of a plan as documents carry them. */
export function bandsAnswer(
  summary: TrialSummary,
  by: PeriodLength,
  model: Model,
): Omit<PlanBands, "model" | "name" | "currency" | "scenario"> {
  const { currency, first, months, trials, seed, bands, targets, outOfCash, drivers } = summary;
  return {
    by,
    trials,
    seed,
    periods: forecastPeriodTexts(first, months, by),
    bands: bands.map((band) => {
      const texts = (key: "plan" | "mean" | "p10" | "p50" | "p90"): readonly string[] =>
        [...band[key]].map((value) => figureDigits(value, band, currency));
      const { id, label, unit, over }: TrialBand = band;
      return {
        ...{ id, label, unit, over },
        plan: texts("plan"),
        mean: texts("mean"),
        p10: texts("p10"),
        p50: texts("p50"),
        p90: texts("p90"),
      };
    }),
    targets: targets.map(({ id, name, reached }) => ({
      target: id,
      name,
      reached: reached ?? null,
    })),
    outOfCash: outOfCash?.ever ?? null,
    drivers: drivers.map((one) => ({ ...one, label: driverLabel(one.figure, model) })),
  };
}
