import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { defaultCallPolicy as policy } from "./call-policy.ts";
import { anyCharge, anyRefund, noon, type Told, tell } from "./intent.fixture.ts";
import type { PaymentEffect } from "./intent-effect.ts";
import { moneyEffects } from "./intent-effect.ts";
import { anyChargeHistory, anyDelivery, trueOutcome } from "./provider-history.fixture.ts";
import type { PaymentReport, RefundReport, TryStatus } from "./provider-report.ts";
import { type IntentEvent, stepIntent } from "./step-intent.ts";

const moneyKinds = /^(payment-received|refund-done|refund-returned|dispute-\w+)$/;
const send: IntentEvent = { kind: "send", at: noon };
const lost: IntentEvent = {
  kind: "answer",
  at: noon + 1,
  attempt: 1,
  answer: { kind: "lost", message: "no answer in time" },
};

function line(effect: PaymentEffect): string {
  const subject =
    "dispute" in effect
      ? effect.dispute
      : "refund" in effect
        ? effect.refund
        : "payment" in effect
          ? effect.payment
          : effect.id;
  return `${effect.kind} ${subject} ${effect.amount}`;
}

const moneyLines = ({ effects }: Told): readonly string[] =>
  effects
    .filter(({ kind }) => moneyKinds.test(kind))
    .map(line)
    .sort();

const report = (
  status: TryStatus,
  at: number,
  changes: Partial<PaymentReport> = {},
): IntentEvent => ({
  kind: "report",
  event: { id: `e-${status}-${at}`, at },
  report: {
    kind: "payment",
    payment: "p-1",
    try: "t-1",
    status,
    amount: "120.00",
    currency: "USD",
    at,
    ...(status === "failed" ? { decline: { class: "final", code: "stolen-card" } } : {}),
    ...changes,
  },
});

const refundReport = (status: RefundReport["status"], at: number): IntentEvent => ({
  kind: "report",
  event: { id: `r-${status}`, at },
  report: {
    kind: "refund",
    refund: "re-1",
    payment: "p-1",
    status,
    amount: "50.00",
    currency: "USD",
    at,
    intent: "ref-1",
  },
});

describe("a provider's messages", () => {
  it("come to the same in every order and repetition, each movement of money once", () => {
    const cases = anyChargeHistory.chain((history) =>
      fc.record({
        history: fc.constant(history),
        one: anyDelivery(history),
        other: anyDelivery(history),
      }),
    );
    property(
      fc.property(cases, ({ history, one, other }) => {
        const expected = trueOutcome(history);
        const first = tell(anyCharge(), [send, lost, ...one]);
        const second = tell(anyCharge(), [send, lost, ...other]);
        expect(moneyLines(first)).toEqual(expected.movements);
        expect(moneyLines(second)).toEqual(expected.movements);
        expect(first.intent.state).toBe(expected.state === "sent" ? "unknown" : expected.state);
        const plain = (told: Told) => JSON.stringify({ ...told.intent, lookUps: null });
        expect(plain(first)).toBe(plain(second));
      }),
      300,
    );
  });

  it("never take money back that was received, and say nothing of what was overtaken", () => {
    const told = tell(anyCharge(), [send, report("succeeded", 30), report("failed", 10)]);
    expect(told.intent.state).toBe("succeeded");
    expect(told.effects.map(({ kind }) => kind)).toEqual(["payment-received"]);
    const again = tell(anyCharge(), [send, report("failed", 10), report("succeeded", 30)]);
    expect(again.effects.map(({ kind }) => kind)).toEqual(["payment-failed", "payment-received"]);
  });

  it("may come before our own answer, which then adds nothing", () => {
    const answer: IntentEvent = {
      kind: "answer",
      at: noon + 5,
      attempt: 1,
      answer: {
        kind: "reported",
        reports: [
          {
            kind: "payment",
            payment: "p-1",
            try: "t-1",
            status: "succeeded",
            amount: "120.00",
            currency: "USD",
            at: noon,
          },
        ],
      },
    };
    const told = tell(anyCharge(), [send, report("succeeded", noon + 1), answer, answer]);
    expect(told.effects.map(({ id }) => id)).toEqual(["int-1:p-1:received"]);
    expect(told.intent).toMatchObject({ state: "succeeded", providerId: "p-1" });
  });

  it("book what the provider says was paid, also twice for one intent where it charged twice", () => {
    const told = tell(anyCharge(), [
      send,
      report("succeeded", 10, { amount: "119.00" }),
      report("succeeded", 20, { payment: "p-2", try: "t-2" }),
    ]);
    expect(moneyLines(told)).toEqual([
      "payment-received p-1 119.00",
      "payment-received p-2 120.00",
    ]);
  });

  it("open a dispute before they end it, whichever is told first", () => {
    const dispute = (status: "opened" | "lost", at: number): IntentEvent => ({
      kind: "report",
      event: { id: `d-${status}`, at },
      report: {
        kind: "dispute",
        dispute: "d-1",
        payment: "p-1",
        status,
        amount: "120.00",
        currency: "USD",
        fee: status === "opened" ? "15.00" : "0.00",
        feeCurrency: "USD",
        at,
      },
    });
    const late = tell(anyCharge(), [send, report("succeeded", 1), dispute("lost", 9)]);
    expect(moneyLines(late)).toEqual(["payment-received p-1 120.00"]);
    expect(late.intent.state).toBe("succeeded");
    expect(tell(late.intent, [dispute("opened", 5)]).effects).toMatchObject([
      { kind: "dispute-opened", fee: "15.00", id: "int-1:d-1:opened" },
      { kind: "dispute-lost", id: "int-1:d-1:lost" },
    ]);
  });

  it("that name another intent are refused", () => {
    const wrong = stepIntent(anyCharge(), report("succeeded", 1, { intent: "int-2" }), policy);
    expect(wrong).toMatchObject({ ok: false, faults: [{ code: "report-of-another-intent" }] });
  });
});

describe("a refund", () => {
  it("that fails after it was done gives both movements in either order", () => {
    const inOrder = tell(anyRefund(), [
      send,
      refundReport("succeeded", 1),
      refundReport("failed", 2),
    ]);
    const reversed = tell(anyRefund(), [
      send,
      refundReport("failed", 2),
      refundReport("succeeded", 1),
    ]);
    const both = ["refund-done re-1 50.00", "refund-returned re-1 50.00"];
    expect(moneyLines(inOrder)).toEqual(both);
    expect(moneyLines(reversed)).toEqual(both);
    expect(inOrder.intent).toEqual(reversed.intent);
    expect(inOrder.intent.state).toBe("failed");
  });

  it("that never was done moves nothing", () => {
    const told = tell(anyRefund(), [send, refundReport("pending", 1), refundReport("failed", 2)]);
    expect(moneyLines(told)).toEqual([]);
    expect(told.effects.map(({ kind }) => kind)).toEqual(["refund-pending", "refund-failed"]);
  });
});

describe("our own calls", () => {
  const absent = (at: number): IntentEvent => ({
    kind: "look-up",
    at,
    answer: { kind: "absent" },
  });

  it("are recorded before they are made, and only one at a time", () => {
    const sent = tell(anyCharge(), [send]).intent;
    expect(sent.state).toBe("sent");
    for (const event of [send, { kind: "cancel", at: noon, reason: "late" } as const])
      expect(stepIntent(sent, event, policy)).toMatchObject({
        faults: [{ code: "intent-in-flight" }],
      });
    const failed = tell(sent, [report("failed", 1)]).intent;
    expect(stepIntent(failed, send, policy)).toMatchObject({
      faults: [{ code: "intent-settled" }],
    });
  });

  it("whose answer is lost are unknown until the provider is known not to have acted", () => {
    const unknown = tell(anyCharge(), [send, lost]).intent;
    expect(unknown.state).toBe("unknown");
    const early = tell(unknown, [absent(noon + policy.absentAfterMs - 1)]).intent;
    expect(early.state).toBe("unknown");
    const believed = tell(early, [absent(noon + policy.absentAfterMs)]).intent;
    expect(believed).toMatchObject({ state: "recorded", attempts: [{ answer: "absent" }] });
    expect(tell(believed, [send, report("succeeded", 5)]).intent.state).toBe("succeeded");
  });

  it("that were refused fail, unless an earlier one may have been done", () => {
    const refused = (attempt: number): IntentEvent => ({
      kind: "answer",
      at: noon + 2,
      attempt,
      answer: {
        kind: "refused",
        decline: { class: "final", code: "resource_missing" },
        message: "no such method",
      },
    });
    const told = tell(anyCharge(), [send, refused(1), refused(1)]);
    expect(told.intent.state).toBe("failed");
    expect(told.effects).toMatchObject([
      { kind: "payment-failed", id: "int-1:call:failed", decline: { code: "resource_missing" } },
    ]);
    const paidAfterAll = tell(told.intent, [report("succeeded", 5)]);
    expect(paidAfterAll.intent.state).toBe("succeeded");
    expect(moneyLines(paidAfterAll)).toHaveLength(1);
  });

  it("that did nothing leave the intent to be sent again or given up", () => {
    const busy: IntentEvent = {
      kind: "answer",
      at: noon + 1,
      attempt: 1,
      answer: { kind: "not-executed", message: "too many", retryAfterMs: 2_000 },
    };
    const told = tell(anyCharge(), [send, busy]);
    expect(told.intent).toMatchObject({
      state: "recorded",
      attempts: [{ notBefore: noon + 2_001 }],
    });
    const cancel: IntentEvent = { kind: "cancel", at: noon + 9, reason: "provider-unavailable" };
    const given = tell(told.intent, [cancel]);
    expect(given.intent.state).toBe("cancelled");
    expect(given.effects).toMatchObject([{ kind: "payment-cancelled", at: noon + 9 }]);
    expect(tell(given.intent, [report("succeeded", 1)]).intent.state).toBe("succeeded");
  });

  it("answer late without harm: a firm answer is never taken back", () => {
    const answer: IntentEvent = {
      kind: "answer",
      at: noon + 1,
      attempt: 1,
      answer: { kind: "refused", decline: { class: "final", code: "x" }, message: "x" },
    };
    const told = tell(anyCharge(), [send, answer, lost]);
    expect(told.intent.attempts).toMatchObject([{ answer: "refused" }]);
  });
});

describe("an intent", () => {
  it("is plain JSON: written and read back it steps the same", () => {
    property(
      fc.property(anyChargeHistory.chain(anyDelivery), (events) => {
        const half = Math.floor(events.length / 2);
        const first = tell(anyCharge(), [send, ...events.slice(0, half)]).intent;
        const stored = JSON.parse(JSON.stringify(first)) as typeof first;
        expect(tell(stored, events.slice(half))).toEqual(tell(first, events.slice(half)));
        expect(moneyEffects(stored)).toEqual(moneyEffects(first));
      }),
      100,
    );
  });
});
