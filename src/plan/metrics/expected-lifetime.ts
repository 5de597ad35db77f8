import type { PopulationDrivers, PurchaseDrivers } from "../population/population-drivers.ts";

/** Renewals are followed one by one for a hundred years, and from there on by what they come to without end. */
const monthsMax = 1_200;

/** Where the chances to be lost keep falling and something else takes customers, too, no more renewals than this are followed. */
const renewalsMax = 100_000;

/** Smaller parts of a customer than this are not followed. */
const negligible = 1e-13;

/** What customers who move on come to is put into what those before them come to, until nothing changes, at most so often. */
const rounds = 10_000;

/** {@link expectedLifetime} of those who join in each month; NaN where it is undefined. Months in which nothing changes have it between them. */
export function expectedLifetimes({
  purchases,
  months,
}: Pick<PopulationDrivers, "purchases" | "months">): Float64Array {
  const lasting = purchases.filter((one) => one.lasting);
  let last: { readonly drivers: readonly number[]; readonly lifetime: number } | undefined;
  return Float64Array.from({ length: months }, (_, month) => {
    const drivers = lasting.every(({ ageless }) => ageless === true)
      ? lasting.flatMap((one) => driversIn(one, month))
      : undefined;
    const same = drivers?.every((value, at) => value === last?.drivers[at]) === true;
    if (last !== undefined && same) return last.lifetime;
    const lifetime = expectedLifetime({ purchases }, month) ?? Number.NaN;
    if (drivers !== undefined) last = { drivers, lifetime };
    return lifetime;
  });
}

/** All that a lifetime follows from where the chance to leave is the same at each renewal. */
const driversIn = (
  { shareIn, lossAt, unpaid, moves }: PurchaseDrivers,
  month: number,
): readonly number[] => [
  shareIn(month),
  lossAt(1, month),
  unpaid?.chanceIn(month) ?? 0,
  ...moves.map(({ rateIn }) => rateIn(month)),
];

/**
 * How many months somebody who joins in a month stays, if customers go on to be lost and to move as they do then: the sum of all parts of them who
 * are there, period by period. Unlike customers over lost ones it does not count those who cannot leave yet as staying, so it does not
 * rise with growth. Undefined where nobody is ever lost, or nobody joins, and where the mean has no end: with chances that fall by age as those of
 * a shifted-beta-geometric churn whose alpha is at most 1.
 */
export function expectedLifetime(
  { purchases }: Pick<PopulationDrivers, "purchases">,
  month: number,
): number | undefined {
  const lasting = purchases.filter((one) => one.lasting);
  const stays = new Map(lasting.map((one) => [one.id, stayOf(one, month)]));
  if ([...stays.values()].some((one) => one === undefined)) return undefined;
  let lifetimes = new Map(lasting.map(({ id }) => [id, stays.get(id)?.own ?? 0]));
  for (let round = 0; round < rounds; round += 1) {
    const before = lifetimes;
    lifetimes = new Map(
      lasting.map(({ id }) => {
        const { own = 0, onward = new Map<string, number>() } = stays.get(id) ?? {};
        const later = [...onward].reduce(
          (sum, [to, part]) => sum + part * (before.get(to) ?? 0),
          0,
        );
        return [id, own + later];
      }),
    );
    if (lasting.every(({ id }) => lifetimes.get(id) === before.get(id))) break;
  }
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
  const chance = (renewal: number): number => purchase.lossAt(renewal, month);
  /** What of those who are neither lost nor stop paying is still with the purchase after a renewal. */
  const staying = 1 - movingOn;
  const renew = (renewing: number): void => {
    for (const [to, rate] of moving) onward.set(to, (onward.get(to) ?? 0) + renewing * rate);
  };
  let there = 1;
  let own = 0;
  let renewal = 0;
  const most = purchase.ageless === true ? 0 : Math.ceil(monthsMax / period);
  // Chances by age are told for some renewals, and then the last one's is that of all later ones.
  const falls = most > 0 && chance(most) > chance(2 * most) + negligible;
  const followed = falls && paysAll * staying < 1 ? renewalsMax : most;
  while (renewal < followed && there > negligible) {
    own += there * period;
    renewal += 1;
    const renewing = there * paysAll * (1 - chance(renewal));
    renew(renewing);
    there = renewing * staying;
  }
  if (there <= negligible) return { own, onward };
  if (!falls) {
    const kept = paysAll * (1 - chance(renewal + 1));
    const lost = 1 - kept * staying;
    if (lost <= negligible) return undefined;
    renew((there * kept) / lost);
    return { own: own + (there * period) / lost, onward };
  }
  if (followed === renewalsMax) return undefined;
  const left = periodsLeft(chance, renewal);
  return left === undefined ? undefined : { own: own + there * left * period, onward };
}

/**
 * Periods that who has so many renewals behind them is expected to stay, where customers differ by a beta distribution: whoever is left has one
 * with beta larger by the renewals, and the mean of a shifted-beta-geometric lifetime is (alpha + beta - 1) / (alpha - 1) periods, with no end
 * where alpha is at most 1 (P. Fader, B. Hardie, How to Project Customer Retention, 2007).
 */
function periodsLeft(chance: (renewal: number) => number, renewals: number): number | undefined {
  const [next, later] = [1 / chance(renewals + 1), 1 / chance(2 * renewals + 1)];
  // One over the chance rises by one over alpha with each renewal.
  const alpha = renewals / (later - next);
  return alpha > 1 + 1e-9 ? (alpha * next - 1) / (alpha - 1) : undefined;
}
