import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { DAY_MS } from "../time/instant.ts";
import { lateInterest } from "./late-interest.ts";
import { moveReceivables } from "./move.ts";
import { at, having, invoiced, paid } from "./receivables.fixture.ts";

const owing = having([invoiced("INV-1", "1000.00", "2026-01-01", 0)], "2026-01-01").state;

describe("late interest", () => {
  it("is the amount times days over 365", () => {
    // 1,000.00 x 9% x 73 / 365 = 18.00.
    expect(lateInterest(owing, "9%", at("2026-03-15"))).toEqual([
      { invoice: "INV-1", amount: "18.00" },
    ]);
    expect(lateInterest(owing, "9%", at("2026-01-01"))).toEqual([]);
  });

  it("is on a part until the day the part was paid", () => {
    const part = { ...paid("P-1", "400.00"), receivedAt: at("2026-01-11") };
    const { state } = having([part], "2026-01-15", owing);
    // (1,000 x 10 + 600 x 20) x 7.3% / 365 = 4.40.
    expect(lateInterest(state, "7.3%", at("2026-01-31"))).toEqual([
      { invoice: "INV-1", amount: "4.40" },
    ]);
  });

  it("begins again once it is charged", () => {
    const { state } = having([{ kind: "interest-charged", invoice: "INV-1" }], "2026-03-15", owing);
    expect(lateInterest(state, "9%", at("2026-03-15"))).toEqual([]);
    expect(lateInterest(state, "36.5%", at("2026-03-16"))).toEqual([
      { invoice: "INV-1", amount: "1.00" },
    ]);
  });

  it("agrees with a count of every day", () => {
    const anyPayments = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 400 }),
        cents: fc.integer({ min: 1, max: 30_000 }),
      }),
      { maxLength: 6 },
    );
    property(
      fc.property(anyPayments, fc.integer({ min: 0, max: 500 }), (payments, last) => {
        const inOrder = payments.toSorted((a, b) => a.day - b.day).filter(({ day }) => day <= last);
        let state = owing;
        for (const [index, { day, cents }] of inOrder.entries())
          state = expectOk(
            moveReceivables(
              state,
              paid(`P-${index}`, (cents / 100).toFixed(2)),
              at("2026-01-01") + day * DAY_MS,
            ),
          ).state;
        let open = 100_000n;
        let amountDays = 0n;
        for (let day = 0; day < last; day += 1) {
          for (const one of inOrder) if (one.day === day) open -= BigInt(one.cents);
          if (open > 0n) amountDays += open;
        }
        // 5% a year: cents x 5 / 36,500, half up.
        const cents = (amountDays * 5n * 2n + 36_500n) / (2n * 36_500n);
        const [interest] = lateInterest(state, "5%", at("2026-01-01") + last * DAY_MS);
        expect(BigInt((interest?.amount ?? "0.00").replace(".", ""))).toBe(cents);
      }),
      200,
    );
  });
});
