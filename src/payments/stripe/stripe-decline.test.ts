import { describe, expect, it } from "vitest";
import { stripeDecline } from "./stripe-decline.ts";

describe("a decline", () => {
  it.each([
    [{ code: "card_declined", decline_code: "insufficient_funds" }, "retryable"],
    [{ code: "card_declined", decline_code: "generic_decline" }, "retryable"],
    [{ code: "card_declined", decline_code: "a_code_of_tomorrow" }, "retryable"],
    [{ code: "card_declined", decline_code: "stolen_card" }, "final"],
    [{ code: "expired_card", decline_code: null }, "final"],
    [{ code: "resource_missing" }, "final"],
    [{ code: "authentication_required", decline_code: "authentication_required" }, "needs-action"],
    [{ code: "debit_not_authorized" }, "final"],
    [
      {
        code: "card_declined",
        decline_code: "generic_decline",
        advice_code: "do_not_try_again",
      },
      "final",
    ],
    [
      {
        code: "card_declined",
        decline_code: "transaction_not_allowed",
        advice_code: "try_again_later",
      },
      "retryable",
    ],
    [{ code: "authentication_required", advice_code: "try_again_later" }, "needs-action"],
    [{}, "retryable"],
  ])("%j is %s", (failure, expected) => {
    expect(stripeDecline(failure).class).toBe(expected);
  });

  it("keeps the most exact code for people", () => {
    expect(stripeDecline({ code: "card_declined", decline_code: "lost_card" }).code).toBe(
      "lost_card",
    );
    expect(stripeDecline({ code: "expired_card", decline_code: "" }).code).toBe("expired_card");
    expect(stripeDecline({}).code).toBe("unknown");
  });
});
