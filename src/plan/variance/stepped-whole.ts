import { type VariancePart, variancePlace } from "./split-variance.ts";
import type { Stepping } from "./stepped-figures.ts";
import { seriesOf, stepsAt, told } from "./stepped-metrics.ts";

/**
 * How recurring value is spread over customers, step by step: squares of what each is worth grow with their number, and what the largest are worth with
 * what one of them has; who is how large beside that is mix.
 */
export function steppedWhole({ known, months, planned, put, get }: Stepping): void {
  const { metrics } = known.books;
  const mrr = get("metrics.mrr");
  const customers = get("metrics.customers");
  const spread = (name: string, real: Float64Array, power: number): void =>
    put(
      `metrics.${name}`,
      seriesOf(months, (month) => {
        const value = stepsAt(mrr, month);
        const there = stepsAt(customers, month);
        const plan = planned(`metrics.${name}`)[month] ?? 0;
        const actual = real[month] ?? 0;
        const level = (part: VariancePart): number =>
          ((value[variancePlace(part)] ?? 0) / (value[variancePlace("mix")] ?? 0)) ** power;
        const mix = actual / level("fx");
        const number = (part: VariancePart): number =>
          power === 1 ? plan : (plan * (there[variancePlace(part)] ?? 0)) / (there[0] ?? 0);
        return told(plan, {
          volume: number("volume"),
          churn: number("churn"),
          mix,
          usage: mix * level("usage"),
          price: mix * level("price"),
          discount: mix * level("discount"),
          fx: actual,
          other: actual,
        });
      }),
    );
  spread("squared-mrr", metrics.squares, 2);
  spread("largest-mrr", metrics.largest, 1);
  spread("ten-largest-mrr", metrics.tenLargest, 1);
}
