import { describe, expect, test } from "vitest";
import { euStandardRates } from "../model/eu-standard-rates.ts";
import type { Taxes } from "../model/tax.ts";
import type { TaxBuyer } from "./tax-buyer.ts";
import { openTaxTable } from "./tax-table.ts";
import { taxTreatment } from "./tax-treatment.ts";

const categories: NonNullable<Taxes["categories"]> = {
  advice: { name: "Consulting", supply: "advisory-service" },
  training: { name: "Training", supply: "service" },
  hardware: { name: "Hardware", supply: "goods" },
  course: { name: "Exempt course", supply: "service" },
  book: { name: "Books", supply: "goods" },
};

const german: Taxes = {
  home: "DE",
  categories,
  registrations: [{ country: "DE", scheme: "one-stop-shop", from: "2021-07-01" }],
  rules: [
    ...euStandardRates(),
    {
      country: "DE",
      category: "course",
      name: "USt.",
      rate: "0%",
      from: "2015-01-01",
      exemption: "Exempt under § 4 Nr. 21 UStG",
    },
    { country: "DE", category: "book", name: "USt.", rate: "7%", from: "2015-01-01" },
    { country: "IE", category: "book", name: "VAT", rate: "0%", from: "2015-01-01" },
    { country: "CH", name: "MWST", rate: "8.1%", from: "2024-01-01", businesses: "reverse-charge" },
  ],
};

/** What was decided, on one line: `S 19 DE domestic`, or the code of the refusal. */
function decide(taxes: Taxes, buyer: TaxBuyer, category = "standard", day = "2026-01-31"): string {
  const result = taxTreatment(openTaxTable(taxes), { buyer, category, day });
  if (!result.ok) return result.faults.map(({ code }) => code).join(" ");
  const { tax, basis } = result.value;
  return `${tax.category} ${tax.rate} ${tax.jurisdiction} ${basis}`;
}

const french: TaxBuyer = { country: "FR", vatNumber: "FR40303265045" };
const swiss: TaxBuyer = { country: "CH", vatNumber: "CHE107787577" };

describe("a seller in Germany", () => {
  test.each<[string, TaxBuyer, string, string]>([
    ["at home", { country: "DE" }, "standard", "S 19 DE domestic"],
    [
      "a business at home",
      { country: "DE", vatNumber: "DE136695976" },
      "standard",
      "S 19 DE domestic",
    ],
    [
      "at home with a foreign number",
      { country: "DE", vatNumber: "FR40303265045" },
      "standard",
      "S 19 DE domestic",
    ],
    ["a reduced rate", { country: "DE" }, "book", "S 7 DE domestic"],
    ["exempt by law", { country: "DE" }, "course", "E 0 DE domestic"],
    ["a consumer in France", { country: "FR" }, "standard", "S 20 FR eu-consumer"],
    ["a consumer in Finland", { country: "FI" }, "standard", "S 25.5 FI eu-consumer"],
    ["a consumer in Monaco", { country: "MC" }, "standard", "S 20 FR eu-consumer"],
    ["a consumer in Greece", { country: "GR" }, "standard", "S 24 GR eu-consumer"],
    ["goods to a consumer in France", { country: "FR" }, "hardware", "S 20 FR eu-consumer"],
    ["a zero rate in Ireland", { country: "IE" }, "book", "Z 0 IE eu-consumer"],
    ["advice to a consumer in France", { country: "FR" }, "advice", "S 19 DE seller-place"],
    ["training of a consumer in France", { country: "FR" }, "training", "S 19 DE seller-place"],
    ["a business in France", french, "standard", "AE 0 FR eu-business"],
    ["training of a business in France", french, "training", "AE 0 FR eu-business"],
    [
      "a business in Greece",
      { country: "GR", vatNumber: "EL094259216" },
      "standard",
      "AE 0 GR eu-business",
    ],
    [
      "a Greek number with GR",
      { country: "GR", vatNumber: "GR094259216" },
      "standard",
      "AE 0 GR eu-business",
    ],
    [
      "a number without its prefix",
      { country: "FR", vatNumber: "40303265045" },
      "standard",
      "AE 0 FR eu-business",
    ],
    [
      "a French address, a Belgian number",
      { country: "FR", vatNumber: "BE0428759497" },
      "standard",
      "AE 0 BE eu-business",
    ],
    [
      "a French address, a German number",
      { country: "FR", vatNumber: "DE136695976" },
      "standard",
      "S 19 DE domestic",
    ],
    ["goods to a business in France", french, "hardware", "K 0 FR eu-business"],
    [
      "a mistyped number",
      { country: "FR", vatNumber: "FR40303265046" },
      "standard",
      "S 20 FR eu-consumer",
    ],
    [
      "a business without a number",
      { country: "FR", business: true },
      "standard",
      "S 20 FR eu-consumer",
    ],
    [
      "a number, bought privately",
      { ...french, business: false },
      "standard",
      "S 20 FR eu-consumer",
    ],
    [
      "a Swiss number in France",
      { country: "FR", vatNumber: "CHE107787577" },
      "standard",
      "S 20 FR eu-consumer",
    ],
    [
      "the Canary Islands",
      { country: "ES", postalCode: "35001" },
      "standard",
      "O 0 ES-CN out-of-scope",
    ],
    ["Büsingen", { country: "DE", postalCode: "78266" }, "standard", "O 0 DE out-of-scope"],
    [
      "training in Heligoland",
      { country: "DE", postalCode: "27498" },
      "training",
      "S 19 DE seller-place",
    ],
    ["Madeira", { country: "PT", postalCode: "9000-001" }, "standard", "tax-rule-missing"],
    ["a consumer in the United States", { country: "US" }, "standard", "O 0 US out-of-scope"],
    [
      "a business in the United States",
      { country: "US", business: true },
      "training",
      "O 0 US out-of-scope",
    ],
    [
      "training of a consumer in the United States",
      { country: "US" },
      "training",
      "S 19 DE seller-place",
    ],
    [
      "advice to a consumer in the United States",
      { country: "US" },
      "advice",
      "O 0 US out-of-scope",
    ],
    ["goods to the United States", { country: "US" }, "hardware", "G 0 US export"],
    [
      "a consumer in Switzerland, where tax is collected",
      { country: "CH" },
      "standard",
      "S 8.1 CH collected-abroad",
    ],
    ["a consumer in Liechtenstein", { country: "LI" }, "standard", "S 8.1 CH collected-abroad"],
    ["a business in Switzerland", swiss, "standard", "O 0 CH reverse-charge-abroad"],
    [
      "a service to Northern Ireland",
      { country: "GB", postalCode: "BT1 5GS", vatNumber: "XI110305878" },
      "standard",
      "O 0 GB-NIR out-of-scope",
    ],
    [
      "goods to Northern Ireland",
      { country: "XI", vatNumber: "XI110305878" },
      "hardware",
      "K 0 GB eu-business",
    ],
    [
      "goods to Northern Ireland, number GB",
      { country: "XI", vatNumber: "GB110305878" },
      "hardware",
      "tax-rule-missing",
    ],
    [
      "goods to Great Britain",
      { country: "GB", vatNumber: "GB110305878" },
      "hardware",
      "G 0 GB export",
    ],
    ["nobody knows where", {}, "standard", "tax-place-missing"],
  ])("%s", (_, buyer, category, decision) => {
    expect(decide(german, buyer, category)).toBe(decision);
  });

  test.each<[string, TaxBuyer, string, string]>([
    ["2020-06-30", { country: "DE" }, "standard", "S 19 DE domestic"],
    ["2020-07-01", { country: "DE" }, "standard", "S 16 DE domestic"],
    ["2020-12-31", { country: "GB", vatNumber: "GB110305878" }, "standard", "AE 0 GB eu-business"],
    ["2021-01-01", { country: "GB", vatNumber: "GB110305878" }, "standard", "O 0 GB out-of-scope"],
    ["2021-06-30", { country: "FR" }, "standard", "tax-registration-missing"],
    ["2021-06-30", { country: "FR" }, "hardware", "tax-day-too-early"],
    ["2014-12-31", french, "standard", "tax-day-too-early"],
    ["2014-12-31", { country: "DE" }, "standard", "tax-rule-missing"],
  ])("on %s: %j %s is %s", (day, buyer, category, decision) => {
    expect(decide(german, buyer, category, day)).toBe(decision);
  });

  test("below the threshold consumers abroad are taxed at home; a business is not", () => {
    const { registrations: _, ...unregistered } = german;
    const below: Taxes = { ...unregistered, crossBorderConsumers: "below-threshold" };
    expect(decide(below, { country: "FR" })).toBe("S 19 DE eu-consumer-below-threshold");
    expect(decide(below, french)).toBe("AE 0 FR eu-business");
    expect(decide(unregistered, { country: "FR" })).toBe("tax-registration-missing");
    const local: Taxes = {
      ...unregistered,
      registrations: [{ country: "FR", from: "2020-01-01" }],
    };
    expect(decide(local, { country: "FR" })).toBe("S 20 FR eu-consumer");
    expect(decide(local, { country: "IT" })).toBe("tax-registration-missing");
  });

  test("a register's answer counts for the number it was asked about", () => {
    const vatCheck = { number: "FR40303265045", valid: false, checkedAt: "2026-01-02T00:00:00Z" };
    expect(decide(german, { ...french, vatCheck })).toBe("S 20 FR eu-consumer");
    expect(decide(german, { ...french, vatCheck: { ...vatCheck, valid: true } })).toBe(
      "AE 0 FR eu-business",
    );
    expect(decide(german, { ...french, vatCheck: { ...vatCheck, number: "FR83404833048" } })).toBe(
      "AE 0 FR eu-business",
    );
  });

  test("says why no tax is charged, by which rule it is, and why a number did not count", () => {
    const table = openTaxTable(german);
    const day = "2026-01-31";
    expect(taxTreatment(table, { buyer: french, category: "standard", day })).toEqual({
      ok: true,
      value: {
        tax: { category: "AE", rate: "0", jurisdiction: "FR", name: "VAT" },
        basis: "eu-business",
        reason: "Reverse charge",
        reasonCode: "VATEX-EU-AE",
      },
    });
    const mistyped = { country: "AT", vatNumber: "ATU13585626" };
    expect(taxTreatment(table, { buyer: mistyped, category: "standard", day })).toEqual({
      ok: true,
      value: {
        tax: { category: "S", rate: "20", jurisdiction: "AT", name: "USt." },
        basis: "eu-consumer",
        rule: "/taxes/rules/0",
        notes: ["VAT number ATU13585626 is not well formed"],
      },
    });
    expect(
      taxTreatment(table, { buyer: { country: "DE" }, category: "course", day }),
    ).toMatchObject({
      value: { reason: "Exempt under § 4 Nr. 21 UStG" },
    });
  });

  test("a missing rule names the place, the category, the day and what to write", () => {
    const buyer = { country: "PT", region: "20" };
    const question = { buyer, category: "standard", day: "2026-01-31", path: "/customer" };
    expect(taxTreatment(openTaxTable(german), question)).toEqual({
      ok: false,
      faults: [
        {
          code: "tax-rule-missing",
          path: "/customer",
          message: 'no rule says how "standard" is taxed in Azores on 2026-01-31',
          value: "Azores",
          suggestion: 'add one with country: "PT", region: "20" to the model\'s taxes.rules',
        },
      ],
    });
  });
});

describe("a buyer that pays no tax", () => {
  const exempt = (more: object): TaxBuyer => ({
    country: "DE",
    taxExempt: { reason: "Embassy, certificate 7", ...more },
  });

  test.each<[object, string]>([
    [{}, "E 0 DE domestic"],
    [{ jurisdiction: "DE" }, "E 0 DE domestic"],
    [{ jurisdiction: "FR" }, "S 19 DE domestic"],
    [{ until: "2026-01-31" }, "S 19 DE domestic"],
    [{ until: "2026-02-01" }, "E 0 DE domestic"],
    [{ from: "2026-02-01" }, "S 19 DE domestic"],
  ])("%j", (more, decision) => {
    expect(decide(german, exempt(more))).toBe(decision);
  });
});

describe("a seller in the United States", () => {
  const american: Taxes = {
    home: "US",
    homeRegion: "CA",
    categories,
    rules: [
      { country: "US", region: "NY", name: "Sales tax", rate: "8.875%", from: "2024-01-01" },
      {
        country: "US",
        region: "CA",
        name: "Sales tax",
        rate: "0%",
        from: "2024-01-01",
        exemption: "Not taxable",
      },
      ...euStandardRates(),
    ],
  };
  const registered: Taxes = {
    ...american,
    registrations: [{ country: "IE", scheme: "one-stop-shop", from: "2021-07-01" }],
  };

  test.each<[TaxBuyer, string]>([
    [{ country: "US", region: "NY" }, "S 8.875 US-NY domestic"],
    [{ country: "US", region: "NY", business: true }, "S 8.875 US-NY domestic"],
    [{ country: "US", region: "CA" }, "E 0 US-CA domestic"],
    [{ country: "US", region: "TX" }, "O 0 US-TX out-of-scope"],
    [{ country: "US" }, "tax-region-missing"],
    [{ country: "US", region: "New York" }, "tax-region-missing"],
    [
      { country: "US", region: "NY", taxExempt: { reason: "Resale", jurisdiction: "US" } },
      "E 0 US-NY domestic",
    ],
    [{ country: "BR" }, "O 0 BR out-of-scope"],
    [french, "O 0 FR reverse-charge-abroad"],
  ])("%j is %s", (buyer, decision) => {
    expect(decide(american, buyer)).toBe(decision);
  });

  test("collects the EU's tax of consumers only where it is registered", () => {
    expect(decide(american, { country: "FR" })).toBe("O 0 FR out-of-scope");
    expect(decide(registered, { country: "FR" })).toBe("S 20 FR collected-abroad");
  });
});

describe("a seller in the United Kingdom", () => {
  const british: Taxes = {
    home: "GB",
    categories,
    rules: [{ country: "GB", name: "VAT", rate: "20%", from: "2011-01-04" }],
  };

  test.each<[TaxBuyer, string, string]>([
    [{ country: "GB" }, "standard", "S 20 GB domestic"],
    [{ country: "IM" }, "standard", "S 20 GB domestic"],
    [{ country: "XI" }, "hardware", "S 20 GB domestic"],
    [{ country: "JE" }, "standard", "O 0 JE out-of-scope"],
    [french, "standard", "O 0 FR reverse-charge-abroad"],
    [{ country: "FR" }, "training", "S 20 GB seller-place"],
    [{ country: "FR" }, "hardware", "G 0 FR export"],
  ])("%j %s is %s", (buyer, category, decision) => {
    expect(decide(british, buyer, category)).toBe(decision);
  });
});

test("a seller in France writes the rates of its departments overseas, or is refused by name", () => {
  const home: Taxes = { home: "FR", rules: [...euStandardRates()] };
  expect(decide(home, { country: "FR", postalCode: "97400" })).toBe("tax-rule-missing");
  const rule = { country: "RE", name: "TVA", rate: "8.5%", from: "2015-01-01" } as const;
  const complete: Taxes = { ...home, rules: [...home.rules, rule] };
  expect(decide(complete, { country: "RE" })).toBe("S 8.5 RE collected-abroad");
});
