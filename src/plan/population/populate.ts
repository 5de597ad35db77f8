import type { Allotment } from "./allotment.ts";
import type { Cohort, Move, Population } from "./cohort.ts";
import type { PopulationDrivers, PurchaseDrivers } from "./population-drivers.ts";

/** A cohort while its months are counted. */
interface Growing extends Cohort {
  readonly there: number[];
  unpaid?: number[];
}

/**
 * Lives a segment's customers through the months of the plan. At the beginning of a month those leave who have not paid what was
 * invoiced some months before, and those whose period is over and who are lost, then those move who go on to another purchase, then new ones
 * come: by their own number, or until as many are there as are aimed at. Who joined before the plan began has the renewals of a month before its first.
 */
export function populate(drivers: PopulationDrivers, allotment: Allotment): Population {
  const { months, purchases, opening, arrivals } = drivers;
  const cohorts: Growing[] = [];
  const moves: Move[] = [];
  const cohortAt = (
    purchase: string,
    origin: Cohort["origin"],
    start: number,
    day?: number,
  ): Growing => {
    const known = cohorts.find(
      (one) =>
        one.start === start &&
        one.purchase === purchase &&
        one.origin === origin &&
        one.day === day,
    );
    if (known !== undefined) return known;
    const cohort: Growing = {
      purchase,
      origin,
      start,
      ...(day === undefined ? {} : { day }),
      there: [0],
    };
    cohorts.push(cohort);
    return cohort;
  };
  const put = (purchase: string, start: number, count: number): void => {
    if (count > 0) cohortAt(purchase, "joined", start).there[0] = count;
  };
  const join = (start: number, expected: number): void => {
    const month = Math.max(0, start);
    for (const { id, shareIn } of purchases)
      put(id, start, allotment.arriving(`${id} joins`, expected * shareIn(month)));
  };
  /** Those who are missing to what is aimed at, and what they buy beside it. */
  const fill = (month: number, counted: ReadonlySet<string>, missing: number): void => {
    const own = purchases.filter(({ id }) => counted.has(id));
    const shares = own.map(({ shareIn }) => shareIn(month));
    const whole = Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) <= 1e-9;
    const divided = whole ? allotment.among(missing, shares) : [];
    for (const [index, count] of divided.entries()) put(own[index]?.id ?? "", month, count);
    for (const { id, shareIn } of purchases)
      if (!whole || !counted.has(id))
        put(id, month, allotment.arriving(`${id} joins`, missing * shareIn(month)));
  };

  join(-1, opening);
  for (let month = 0; month < months; month += 1) {
    const standing = [...cohorts];
    for (const purchase of purchases)
      for (const move of passMonth(purchase, standing, month, allotment)) {
        const day = dayAfter(purchase, move.from);
        moves.push({ ...move, ...(day === undefined ? {} : { day }) });
        const joined = cohortAt(move.to, "moved", month, day);
        joined.there[0] = (joined.there[0] ?? 0) + move.customers;
      }
    if (arrivals.kind === "new") join(month, arrivals.newIn(month));
    else {
      const here = customersIn(cohorts, arrivals.counted, month);
      fill(month, arrivals.counted, allotment.missing(arrivals.customersAt(month), here));
    }
  }
  return { months, cohorts, moves };
}

/** On which day of the month periods begin of who moves on: as they did before. */
const dayAfter = (
  { dayOf }: PurchaseDrivers,
  { origin, start, day }: Cohort,
): number | undefined => (origin === "joined" ? dayOf?.(start) : day);

/** Takes the cohorts of a purchase to a month; who moves away is given back. */
function passMonth(
  purchase: PurchaseDrivers,
  cohorts: readonly Growing[],
  month: number,
  allotment: Allotment,
): readonly Move[] {
  const own = cohorts.filter((one) => one.purchase === purchase.id && one.start < month);
  if (!purchase.lasting) return [];
  const renewing = own.filter((one) => (month - one.start) % purchase.period === 0);
  for (const one of own) one.there[month - one.start] = one.there[month - one.start - 1] ?? 0;
  const take = (
    stream: string,
    chanceOf: (one: Growing) => number,
    among = renewing,
  ): readonly number[] => {
    const groups = among.map((one) => ({
      key: `${one.origin} ${one.start} ${one.day ?? ""}`,
      there: one.there[month - one.start] ?? 0,
      chance: chanceOf(one),
    }));
    const gone = allotment.leaving(stream, groups);
    for (const [index, one] of among.entries()) {
      const left = (one.there[month - one.start] ?? 0) - (gone[index] ?? 0);
      one.there[month - one.start] = Math.max(0, left);
    }
    return gone;
  };
  const { unpaid } = purchase;
  const lost = unpaid?.chanceIn(month - unpaid.after) ?? 0;
  if (unpaid !== undefined && lost > 0) {
    const asked = own.filter(({ start }) => {
      const served = month - unpaid.after - start;
      return served >= 0 && served % unpaid.every === 0;
    });
    const gone = take(`${purchase.id} does not pay`, () => lost, asked);
    for (const [index, one] of asked.entries()) {
      one.unpaid ??= [];
      while (one.unpaid.length <= month - one.start) one.unpaid.push(0);
      one.unpaid[month - one.start] = gone[index] ?? 0;
    }
  }
  take(`${purchase.id} leaves`, (one) =>
    purchase.lossAt((month - one.start) / purchase.period, month - 1),
  );
  let stays = 1;
  return purchase.moves.flatMap(({ to, rateIn }) => {
    const rate = rateIn(month - 1);
    const chance = stays > 0 ? Math.min(1, rate / stays) : 0;
    stays -= rate;
    const gone = take(`${purchase.id} goes on to ${to}`, () => chance);
    return renewing.flatMap((from, index) => {
      const customers = gone[index] ?? 0;
      return customers > 0 ? [{ from, to, month, customers }] : [];
    });
  });
}

/** Customers of those purchases. */
const customersIn = (
  cohorts: readonly Cohort[],
  counted: ReadonlySet<string>,
  month: number,
): number =>
  cohorts.reduce(
    (sum, { purchase, there, start }) =>
      counted.has(purchase) ? sum + (there[month - start] ?? 0) : sum,
    0,
  );
