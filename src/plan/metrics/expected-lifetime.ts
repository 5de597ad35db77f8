import type { PopulationDrivers, PurchaseDrivers } from "../population/population-drivers.ts";

/** Renewals are followed for a hundred years. */
const monthsMax = 1_200;

/** Where more than this part is there after a hundred years, nobody can say how long customers stay. */
const leftMax = 0.01;

/** Smaller parts of a customer than this are not followed. */
const negligible = 1e-11;

/** How often what customers who move on come to is put into what those before them come to; each round takes one more move. */
const rounds = 60;

/**
 * How many months somebody who joins in a month stays, if customers go on to be lost and to move as they do then: the sum of all parts of them who
 * are there, period by period. Unlike customers over lost ones it does not count those who cannot leave yet as staying, so it does not
 * rise with growth. Undefined where next to nobody is ever lost, or nobody joins.
 */
export function expectedLifetime(
  { purchases }: Pick<PopulationDrivers, "purchases">,
  month: number,
): number | undefined {
  const lasting = purchases.filter((one) => one.lasting);
  const stays = new Map(lasting.map((one) => [one.id, stayOf(one, month)]));
  if ([...stays.values()].some((one) => one === undefined)) return undefined;
  let lifetimes = new Map(lasting.map(({ id }) => [id, stays.get(id)?.own ?? 0]));
  for (let round = 0; round < rounds; round += 1)
    lifetimes = new Map(
      lasting.map(({ id }) => {
        const { own = 0, onward = new Map<string, number>() } = stays.get(id) ?? {};
        const later = [...onward].reduce(
          (sum, [to, part]) => sum + part * (lifetimes.get(to) ?? 0),
          0,
        );
        return [id, own + later];
      }),
    );
  const shares = lasting.map((one) => [one.id, one.shareIn(month)] as const);
  const all = shares.reduce((sum, [, share]) => sum + share, 0);
  if (!(all > 0)) return undefined;
  return shares.reduce((sum, [id, share]) => sum + (share * (lifetimes.get(id) ?? 0)) / all, 0);
}

/** Months that one stays with a purchase, and the parts of one who go on to each other purchase in the end. */
interface Stay {
  readonly own: number;
  readonly onward: ReadonlyMap<string, number>;
}

function stayOf(purchase: PurchaseDrivers, month: number): Stay | undefined {
  const { period, unpaid, moves } = purchase;
  const paysAll =
    unpaid === undefined
      ? 1
      : (1 - unpaid.chanceIn(month)) ** Math.max(1, Math.round(period / unpaid.every));
  const moving = moves.map(({ to, rateIn }) => [to, rateIn(month)] as const);
  const movingOn = Math.min(
    1,
    moving.reduce((sum, [, rate]) => sum + rate, 0),
  );
  const onward = new Map<string, number>();
  let there = 1;
  let own = 0;
  for (let renewal = 1; renewal * period <= monthsMax; renewal += 1) {
    own += there * period;
    const renewing = there * paysAll * (1 - purchase.lossAt(renewal, month));
    for (const [to, rate] of moving) onward.set(to, (onward.get(to) ?? 0) + renewing * rate);
    there = renewing * (1 - movingOn);
    if (there < negligible) break;
  }
  return there > leftMax ? undefined : { own, onward };
}
