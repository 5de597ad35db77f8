import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { acmeBooks } from "./account.fixture.ts";
import { named, openPriceBook, priceBooks } from "./price-book.ts";

const { invoicing: _, ...plain } = acmeBooks.current.model;
const book = (more: Partial<Model>) => expectOk(openPriceBook({ ...plain, ...more }));

describe("a price book", () => {
  it("has the settings that every model has where it states none", () => {
    expect(book({})).toMatchObject({
      id: "acme@1",
      rounding: "half-up",
      minorUnits: 2,
      graceMs: 3_600_000,
      netDays: 30,
      lateMonths: 13,
      series: { invoice: "INV", "credit-note": "CN" },
      zone: { id: "UTC" },
    });
  });

  it("has the model's own where it does", () => {
    const invoicing = { series: "AC", grace: "P1D", netDays: 14, lateMonths: 2 };
    const own = book({ invoicing, rounding: "half-even", timeZone: "Asia/Tokyo" });
    expect(own).toMatchObject({
      rounding: "half-even",
      graceMs: 86_400_000,
      netDays: 14,
      lateMonths: 2,
      series: { invoice: "AC", "credit-note": "CN" },
      zone: { id: "Asia/Tokyo" },
    });
  });

  it("is refused for settings that nobody could bill by", () => {
    const refused = [
      openPriceBook({ ...plain, timeZone: "Asia/Tokio" }),
      openPriceBook({ ...plain, invoicing: { grace: "1 hour" } }),
      priceBooks([plain, { ...plain, timeZone: "Asia/Tokio" }]),
      priceBooks([]),
    ];
    expect(refused.map((result) => faultsOf(result)[0]?.code)).toEqual([
      "unknown-time-zone",
      "invalid-duration",
      "unknown-time-zone",
      "no-model",
    ]);
  });
});

describe("price books", () => {
  it("find every version, and sell the last", () => {
    const books = expectOk(priceBooks([plain, { ...plain, version: "2" }]));
    expect(books.current.id).toBe("acme@2");
    expect(books.find("acme@1").id).toBe("acme@1");
    expect(() => books.find("acme@3")).toThrow("broken invariant");
  });
});

it("finds only what a record itself holds", () => {
  expect(faultsOf(named({ team: 1 }, "constructor", "plan", "/plan"))).toEqual([
    {
      code: "unknown-plan",
      path: "/plan",
      message: 'the model has no plan "constructor"',
      value: "constructor",
    },
  ]);
  expect(named(undefined, "team", "plan", "/plan").ok).toBe(false);
});
