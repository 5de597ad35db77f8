import type { Cohort, Population } from "../population/cohort.ts";
import type { SampleMonths } from "./sample-months.ts";

/** What a segment earns from each of its purchases, by stream and month of the plan, in minor units. */
export function earnedByPurchase(
  population: Population,
  samples: ReadonlyMap<Cohort, SampleMonths>,
): ReadonlyMap<string, ReadonlyMap<string, Float64Array>> {
  const { months } = population;
  const earned = new Map<string, ReadonlyMap<string, Float64Array>>();
  for (const [purchase, kinds] of customersByPurchase(population, samples)) {
    const streams = new Map<string, Float64Array>();
    earned.set(purchase, streams);
    for (const [{ lines }, there] of kinds)
      for (const { stream, servedFrom, recognised } of lines) {
        const customers = there[servedFrom + 1] ?? 0;
        if (customers === 0) continue;
        const sums = streams.get(stream) ?? new Float64Array(months);
        streams.set(stream, sums);
        for (const { month, amount } of recognised)
          if (month >= 0 && month < months) sums[month] = (sums[month] ?? 0) + amount * customers;
      }
  }
  return earned;
}

/** How many customers of each purchase are billed alike, from the month before the plan on, which is at index 0. */
function customersByPurchase(
  { cohorts, months }: Population,
  samples: ReadonlyMap<Cohort, SampleMonths>,
): ReadonlyMap<string, ReadonlyMap<SampleMonths, Float64Array>> {
  const purchases = new Map<string, Map<SampleMonths, Float64Array>>();
  for (const cohort of cohorts) {
    const sample = samples.get(cohort);
    if (sample === undefined) continue;
    const kinds = purchases.get(cohort.purchase) ?? new Map<SampleMonths, Float64Array>();
    purchases.set(cohort.purchase, kinds);
    const sum = kinds.get(sample) ?? new Float64Array(months + 1);
    kinds.set(sample, sum);
    for (const [age, customers] of cohort.there.entries()) {
      const index = cohort.start + 1 + age;
      if (index <= months) sum[index] = (sum[index] ?? 0) + customers;
    }
  }
  return purchases;
}
