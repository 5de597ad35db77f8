import { describe, expect, it } from "vitest";
import { amount, inputOf, month, reportOf } from "./metrics.fixture.ts";

/** A customer on 100 a month with use of 40 in March. */
const using = (from: string, to: string | null) =>
  inputOf([{ from, to, amount: 100 }], {
    usage: [
      {
        customer: "c-1",
        subscription: "c-1/s-1",
        plan: "team",
        stream: "usage",
        segment: "smb",
        month: month("2026-03"),
        amount: amount(40),
        currency: "USD",
      },
    ],
  });

const moved = (from: string, to: string | null) =>
  reportOf(
    using(from, to),
    { from: "2026-03", to: "2026-04" },
    { usage: "in" },
    { metrics: ["mrr"] },
  ).movements.map((row) => [row.new, row.expansion, row.contraction, row.churn, row.closing]);

describe("metered use that recurs", () => {
  it("comes with its subscription, so that who begins within a month is won once, and whole", () => {
    expect(moved("2026-03-10", null)).toEqual([
      ["140.00", "0.00", "0.00", "0.00", "140.00"],
      ["0.00", "0.00", "-40.00", "0.00", "100.00"],
    ]);
  });

  it("goes with its subscription", () => {
    expect(moved("2026-01-01", "2026-03-20")[0]).toEqual([
      "0.00",
      "40.00",
      "0.00",
      "-140.00",
      "0.00",
    ]);
  });
});
