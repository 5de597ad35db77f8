import { assert } from "../../fault/fault.ts";
import type { SampleMonths } from "../forecast/sample-months.ts";
import type { Cohort } from "../population/cohort.ts";
import type { PurchaseDrivers } from "../population/population-drivers.ts";

/**
 * Customers who will do the same from now on: of one purchase, billed alike, with their next renewal in the same month. As many are there in
 * each month from its first to its last, since nobody leaves between renewals.
 */
export interface CustomerGroup {
  readonly purchase: PurchaseDrivers;
  readonly sample: SampleMonths;
  /** Months of the plan, half-open; -1 is the one before it. */
  readonly from: number;
  readonly to: number;
}

/** What becomes of a group when its period is over. */
export interface Renewal {
  readonly month: number;
  readonly from: CustomerGroup;
  /** Those who stay; none of a purchase that is over with its first month. */
  readonly to: CustomerGroup | undefined;
  /** Which renewal it is of theirs; 1 for all where the chance to leave does not depend on it. */
  readonly number: number;
}

/** All groups that a segment's customers may be in. */
export interface CustomerGroups {
  /** By purchase, and of a purchase by month. */
  readonly groups: readonly CustomerGroup[];
  /** By month, and in a month by purchase. */
  readonly renewals: readonly Renewal[];
  /** The group of who comes to a purchase in a month; undefined where nobody can. */
  readonly joining: (
    purchase: string,
    origin: Cohort["origin"],
    month: number,
  ) => CustomerGroup | undefined;
}

/** Groups that follow each other, the one's customers becoming the next's. */
interface Line {
  readonly purchase: PurchaseDrivers;
  readonly sample: SampleMonths;
  readonly starts: Set<number>;
}

const arrivalKey = (purchase: string, origin: string, month: number): string =>
  `${purchase} ${origin} ${month}`;

/**
 * Puts together the cohorts that there may be, each with its sample. `ageless` says of a purchase that the chance to leave is the same for
 * all whose period ends in a month.
 */
export function customerGroups(
  samples: ReadonlyMap<Cohort, SampleMonths>,
  purchases: readonly PurchaseDrivers[],
  ageless: (purchase: string) => boolean,
  months: number,
): CustomerGroups {
  const numbers = new Map([...new Set(samples.values())].map((one, index) => [one, index]));
  const lines = new Map<string, Line>();
  const keyOf = ({ purchase, start }: Cohort, sample: SampleMonths): string => {
    const own = purchases.find(({ id }) => id === purchase);
    assert(own !== undefined, "a cohort is of a purchase of its segment");
    const alike = own.lasting && ageless(purchase);
    return `${purchase} ${numbers.get(sample)} ${alike ? (start + own.period) % own.period : `at ${start}`}`;
  };
  for (const [cohort, sample] of samples) {
    const purchase = purchases.find(({ id }) => id === cohort.purchase);
    assert(purchase !== undefined, "a cohort is of a purchase of its segment");
    const key = keyOf(cohort, sample);
    const line = lines.get(key) ?? { purchase, sample, starts: new Set() };
    lines.set(key, line);
    line.starts.add(cohort.start);
  }
  const groups: CustomerGroup[] = [];
  const renewals: Renewal[] = [];
  const begun = new Map<string, CustomerGroup>();
  for (const [key, line] of lines)
    for (const group of followGroups(line, ageless(line.purchase.id), months, groups, renewals))
      begun.set(`${key} ${group.from}`, group);
  const arriving = new Map(
    [...samples].map(([cohort, sample]) => [
      arrivalKey(cohort.purchase, cohort.origin, cohort.start),
      begun.get(`${keyOf(cohort, sample)} ${cohort.start}`),
    ]),
  );
  const order = new Map(purchases.map((one, index) => [one, index]));
  const rank = ({ from }: Renewal): number => order.get(from.purchase) ?? 0;
  const number = ({ purchase }: CustomerGroup): number => order.get(purchase) ?? 0;
  return {
    groups: groups.toSorted((a, b) => number(a) - number(b) || a.from - b.from),
    renewals: renewals.toSorted((a, b) => a.month - b.month || rank(a) - rank(b)),
    joining: (purchase, origin, month) => arriving.get(arrivalKey(purchase, origin, month)),
  };
}

function followGroups(
  { purchase, sample, starts }: Line,
  ageless: boolean,
  months: number,
  groups: CustomerGroup[],
  renewals: Renewal[],
): readonly CustomerGroup[] {
  const period = purchase.lasting ? purchase.period : 1;
  const own: CustomerGroup[] = [];
  for (let from = Math.min(...starts); from < months; from += period) {
    const group = {
      purchase,
      sample,
      from,
      to: Math.min(from + period, months),
    };
    const before = own.at(-1);
    const number = ageless ? 1 : own.length;
    if (before !== undefined) renewals.push({ month: from, from: before, to: group, number });
    groups.push(group);
    own.push(group);
    if (purchase.lasting) continue;
    if (from + 1 < months)
      renewals.push({ month: from + 1, from: group, to: undefined, number: 1 });
    break;
  }
  return own;
}
