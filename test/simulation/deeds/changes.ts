import type { SubscriptionState } from "../../../src/account/account.ts";
import type { Random } from "../../../src/testing/random.ts";
import {
  chance,
  chosen,
  type Deed,
  day,
  one,
  type Scene,
  some,
  subscriptionOf,
  type WeightedDeed,
} from "../scene.ts";
import { codes, plans } from "./purchases.ts";

const aboutOne = (scene: Scene, isWanted?: (one: SubscriptionState) => boolean): object => {
  const { fact } = subscriptionOf(scene, isWanted) ?? {};
  // Now and then by the bundle that it is a part of.
  const bundle = chance(scene.random, 40) ? fact?.bundled?.id : undefined;
  return {
    id: scene.id,
    customer: fact?.customer ?? scene.buyer,
    subscription: bundle ?? fact?.id ?? "nothing",
    ...(chance(scene.random, 60)
      ? { when: chosen(scene.random, "now", "now", "period-end") }
      : { on: day(scene.now, scene.random.whole(-8, 40)) }),
  };
};

const changes: readonly ((random: Random) => object)[] = [
  (random) => one(random, plans) ?? {},
  (random) => ({ quantity: random.whole(1, 130) }),
  () => ({ cadence: "annual" }),
  () => ({ cadence: "monthly" }),
  () => ({ alignment: "calendar" }),
  (random) => ({ trialDays: random.whole(0, 30) }),
  () => ({ discounts: ["fifth"] }),
  () => ({ discounts: [] }),
  () => ({ model: "story@2" }),
  () => ({ quantities: { nodes: 7 } }),
  () => ({ termYears: 3 }),
];

const changeTerms: Deed = (scene) => {
  const { random, account } = scene;
  const contract = one(random, account.contracts ?? [])?.fact.id;
  return {
    fact: "change",
    ...aboutOne(scene),
    ...one(random, changes)?.(random),
    ...some(25, random, () => ({ proration: "none" })),
    ...(contract === undefined ? {} : some(20, random, () => ({ contract }))),
  };
};

const cancel: Deed = (scene) => ({
  fact: "cancel",
  ...aboutOne(scene),
  ...some(40, scene.random, () => ({ credit: "prorated" })),
  ...some(25, scene.random, () => ({ fee: `75.50 ${scene.currency}` })),
});

const plainChange =
  (fact: "pause" | "resume" | "reactivate"): Deed =>
  (scene) => ({
    fact,
    ...aboutOne(scene, ({ changes: told }) => {
      const last = told.findLast(({ undone }) => !undone)?.fact.fact;
      return (
        (fact === "resume" && last === "pause") || (fact === "reactivate" && last === "cancel")
      );
    }),
    ...(fact === "pause" ? some(30, scene.random, () => ({ credit: "none" })) : {}),
  });

const undo: Deed = (scene) => {
  const today = day(scene.now);
  const subscription = subscriptionOf(scene, ({ changes: told }) =>
    told.some((one) => !one.undone && one.day > today),
  );
  return {
    fact: "undo",
    id: scene.id,
    customer: subscription?.fact.customer ?? scene.buyer,
    subscription: subscription?.fact.id ?? "nothing",
    change: subscription?.changes.findLast(({ undone }) => !undone)?.fact.id ?? "nothing",
  };
};

const redeem: Deed = (scene) => {
  const { fact } = subscriptionOf(scene) ?? {};
  return {
    fact: "coupon",
    id: scene.id,
    customer: fact?.customer ?? scene.buyer,
    subscription: fact?.id ?? "nothing",
    code: chosen(scene.random, ...codes),
  };
};

/** What was bought changes. */
export const changeDeeds: readonly WeightedDeed[] = [
  { value: changeTerms, weight: 10 },
  { value: cancel, weight: 3 },
  { value: plainChange("pause"), weight: 3 },
  { value: plainChange("resume"), weight: 4 },
  { value: plainChange("reactivate"), weight: 3 },
  { value: undo, weight: 3 },
  { value: redeem, weight: 3 },
];
