import { describe, expect, it } from "vitest";
import type { InvoiceLine } from "../../api/invoices.ts";
import { groupLines } from "./line-groups.ts";

function line(id: string, amount: string, subscription?: string): InvoiceLine {
  return {
    id,
    kind: "recurring",
    description: id,
    stream: "subscriptions",
    ...(subscription === undefined ? {} : { subscription, plan: "team" }),
    period: null,
    quantity: "1",
    amount,
    gross: amount,
    discounts: [],
    explanation: {
      price: "/plans/team",
      priceVersion: "m@1",
      quantity: "1",
      steps: [],
      rounding: { from: amount, to: amount },
    },
  };
}

describe("groupLines", () => {
  it("groups by subscription in order of appearance, the rest last, and sums exactly", () => {
    const groups = groupLines(
      [
        line("a", "5.00"),
        line("b", "0.10", "s-2"),
        line("c", "1.00", "s-1"),
        line("d", "0.20", "s-2"),
      ],
      [
        {
          id: "s-2",
          plan: "team",
          planName: "Team",
          cadence: "monthly",
          quantity: "1",
          start: "2026-01-01",
          end: null,
          standing: "active",
          pausedOn: null,
          resumesOn: null,
          renewsOn: null,
          of: null,
          trialUntil: null,
          changesOn: null,
        },
      ],
    );
    expect(groups.map(({ title, detail, amount }) => [title, detail, amount])).toEqual([
      ["Team", "monthly, s-2", "0.30"],
      ["team", "s-1", "1.00"],
      ["Licences and one-off", undefined, "5.00"],
    ]);
    expect(groups[0]?.lines.map(({ id }) => id)).toEqual(["b", "d"]);
  });

  it("has no group for an invoice without lines", () => {
    expect(groupLines([], [])).toEqual([]);
  });
});
