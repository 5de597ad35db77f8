import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { CustomerGroup } from "./customer-groups.ts";
import { lifeCode } from "./life-code.ts";
import { type RenewalSteps, renewalSteps, type StepSources } from "./renewal-steps.ts";
import { runningCode } from "./running-code.ts";

/** Where the drivers of a segment stand in the array that trials run over. */
export interface DriverPlaces {
  readonly memory: Float64Array;
  readonly opening: FigurePlace;
  /** New customers of a month, or how many there are to be at its end. */
  readonly arrivals: FigurePlace;
  /** The share of each purchase, in their order. */
  readonly shares: readonly FigurePlace[];
}

/** Lives a segment's customers by the drivers that stand in the array, and puts each variable at its place. */
export type LiveSegment = () => void;

/** What a segment's customers go through, in whole numbers. */
export interface SegmentSteps {
  readonly steps: RenewalSteps;
  readonly arrival: ArrivalSteps;
  readonly places: DriverPlaces;
  /** The variables of all groups. */
  readonly all: Int32Array;
  readonly months: number;
}

/**
 * Lists what a segment's customers go through in parts of them, as `populate` does with what is expected: at the beginning of a month
 * those leave whose period is over, others move on, then new ones come. Chances may depend on drivers that the array holds.
 */
export function segmentSteps(
  sources: Omit<StepSources, "variables">,
  places: DriverPlaces,
): SegmentSteps {
  const { drivers, groups, columns } = sources;
  const variables = new Map(groups.groups.map((group) => [group, columns.there(group)]));
  const steps = renewalSteps({ ...sources, variables });
  const { purchases, months } = drivers;
  const variableOf = (group: CustomerGroup | undefined): number =>
    group === undefined ? -1 : (variables.get(group) ?? -1);
  const coming = Array.from({ length: months }, (_, month) =>
    purchases.map(({ id }) => groups.joining(id, "joined", month)),
  ).flat();
  // Purchase after purchase, so that the variables of each follow each other by month.
  const joins = new Map(
    purchases.flatMap((_, one) =>
      coming.flatMap((group, at) =>
        group !== undefined && at % purchases.length === one
          ? [[at, columns.joins(group)] as const]
          : [],
      ),
    ),
  );
  const arrival: ArrivalSteps = {
    opening: Int32Array.from(purchases, ({ id }) => variableOf(groups.joining(id, "joined", -1))),
    to: Int32Array.from(coming, variableOf),
    joining: Int32Array.from(coming, (_, at) => joins.get(at) ?? -1),
    lasting: Uint8Array.from(purchases, ({ lasting }) => (lasting ? 1 : 0)),
    aimed: drivers.arrivals.kind === "target",
  };
  const all = Int32Array.from(variables.values());
  return { steps, arrival, places, all, months };
}

/** Who comes, as whole numbers: variables, below 0 where nobody can come or nothing is read of it. */
export interface ArrivalSteps {
  readonly opening: Int32Array;
  /** By month, and in a month by purchase. */
  readonly to: Int32Array;
  readonly joining: Int32Array;
  readonly lasting: Uint8Array;
  /** Whether customers come until so many are there. */
  readonly aimed: boolean;
}

/** Makes the function that lives them in an array of variables, which has one more place for what it counts on the way. */
export function liveSegment(segment: SegmentSteps, x: Float64Array): LiveSegment {
  const { chances, changing } = segment.steps;
  const c = Float64Array.from(chances, (chance) => chance());
  const code = lifeCode(segment, x.length - 1);
  const live = runningCode(code, { x, c, d: segment.places.memory });
  return () => {
    for (const at of changing) c[at] = chances[at]?.() ?? 0;
    live();
  };
}
