import { assert, ok, type Result } from "../../fault/fault.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { churnKind } from "../../model/churn/registry.ts";
import { purchasePlace, segmentPlace } from "../../model/drivers/segment-entries.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import { averageSamples } from "../forecast/average-samples.ts";
import { type PlanRun, runOf } from "../forecast/compile-plan.ts";
import type { SampleCache } from "../forecast/sample-cache.ts";
import { segmentDrivers } from "../forecast/segment-drivers.ts";
import { type SegmentFigures, segmentFigures } from "../forecast/segment-figures.ts";
import type { Cohort } from "../population/cohort.ts";
import type { PopulationDrivers } from "../population/population-drivers.ts";
import { customerGroups } from "./customer-groups.ts";
import type { GivenColumns } from "./given-rows.ts";
import { groupColumns } from "./group-columns.ts";
import { type SegmentSteps, segmentSteps } from "./live-segment.ts";
import type { PlanPart } from "./plan-part.ts";

/** What kernels of segments are made of. */
export interface KernelView {
  readonly model: Model;
  readonly cache: SampleCache;
  readonly months: number;
  readonly first: Month;
  /** The drivers that every trial computes. */
  readonly part: PlanPart;
  /** All figures of the plan itself. */
  readonly base: PlanRun;
  readonly varying: ReadonlySet<string>;
  readonly columns: GivenColumns;
}

/**
 * Lists what a segment's customers may go through in a trial, with one customer billed for each cohort that there may be. Refuses what
 * cannot be sold or billed.
 */
export function segmentKernel(
  id: string,
  segment: Segment,
  view: KernelView,
): Result<SegmentSteps> {
  const { model, part, months, base, columns, varying } = view;
  const run = runOf(part.formulas, part.memory);
  const drivers = segmentDrivers(id, segment, run, view);
  if (!drivers.ok) return drivers;
  const figures = segmentFigures(id, segment, model, run.has);
  const mayBe = (name: string, value: number): boolean => varying.has(name) || value > 0;
  const cohorts = possibleCohorts(id, drivers.value, figures, run, mayBe);
  const population = { months, cohorts, moves: [] };
  const billing = { ...view, segment: id, run: base };
  const samples = averageSamples(segment, segmentPlace(id), drivers.value, population, billing);
  if (!samples.ok) return samples;
  const ageless = (purchase: string): boolean => {
    const { churn } = declared(segment.purchases, purchase) ?? {};
    return churn === undefined || churnKind(churn).ageless;
  };
  const placeOf = (name: string): FigurePlace => {
    const place = part.formulas.places.get(name);
    assert(place !== undefined, "the drivers of a segment are in its part of the plan");
    return place;
  };
  const differs = (name: string): boolean => placeOf(name).length > 1;
  const purchasesOf = (holds: (name: string) => boolean): ReadonlySet<string> =>
    new Set(
      Object.keys(segment.purchases).filter((key) => {
        const own = `${purchasePlace(segmentPlace(id), key).name}.`;
        const read = [...figures.chances, ...figures.positive].filter(
          (name) => name.startsWith(own) && !name.endsWith(".share"),
        );
        return read.some(holds);
      }),
    );
  return ok(
    segmentSteps(
      {
        drivers: drivers.value,
        groups: customerGroups(samples.value, drivers.value.purchases, ageless, months),
        columns: groupColumns(id, segment, model, base, columns),
        byMonth: purchasesOf(differs),
        byTrial: purchasesOf((name) => varying.has(name)),
      },
      {
        memory: part.memory,
        opening: placeOf(figures.opening),
        arrivals: placeOf(figures.arrivals),
        shares: figures.shares.map(placeOf),
      },
    ),
  );
}

/** Every cohort that a trial may have: those of months in which somebody may come, or move on. */
function possibleCohorts(
  id: string,
  { months, opening, arrivals, purchases }: PopulationDrivers,
  figures: SegmentFigures,
  run: PlanRun,
  mayBe: (name: string, value: number) => boolean,
): readonly Cohort[] {
  const comes = (month: number): boolean =>
    month < 0
      ? mayBe(figures.opening, opening)
      : arrivals.kind === "target" || mayBe(figures.arrivals, arrivals.newIn(month));
  const place = segmentPlace(id);
  return purchases.flatMap(({ id: purchase, shareIn }, at) => {
    const share = figures.shares[at] ?? "";
    const cohorts: Cohort[] = [];
    for (let start = -1; start < months; start += 1) {
      const joins = comes(start) && mayBe(share, shareIn(Math.max(0, start)));
      const moves = purchases.some(({ id: from, moves }) =>
        moves.some(({ to }) => {
          if (to !== purchase || start < 0) return false;
          const rate = `${purchasePlace(place, from).name}.moves.${to}`;
          return mayBe(rate, run.read(rate, start - 1));
        }),
      );
      if (joins) cohorts.push({ purchase, origin: "joined", start, there: [1] });
      if (moves) cohorts.push({ purchase, origin: "moved", start, there: [1] });
    }
    return cohorts;
  });
}
