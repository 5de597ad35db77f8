import { describe, expect, it } from "vitest";
import { format } from "../money/decimal.ts";
import { anyCharge, anyRefund, noon, tell } from "./intent.fixture.ts";
import { checkRefund, refundable } from "./refundable.ts";
import type { IntentEvent } from "./step-intent.ts";

const send: IntentEvent = { kind: "send", at: noon };
const event = { id: "e", at: 1 };
const money = { currency: "USD", at: 1, payment: "p-1" } as const;
const received: IntentEvent = {
  kind: "report",
  event,
  report: { kind: "payment", try: "t-1", status: "succeeded", amount: "120.00", ...money },
};
const paid = tell(anyCharge(), [send, received]).intent;
const outside: IntentEvent = {
  kind: "report",
  event,
  report: { kind: "refund", refund: "re-x", status: "succeeded", amount: "20.00", ...money },
};
const dispute = (status: "opened" | "won"): IntentEvent => ({
  kind: "report",
  event,
  report: {
    kind: "dispute",
    dispute: "d-1",
    status,
    amount: "120.00",
    fee: "15.00",
    feeCurrency: "USD",
    ...money,
  },
});

describe("what can be given back", () => {
  const left = (...refunds: Parameters<typeof refundable>[1][number][]) =>
    format(refundable(paid, refunds));

  it("is what was received, and nothing before", () => {
    expect(format(refundable(anyCharge(), []))).toBe("0");
    expect(left()).toBe("120");
  });

  it("is less every refund that was done or may yet be", () => {
    const recorded = anyRefund();
    const unknown = tell(anyRefund({ id: "ref-2" }), [
      send,
      { kind: "answer", at: 1, attempt: 1, answer: { kind: "lost", message: "" } },
    ]).intent;
    expect(left(recorded, unknown)).toBe("20");
    const failed = tell(anyRefund({ id: "ref-3" }), [
      send,
      {
        kind: "answer",
        at: 1,
        attempt: 1,
        answer: { kind: "refused", decline: { class: "final", code: "x" }, message: "" },
      },
    ]).intent;
    expect(left(recorded, failed)).toBe("70");
    const others = { ...anyRefund(), refunds: { intent: "int-9", payment: "p-9" } };
    expect(left(others)).toBe("120");
  });

  it("is less what others refunded and what a dispute holds", () => {
    expect(format(refundable(tell(paid, [outside]).intent, []))).toBe("100");
    const held = tell(paid, [dispute("opened")]).intent;
    expect(format(refundable(held, []))).toBe("0");
    expect(format(refundable(tell(held, [dispute("won")]).intent, []))).toBe("120");
    expect(format(refundable(tell(held, [outside]).intent, []))).toBe("0");
  });

  it("is never exceeded", () => {
    expect(checkRefund(paid, [anyRefund()], "70.00")).toMatchObject({ ok: true });
    expect(checkRefund(paid, [anyRefund()], "70.01")).toMatchObject({
      faults: [{ code: "refund-exceeds-payment", suggestion: expect.stringContaining("70.00") }],
    });
    expect(checkRefund(paid, [], "much")).toMatchObject({ faults: [{ code: "not-a-number" }] });
  });
});
