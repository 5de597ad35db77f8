import { assert } from "../../fault/fault.ts";
import type { PopulationDrivers, PurchaseDrivers } from "../population/population-drivers.ts";
import type { CustomerGroup, CustomerGroups, Renewal } from "./customer-groups.ts";
import type { GroupColumns } from "./group-columns.ts";

/** Renewals in whole numbers, by month: variables that stand for customers, and places of chances. Below 0 where there is none. */
export interface RenewalSteps {
  /** Where the steps of each month begin; one more than there are months. */
  readonly months: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly chance: Int32Array;
  readonly leaving: Int32Array;
  readonly staying: Int32Array;
  readonly lasting: Uint8Array;
  /** Where the moves of each step begin; one more than there are steps. */
  readonly moves: Int32Array;
  readonly moveChance: Int32Array;
  readonly moving: Int32Array;
  readonly moveTo: Int32Array;
  /** 1 where who moves is still a customer of something that lasts. */
  readonly moveLasts: Uint8Array;
  /** The chances, each asked for once in a trial at most. */
  readonly chances: readonly (() => number)[];
  /** The numbers of those that are not the same in every trial. */
  readonly changing: readonly number[];
}

/** What steps are made of. */
export interface StepSources {
  readonly drivers: PopulationDrivers;
  readonly groups: CustomerGroups;
  readonly columns: GroupColumns;
  /** The variable of each group. */
  readonly variables: ReadonlyMap<CustomerGroup, number>;
  /** Purchases whose chances are not the same in every month. */
  readonly byMonth: ReadonlySet<string>;
  /** Purchases whose chances are not the same in every trial. */
  readonly byTrial: ReadonlySet<string>;
}

/** Lists what happens to groups at their renewals. */
export function renewalSteps(sources: StepSources): RenewalSteps {
  const { drivers, groups, columns, variables } = sources;
  const chances = chancesOf(sources);
  const months: number[] = [];
  const moves: number[] = [0];
  const moving: (readonly [chance: number, variable: number, to: number, lasts: number])[] = [];
  // Purchase after purchase, so that the variables of each follow each other by month.
  const byPurchase = drivers.purchases.flatMap((purchase) =>
    groups.renewals.filter(({ from }) => from.purchase === purchase),
  );
  const leaving = new Map(byPurchase.map((one) => [one, columns.leaves(one)]));
  const staying = new Map(byPurchase.map((one) => [one, columns.stays(one)]));
  // Of what was sold once, somebody is gone a month later, which nothing may come of.
  const renewals = groups.renewals.filter(
    (one) => one.to !== undefined || (leaving.get(one) ?? -1) >= 0,
  );
  const variableOf = (group: CustomerGroup | undefined): number =>
    group === undefined ? -1 : (variables.get(group) ?? -1);
  const steps = renewals.map((renewal, index) => {
    while (months.length <= renewal.month) months.push(index);
    const { from, to, month } = renewal;
    for (const [way, { to: purchase }] of from.purchase.moves.entries()) {
      const target = to === undefined ? undefined : groups.joining(purchase, "moved", month);
      if (target === undefined) continue;
      moving.push([
        chances.moving(renewal, way),
        columns.moves(renewal, target),
        variableOf(target),
        target.purchase.lasting ? 1 : 0,
      ]);
    }
    moves.push(moving.length);
    return {
      from: variableOf(from),
      to: variableOf(to),
      chance: chances.leaving(renewal),
      leaving: leaving.get(renewal) ?? -1,
      staying: staying.get(renewal) ?? -1,
      lasting: from.purchase.lasting ? 1 : 0,
    };
  });
  while (months.length <= drivers.months) months.push(renewals.length);
  return {
    months: Int32Array.from(months),
    from: Int32Array.from(steps, (step) => step.from),
    to: Int32Array.from(steps, (step) => step.to),
    chance: Int32Array.from(steps, (step) => step.chance),
    leaving: Int32Array.from(steps, (step) => step.leaving),
    staying: Int32Array.from(steps, (step) => step.staying),
    lasting: Uint8Array.from(steps, (step) => step.lasting),
    moves: Int32Array.from(moves),
    moveChance: Int32Array.from(moving, ([chance]) => chance),
    moving: Int32Array.from(moving, ([, variable]) => variable),
    moveTo: Int32Array.from(moving, ([, , to]) => to),
    moveLasts: Uint8Array.from(moving, ([, , , lasts]) => lasts),
    chances: chances.all,
    changing: chances.changing,
  };
}

/** The chances of renewals; those that are always the same have one place. */
function chancesOf({ byMonth, byTrial }: Pick<StepSources, "byMonth" | "byTrial">) {
  const all: (() => number)[] = [];
  const changing: number[] = [];
  const known = new Map<string, number>();
  const place = (key: string, value: () => number, purchase?: string): number => {
    const own = known.get(key) ?? all.length;
    known.set(key, own);
    if (own < all.length) return own;
    all.push(value);
    if (byTrial.has(purchase ?? "")) changing.push(own);
    return own;
  };
  const when = ({ from, month }: Renewal): number => (byMonth.has(from.purchase.id) ? month : 1);
  return {
    all,
    changing,
    leaving: (renewal: Renewal): number => {
      const { purchase } = renewal.from;
      const month = when(renewal);
      if (!purchase.lasting) return place("gone", () => 1);
      const loss = () => purchase.lossAt(renewal.number, month - 1);
      return place(`${purchase.id} ${month} ${renewal.number}`, loss, purchase.id);
    },
    moving: (renewal: Renewal, way: number): number => {
      const { purchase } = renewal.from;
      const month = when(renewal);
      const moves = () => movingChance(purchase, way, month);
      return place(`${purchase.id} ${month} to ${way}`, moves, purchase.id);
    },
  };
}

/** The chance of those who are left when the ways before this one have been gone. */
function movingChance({ moves }: PurchaseDrivers, way: number, month: number): number {
  let stays = 1;
  for (const [index, { rateIn }] of moves.entries()) {
    const rate = rateIn(month - 1);
    if (index === way) return stays > 0 ? Math.min(1, rate / stays) : 0;
    stays -= rate;
  }
  assert(false, "a way is one of the moves");
}
