import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { UTC } from "../../time/zone.ts";
import { amount, at, inputOf, month } from "../metrics.fixture.ts";
import { answerMetrics } from "./metrics-answer.ts";
import { planMetrics } from "./metrics-request.ts";

const receivable = (of: string, billings: number, closing: number) => ({
  month: month(of),
  currency: "USD" as const,
  opening: amount(900),
  billings: amount(billings),
  closing: amount(closing),
  closingCurrent: amount(closing),
});

/** Days sales outstanding and collections of January and February, as they are known at an instant. */
function asKnown(asOf: string) {
  const plan = expectOk(
    planMetrics(
      { from: "2026-01", to: "2026-02", metrics: ["dso", "collection-effectiveness"] },
      { zone: UTC, asOf: at(asOf) },
    ),
  );
  const input = inputOf([], {
    receivables: [receivable("2026-01", 620, 900), receivable("2026-02", 460, 920)],
  });
  const answer = answerMetrics(plan, { ...input, asOf: at(asOf), completeBefore: at(asOf) });
  return expectOk(answer).figures.map(
    ({ metric, month: of, value, unknown }) =>
      `${metric} ${of} ${value ?? unknown?.code ?? "unsaid"}`,
  );
}

describe("an answer about metrics", () => {
  it("holds what is owed against whole months alone", () => {
    expect(asKnown("2026-02-28T23:59:59.999Z")).toEqual([
      "dso 2026-01 45.0",
      "dso 2026-02 month-not-over",
      "collection-effectiveness 2026-01 1.000000",
      "collection-effectiveness 2026-02 month-not-over",
    ]);
    expect(asKnown("2026-03-01")).toContain("dso 2026-02 56.0");
  });
});
