import { type Month, monthText } from "../ledger/recognition/accounting-month.ts";
import { expectedAllotment, wholeAllotment } from "../plan/population/allotment.ts";
import { populate } from "../plan/population/populate.ts";
import type { PopulationDrivers, PurchaseDrivers } from "../plan/population/population-drivers.ts";
import { classFactor } from "../plan/population/usage-classes.ts";
import { firstDayOfMonth } from "../time/month-table.ts";
import { factor, happens, oneTo, poisson } from "./chance/draw.ts";
import { type RandomStream, randomStream } from "./chance/random-stream.ts";
import type { Fate, Stay } from "./fate.ts";

/**
 * When customers of a month join: all on its first day, as a forecast counts them, or on any day of it. Then a part of the month's use, and of
 * what is recognised of it, is missing in the first month of each.
 */
export type Joining = "first-day" | "any-day";

/** What chance decides of a segment's customers. */
export interface Chances {
  readonly seed: number;
  readonly segment: string;
  /** The first month of the plan. */
  readonly first: Month;
  /** The standard deviation of what a customer uses, as a part of what is expected of it. */
  readonly usageSpread: number;
  /** On the first day where absent. */
  readonly joining?: Joining;
}

/**
 * Customers who come and go by chance, as the drivers expect them to. So many come in a month as a Poisson number around the expected one
 * says; each has at every renewal the chance to leave or to move on that the population has, and uses for all its life so
 * many times what is expected. Those who were there before the plan are as many as it says.
 *
 * Each customer has a stream of its own, named by its segment, purchase, month and count.
 */
export function randomFates(drivers: PopulationDrivers, chances: Chances): readonly Fate[] {
  const { seed, segment, first, usageSpread, joining } = chances;
  const fates: Fate[] = [];
  for (const { purchase, start, customers } of arrivalsOf(drivers)) {
    const drawn = randomStream(seed, segment, "arrivals", purchase.id, start);
    const count = start < 0 ? customers : poisson(drawn, customers);
    for (let own = 1; own <= count; own += 1) {
      const stream = randomStream(seed, segment, "customer", purchase.id, start, own);
      const month = first + start;
      // Drawn in any case, so that nothing else of a customer depends on it.
      const day = oneTo(stream, firstDayOfMonth(month + 1) - firstDayOfMonth(month));
      fates.push({
        customer: `${segment}-${purchase.id}-${monthText(month)}-${own}`,
        segment,
        day: joining === "any-day" ? day : 1,
        uses: factor(stream, usageSpread),
        stays: usedBy(
          staysOf(purchase, start, drivers, stream),
          drivers,
          // A stream of its own, so that use that varies changes nothing else of a customer.
          randomStream(seed, segment, "use", purchase.id, start, own),
        ),
      });
    }
  }
  return fates;
}

/** Who uses more than so many others of one purchase does so of what it moves on to; as much as its class does in the forecast. */
function usedBy(
  stays: Fate["stays"],
  { purchases }: PopulationDrivers,
  { uniform }: RandomStream,
): Fate["stays"] {
  const share = uniform();
  const using = (stay: Stay): Stay => {
    const variation = purchases.find(({ id }) => id === stay.purchase)?.variation;
    return variation === undefined ? stay : { ...stay, uses: classFactor(variation, share) };
  };
  const [first, ...later] = stays;
  return [using(first), ...later.map(using)];
}

/** How many come to each purchase in each month: whole ones before the plan, expected ones in it. */
export function arrivalsOf(drivers: PopulationDrivers): readonly {
  readonly purchase: PurchaseDrivers;
  readonly start: number;
  readonly customers: number;
}[] {
  const whole = populate({ ...drivers, months: 0 }, wholeAllotment());
  const expected = populate(drivers, expectedAllotment);
  return [
    ...whole.cohorts,
    ...expected.cohorts.filter(({ origin, start }) => origin === "joined" && start >= 0),
  ].flatMap(({ purchase: id, start, there }) => {
    const purchase = drivers.purchases.find((one) => one.id === id);
    return purchase === undefined ? [] : [{ purchase, start, customers: there[0] ?? 0 }];
  });
}

function staysOf(
  bought: PurchaseDrivers,
  start: number,
  { months, purchases }: PopulationDrivers,
  stream: RandomStream,
): Fate["stays"] {
  const stays: [Stay, ...Stay[]] = [{ purchase: bought.id, from: start }];
  let purchase = bought;
  let from = start;
  const end = (month: number): void => {
    const last = stays.pop();
    if (last !== undefined) stays.push({ ...last, to: month });
  };
  for (let renewal = 1; purchase.lasting; renewal += 1) {
    const month = from + renewal * purchase.period;
    if (month >= months) break;
    if (happens(stream, purchase.lossAt(renewal, month - 1))) {
      end(month);
      break;
    }
    const to = goesOnTo(purchase, month - 1, stream);
    const next = purchases.find(({ id }) => id === to);
    if (next === undefined) continue;
    end(month);
    stays.push({ purchase: next.id, from: month });
    purchase = next;
    from = month;
    renewal = 0;
  }
  return stays;
}

/** What somebody who renews goes on to; undefined where it stays with what it has. */
function goesOnTo(
  { moves }: PurchaseDrivers,
  month: number,
  { uniform }: RandomStream,
): string | undefined {
  let at = uniform();
  for (const { to, rateIn } of moves) {
    at -= rateIn(month);
    if (at < 0) return to;
  }
  return undefined;
}
