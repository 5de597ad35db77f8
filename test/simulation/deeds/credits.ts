import type { Instant } from "../../../src/time/instant.ts";
import { chosen, type Deed, day, one, type Scene, some, sum, type WeightedDeed } from "../scene.ts";

const grant: Deed = (scene) => {
  const { random, now, id, currency } = scene;
  return {
    fact: "grant",
    id,
    date: day(now, random.whole(-3, 10)),
    ...chosen<object>(
      random,
      { credit: "welcome" },
      { credit: "pack" },
      { credit: "paid-first" },
      { kind: "goodwill", amount: sum(scene) },
      { kind: "goodwill", amount: sum(scene), expires: day(now, 50), covers: "served" },
      {
        kind: "prepaid",
        amount: `300.00 ${currency}`,
        price: `200.00 ${currency}`,
        every: "monthly",
        count: 3,
      },
      {
        kind: "promotional",
        amount: `35.00 ${currency}`,
        appliesTo: "usage",
        every: "monthly",
        count: 4,
      },
    ),
  };
};

const grantOf = ({ random, account }: Scene): string =>
  one(random, account.credits?.book.grants ?? [])?.id ?? "nothing";

const voidGrant: Deed = (scene) => ({
  fact: "void-grant",
  id: scene.id,
  grant: grantOf(scene),
  date: day(scene.now),
  reason: "a mistake",
});

const adjustGrant: Deed = (scene) => ({
  fact: "adjust-grant",
  id: scene.id,
  grant: grantOf(scene),
  date: day(scene.now),
  reason: "a correction",
  ...chosen<object>(
    scene.random,
    { add: `10.00 ${scene.currency}` },
    { remove: `5.00 ${scene.currency}` },
    { expires: day(scene.now, 40) },
    { priority: 2 },
  ),
});

const topUp: Deed = ({ random, now, id, currency }) => ({
  fact: "top-up-rule",
  id,
  ...chosen<object>(
    random,
    { credit: "pack", amount: "250.00 USD" },
    { credit: "paid-first", amount: "250.00 USD" },
    { amount: `250.00 ${currency}`, price: "80%" },
  ),
  date: day(now),
  whenBelow: `100.00 ${currency}`,
  maximumPerMonth: `500.00 ${currency}`,
  ...some(20, random, () => ({ end: day(now, 60) })),
});

const lastMonth = (now: Instant): string => day(now, -30).slice(0, 7);

const uptime: Deed = ({ random, now, id }) => ({
  fact: "uptime",
  id,
  sla: chosen(random, "standard", "claimed"),
  month: lastMonth(now),
  uptime: chosen(random, "99.95%", "99.5%", "97%"),
});

const claim: Deed = ({ now, id }) => ({
  fact: "sla-claim",
  id,
  sla: "claimed",
  month: lastMonth(now),
  date: day(now),
});

/** Credits are given, sold, taken back and asked for. */
export const creditDeeds: readonly WeightedDeed[] = [
  { value: grant, weight: 4 },
  { value: voidGrant, weight: 1 },
  { value: adjustGrant, weight: 2 },
  { value: topUp, weight: 1 },
  { value: uptime, weight: 2 },
  { value: claim, weight: 1 },
];
