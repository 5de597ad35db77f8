import { expect, expectTypeOf, test } from "vitest";
import type { Seller } from "./seller.ts";
import { supplyOf, type Taxes, taxCategoryOf } from "./tax.ts";

const taxes: Taxes = {
  home: "DE",
  categories: {
    consulting: { name: "Consulting", supply: "advisory-service" },
    hardware: { name: "Hardware", supply: "goods" },
  },
  products: {
    streams: { services: "consulting", saas: "standard" },
    offers: { device: "hardware" },
    plans: { team: "hardware" },
  },
  rules: [],
};

test.each([
  [{ stream: "services" }, "consulting"],
  [{ stream: "services", offer: "device" }, "hardware"],
  [{ stream: "services", offer: "day" }, "consulting"],
  [{ stream: "other", plan: "team" }, "hardware"],
  [{ stream: "other", addon: "extra" }, "standard"],
  [{ stream: "constructor", licence: "toString" }, "standard"],
  [{}, "standard"],
])("%j is taxed as %s", (sold, category) => {
  expect(taxCategoryOf(taxes, sold)).toBe(category);
});

test("the model's default comes before the standard category", () => {
  expect(taxCategoryOf({ ...taxes, defaultCategory: "consulting" }, { stream: "x" })).toBe(
    "consulting",
  );
});

test("standard is an electronic service, unless the model says otherwise", () => {
  expect(supplyOf(taxes, "standard")).toBe("electronic-service");
  expect(supplyOf(taxes, "hardware")).toBe("goods");
  const standard = { name: "Standard", supply: "service" } as const;
  expect(supplyOf({ ...taxes, categories: { standard } }, "standard")).toBe("service");
});

test("the seller of a model and of an invoice have the same fields", async () => {
  type InvoiceSeller = import("../account/party.ts").Seller;
  expectTypeOf<Seller>().toEqualTypeOf<InvoiceSeller>();
});
