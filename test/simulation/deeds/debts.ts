import {
  chance,
  chosen,
  type Deed,
  day,
  documentOf,
  one,
  settlementOf,
  some,
  sum,
  type WeightedDeed,
} from "../scene.ts";

const ofInvoice =
  (fact: "write-off" | "contest" | "payment-promise"): Deed =>
  (scene) => ({
    fact,
    id: scene.id,
    invoice: documentOf(scene)?.id ?? "nothing",
    ...(fact === "payment-promise" ? { until: day(scene.now, 10) } : {}),
    ...(fact === "write-off" ? some(30, scene.random, () => ({ amount: sum(scene) })) : {}),
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
    ...(fact === "recovery" || chance(scene.random, 50) ? { amount: sum(scene) } : {}),
  });

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
      { amount: sum(scene) },
      { lines: [{ line: line?.id ?? "nothing" }] },
      { lines: [{ line: line?.id ?? "nothing", amount: sum(scene) }] },
    ),
  };
};

/** Debts are contested, given up and credited. */
export const debtDeeds: readonly WeightedDeed[] = [
  { value: ofInvoice("write-off"), weight: 2 },
  { value: ofInvoice("contest"), weight: 3 },
  { value: endContest, weight: 4 },
  { value: ofInvoice("payment-promise"), weight: 1 },
  { value: ofWriteOff("write-off-reversal"), weight: 3 },
  { value: ofWriteOff("recovery"), weight: 4 },
  { value: creditNote, weight: 4 },
];
