import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import type { Invoice } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import { findZone } from "../../time/zone.ts";
import { compareBills } from "./compare-bills.ts";

const utc = expectOk(findZone("UTC"));

/** A document of one line; what is not looked at is left out. */
const bill = (customer: string, month: number, cents: number): Invoice =>
  ({
    customer,
    customerName: customer.toUpperCase(),
    currency: "USD",
    issuedAt: `2026-0${month}-15T00:00:00Z`,
    lines: [{ amount: (cents / 100).toFixed(2) }],
  }) as unknown as Invoice;

describe("bills under two sets of prices", () => {
  it("say who pays more, and in which month most", () => {
    const old = [bill("ada", 1, 1_000), bill("ada", 2, 1_000), bill("bob", 1, 500)];
    const after = [bill("ada", 1, 1_100), bill("ada", 2, 2_500), bill("bob", 1, 400)];
    expect(compareBills(old, after, utc)).toMatchObject({
      totals: [{ currency: "USD", old: "25.00", new: "40.00", change: "15.00", share: "0.600000" }],
      winners: 1,
      losers: 1,
      unchanged: 0,
      customers: [
        { customer: "ada", change: "16.00", worst: { month: "2026-02", change: "15.00" } },
        { customer: "bob", change: "-1.00", share: "-0.200000", worst: null },
      ],
    });
  });

  it("count who is billed under one of them only", () => {
    const { customers } = compareBills([bill("ada", 1, 100)], [bill("bob", 3, 200)], utc);
    expect(customers).toMatchObject([
      { customer: "bob", old: "0.00", new: "2.00", share: null },
      { customer: "ada", old: "1.00", new: "0.00", share: "-1.000000" },
    ]);
  });

  const bills = fc.array(
    fc
      .record({
        customer: fc.constantFrom("ada", "bob", "cyd", "dan"),
        month: fc.integer({ min: 1, max: 6 }),
        cents: fc.integer({ min: -5_000, max: 5_000 }),
      })
      .map(({ customer, month, cents }) => bill(customer, month, cents)),
    { maxLength: 30 },
  );
  const cents = (amount: string | undefined): number => Math.round(Number(amount ?? 0) * 100);

  it("add up over customers and months, and turn round with the models", () => {
    property(
      fc.property(bills, bills, (old, after) => {
        const one = compareBills(old, after, utc);
        const other = compareBills(after, old, utc);
        const all = (invoices: readonly Invoice[]): number =>
          invoices.reduce((sum, { lines }) => sum + cents(lines[0]?.amount), 0);
        expect(cents(one.totals[0]?.change)).toBe(all(after) - all(old));
        expect([one.winners, one.losers]).toEqual([other.losers, other.winners]);
        expect(one.winners + one.losers + one.unchanged).toBe(one.customers.length);
        for (const { change, months, worst } of one.customers) {
          const changes = months.map((month) => cents(month.change));
          expect(changes.reduce((sum, own) => sum + own, 0)).toBe(cents(change));
          expect(cents(worst?.change)).toBe(Math.max(0, ...changes));
        }
      }),
    );
  });
});
