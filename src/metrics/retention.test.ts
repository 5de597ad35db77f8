import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { compare, type Decimal, format, min, sum, zero } from "../money/decimal.ts";
import { gatherFacts } from "./metric-facts.ts";
import { defaultSettings } from "./metric-settings.ts";
import { amount, at, figureOf, inputOf, month } from "./metrics.fixture.ts";
import { movementsBy } from "./movements-by.ts";
import { anyInput, anySlowSettings, slowMonths } from "./slow-movements.fixture.ts";

const months = slowMonths.map(month);

describe("retention", () => {
  it("is, for any span, the worth of each customer of the start, then and at the end", () => {
    property(
      fc.property(
        anyInput,
        anySlowSettings,
        fc.constantFrom("out" as const, "in" as const),
        fc.integer({ min: 1, max: 6 }),
        (input, slow, retentionReactivation, spanMonths) => {
          const settings = {
            ...defaultSettings,
            ...slow,
            fx: "fixed" as const,
            retentionReactivation,
            grossRetention: "end" as const,
          };
          const facts = expectOk(gatherFacts(input, months, settings));
          const byCustomer = movementsBy(facts.book, ({ customer }) => customer);
          const last = months.at(-1) ?? 0;
          const first = last - spanMonths + 1;
          const rows = ["a", "b", "c"].map((customer) => {
            const start = byCustomer.get(first)?.get(customer)?.opening ?? zero;
            const losses = months
              .filter((one) => one >= first)
              .flatMap((one) => facts.book.months.get(one)?.customerMoves ?? [])
              .filter((move) => move.customer === customer && move.kind === "churn");
            const isLost = losses.length > 0 && retentionReactivation === "out";
            const end = byCustomer.get(last)?.get(customer)?.closing ?? zero;
            const isOfStart = compare(start, zero) > 0;
            return { start, end: isOfStart && !isLost ? end : zero };
          });
          const of = (amounts: readonly Decimal[]) => format(sum(amounts));
          const retained = facts.retention(last, spanMonths);
          expect([retained.start, retained.net, retained.gross].map(format)).toEqual([
            of(rows.map(({ start }) => start)),
            of(rows.map(({ end }) => end)),
            of(rows.map(({ start, end }) => min(start, end))),
          ]);
          const strict = expectOk(
            gatherFacts(input, months, { ...settings, grossRetention: "lowest" }),
          ).retention(last, spanMonths);
          expect(compare(strict.gross, retained.gross)).toBeLessThanOrEqual(0);
        },
      ),
      150,
    );
  });

  it("is at the rates of the start, so that no rate is a gain", () => {
    const input = inputOf([{ from: "2025-10-05", amount: 100, currency: "EUR" }], {
      rates: [
        { currency: "EUR", from: at("2025-01-01"), rate: amount("1.1") },
        { currency: "EUR", from: at("2026-01-01"), rate: amount("1.3") },
      ],
    });
    expect(figureOf(input, "2026-01", "nrr-monthly")).toBe("1.000000");
    expect(figureOf(input, "2026-01", "fx-mrr")).toBe("20.00");
  });

  it("has no figure where the start had nothing", () => {
    expect(figureOf(inputOf([{ from: "2026-01-05", amount: 1 }]), "2026-01", "nrr")).toBeNull();
  });
});
