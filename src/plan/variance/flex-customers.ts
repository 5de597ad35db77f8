import type { Months, PurchaseCustomers } from "./business-figures.ts";

/** Customers of a purchase as they would have been, month by month. */
export interface FlexedCustomers extends FlexedMonths {
  /** Those of them who began in the month: they came, or moved on to it. */
  readonly entered: FlexedMonths;
}

/** Numbers of customers as they would have been. */
export interface FlexedMonths {
  /** With the arrivals that there were, who chose, stayed and moved on as planned. */
  readonly volume: Months;
  /** And who left as they really did. */
  readonly churn: Months;
}

/** Customers of a segment as the plan has them, and as they were. */
export interface SegmentCustomers {
  readonly months: number;
  readonly planned: readonly PurchaseCustomers[];
  /** Under the same purchase ids. */
  readonly actual: readonly PurchaseCustomers[];
}

/** What part one figure is of another in each month; where there is nothing to be a part of, as in the month before, else the first known. */
function shares(part: Months, whole: Months, months: number): readonly number[] {
  const known: (number | undefined)[] = Array.from({ length: months }, (_, month) => {
    const of = whole[month] ?? 0;
    return of > 0 ? (part[month] ?? 0) / of : undefined;
  });
  let last = known.find((one) => one !== undefined) ?? 0;
  return known.map((one) => {
    last = one ?? last;
    return last;
  });
}

const totalOf = (
  purchases: readonly PurchaseCustomers[],
  field: "opening" | "joined" | "movedIn",
  months: number,
): Months =>
  Array.from({ length: months }, (_, month) =>
    purchases.reduce((sum, one) => sum + (one[field][month] ?? 0), 0),
  );

/** Those whose customers are the segment's: of its plans, else of its licences, else of what it sells once. */
export function countedPurchases(
  purchases: readonly PurchaseCustomers[],
): readonly PurchaseCustomers[] {
  for (const lasts of ["plan", "licence", "once"] as const) {
    const own = purchases.filter((one) => one.lasts === lasts);
    if (own.length > 0) return own;
  }
  return [];
}

/** The rates by which customers of a purchase come, leave and move on, by month. */
interface Rates {
  readonly opening: number;
  readonly share: Months;
  readonly loss: Months;
  readonly out: Months;
  readonly movedShare: Months;
}

/**
 * The plan of a segment, flexed. `volume`: the customers that were there before, and the arrivals of each month, are the actual ones in number;
 * which purchase they choose, how many of each are lost a month and move on is as planned. `churn`: they are also lost at the rates at which each
 * purchase's customers really were. What then still differs is mix: other choices and moves.
 */
export function flexCustomers({
  months,
  planned,
  actual,
}: SegmentCustomers): ReadonlyMap<string, FlexedCustomers> {
  const arrivals = totalOf(countedPurchases(planned), "joined", months);
  const lasting = planned.filter((one) => one.lasts !== "once");
  const openings = totalOf(countedPurchases(planned), "opening", months)[0] ?? 0;
  const real = countedPurchases(
    actual.filter((one) => planned.some(({ purchase }) => purchase === one.purchase)),
  );
  const cameIn = totalOf(real, "joined", months);
  const wereThere = totalOf(real, "opening", months)[0] ?? 0;
  const moved = totalOf(lasting, "movedIn", months);
  const rates = new Map(
    lasting.map((one) => [
      one.purchase,
      {
        opening: shareOfOpening(one, openings, countedPurchases(planned)),
        share: shares(one.joined, arrivals, months),
        loss: shares(one.left, one.opening, months),
        out: shares(one.movedOut, one.opening, months),
        movedShare: shares(one.movedIn, moved, months),
      },
    ]),
  );
  const realLoss = (purchase: string): Months | undefined => {
    const own = actual.find((one) => one.purchase === purchase);
    return own?.opening.some((there) => there > 0) === true
      ? shares(own.left, own.opening, months)
      : undefined;
  };
  const withLoss = new Map(
    [...rates].map(([id, own]) => [id, { ...own, loss: realLoss(id) ?? own.loss }]),
  );
  const volume = lived(rates, cameIn, wereThere, months);
  const churn = lived(withLoss, cameIn, wereThere, months);
  const flexed = new Map<string, FlexedCustomers>();
  for (const { purchase } of lasting)
    flexed.set(purchase, {
      volume: volume.get(purchase)?.there ?? [],
      churn: churn.get(purchase)?.there ?? [],
      entered: {
        volume: volume.get(purchase)?.entered ?? [],
        churn: churn.get(purchase)?.entered ?? [],
      },
    });
  for (const one of planned) {
    if (one.lasts !== "once") continue;
    const share = shares(one.closing, arrivals, months);
    const bought = cameIn.map((came, month) => came * (share[month] ?? 0));
    const buyers = { volume: bought, churn: bought };
    flexed.set(one.purchase, { ...buyers, entered: buyers });
  }
  return flexed;
}

/**
 * Customers by purchase, month by month: the actual ones up to a month, and from then on those that are left of them and come as planned, by the
 * shares and rates of the plan. Of what is sold once, later buyers are the planned ones.
 */
export function rebasedCustomers(
  { months, planned, actual }: SegmentCustomers,
  closed: number,
): ReadonlyMap<string, Months> {
  const lasting = planned.filter((one) => one.lasts !== "once");
  const moved = totalOf(lasting, "movedIn", months);
  const real = new Map(actual.map((one) => [one.purchase, one.closing]));
  const rates = new Map(
    lasting.map((one) => [
      one.purchase,
      {
        joined: one.joined,
        loss: shares(one.left, one.opening, months),
        out: shares(one.movedOut, one.opening, months),
        movedShare: shares(one.movedIn, moved, months),
      },
    ]),
  );
  const all = new Map(
    planned.map((one): [string, number[]] => [
      one.purchase,
      Array.from({ length: months }, (_, month) =>
        month <= closed
          ? (real.get(one.purchase)?.[month] ?? 0)
          : one.lasts === "once"
            ? (one.closing[month] ?? 0)
            : 0,
      ),
    ]),
  );
  for (let month = closed + 1; month < months; month += 1) {
    const before = (id: string): number => all.get(id)?.[month - 1] ?? 0;
    const movers = [...rates].reduce(
      (sum, [id, { out }]) => sum + before(id) * (out[month] ?? 0),
      0,
    );
    for (const [id, { joined, loss, out, movedShare }] of rates) {
      const own = all.get(id);
      if (own === undefined) continue;
      own[month] =
        before(id) * (1 - (loss[month] ?? 0) - (out[month] ?? 0)) +
        movers * (movedShare[month] ?? 0) +
        (joined[month] ?? 0);
    }
  }
  return all;
}

/** Of those who are there before the plan; where it has none, as those choose who come first. */
function shareOfOpening(
  one: PurchaseCustomers,
  openings: number,
  among: readonly PurchaseCustomers[],
): number {
  if (openings > 0) return (one.opening[0] ?? 0) / openings;
  const first = among.reduce((sum, { joined }) => sum + (joined[0] ?? 0), 0);
  return first > 0 ? (one.joined[0] ?? 0) / first : 0;
}

/** Customers of a purchase at months' ends, and who began in them. */
interface Lived {
  readonly there: Months;
  readonly entered: Months;
}

function lived(
  rates: ReadonlyMap<string, Rates>,
  arrivals: Months,
  opening: number,
  months: number,
): ReadonlyMap<string, Lived> {
  const there = new Map([...rates].map(([id, own]) => [id, opening * own.opening]));
  const series = new Map(
    [...rates.keys()].map((id) => [id, { there: [] as number[], entered: [] as number[] }]),
  );
  for (let month = 0; month < months; month += 1) {
    const movers = [...rates].reduce(
      (sum, [id, { out }]) => sum + (there.get(id) ?? 0) * (out[month] ?? 0),
      0,
    );
    for (const [id, { loss, out, share, movedShare }] of rates) {
      const before = there.get(id) ?? 0;
      const stayed = before * (1 - (loss[month] ?? 0) - (out[month] ?? 0));
      const entered =
        movers * (movedShare[month] ?? 0) + (arrivals[month] ?? 0) * (share[month] ?? 0);
      there.set(id, stayed + entered);
      series.get(id)?.there.push(stayed + entered);
      series.get(id)?.entered.push(entered);
    }
  }
  return series;
}
