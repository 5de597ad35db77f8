import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { add, type Decimal, decimalOf, equals, subtract, sum } from "../money/decimal.ts";
import { openAccount } from "./account.ts";
import type { AccountFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { priceBooks } from "./price-book.ts";
import { step } from "./step.ts";
import { buyerOf, documentsOf, german, lived, shop } from "./taxed.fixture.ts";

const french = { name: "Camille", country: "FR" };
const jan = "2026-01-02T00:00:00Z";

const linesOf = (invoices: readonly Invoice[]) =>
  invoices.flatMap(({ lines }) =>
    lines.map(({ kind, amount, tax }) => `${kind} ${amount} ${tax?.category} ${tax?.rate}`),
  );

describe("where the tax cannot be told", () => {
  it("refuses the purchase, at the customer", () => {
    const { refused } = lived([german], buyerOf({ name: "Nobody" }), jan);
    expect(refused[0]?.faults).toMatchObject([{ code: "tax-place-missing", path: "/customer" }]);
  });

  it("parks the account with the reason when the model gets taxes later", () => {
    const { taxes: _, ...untaxed } = german;
    const before = expectOk(priceBooks([untaxed]));
    const [opened, bought] = buyerOf({ name: "Nobody" });
    if (opened?.fact !== "customer" || bought?.fact !== "subscription") throw new Error("facts");
    const told = step(
      openAccount(opened),
      { kind: "purchase", fact: bought, knownSince: 0 },
      before,
    );
    const books = expectOk(priceBooks([untaxed, { ...german, version: "2" }]));
    const ticked = step(expectOk(told).account, { kind: "tick", now: 2_000_000_000_000 }, books);
    expect(ticked).toMatchObject({ ok: false, faults: [{ code: "tax-place-missing" }] });
  });
});

describe("the tax of the current version", () => {
  it("holds for what was bought before, and prices include it only where that version said so", () => {
    const next = { ...german, id: "lumen-shop", version: "2" };
    const invoices = documentsOf([shop, next], buyerOf(french), jan);
    expect(linesOf(invoices)).toEqual(["recurring 44.91 S 20"]);
    expect(invoices[0]?.pricesInclude).toBeUndefined();
  });
});

const cancel: AccountFact = {
  fact: "cancel",
  id: "x-1",
  customer: "c-1",
  subscription: "s-1",
  on: "2026-01-16",
  credit: "prorated",
  recordedAt: "2026-01-16T09:00:00Z",
};

describe("unused time", () => {
  it.each([
    [german, "-23.18", "-4.64", "-27.82"],
    [shop, "-19.32", "-3.86", "-23.18"],
  ])("goes back with the tax that was charged on it", (model, amount, tax, total) => {
    const facts = [...buyerOf(french), cancel];
    const [, note] = documentsOf([model], facts, "2026-02-01T00:00:00Z");
    expect(note).toMatchObject({ kind: "credit-note", tax, total, corrects: ["c-1:1"] });
    expect(note?.lines).toMatchObject([{ amount, tax: { rate: "20", jurisdiction: "FR" } }]);
  });
});

/** A year of a customer who buys, uses, and leaves on some day. */
const lives = fc.record({
  model: fc.constantFrom(german, shop),
  customer: fc.constantFrom(
    { name: "A", country: "DE" },
    { name: "B", country: "FR" },
    { name: "C", country: "FR", vatNumber: "FR40303265045" },
    { name: "D", country: "NO", business: true },
    { name: "E", country: "CH" },
  ),
  places: fc.array(fc.record({ offer: fc.constantFrom("training", "gateway"), day: fc.nat(27) }), {
    maxLength: 4,
  }),
  leaves: fc.option(fc.integer({ min: 10, max: 28 })),
  calls: fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 90 }),
});

const day = (place: number): string => new Date(Date.UTC(2026, 0, 2 + place)).toISOString();

const amounts = (texts: readonly string[]): Decimal => sum(texts.map(decimalOf));

describe("every taxed document", () => {
  it("adds up: lines to bases, rates to the tax, net and tax to the total", () => {
    property(
      fc.property(lives, ({ model, customer, places, leaves, calls }) => {
        const sales = places.map(
          ({ offer, day: on }, place): AccountFact => ({
            fact: "sale",
            id: `w-${place}`,
            customer: "c-1",
            offer,
            date: day(on).slice(0, 10),
          }),
        );
        const leaving =
          leaves === null
            ? []
            : [{ ...cancel, on: `2026-02-${leaves}`, recordedAt: `2026-02-${leaves}T12:00:00Z` }];
        const facts = [...buyerOf(customer), ...sales, ...leaving];
        const invoices = documentsOf([model], facts, "2026-04-02T00:00:00Z", calls.map(day));
        expect(invoices.length).toBeGreaterThan(1);
        for (const invoice of invoices) {
          const { lines, taxes = [], subtotal, discount, tax, total, pricesInclude } = invoice;
          const net = amounts(lines.map(({ amount }) => amount));
          expect(equals(net, subtract(decimalOf(subtotal), decimalOf(discount)))).toBe(true);
          expect(equals(net, amounts(taxes.map(({ base }) => base)))).toBe(true);
          expect(equals(decimalOf(tax), amounts(taxes.map(({ amount }) => amount)))).toBe(true);
          expect(equals(decimalOf(total), add(net, decimalOf(tax)))).toBe(true);
          if (pricesInclude !== undefined)
            expect(
              equals(decimalOf(total), amounts(lines.map(({ withTax = "0" }) => withTax))),
            ).toBe(true);
          for (const { gross, discounts, amount } of lines)
            expect(
              equals(decimalOf(gross), amounts([amount, ...discounts.map((one) => one.amount)])),
            ).toBe(true);
          const categories = new Set(taxes.map(({ category }) => category));
          expect(categories.has("O") && categories.size > 1).toBe(false);
        }
      }),
      30,
    );
  });
});
