import { ok, type Result } from "../../fault/fault.ts";
import type { DriverPlace } from "../../model/drivers/driver-place.ts";
import type { Segment } from "../../model/segment.ts";
import type { Cohort, Population } from "../population/cohort.ts";
import type { PopulationDrivers } from "../population/population-drivers.ts";
import { partsByUse } from "../population/usage-classes.ts";
import { billCohorts, type SampleView } from "./bill-cohorts.ts";
import type { SampleMonths } from "./sample-months.ts";

/**
 * What a customer of each cohort is billed on average, where some use more than others: as many parts as there are classes of use, each billed
 * by itself. Cohorts that are billed alike have one sample between them, as {@link billCohorts} gives it.
 */
export function averageSamples(
  segment: Segment,
  place: DriverPlace,
  drivers: PopulationDrivers,
  population: Population,
  view: SampleView,
): Result<ReadonlyMap<Cohort, SampleMonths>> {
  const parts = partsByUse(drivers, population);
  const cohorts = [...parts.values()].flat();
  const billed = billCohorts(segment, place, { ...population, cohorts }, view);
  if (!billed.ok) return billed;
  const known = new Map<SampleMonths, SampleMonths>();
  const averages = new Map<Cohort, SampleMonths>();
  for (const [cohort, own] of parts) {
    const [first, ...others] = own.flatMap((part) => billed.value.get(part) ?? []);
    if (first === undefined) continue;
    const average = known.get(first) ?? averageOf([first, ...others]);
    known.set(first, average);
    averages.set(cohort, average);
  }
  return ok(averages);
}

/** The mean of what each part is billed, and is worth. */
function averageOf([first, ...others]: readonly [SampleMonths, ...SampleMonths[]]): SampleMonths {
  if (others.length === 0) return first;
  const part = 1 / (others.length + 1);
  const mean = (values: (sample: SampleMonths) => Float64Array | undefined): Float64Array =>
    first.recurring.map(
      (_, at) => [first, ...others].reduce((sum, own) => sum + (values(own)?.[at] ?? 0), 0) * part,
    );
  const streams = new Set([first, ...others].flatMap((own) => [...own.streams.keys()]));
  return {
    recurring: mean(({ recurring }) => recurring),
    streams: new Map(
      [...streams].map((id) => [
        id,
        {
          counted: mean((own) => own.streams.get(id)?.counted),
          list: mean((own) => own.streams.get(id)?.list),
          net: mean((own) => own.streams.get(id)?.net),
        },
      ]),
    ),
    lines: [first, ...others].flatMap(({ lines }) =>
      lines.map((line) => ({
        ...line,
        gross: line.gross * part,
        amount: line.amount * part,
        recognised: line.recognised.map(({ month, amount }) => ({ month, amount: amount * part })),
      })),
    ),
  };
}
