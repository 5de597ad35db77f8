import { assert } from "../fault/fault.ts";
import type { Cohort, Population } from "../plan/population/cohort.ts";
import type { UsesAt } from "../plan/population/usage-classes.ts";

/** Something that a simulated customer has bought, and until when. Months are those of the plan, from 0. */
export interface Stay {
  readonly purchase: string;
  /** The month in which it begins; -1 for the month before the plan. */
  readonly from: number;
  /** The first month in which it is over; undefined while it goes on. */
  readonly to?: number;
  /** How many times as much of it it uses as is expected; as the fate says where absent. */
  readonly uses?: number;
}

/** What becomes of a simulated customer: one stay after the other, without a gap. */
export interface Fate {
  readonly customer: string;
  readonly segment: string;
  readonly stays: readonly [Stay, ...Stay[]];
  /** The day of its first month on which it came, from 1. */
  readonly day: number;
  /** How many times as much it uses as is expected of a customer. */
  readonly uses: number;
}

/** A fate while it is told. */
interface Telling {
  readonly customer: string;
  readonly stays: [Stay, ...Stay[]];
}

/**
 * One customer for each of a population of whole customers, who does what the population says that one of its cohort does. Who of a cohort leaves
 * or moves on is the one who came last.
 */
export function scriptedFates(
  segment: string,
  population: Population,
  usesAt: UsesAt = () => 1,
): readonly Fate[] {
  const members = new Map<Cohort, Telling[]>();
  const told: Telling[] = [];
  const membersOf = (cohort: Cohort): Telling[] => {
    const known = members.get(cohort) ?? [];
    members.set(cohort, known);
    return known;
  };
  for (let month = -1; month < population.months; month += 1) {
    for (const { from, to, customers, day, month: at } of population.moves) {
      if (at !== month) continue;
      const joins = population.cohorts.find(
        (one) =>
          one.purchase === to && one.origin === "moved" && one.start === month && one.day === day,
      );
      assert(joins !== undefined, "who moves on is in a cohort");
      for (const one of membersOf(from).splice(-customers, customers)) {
        end(one, month);
        const there = membersOf(joins);
        one.stays.push({ purchase: to, from: month, uses: usesAt(joins, there.length) });
        there.push(one);
      }
    }
    for (const cohort of population.cohorts) {
      const { purchase, origin, start, there } = cohort;
      const own = membersOf(cohort);
      if (start === month && origin === "joined")
        for (let count = 0; count < (there[0] ?? 0); count += 1) {
          const customer = `${segment}-${String(told.length + 1).padStart(6, "0")}`;
          const one: Telling = {
            customer,
            stays: [{ purchase, from: month, uses: usesAt(cohort, count) }],
          };
          told.push(one);
          own.push(one);
        }
      const left = there[month - start];
      if (left === undefined || own.length <= left) continue;
      for (const one of own.splice(left)) end(one, month);
    }
  }
  return told.map(({ customer, stays }) => ({ customer, segment, stays, day: 1, uses: 1 }));
}

function end({ stays }: Telling, to: number): void {
  const last = stays.pop();
  if (last !== undefined) stays.push({ ...last, to });
}
