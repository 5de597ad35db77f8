import { euStandardRates } from "../eu-standard-rates.ts";

const german = { country: "DE", name: "USt.", rate: "19%" };
const silent = { crossBorderConsumers: "not-sold-to" };
const taxes = (more: object) => ({
  home: "DE",
  ...silent,
  rules: [{ ...german, from: "2007-01-01" }],
  ...more,
});

/** What the rules on taxes find in the small document, as the cases of the other rules are written. */
export const taxCases = [
  {
    rule: "tax-rules",
    edits: {
      "/taxes": taxes({
        rules: [
          { ...german, from: "2007-01-01", to: "2020-07-01" },
          { ...german, from: "2020-06-01" },
          { ...german, from: "2030-01-01" },
          { ...german, category: "standard", region: "BY", from: "2020-01-01", to: "2019-01-01" },
          { ...german, country: "FR", from: "2020-01-01", exemption: "Exempt" },
        ],
      }),
    },
    finds: [
      "tax-dates-out-of-order /taxes/rules/3/to",
      "exempt-with-rate /taxes/rules/4/rate",
      "tax-rules-overlap /taxes/rules/1",
      "tax-rules-overlap /taxes/rules/2",
    ],
  },
  {
    rule: "tax-rules",
    edits: {
      "/taxes": taxes({
        registrations: [{ country: "US", region: "YN", from: "2020-01-01" }],
        rules: [
          { ...german, from: "2007-01-01" },
          { ...german, country: "US", region: "XX", from: "2020-01-01" },
        ],
      }),
    },
    finds: ["not-a-region /taxes/registrations/0/region", "not-a-region /taxes/rules/1/region"],
  },
  {
    rule: "tax-rules",
    edits: {
      "/taxes": taxes({ rules: [{ ...german, country: "FR", from: "2020-01-01" }] }),
    },
    finds: ["home-tax-rate-missing /taxes/rules"],
  },
  {
    rule: "tax-rules",
    edits: {
      "/taxes": taxes({
        categories: { books: { name: "Books", supply: "goods" } },
        products: { streams: { saas: "books" }, plans: { team: "standard" } },
        rules: [{ ...german, category: "books", from: "2007-01-01" }],
      }),
    },
    finds: ["product-without-tax-rule /taxes/products/plans/team"],
  },
  {
    rule: "known-names",
    edits: {
      "/taxes": taxes({
        defaultCategory: "boks",
        categories: { books: { name: "Books", supply: "goods" } },
        products: { plans: { tem: "books", team: "boks" } },
        rules: [{ ...german, from: "2007-01-01", category: "book" }],
      }),
    },
    finds: [
      "unknown-tax-category /taxes/defaultCategory",
      "unknown-plan /taxes/products/plans/tem",
      "unknown-tax-category /taxes/products/plans/team",
      "unknown-tax-category /taxes/rules/0/category",
      "product-without-tax-rule /taxes/defaultCategory",
      "product-without-tax-rule /taxes/products/plans/tem",
      "product-without-tax-rule /taxes/products/plans/team",
    ],
  },
  {
    rule: "tax-numbers",
    edits: {
      "/seller": { name: "Small", vatNumber: "DE136695978" },
      "/taxes": taxes({
        registrations: [
          { country: "FR", from: "2020-01-01", vatNumber: "FR1" },
          { country: "US", region: "NY", from: "2020-01-01", vatNumber: "12-3456789" },
          { country: "NO", from: "2020-01-01", vatNumber: "995 525 828" },
        ],
      }),
    },
    finds: [
      "wrong-vat-check-digit /seller/vatNumber",
      "invalid-vat-number /taxes/registrations/0/vatNumber",
    ],
  },
  {
    rule: "tax-gaps",
    edits: {
      "/taxes": {
        home: "DE",
        rules: [
          { ...german, from: "2007-01-01", to: "2020-06-30" },
          { ...german, from: "2020-07-01" },
        ],
      },
    },
    finds: ["tax-rate-gap /taxes/rules/1/from", "tax-scheme-missing /taxes"],
  },
  {
    rule: "tax-gaps",
    edits: {
      "/taxes": taxes({
        registrations: [{ country: "DE", scheme: "one-stop-shop", from: "2021-07-01" }],
        rules: euStandardRates({ except: ["MT"] }),
      }),
    },
    finds: ["tax-rates-missing /taxes/registrations/0"],
  },
];
