import { flat, usd } from "florin";
import { chosen, type Deed, day, one, some, type WeightedDeed } from "../scene.ts";
import { underContract } from "./purchases.ts";

const milestones = [
  { name: "Designed", share: "33.4%" },
  { name: "Moved", share: "33.3%" },
  { name: "Live", share: "33.3%" },
] as const;

/** Projects that are billed with each milestone, and before all of them. */
export const projectOffers = {
  rollout: {
    name: "Rollout",
    stream: "services",
    per: "project",
    price: flat(usd("1000.01")),
    milestones,
  },
  "rollout-ahead": {
    name: "Rollout, paid ahead",
    stream: "services",
    per: "project",
    price: flat(usd("2000.02")),
    milestones,
    invoiced: "on-sale",
  },
} as const;

const sellProject: Deed = (scene) => ({
  fact: "sale",
  id: scene.id,
  customer: scene.buyer,
  offer: chosen(scene.random, "rollout", "rollout-ahead"),
  date: day(scene.now, scene.random.whole(-10, 0)),
  ...some(20, scene.random, () => ({ discounts: ["loyalty"] })),
  ...underContract(scene, 20),
});

const amend: Deed = (scene) => {
  const { random, account, id, buyer, currency } = scene;
  const { fact } =
    one(
      random,
      account.sales.filter((sale) => sale.fact.offer === "rollout"),
    ) ?? {};
  return {
    fact: "amendment",
    id,
    customer: fact?.customer ?? buyer,
    sale: fact?.id ?? "nothing",
    price: `${random.whole(700, 1_500)}.50 ${currency}`,
  };
};

const reach: Deed = ({ random, account, now, id, buyer }) => {
  const projects = account.sales.filter(({ fact }) => fact.offer.startsWith("rollout"));
  const { fact } = one(random, projects) ?? {};
  return {
    fact: "milestone",
    id,
    customer: fact?.customer ?? buyer,
    sale: fact?.id ?? "nothing",
    milestone: chosen(random, "Designed", "Moved", "Live"),
    ...some(50, random, () => ({ on: day(now, random.whole(-20, 0)) })),
  };
};

/** Projects are sold, and come to their milestones. */
export const projectDeeds: readonly WeightedDeed[] = [
  { value: sellProject, weight: 2 },
  { value: amend, weight: 2 },
  { value: reach, weight: 3 },
];
