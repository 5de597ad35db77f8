import { describe, expect, it } from "vitest";
import { defaultCallPolicy as policy } from "./call-policy.ts";
import { anyCharge, noon, tell } from "./intent.fixture.ts";
import { nextCall } from "./next-call.ts";
import type { PaymentIntent } from "./payment-intent.ts";
import type { IntentEvent } from "./step-intent.ts";

const send = (at = noon): IntentEvent => ({ kind: "send", at });
const busy = (attempt: number, at: number, retryAfterMs?: number): IntentEvent => ({
  kind: "answer",
  at,
  attempt,
  answer: {
    kind: "not-executed",
    message: "",
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  },
});
const lost: IntentEvent = {
  kind: "answer",
  at: noon,
  attempt: 1,
  answer: { kind: "lost", message: "" },
};
const asked = (at: number, kind: "lost" | "absent"): IntentEvent => ({
  kind: "look-up",
  at,
  answer: kind === "lost" ? { kind, message: "" } : { kind },
});
const charged = (...events: IntentEvent[]): PaymentIntent => tell(anyCharge(), events).intent;
const waits = (until: number) => ({ kind: "wait", until });

describe("what is done next", () => {
  it("is to send what is recorded, at once and then by the schedule or the provider's wish", () => {
    expect(nextCall(anyCharge(), noon, policy)).toEqual({ kind: "send" });
    const [delay = 0] = policy.sendDelaysMs;
    const once = charged(send(), busy(1, noon));
    expect(nextCall(once, noon, policy)).toEqual(waits(noon + delay));
    expect(nextCall(once, noon + delay, policy)).toEqual({ kind: "send" });
    const wished = charged(send(), busy(1, noon, 60_000));
    expect(nextCall(wished, noon, policy)).toEqual(waits(noon + 60_000));
  });

  it("is to give up after the last try, but not before the provider's books were asked", () => {
    const short = { ...policy, sendDelaysMs: [] };
    const tried = charged(send(), busy(1, noon));
    expect(nextCall(tried, noon, short)).toEqual(waits(noon + policy.absentAfterMs));
    const then = noon + policy.absentAfterMs;
    expect(nextCall(tried, then, short)).toEqual({ kind: "look-up" });
    const empty = tell(tried, [asked(then, "absent")]).intent;
    expect(nextCall(empty, then, short)).toEqual({ kind: "give-up" });
  });

  it("is to look up a call that nobody waits for any more", () => {
    const sent = charged(send());
    expect(nextCall(sent, noon, policy)).toEqual(waits(noon + policy.answerWithinMs));
    expect(nextCall(sent, noon + policy.answerWithinMs, policy)).toEqual({ kind: "look-up" });
  });

  it("is to look up what is unknown, ever more seldom, and never to give it up", () => {
    let intent = charged(send(), lost);
    let now = noon;
    for (let count = 0; count < 10; count += 1) {
      const last = policy.lookUpDelaysMs.length - 1;
      now += policy.lookUpDelaysMs[Math.min(count, last)] ?? 0;
      expect(nextCall(intent, now - 1, policy)).toEqual(waits(now));
      expect(nextCall(intent, now, policy)).toEqual({ kind: "look-up" });
      intent = tell(intent, [asked(now, "lost")]).intent;
    }
    const found = tell(intent, [asked(now, "absent")]).intent;
    expect(nextCall(found, now + (policy.sendDelaysMs[0] ?? 0), policy)).toEqual({ kind: "send" });
  });

  it("is to ask for a pending payment once a day, and nothing at the end", () => {
    const report = (status: "pending" | "succeeded", at: number): IntentEvent => ({
      kind: "report",
      event: { id: status, at },
      report: {
        kind: "payment",
        payment: "p",
        try: "t",
        status,
        amount: "120.00",
        currency: "USD",
        at,
      },
    });
    const pending = charged(send(), report("pending", noon + 7));
    expect(nextCall(pending, noon, policy)).toEqual(waits(noon + 7 + policy.pendingLookUpMs));
    const paid = tell(pending, [report("succeeded", noon + 9)]).intent;
    expect(nextCall(paid, noon + 10, policy)).toEqual({ kind: "done" });
  });
});
