import type { Account } from "../../../src/account/account.ts";
import { chosen, type Deed, day, one, type Scene, some, type WeightedDeed } from "../scene.ts";

/** The codes of the model's coupons. */
export const codes = ["ONCE", "THRICE", "MONTHS", "ALWAYS", "LAUNCH", "TEAMS"] as const;

/** What may be subscribed to. */
export const plans: readonly object[] = [
  { plan: "team", cadence: "monthly" },
  { plan: "team", cadence: "annual" },
  { plan: "hybrid", cadence: "monthly" },
  { plan: "reserved", cadence: "monthly", quantities: { nodes: 3 } },
  { plan: "limited" },
  { plan: "stored", cadence: "monthly" },
  { plan: "seats", cadence: "monthly", quantity: 12 },
  { plan: "seats", cadence: "annual", quantity: 120, termYears: 3 },
  { plan: "tried", cadence: "monthly" },
];

/** Sometimes under a contract that was signed. */
export const underContract = ({ random, account }: Scene, percent: number): object => {
  const contract = one(random, contractsOf(account));
  return contract === undefined ? {} : some(percent, random, () => ({ contract }));
};

const contractsOf = ({ contracts }: Account): readonly string[] =>
  (contracts ?? []).map(({ fact }) => fact.id);

const subscribe: Deed = (scene) => {
  const { random, now, id, buyer } = scene;
  return {
    fact: "subscription",
    id,
    customer: buyer,
    start: day(now, random.whole(-20, 20)),
    ...one(random, plans),
    ...some(20, random, () => ({ alignment: "calendar" })),
    ...some(10, random, () => ({ end: day(now, random.whole(30, 400)) })),
    ...some(15, random, () => ({ trialDays: random.whole(0, 40) })),
    ...some(20, random, () => ({ coupons: [chosen(random, ...codes)] })),
    ...some(15, random, () => ({ discounts: [chosen(random, "loyalty", "academic", "fifth")] })),
    ...some(10, random, () => ({ model: chosen(random, "story@1", "story@2") })),
    ...some(10, random, () => ({
      ramp: [
        { from: { afterMonths: random.whole(1, 3) }, quantity: random.whole(1, 30) },
        { from: { afterMonths: random.whole(4, 9) }, discounts: ["fifth"] },
      ],
    })),
    ...underContract(scene, 40),
  };
};

const addOn: Deed = ({ random, now, id, account, buyer }) => {
  const own = account.subscriptions.filter(({ fact }) => fact.customer === buyer);
  return {
    fact: "subscription",
    id,
    customer: buyer,
    addon: chosen(random, "insights", "vault"),
    of: one(random, own)?.fact.id ?? "nothing",
    start: day(now, random.whole(-5, 15)),
    ...some(50, random, () => ({ quantity: random.whole(1, 4) })),
  };
};

const license: Deed = (scene) => {
  const { random, now, id, buyer } = scene;
  return {
    fact: "licence",
    id,
    customer: buyer,
    licence: chosen(random, "standard", "yearly"),
    start: day(now, random.whole(-10, 30)),
    ...some(20, random, () => ({ end: day(now, random.whole(100, 700)) })),
    ...underContract(scene, 20),
  };
};

const sell: Deed = (scene) => {
  const { random, now, id, buyer } = scene;
  return {
    fact: "sale",
    id,
    customer: buyer,
    offer: chosen(random, "tuning", "course"),
    date: day(now, random.whole(-5, 20)),
    quantity: chosen(random, 1, 2.5, 10, 120),
    ...some(20, random, () => ({ discounts: ["loyalty"] })),
    ...underContract(scene, 30),
  };
};

/** Things are bought. */
export const purchaseDeeds: readonly WeightedDeed[] = [
  { value: subscribe, weight: 5 },
  { value: addOn, weight: 4 },
  { value: license, weight: 1 },
  { value: sell, weight: 2 },
];
