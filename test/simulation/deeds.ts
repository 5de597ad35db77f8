import type { Account, SubscriptionState } from "../../src/account/account.ts";
import type { AccountFact } from "../../src/account/fact.ts";
import type { Invoice } from "../../src/account/invoice.ts";
import type { Settlement } from "../../src/receivable/receivables.ts";
import type { Random } from "../../src/testing/random.ts";
import { civilFromDays, formatCivilDate } from "../../src/time/calendar.ts";
import { DAY_MS, formatInstant, type Instant } from "../../src/time/instant.ts";

/** What somebody is about to do: chance, and what it meets. */
export interface Scene {
  readonly random: Random;
  readonly now: Instant;
  readonly account: Account;
  readonly documents: readonly Invoice[];
  /** A name that nothing has yet. */
  readonly id: string;
}

type Deed = (scene: Scene) => object;

const one = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[random.whole(0, from.length - 1)];
const chosen = <T>(random: Random, ...from: readonly [T, ...T[]]): T =>
  one(random, from) ?? from[0];
const chance = (random: Random, percent: number): boolean => random.whole(1, 100) <= percent;

/** A day so many after that of an instant. */
const day = (now: Instant, ahead = 0): string =>
  formatCivilDate(civilFromDays(Math.floor(now / DAY_MS) + ahead));

const dollars = (random: Random): string =>
  `${(chosen(random, 1, 999, 5_000, random.whole(1, 90_000), random.whole(1, 900_000)) / 100).toFixed(2)} USD`;

const some = (percent: number, random: Random, fields: () => object): object =>
  chance(random, percent) ? fields() : {};

const codes = ["ONCE", "THRICE", "MONTHS", "ALWAYS"] as const;

const plans: readonly object[] = [
  { plan: "team", cadence: "monthly" },
  { plan: "team", cadence: "annual" },
  { plan: "hybrid", cadence: "monthly" },
  { plan: "reserved", cadence: "monthly", quantities: { nodes: 3 } },
  { plan: "limited" },
  { plan: "seats", cadence: "monthly", quantity: 12 },
  { plan: "seats", cadence: "annual", quantity: 120, termYears: 3 },
  { plan: "tried", cadence: "monthly" },
];

const subscribe: Deed = ({ random, now, id }) => ({
  fact: "subscription",
  id,
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
});

const addOn: Deed = ({ random, now, id, account }) => ({
  fact: "subscription",
  id,
  addon: chosen(random, "insights", "vault"),
  of: one(random, account.subscriptions)?.fact.id ?? "nothing",
  start: day(now, random.whole(-5, 15)),
  ...some(50, random, () => ({ quantity: random.whole(1, 4) })),
});

const license: Deed = ({ random, now, id }) => ({
  fact: "licence",
  id,
  licence: chosen(random, "standard", "yearly"),
  start: day(now, random.whole(-10, 30)),
  ...some(20, random, () => ({ end: day(now, random.whole(100, 700)) })),
});

const sell: Deed = ({ random, now, id }) => ({
  fact: "sale",
  id,
  offer: chosen(random, "tuning", "course"),
  date: day(now, random.whole(-5, 20)),
  quantity: chosen(random, 1, 2.5, 10, 120),
  ...some(20, random, () => ({ discounts: ["loyalty"] })),
});

const bundle: Deed = ({ random, now, id }) => ({
  fact: "bundle",
  id,
  bundle: chosen(random, "kit", "care", "begin"),
  start: day(now, random.whole(-15, 20)),
  ...some(30, random, () => ({ quantity: chosen(random, 2, 3) })),
});

const subscriptionOf = ({ random, account }: Scene): SubscriptionState | undefined =>
  one(random, account.subscriptions);

/** The name that a change has for a subscription: now and then that of the bundle that it is a part of. */
function nameOf(scene: Scene): string {
  const { id = "nothing", bundled } = subscriptionOf(scene)?.fact ?? {};
  return bundled !== undefined && chance(scene.random, 40) ? bundled.id : id;
}

const aboutOne = (scene: Scene): object => ({
  id: scene.id,
  subscription: nameOf(scene),
  ...(chance(scene.random, 60)
    ? { when: chosen(scene.random, "now", "now", "period-end") }
    : { on: day(scene.now, scene.random.whole(-8, 40)) }),
});

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

const changeTerms: Deed = (scene) => ({
  fact: "change",
  ...aboutOne(scene),
  ...one(scene.random, changes)?.(scene.random),
  ...some(25, scene.random, () => ({ proration: "none" })),
});

const cancel: Deed = (scene) => ({
  fact: "cancel",
  ...aboutOne(scene),
  ...some(40, scene.random, () => ({ credit: "prorated" })),
  ...some(25, scene.random, () => ({ fee: "75.50 USD" })),
});

const plainChange =
  (fact: "pause" | "resume" | "reactivate"): Deed =>
  (scene) => ({
    fact,
    ...aboutOne(scene),
    ...(fact === "pause" ? some(30, scene.random, () => ({ credit: "none" })) : {}),
  });

const undo: Deed = (scene) => {
  const subscription = subscriptionOf(scene);
  return {
    fact: "undo",
    id: scene.id,
    subscription: subscription?.fact.id ?? "nothing",
    change: subscription?.changes.findLast(({ undone }) => !undone)?.fact.id ?? "nothing",
  };
};

const redeem: Deed = (scene) => ({
  fact: "coupon",
  id: scene.id,
  subscription: subscriptionOf(scene)?.fact.id ?? "nothing",
  code: chosen(scene.random, ...codes),
});

const grant: Deed = ({ random, now, id }) => ({
  fact: "grant",
  id,
  date: day(now, random.whole(-3, 10)),
  ...chosen<object>(
    random,
    { credit: "welcome" },
    { credit: "pack" },
    { credit: "paid-first" },
    { kind: "goodwill", amount: dollars(random) },
    { kind: "prepaid", amount: "300.00 USD", price: "200.00 USD", every: "monthly", count: 3 },
    { kind: "promotional", amount: "35.00 USD", appliesTo: "usage", every: "monthly", count: 4 },
  ),
});

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
    { add: "10.00 USD" },
    { remove: "5.00 USD" },
    { expires: day(scene.now, 40) },
    { priority: 2 },
  ),
});

const topUp: Deed = ({ random, now, id }) => ({
  fact: "top-up-rule",
  id,
  credit: chosen(random, "pack", "paid-first"),
  date: day(now),
  whenBelow: "100.00 USD",
  amount: "250.00 USD",
  maximumPerMonth: "500.00 USD",
  ...some(20, random, () => ({ end: day(now, 60) })),
});

const lastMonth = (now: Instant): string => day(now, -30).slice(0, 7);

const uptime: Deed = ({ random, now, id }) => ({
  fact: "uptime",
  id,
  sla: "standard",
  month: lastMonth(now),
  uptime: chosen(random, "99.95%", "99.5%", "97%"),
});

const settlements = (account: Account, kind: Settlement["kind"]): readonly Settlement[] =>
  (account.receivables?.settlements ?? []).filter((settlement) => settlement.kind === kind);

const settlementOf = ({ random, account }: Scene, kind: Settlement["kind"]): string =>
  one(random, settlements(account, kind))?.id ?? "nothing";

const documentOf = ({ random, documents }: Scene): Invoice | undefined =>
  // Mostly one of the latest.
  chance(random, 70) ? one(random, documents.slice(-4)) : one(random, documents);

const due = (document: Invoice | undefined): string =>
  `${document?.due ?? document?.total ?? "1.00"} USD`;

const pay: Deed = (scene) => {
  const { random, account, id } = scene;
  const charges = (account.receivables?.items ?? []).flatMap((item) => item.charges);
  const charge = chance(random, 30) ? one(random, charges)?.id : undefined;
  const invoice = documentOf(scene);
  const meant = chance(random, 60) && invoice !== undefined;
  return {
    fact: "payment",
    id: charge ?? id,
    method: chosen(random, "card", "bank-transfer"),
    amount: chance(random, 60) ? due(invoice) : dollars(random),
    ...(chance(random, 50) ? { provider: "stripe", providerId: `ch_${id}` } : {}),
    ...(meant ? { appliesTo: [{ invoice: invoice.id }] } : {}),
    ...some(20, random, () => ({ rest: "balance" })),
  };
};

const charge: Deed = (scene) => ({
  fact: "charge",
  id: scene.id,
  invoice: documentOf(scene)?.id ?? "nothing",
  method: "card",
});

const chargeFailure: Deed = (scene) => {
  const items = scene.account.receivables?.items ?? [];
  const pending = items.flatMap(({ charges }) => charges);
  return {
    fact: "charge-failure",
    id: scene.id,
    charge: one(scene.random, pending)?.id ?? "nothing",
    ...some(20, scene.random, () => ({ refused: true })),
  };
};

const ofPayment =
  (fact: "refund" | "payment-return" | "dispute"): Deed =>
  (scene) => ({
    fact,
    id: scene.id,
    payment: settlementOf(scene, "payment"),
    ...(fact === "payment-return"
      ? some(50, scene.random, () => ({ amount: dollars(scene.random) }))
      : { amount: dollars(scene.random) }),
    ...(fact === "refund"
      ? some(40, scene.random, () => ({ reopen: "last" }))
      : fact === "dispute"
        ? { provider: "stripe", ...some(50, scene.random, () => ({ fee: "15.00 USD" })) }
        : {}),
  });

const disputeOutcome: Deed = (scene) => {
  const disputes = settlements(scene.account, "payment").flatMap((settlement) =>
    settlement.kind === "payment" ? settlement.disputes : [],
  );
  return {
    fact: "dispute-outcome",
    id: scene.id,
    dispute: one(scene.random, disputes)?.id ?? "nothing",
    outcome: chosen(scene.random, "won", "lost"),
  };
};

const ofInvoice =
  (fact: "write-off" | "contest" | "payment-promise"): Deed =>
  (scene) => ({
    fact,
    id: scene.id,
    invoice: documentOf(scene)?.id ?? "nothing",
    ...(fact === "payment-promise" ? { until: day(scene.now, 10) } : {}),
    ...(fact === "write-off"
      ? some(30, scene.random, () => ({ amount: dollars(scene.random) }))
      : {}),
  });

const endContest: Deed = (scene) => {
  const items = scene.account.receivables?.items ?? [];
  const contested = items.filter(({ dunning }) => dunning.contestedOn !== null);
  return {
    fact: "contest-end",
    id: scene.id,
    invoice: one(scene.random, contested)?.id ?? "nothing",
  };
};

const ofWriteOff =
  (fact: "write-off-reversal" | "recovery"): Deed =>
  (scene) => ({
    fact,
    id: scene.id,
    writeOff: settlementOf(scene, "write-off"),
    ...(fact === "recovery" || chance(scene.random, 50) ? { amount: dollars(scene.random) } : {}),
  });

const applyBalance: Deed = ({ id }) => ({ fact: "balance-application", id });

const reassign: Deed = (scene) => {
  const kind = chosen(scene.random, "payment" as const, "credit-note" as const);
  const settlement = one(scene.random, settlements(scene.account, kind));
  const [from] = settlement?.applications ?? [];
  const to = documentOf(scene)?.id ?? "nothing";
  const amount = `${from?.amount ?? "1.00"} USD`;
  return {
    fact: "reassignment",
    id: scene.id,
    of: { kind, id: settlement?.id ?? "nothing" },
    from: [{ invoice: from?.invoice ?? "nothing", amount }],
    to: chance(scene.random, 50) ? [] : [{ invoice: to, amount }],
  };
};

const creditNote: Deed = (scene) => {
  const invoice = documentOf(scene);
  const line = one(scene.random, invoice?.lines ?? []);
  return {
    fact: "credit-note",
    id: scene.id,
    invoice: invoice?.id ?? "nothing",
    reason: "as agreed",
    ...chosen<object>(
      scene.random,
      {},
      { amount: dollars(scene.random) },
      { lines: [{ line: line?.id ?? "nothing" }] },
      { lines: [{ line: line?.id ?? "nothing", amount: dollars(scene.random) }] },
    ),
  };
};

const homes: readonly object[] = [
  { country: "DE" },
  { country: "FR", vatNumber: "FR40303265045" },
  { country: "FR" },
  { country: "US" },
  { country: "AT", business: true },
  { country: "DE", taxExempt: { reason: "a public school" } },
];

/** Who a customer is; one without a place cannot be taxed. */
export const customerFact = (random: Random, id: string): AccountFact =>
  ({
    fact: "customer",
    id,
    name: `Customer ${id}`,
    ...(chance(random, 90) ? one(random, homes) : {}),
    ...some(40, random, () => ({
      timeZone: chosen(random, "America/New_York", "Asia/Kolkata", "Pacific/Auckland"),
    })),
  }) as AccountFact;

const amend: Deed = ({ random, account, now }) => {
  const { id, timeZone } = account.customer;
  return {
    fact: "customer",
    id,
    name: `Customer ${id}, ${day(now)}`,
    amends: true,
    ...one(random, homes),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
};

const vatCheck: Deed = ({ random, now, id, account }) => ({
  fact: "vat-check",
  id,
  number: account.customer.vatNumber ?? "FR40303265045",
  valid: chance(random, 70),
  checkedAt: formatInstant(now),
});

/** Everything that may be told, and how often it is. */
export const deeds: readonly { readonly value: Deed; readonly weight: number }[] = [
  { value: subscribe, weight: 4 },
  { value: addOn, weight: 4 },
  { value: license, weight: 1 },
  { value: sell, weight: 2 },
  { value: bundle, weight: 2 },
  { value: changeTerms, weight: 10 },
  { value: cancel, weight: 3 },
  { value: plainChange("pause"), weight: 3 },
  { value: plainChange("resume"), weight: 4 },
  { value: plainChange("reactivate"), weight: 3 },
  { value: undo, weight: 3 },
  { value: redeem, weight: 3 },
  { value: grant, weight: 4 },
  { value: voidGrant, weight: 1 },
  { value: adjustGrant, weight: 2 },
  { value: topUp, weight: 1 },
  { value: uptime, weight: 2 },
  { value: pay, weight: 14 },
  { value: charge, weight: 4 },
  { value: chargeFailure, weight: 3 },
  { value: ofPayment("refund"), weight: 4 },
  { value: ofPayment("payment-return"), weight: 2 },
  { value: ofPayment("dispute"), weight: 2 },
  { value: disputeOutcome, weight: 2 },
  { value: ofInvoice("write-off"), weight: 2 },
  { value: ofInvoice("contest"), weight: 3 },
  { value: endContest, weight: 4 },
  { value: ofInvoice("payment-promise"), weight: 1 },
  { value: ofWriteOff("write-off-reversal"), weight: 2 },
  { value: ofWriteOff("recovery"), weight: 2 },
  { value: applyBalance, weight: 2 },
  { value: reassign, weight: 3 },
  { value: creditNote, weight: 4 },
  { value: amend, weight: 1 },
  { value: vatCheck, weight: 1 },
];

/** Something that somebody tells the account, right or wrong. */
export const anyDeed = (scene: Scene): AccountFact =>
  ({ customer: scene.account.customer.id, ...scene.random.pick(deeds)(scene) }) as AccountFact;
