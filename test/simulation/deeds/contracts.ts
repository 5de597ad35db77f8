import { usd } from "florin";
import type { ContractState } from "../../../src/account/contracts/contract-state.ts";
import { atLeast } from "../../../src/money/amount.ts";
import { flat } from "../../../src/pricing/flat.ts";
import { perUnit } from "../../../src/pricing/per-unit.ts";
import {
  chance,
  chosen,
  type Deed,
  day,
  one,
  type Scene,
  some,
  type WeightedDeed,
} from "../scene.ts";

/** Contracts of every kind that the business signs: short, so that they renew, rise and end within a life. */
export const contractTemplates = {
  rising: {
    name: "Rising",
    term: { low: 2, high: 9 },
    commitment: { amount: atLeast(usd(300)), per: "monthly" },
    escalator: { kind: "fixed", percent: "2.5%", every: "quarterly" },
    renewal: { automatic: true, noticeDays: 20 },
    renewalCap: "4%",
    discounts: ["friendly"],
    netDays: 20,
    earlyTermination: { noticeDays: 10, ofRemaining: "50%", fee: usd(15) },
  },
  indexed: {
    name: "Indexed",
    term: 4,
    prices: { team: { base: { monthly: flat(usd("444.44")), annual: flat(usd(4_444)) } } },
    escalator: { kind: "index", index: "CPI", every: "monthly", floor: "0%", cap: "7%" },
    renewal: { automatic: true, noticeDays: 7 },
    sla: "standard",
  },
  carrying: {
    name: "Carrying",
    term: 6,
    commitment: { amount: atLeast(usd(500)), per: "quarterly", shortfall: "carry" },
    options: [
      { name: "Tuning", offer: "tuning", price: perUnit(usd(400)), withinMonths: 3, quantity: 12 },
    ],
  },
  waived: {
    name: "Waived",
    term: 3,
    commitment: { amount: usd(250), per: "monthly", shortfall: "waive" },
    renewal: { automatic: true, noticeDays: 0 },
    methods: ["card"],
    rebate: {
      per: "quarterly",
      tiers: [
        { from: 600, percent: "5%" },
        { from: 2_000, percent: "10%" },
      ],
    },
  },
  ahead: {
    name: "Ahead",
    term: 3,
    commitment: { amount: atLeast(usd(200)), per: "monthly" },
    prepayment: { share: "100%", discount: "5%" },
    renewal: { automatic: true, noticeDays: 3 },
    earlyTermination: { noticeDays: 0, ofRemaining: "100%" },
  },
} as const;

const committing = ["rising", "carrying", "ahead"] as const;

const sign: Deed = ({ random, now, id }) => {
  const template = chosen(random, "rising", "indexed", "carrying", "waived", "ahead");
  const commits = (committing as readonly string[]).includes(template);
  return {
    fact: "contract",
    id,
    template,
    start: day(now, random.whole(-10, 20)),
    ...some(50, random, () => ({ number: `MSA-${id}` })),
    ...(template === "rising" ? { months: random.whole(2, 9) } : {}),
    ...(commits ? { commitment: `${random.whole(500, 900)} USD` } : {}),
    ...some(20, random, () => ({ netDays: random.whole(0, 60) })),
    ...(template === "waived" ? some(50, random, () => ({ expectedVolume: 1_500 })) : {}),
    ...some(20, random, () => ({ model: chosen(random, "story@1", "story@2") })),
  };
};

/** A contract, and one that is wanted where there is one. */
const contractOf = (
  { random, account, now }: Scene,
  isWanted: (contract: ContractState, today: string) => boolean = () => false,
): string => {
  const all = account.contracts ?? [];
  const wanted = all.filter((one) => isWanted(one, day(now)));
  const from = wanted.length > 0 && chance(random, 80) ? wanted : all;
  return one(random, from)?.fact.id ?? "nothing";
};

const ofContract =
  (
    fact: "contract-notice" | "contract-notice-withdrawal" | "contract-renewal-withdrawal",
    isWanted?: (contract: ContractState, today: string) => boolean,
  ): Deed =>
  (scene) => ({ fact, id: scene.id, contract: contractOf(scene, isWanted) });

const isNoticed = ({ notice }: ContractState): boolean => notice !== null;
const isRenewed = ({ terms }: ContractState, today: string): boolean =>
  terms.some(({ by, start }) => by === "renewal" && start > today);

const renew: Deed = (scene) => ({
  fact: "contract-renewal",
  id: scene.id,
  contract: contractOf(scene),
  ...some(40, scene.random, () => ({ commitment: `${scene.random.whole(500, 900)} USD` })),
  ...some(20, scene.random, () => ({ months: scene.random.whole(2, 9) })),
  ...some(20, scene.random, () => ({ netDays: 45 })),
});

const index: Deed = (scene) => ({
  fact: "index-value",
  id: scene.id,
  contract: contractOf(scene, ({ fact }) => fact.template === "indexed"),
  day: day(scene.now, scene.random.whole(-40, 10)),
  value: `${scene.random.whole(95, 120)}.${scene.random.whole(0, 9)}`,
});

const estimate: Deed = (scene) => ({
  fact: "volume-estimate",
  id: scene.id,
  contract: contractOf(scene, ({ fact }) => fact.template === "waived"),
  expected: scene.random.whole(0, 4_000),
});

/** Contracts are signed, renewed, given notice of, and move with an index. */
export const contractDeeds: readonly WeightedDeed[] = [
  { value: sign, weight: 3 },
  { value: renew, weight: 3 },
  { value: ofContract("contract-notice"), weight: 3 },
  { value: ofContract("contract-notice-withdrawal", isNoticed), weight: 4 },
  { value: ofContract("contract-renewal-withdrawal", isRenewed), weight: 3 },
  { value: index, weight: 3 },
  { value: estimate, weight: 2 },
];
