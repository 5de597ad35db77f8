import { defineModel } from "../../src/model/define-model.ts";
import type { Model } from "../../src/model/model.ts";
import { atLeast } from "../../src/money/amount.ts";
import { usd } from "../../src/money/money.ts";
import { percentOff } from "../../src/pricing/discount.ts";
import { flat } from "../../src/pricing/flat.ts";
import { perUnit } from "../../src/pricing/per-unit.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { DAY_MS, HOUR_MS } from "../../src/time/instant.ts";
import { at } from "./running-florin.ts";
import { type PostedFact, storyStart, tell, use } from "./story.ts";

/** A business that sells on short contracts, so that they renew, rise, are trued up and end within the story. */
export const contractModel = defineModel({
  id: "signing",
  name: "Signing",
  version: "1",
  currency: "USD",
  streams: { platform: { name: "Platform", recurring: true } },
  meters: {
    calls: { event: "call", aggregation: { kind: "sum", property: "calls" }, unit: "call" },
  },
  features: {},
  plans: {
    base: {
      name: "Base",
      stream: "platform",
      prices: { monthly: flat(usd(100)), weekly: flat(usd(30)) },
      charges: { calls: { meter: "calls", price: perUnit(usd("0.50")), every: "weekly" } },
      requiresContract: true,
    },
  },
  offers: {
    training: { name: "Training", stream: "platform", per: "day", price: perUnit(usd(90)) },
  },
  discounts: { partner: percentOff("10%", { reason: "partner" }) },
  contracts: {
    rising: {
      name: "Rising",
      term: { low: 1, high: 3 },
      commitment: { amount: atLeast(usd(50)), per: "monthly" },
      escalator: { kind: "fixed", percent: "2.5%", every: "monthly" },
      renewal: { automatic: true, noticeDays: 7 },
      discounts: ["partner"],
      netDays: 20,
      earlyTermination: { noticeDays: 10, ofRemaining: "50%", fee: usd(15) },
      invoicing: { series: "RIS", creditNoteSeries: "RCN", grace: "PT6H" },
    },
    ahead: {
      name: "Ahead",
      term: 1,
      commitment: { amount: atLeast(usd(50)), per: "monthly", shortfall: "waive" },
      prepayment: { share: "100%", discount: "5%" },
      renewal: { automatic: true, noticeDays: 3 },
    },
    watched: {
      name: "Watched",
      term: 2,
      commitment: { amount: atLeast(usd(20)), per: "monthly", shortfall: "waive" },
      invoicing: { trigger: { kind: "usage-threshold", amount: usd(40) } },
    },
    carrying: {
      invoicing: {
        trigger: { kind: "period", every: "monthly" },
        series: "CAR",
        invoicesPer: "subscription",
      },
      name: "Carrying",
      term: 2,
      commitment: { amount: atLeast(usd(50)), per: "every-2-weeks", shortfall: "carry" },
      options: [{ name: "Training", offer: "training", price: flat(usd(60)), withinMonths: 1 }],
    },
  },
}) as unknown as Model;

type Told = ReturnType<typeof tell>;

const templates = ["rising", "ahead", "carrying", "watched"] as const;
const first = at(storyStart);

/** Customers who sign contracts by seed, buy and use under them, renew them, give notice, take it back, and leave early. */
export function contractStory(customers: number, seed: number): readonly Told[] {
  return Array.from({ length: customers }, (_, index) => oneCustomer(index, seed + index)).flat();
}

function oneCustomer(index: number, seed: number): readonly Told[] {
  const random = seededRandom(seed);
  const customer = `s-${index}`;
  const template = templates[index % templates.length] ?? "rising";
  const hour = (day: number, more = 0): number => first + day * DAY_MS + more * HOUR_MS;
  const dayText = (day: number): string => new Date(hour(day)).toISOString().slice(0, 10);
  const start = random.whole(1, 12);
  const contract = `${customer}-k`;
  const about = { customer, contract };
  const fact = (day: number, told: object): Told =>
    tell(hour(day, random.whole(1, 22)), told as PostedFact);
  const later = (kind: string, day: number, more: object = {}): Told =>
    fact(day, { fact: kind, id: `${customer}-${kind}-${day}`, ...about, ...more });
  const uses = Array.from({ length: 24 }, (_, nth) => {
    const time = new Date(hour(random.whole(start, 88), random.whole(0, 23))).toISOString();
    const calls = random.whole(1, 60);
    return use({ id: `${customer}-u${nth}`, type: "call", customer, time, data: { calls } });
  });
  return [
    tell(first, { fact: "customer", id: customer, name: `Signing ${index}` }),
    fact(start - 1, {
      fact: "contract",
      id: contract,
      customer,
      template,
      number: `MSA-${index}`,
      start: dayText(start),
      commitment: `${random.whole(120, 480)} USD`,
      ...(template === "rising" ? { months: random.whole(1, 3) } : {}),
    }),
    fact(start, {
      fact: "subscription",
      id: `${customer}-a`,
      customer,
      plan: "base",
      cadence: random.next() < 0.5 ? "monthly" : "weekly",
      contract,
      start: dayText(start + random.whole(0, 3)),
    }),
    fact(start + 8, {
      fact: "sale",
      id: `${customer}-w`,
      customer,
      offer: "training",
      date: dayText(start + 9),
      contract,
    }),
    ...(random.next() < 0.4 ? [later("contract-notice", random.whole(15, 60))] : []),
    ...(random.next() < 0.3 ? [later("contract-notice-withdrawal", random.whole(20, 70))] : []),
    ...(random.next() < 0.4
      ? [later("contract-renewal", random.whole(15, 70), { commitment: "120 USD" })]
      : []),
    ...(random.next() < 0.3 ? [later("contract-renewal-withdrawal", random.whole(20, 75))] : []),
    ...(random.next() < 0.6
      ? [
          fact(random.whole(25, 75), {
            fact: "cancel",
            id: `${customer}-x`,
            customer,
            subscription: `${customer}-a`,
            credit: random.next() < 0.5 ? "prorated" : "none",
          }),
        ]
      : []),
    ...uses,
  ];
}
