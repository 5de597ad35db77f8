import type { Invoice } from "../../../src/account/invoice.ts";
import type { Random } from "../../../src/testing/random.ts";
import {
  chance,
  chosen,
  type Deed,
  documentOf,
  one,
  type Scene,
  settlementOf,
  settlements,
  some,
  sum,
  type WeightedDeed,
} from "../scene.ts";

const due = (document: Invoice | undefined, { currency }: Scene): string =>
  `${document?.due ?? document?.total ?? "1.00"} ${currency}`;

/** How money came, and what it is meant for. */
const wayOf = (scene: Scene, invoice: Invoice | undefined): object => ({
  method: chosen(scene.random, "card", "bank-transfer"),
  ...(chance(scene.random, 50) ? { provider: "stripe", providerId: `ch_${scene.id}` } : {}),
  ...(invoice !== undefined && chance(scene.random, 60)
    ? { appliesTo: [{ invoice: invoice.id }] }
    : {}),
  ...some(20, scene.random, () => ({ rest: "balance" })),
});

const pay: Deed = (scene) => {
  const { random, account, id } = scene;
  const charges = (account.receivables?.items ?? []).flatMap((item) => item.charges);
  const charge = chance(random, 30) ? one(random, charges)?.id : undefined;
  const invoice = documentOf(scene);
  return {
    fact: "payment",
    id: charge ?? id,
    amount: chance(random, 60) ? due(invoice, scene) : sum(scene),
    ...wayOf(scene, invoice),
  };
};

const other = (random: Random, currency: string): string =>
  one(
    random,
    ["USD", "EUR", "GBP"].filter((each) => each !== currency),
  ) ?? "GBP";

const payInAnother: Deed = (scene) => {
  const { random, currency } = scene;
  const invoice = documentOf(scene);
  const came = sum(scene).replace(currency, other(random, currency));
  return {
    fact: "payment",
    id: scene.id,
    amount: came,
    exchange: chosen<object | string>(
      random,
      "by-table",
      "by-table",
      { rate: chosen(random, "0.9", "1.2345") },
      { settles: chance(random, 60) ? due(invoice, scene) : sum(scene) },
    ),
    ...wayOf(scene, invoice),
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
      ? some(50, scene.random, () => ({ amount: sum(scene) }))
      : { amount: sum(scene) }),
    ...(fact === "refund"
      ? some(40, scene.random, () => ({ reopen: "last" }))
      : fact === "dispute"
        ? {
            provider: "stripe",
            ...some(50, scene.random, () => ({ fee: chosen(scene.random, "15.00 USD", "15 EUR") })),
          }
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

const applyBalance: Deed = ({ id }) => ({ fact: "balance-application", id });

const reassign: Deed = (scene) => {
  const { random, account, currency } = scene;
  const kind = chosen(random, "payment" as const, "credit-note" as const);
  const settlement = one(random, settlements(account, kind));
  const [from] = settlement?.applications ?? [];
  const to = documentOf(scene)?.id ?? "nothing";
  const amount = `${from?.amount ?? "1.00"} ${currency}`;
  return {
    fact: "reassignment",
    id: scene.id,
    of: { kind, id: settlement?.id ?? "nothing" },
    from: [{ invoice: from?.invoice ?? "nothing", amount }],
    to: chance(random, 50) ? [] : [{ invoice: to, amount }],
  };
};

/** Money comes and goes. */
export const paymentDeeds: readonly WeightedDeed[] = [
  { value: pay, weight: 14 },
  { value: payInAnother, weight: 3 },
  { value: charge, weight: 4 },
  { value: chargeFailure, weight: 3 },
  { value: ofPayment("refund"), weight: 4 },
  { value: ofPayment("payment-return"), weight: 2 },
  { value: ofPayment("dispute"), weight: 2 },
  { value: disputeOutcome, weight: 2 },
  { value: applyBalance, weight: 2 },
  { value: reassign, weight: 3 },
];
