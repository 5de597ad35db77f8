import { assert } from "../../fault/fault.ts";
import { type Cohort, type Population, thereIn } from "./cohort.ts";

/** Where customers of a cohort went in a month. */
export interface Departure {
  readonly to: Cohort;
  readonly customers: number;
}

/** Who moves on from a cohort in a month, by the cohort that they go on in; where that is apart by use, as many of each part as it has. */
export function departuresOf({
  cohorts,
  moves,
}: Population): (cohort: Cohort, month: number) => readonly Departure[] {
  const joined = new Map<string, Cohort[]>();
  for (const cohort of cohorts) {
    if (cohort.origin !== "moved") continue;
    const key = beginning(cohort.purchase, cohort.start, cohort.day);
    const own = joined.get(key);
    if (own === undefined) joined.set(key, [cohort]);
    else own.push(cohort);
  }
  const departures = new Map<Cohort, Map<number, Departure[]>>();
  for (const { from, to, month, day, customers } of moves) {
    const own = departures.get(from) ?? new Map<number, Departure[]>();
    departures.set(from, own);
    const then = own.get(month) ?? [];
    own.set(month, then);
    then.push(...among(joined.get(beginning(to, month, day)) ?? [], customers));
  }
  return (cohort, month) => departures.get(cohort)?.get(month) ?? none;
}

const none: readonly Departure[] = [];

const beginning = (purchase: string, start: number, day: number | undefined): string =>
  `${purchase} ${start} ${day ?? ""}`;

function among(cohorts: readonly Cohort[], customers: number): readonly Departure[] {
  const [only, ...others] = cohorts;
  assert(only !== undefined, "who moves on is in a cohort");
  if (others.length === 0) return [{ to: only, customers }];
  const joinedOf = ({ there }: Cohort): number => there[0] ?? 0;
  const all = cohorts.reduce((sum, one) => sum + joinedOf(one), 0);
  return cohorts.flatMap((to) =>
    joinedOf(to) > 0 ? [{ to, customers: (customers * joinedOf(to)) / all }] : [],
  );
}

/** How many go on, whereto all the same. */
export const departed = (departures: readonly Departure[]): number =>
  departures.reduce((sum, { customers }) => sum + customers, 0);

/** Which part of a cohort's customers of the month before is in which cohort now; who left is in none. */
export interface Onward {
  readonly to: Cohort;
  /** From 0 to 1. */
  readonly share: number;
}

/** Follows the customers of a cohort from one month to the next. Those of one cohort are alike, so the same part of any of them stays and moves on. */
export function followCohorts(
  population: Population,
): (cohort: Cohort, month: number) => readonly Onward[] {
  const departures = departuresOf(population);
  return (cohort, month) => {
    const before = thereIn(cohort, month - 1);
    if (!(before > 0)) return [];
    const stays = { to: cohort, share: thereIn(cohort, month) / before };
    const gone = departures(cohort, month);
    if (gone.length === 0) return [stays];
    return [stays, ...gone.map(({ to, customers }) => ({ to, share: customers / before }))];
  };
}
