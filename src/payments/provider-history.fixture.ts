import fc, { type Arbitrary } from "fast-check";
import type { IntentReport, TryStatus } from "./provider-report.ts";
import type { IntentEvent } from "./step-intent.ts";

/** What truly happened at a provider: its messages, oldest first, and what it would have answered in between. */
export interface ProviderHistory {
  readonly messages: readonly IntentReport[];
  readonly snapshots: readonly IntentReport[];
}

const money = { amount: "120.00", currency: "USD" } as const;
const decline = { class: "retryable", code: "insufficient-funds" } as const;

interface TryPlan {
  readonly stages: readonly TryStatus[];
  readonly ends: "failed" | "succeeded" | undefined;
}

const tryPlan: Arbitrary<TryPlan> = fc.record({
  stages: fc.subarray<TryStatus>(["needs-action", "pending"]),
  ends: fc.constantFrom("failed", "succeeded", undefined),
});

const refundPlan = fc.subarray(["pending", "succeeded", "failed"] as const, { minLength: 1 });
const disputePlan = fc.record({
  isOpened: fc.boolean(),
  ends: fc.constantFrom("won", "lost", undefined),
});

const chargePlan = fc.record({
  payments: fc.array(
    fc.record({
      tries: fc.array(tryPlan, { minLength: 1, maxLength: 3 }),
      isWithdrawn: fc.boolean(),
      refunds: fc.array(refundPlan, { maxLength: 2 }),
      disputes: fc.array(disputePlan, { maxLength: 1 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});

/** Any true history of a charge: tries that fail and are repeated, two payments for one call, refunds and disputes. */
export const anyChargeHistory: Arbitrary<ProviderHistory> = chargePlan.map(({ payments }) => {
  let at = 1_000_000;
  const tick = () => {
    at += 1_000;
    return at;
  };
  const messages: IntentReport[] = [];
  const snapshots: IntentReport[] = [];
  payments.forEach(({ tries, isWithdrawn, refunds, disputes }, index) => {
    const payment = `p-${index}`;
    let paid = false;
    tries.forEach((plan, number) => {
      const since = tick();
      const ends = plan.ends ?? (plan.stages.length === 0 ? "failed" : undefined);
      for (const status of [...plan.stages, ...(ends === undefined ? [] : [ends])]) {
        if (paid) continue;
        const base = { kind: "payment", payment, try: `${payment}-t${number}`, status } as const;
        const why = status === "failed" ? { decline } : {};
        messages.push({ ...base, ...money, ...why, at: tick() });
        snapshots.push({ ...base, ...money, ...why, at: since });
      }
      paid ||= ends === "succeeded";
    });
    if (!paid && isWithdrawn) messages.push({ kind: "payment-withdrawn", payment, at: tick() });
    if (!paid) return;
    refunds.forEach((stages, number) => {
      for (const status of stages)
        messages.push({
          kind: "refund",
          refund: `${payment}-r${number}`,
          payment,
          status,
          amount: "10.00",
          currency: "USD",
          at: tick(),
        });
    });
    disputes.forEach(({ isOpened, ends }, number) => {
      const base = {
        kind: "dispute",
        dispute: `${payment}-d${number}`,
        payment,
        ...money,
      } as const;
      const fee = { fee: "15.00", feeCurrency: "USD" } as const;
      if (!isOpened) return;
      messages.push({ ...base, ...fee, status: "opened", at: tick() });
      if (ends !== undefined)
        messages.push({ ...base, ...fee, fee: "0.00", status: ends, at: tick() });
    });
  });
  return { messages, snapshots };
});

/** What a bookkeeper who saw everything in its true order would have written down. */
export interface TrueOutcome {
  readonly state: string;
  /** One line a movement: kind, subject, amount. */
  readonly movements: readonly string[];
}

/** The slow way to the outcome: read the messages from first to last and keep books by hand. */
export function trueOutcome({ messages }: ProviderHistory): TrueOutcome {
  const movements: string[] = [];
  const refundsDone = new Set<string>();
  const alive = new Map<string, string>();
  let state = "sent";
  let isPaid = false;
  for (const message of messages) {
    if (message.kind === "payment") {
      alive.delete(message.payment);
      alive.set(message.payment, message.status === "failed" ? "failed" : "pending");
      if (message.status === "succeeded") {
        isPaid = true;
        movements.push(`payment-received ${message.payment} ${message.amount}`);
      }
    } else if (message.kind === "payment-withdrawn") {
      alive.delete(message.payment);
      state = "cancelled";
    } else if (message.kind === "refund") {
      const line = `${message.refund} ${message.amount}`;
      if (message.status === "succeeded") {
        refundsDone.add(message.refund);
        movements.push(`refund-done ${line}`);
      } else if (message.status === "failed" && refundsDone.has(message.refund))
        movements.push(`refund-returned ${line}`);
    } else {
      movements.push(`dispute-${message.status} ${message.dispute} ${message.amount}`);
    }
  }
  const last = [...alive.values()].at(-1);
  return { state: isPaid ? "succeeded" : (last ?? state), movements: movements.sort() };
}

/** The messages and snapshots as events: every one at least once, in any order, some of them repeated. */
export const anyDelivery = ({ messages, snapshots }: ProviderHistory): Arbitrary<IntentEvent[]> => {
  const events = [
    ...messages.map(
      (report, index): IntentEvent => ({
        kind: "report",
        event: { id: `e-${index}`, at: report.at },
        report,
      }),
    ),
    ...snapshots.map(
      (report): IntentEvent => ({
        kind: "look-up",
        at: 9_000_000,
        answer: { kind: "found", reports: [report] },
      }),
    ),
    {
      kind: "look-up",
      at: 9_000_000,
      answer: { kind: "lost", message: "no answer" },
    } satisfies IntentEvent,
  ];
  return fc.tuple(fc.subarray(events), fc.subarray(events)).chain(([twice, thrice]) => {
    const all = [...events, ...twice, ...thrice];
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  });
};
