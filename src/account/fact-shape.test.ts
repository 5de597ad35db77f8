import { describe, expect, it } from "vitest";
import { faultsOf } from "../fault/fault.ts";
import { parseAccountFact } from "./fact-shape.ts";

const customer = { fact: "customer", id: "c-17", name: "Acme" };
const subscription = {
  fact: "subscription",
  id: "s-1",
  customer: "c-17",
  plan: "team",
  cadence: "monthly",
  start: "2026-01-31",
};
const licence = {
  fact: "licence",
  id: "l-1",
  customer: "c-17",
  licence: "premium",
  start: "2026-02-01",
};
const { plan: _, ...unnamed } = subscription;
const addon = { ...unnamed, id: "a-1", addon: "insights", of: "s-1" };
const change = { fact: "change", id: "ch", customer: "c-17", subscription: "s-1" };
const sale = { fact: "sale", id: "o-1", customer: "c-17", offer: "training", date: "2026-02-01" };

/** `code path` of every fault. */
const codes = (json: unknown): string[] =>
  faultsOf(parseAccountFact(json)).map(({ code, path }) => `${code} ${path}`);

describe("a fact about an account", () => {
  it.each([
    customer,
    {
      ...customer,
      currency: "USD",
      timeZone: "Europe/Berlin",
      email: "a@acme.example",
      segment: "smb",
      country: "DE",
      recordedAt: "2026-01-01T00:00:00+01:00",
    },
    {
      ...customer,
      address: {
        line1: "Hafenstraße 12",
        line2: "2. OG",
        postalCode: "20457",
        city: "Hamburg",
        region: "HH",
        country: "DE",
      },
      country: "DE",
      phone: "+49 40 1234",
      vatNumber: "DE136695976",
      registration: "HRB 4711",
      business: true,
      reference: "04011000-12345-34",
      purchaseOrder: "PO-7",
      language: "de-AT",
    },
    { ...customer, country: "US", vatNumber: "94-1234567" },
    subscription,
    {
      ...subscription,
      end: "2026-12-31",
      quantity: "12.5",
      quantities: { nodes: 3 },
      alignment: "calendar",
      termYears: 3,
      agreed: { base: "12000 USD", payments: "2.5%" },
      discounts: ["academic"],
      agreedDiscounts: { academic: "25%" },
    },
    { ...subscription, model: "acme@2", trialDays: 0 },
    { ...addon, quantity: 3, trialDays: 30 },
    { ...subscription, ramp: [{ from: "2027-01-31", plan: "pro" }, { from: { afterMonths: 24 } }] },
    { ...change, model: "acme@2", trialDays: 0, endAddons: ["a-1"] },
    { ...licence, end: "2027-02-01", quantity: 2, agreed: "150000 USD" },
    { ...sale, quantity: 12, delivery: "on-site", agreed: "6000 USD" },
  ])("is read as it is written: %j", (fact) => {
    expect(parseAccountFact(fact)).toEqual({ ok: true, value: fact });
  });

  it.each<[string, unknown, readonly string[]]>([
    ["nothing", null, ["unknown-fact /fact"]],
    ["a list", [], ["unknown-fact /fact"]],
    ["no kind", { id: "c" }, ["unknown-fact /fact"]],
    ["an unknown kind", { fact: "custmer" }, ["unknown-fact /fact"]],
    ["an inherited kind", { fact: "toString" }, ["unknown-fact /fact"]],
    ["a kind that is no text", { fact: 5 }, ["unknown-fact /fact"]],
    ["a missing field", { fact: "customer", id: "c" }, ["missing-field /name"]],
    ["a null", { ...customer, email: null }, ["wrong-type /email"]],
    ["an unknown field", { ...customer, mail: "x" }, ["unknown-field /mail"]],
    ["an id of spaces", { ...customer, id: "  " }, ["invalid-id /id"]],
    ["an id that turns around", { ...customer, id: "c\u202e1" }, ["invalid-id /id"]],
    ["an id that is too long", { ...customer, id: "c".repeat(256) }, ["invalid-id /id"]],
    ["an unknown zone", { ...customer, timeZone: "Europe/Berln" }, ["unknown-time-zone /timeZone"]],
    ["an unknown currency", { ...customer, currency: "USX" }, ["unknown-currency /currency"]],
    ["no country", { ...customer, country: "UK" }, ["not-a-country /country"]],
    [
      "an address without its country",
      { ...customer, address: { city: "Bonn" } },
      ["missing-field /address/country"],
    ],
    [
      "two countries",
      { ...customer, country: "DE", address: { country: "AT" } },
      ["country-mismatch /country"],
    ],
    [
      "a mistyped VAT number",
      { ...customer, vatNumber: "DE136695977" },
      ["wrong-vat-check-digit /vatNumber"],
    ],
    [
      "a VAT number of another form",
      { ...customer, country: "DE", vatNumber: "12" },
      ["invalid-vat-number /vatNumber"],
    ],
    ["a language in words", { ...customer, language: "German" }, ["invalid-language /language"]],
    ["a day that is none", { ...subscription, start: "2026-02-30" }, ["invalid-date /start"]],
    ["an end before the start", { ...subscription, end: "2026-01-31" }, ["end-before-start /end"]],
    ["a negative quantity", { ...subscription, quantity: -1 }, ["quantity-out-of-range /quantity"]],
    [
      "a quantity of NaN",
      { ...subscription, quantity: Number.NaN },
      ["imprecise-number /quantity"],
    ],
    [
      "a quantity of 1e400",
      { ...subscription, quantity: Infinity },
      ["imprecise-number /quantity"],
    ],
    [
      "too many digits",
      { ...subscription, quantity: "0.1234567890123456789" },
      ["too-many-digits /quantity"],
    ],
    ["a fraction of a year", { ...subscription, termYears: 1.5 }, ["out-of-range /termYears"]],
    ["an unknown cadence", { ...subscription, cadence: "mothly" }, ["unknown-cadence /cadence"]],
    ["an unknown alignment", { ...subscription, alignment: "month" }, ["not-a-choice /alignment"]],
    ["a subscription to nothing", unnamed, ["missing-field /plan"]],
    ["a plan and an add-on", { ...addon, plan: "team" }, ["plan-or-addon /addon"]],
    ["a plan of something", { ...subscription, of: "s-2" }, ["plan-or-addon /of"]],
    ["an add-on of nothing", { ...addon, of: undefined }, ["missing-field /of"]],
    [
      "an add-on with periods of its own",
      { ...addon, alignment: "calendar" },
      ["alignment-of-addon /alignment"],
    ],
    ["free days below none", { ...subscription, trialDays: -1 }, ["out-of-range /trialDays"]],
    [
      "a step after no month",
      { ...subscription, ramp: [{ from: { afterMonths: 0 } }, { from: "soon" }] },
      ["out-of-range /ramp/0/from/afterMonths", "invalid-date /ramp/1/from"],
    ],
    ["money without currency", { ...licence, agreed: "150000" }, ["not-money /agreed"]],
    [
      "a time without zone",
      { ...sale, recordedAt: "2026-01-01T00:00:00" },
      ["invalid-time /recordedAt"],
    ],
  ])("is refused with its place: %s", (_, json, expected) => {
    expect(codes(json)).toEqual(expected);
  });

  it("is refused with every fault at once", () => {
    expect(
      codes({ ...subscription, id: "", start: "soon", quantity: "many", plna: "team" }),
    ).toEqual([
      "invalid-id /id",
      "invalid-date /start",
      "not-a-number /quantity",
      "unknown-field /plna",
    ]);
  });

  it("names the kinds there are", () => {
    expect(faultsOf(parseAccountFact({ fact: "invoice" }))[0]).toMatchObject({
      value: "invoice",
      suggestion: expect.stringMatching(
        /^one of customer, vat-check, tax-decision, subscription, .*, credit-note, usage$/,
      ),
    });
  });
});
