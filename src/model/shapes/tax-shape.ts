import { list, literal, named, type Shape, text } from "../shape.ts";
import { portion } from "../shape-money.ts";
import { object, optional } from "../shape-object.ts";
import { byId, date, id, patterned } from "../shape-values.ts";
import type { ProductTaxCategory, ProductTaxes, Taxes, TaxRegistration, TaxRule } from "../tax.ts";
import { noted } from "./noted-fields.ts";
import { isoCountry } from "./seller-shape.ts";

const region = patterned(/^[A-Z0-9]{1,3}$/, "NY", {
  code: "not-a-region",
  message: "a region is what ISO 3166-2 puts after the country: one to three capitals or digits",
  suggestion: 'write "NY", not "US-NY"',
});

const category = object<ProductTaxCategory>({
  ...noted,
  name: text,
  supply: literal("electronic-service", "advisory-service", "service", "goods"),
});

const registration = object<TaxRegistration>({
  country: isoCountry,
  region: optional(region),
  scheme: optional(literal("local", "one-stop-shop")),
  from: date,
  to: optional(date),
  vatNumber: optional(text),
});

const rule: Shape<TaxRule> = named("TaxRule", () =>
  object<TaxRule>({
    country: isoCountry,
    region: optional(region),
    category: optional(id),
    name: text,
    rate: portion,
    from: date,
    to: optional(date),
    exemption: optional(text),
    businesses: optional(literal("taxed", "reverse-charge")),
  }),
);

const products = object<ProductTaxes>({
  streams: optional(byId(id)),
  plans: optional(byId(id)),
  addons: optional(byId(id)),
  offers: optional(byId(id)),
  licences: optional(byId(id)),
});

/** The taxes of a model. */
export const taxes: Shape<Taxes> = named("Taxes", () =>
  object<Taxes>({
    home: isoCountry,
    homeRegion: optional(region),
    pricesInclude: optional(literal("tax")),
    registrations: optional(list(registration)),
    crossBorderConsumers: optional(literal("below-threshold", "not-sold-to")),
    provider: optional(literal("external")),
    checkVatNumbers: optional(literal("vies")),
    categories: optional(byId(category)),
    defaultCategory: optional(id),
    products: optional(products),
    rules: list(rule),
  }),
);
