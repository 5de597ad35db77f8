import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { CustomerGroup } from "./customer-groups.ts";
import { type RenewalSteps, renewalSteps, type StepSources } from "./renewal-steps.ts";

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
export type LiveSegment = (variables: Float64Array) => void;

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

/** Makes the function that lives them. */
export function liveSegment({
  steps,
  arrival,
  places: { memory, opening, arrivals, shares },
  all,
  months,
}: SegmentSteps): LiveSegment {
  const { chances } = steps;
  const renew = renewing(steps);
  const { to: arriveAt, joining: joinAt, lasting: lasts, aimed } = arrival;
  const chance = new Float64Array(chances.length);
  const count = shares.length;
  const shareAt = Int32Array.from(shares, ({ offset }) => offset);
  const shareStep = Int32Array.from(shares, ({ length }) => (length === 1 ? 0 : 1));
  const arrivalStep = arrivals.length === 1 ? 0 : 1;
  return (x) => {
    for (let index = 0; index < chance.length; index += 1) chance[index] = chances[index]?.() ?? 0;
    for (let index = 0; index < all.length; index += 1) x[all[index] as number] = 0;
    let here = 0;
    const before = memory[opening.offset] as number;
    for (let one = 0; one < count; one += 1) {
      const to = arrival.opening[one] as number;
      if (to < 0) continue;
      const amount = before * (memory[shareAt[one] as number] as number);
      x[to] = amount;
      if (lasts[one] === 1) here += amount;
    }
    for (let month = 0; month < months; month += 1) {
      here += renew(chance, month, x);
      let coming = memory[arrivals.offset + month * arrivalStep] as number;
      if (aimed) coming = Math.max(0, coming - here);
      for (let one = 0; one < count; one += 1) {
        const to = arriveAt[month * count + one] as number;
        if (to < 0) continue;
        const place = (shareAt[one] as number) + month * (shareStep[one] as number);
        const amount = coming * (memory[place] as number);
        const joining = joinAt[month * count + one] as number;
        if (joining >= 0) x[joining] = amount;
        x[to] = (x[to] as number) + amount;
        if (lasts[one] === 1) here += amount;
      }
    }
  };
}

/** Takes the groups of a month through their renewals; how many more customers there are then of what lasts, below 0 where they are fewer. */
function renewing(
  steps: RenewalSteps,
): (chance: Float64Array, month: number, x: Float64Array) => number {
  const { from, to, chance: chanceAt, leaving, staying, lasting } = steps;
  const { months, moves, moveChance, moving, moveTo, moveLasts } = steps;
  return (chance, month, x) => {
    let more = 0;
    const end = months[month + 1] as number;
    for (let step = months[month] as number; step < end; step += 1) {
      const there = x[from[step] as number] as number;
      const gone = there * (chance[chanceAt[step] as number] as number);
      let left = there - gone;
      if (lasting[step] === 1) more -= gone;
      const gonePlace = leaving[step] as number;
      if (gonePlace >= 0) x[gonePlace] = gone;
      const last = moves[step + 1] as number;
      for (let way = moves[step] as number; way < last; way += 1) {
        const moved = left * (chance[moveChance[way] as number] as number);
        left -= moved;
        const movedPlace = moving[way] as number;
        if (movedPlace >= 0) x[movedPlace] = moved;
        const target = moveTo[way] as number;
        x[target] = (x[target] as number) + moved;
        if (moveLasts[way] === 0) more -= moved;
      }
      const leftPlace = staying[step] as number;
      if (leftPlace >= 0) x[leftPlace] = left;
      const next = to[step] as number;
      if (next >= 0) x[next] = (x[next] as number) + left;
    }
    return more;
  };
}
