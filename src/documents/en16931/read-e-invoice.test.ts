import { describe, expect, it } from "vitest";
import type { Invoice } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import type { LineTax } from "../../tax/tax-category.ts";
import type { DocumentSettings } from "../document-settings.ts";
import {
  buyer,
  creditNote,
  german,
  invoiceOf,
  lineOf,
  polishBuyer,
  reverse,
  reverseChargeInvoice,
  richInvoice,
  seller,
} from "../invoice.fixture.ts";
import { readEInvoice } from "./read-e-invoice.ts";
import { unitCode } from "./unit-code.ts";

const faults = (invoice: Invoice, settings: DocumentSettings = german): readonly string[] => {
  const read = readEInvoice(invoice, settings);
  return read.ok ? [] : read.faults.map(({ code, path }) => `${code} ${path}`);
};
const missing = (...paths: readonly string[]): readonly string[] =>
  paths.map((path) => `e-invoice-incomplete ${path}`);
const taxed = (tax: Partial<LineTax>): Invoice => {
  const whole: LineTax = { category: "S", rate: "0", jurisdiction: "DE", name: "VAT", ...tax };
  return invoiceOf([lineOf({ description: "Plan", quantity: "1", gross: "10.00", tax: whole })]);
};

describe("what is missing", () => {
  it("is told all at once, each with its path", () => {
    const { seller: _, buyer: __, taxes: ___, ...rest } = richInvoice;
    const bare: Invoice = {
      ...rest,
      number: null,
      lines: rest.lines.slice(0, 1).map((line) => ({ ...line, tax: undefined, description: " " })),
      subtotal: "6000.00",
      discount: "1410.00",
      tax: "0.00",
      total: "4590.00",
    };
    expect(faults(bare)).toEqual(
      missing(
        "/number",
        "/lines/0/tax",
        "/lines/0/description",
        "/seller/name",
        "/seller/address/country",
        "/buyer/name",
        "/buyer/address/country",
        "/taxes",
      ),
    );
  });

  it("may be an address, a country, a VAT number", () => {
    expect(faults({ ...richInvoice, seller: { name: "N" } })).toEqual(
      missing("/seller/address", "/seller/address/country", "/seller/vatNumber"),
    );
    expect(faults({ ...reverseChargeInvoice, buyer: { ...polishBuyer, vatNumber: "" } })).toEqual(
      missing("/buyer/vatNumber"),
    );
    expect(
      faults({
        ...richInvoice,
        lines: [],
        subtotal: "0.00",
        discount: "0.00",
        tax: "0.00",
        total: "0.00",
        taxes: [],
      }),
    ).toEqual(missing("/lines", "/taxes"));
  });

  it("may be the reason for an exemption, which the other categories carry in themselves", () => {
    expect(faults(taxed({ category: "E" }))).toEqual(missing("/taxes/0/reason"));
    const exempt = taxed({ category: "E" });
    const taxes = exempt.taxes?.map((tax) => ({ ...tax, reason: "§ 4 Nr. 21 UStG" })) ?? [];
    expect(expectOk(readEInvoice({ ...exempt, taxes }, german)).taxes).toMatchObject([
      { category: "E", exemptionReason: "§ 4 Nr. 21 UStG" },
    ]);
    expect(expectOk(readEInvoice(reverseChargeInvoice, german)).taxes).toMatchObject([
      { category: "AE", rate: "0", exemptionCode: "VATEX-EU-AE" },
    ]);
  });

  it("is more for goods that cross a border, and for XRechnung", () => {
    expect(faults(taxed({ category: "K" }))).toEqual(missing("/settings/eInvoice/deliveryCountry"));
    const { name: _, ...contact } = german.contact ?? {};
    const { reference: __, email: ___, ...plain } = buyer;
    const settings: DocumentSettings = { ...german, contact, eInvoice: { profile: "xrechnung" } };
    const { bankAccount: ____, ...poor } = seller;
    expect(faults({ ...richInvoice, seller: poor, buyer: plain }, settings)).toEqual(
      missing("/seller/bankAccount", "/settings/contact/name", "/buyer/email", "/buyer/reference"),
    );
  });
});

describe("what the norm cannot say", () => {
  it.each<[string, string, Invoice]>([
    ["sales tax", "/taxes/0/jurisdiction", taxed({ rate: "8.875", jurisdiction: "US-NY" })],
    ["a rate of nothing at the standard rate", "/taxes/0/rate", taxed({})],
    ["a rate on a reverse charge", "/taxes/0/rate", taxed({ category: "AE", rate: "19" })],
    ["a sum that is none", "/subtotal", { ...richInvoice, subtotal: "6492.22" }],
    ["a total without its tax", "/total", { ...richInvoice, total: "5082.21" }],
    [
      "a tax that is not the sum of the rates",
      "/tax",
      { ...richInvoice, tax: "958.46", total: "6040.67" },
    ],
    [
      "a VAT number without its country",
      "/seller/vatNumber",
      { ...richInvoice, seller: { ...seller, vatNumber: "136695976" } },
    ],
    [
      "a country by its name",
      "/buyer/address/country",
      { ...richInvoice, buyer: { ...buyer, address: { country: "Germany" } } },
    ],
    [
      "a third place",
      "/currency",
      invoiceOf([lineOf({ description: "Plan", quantity: "1", gross: "10.005", tax: reverse })], {
        currency: "KWD",
      }),
    ],
  ])("refuses %s", (_, path, invoice) => {
    expect(faults(invoice)).toContain(`e-invoice-conflict ${path}`);
  });

  it("refuses a base that is not the sum of its lines, and a rate that no line names", () => {
    const taxes = richInvoice.taxes?.map((tax) => ({ ...tax, base: "1.00" })) ?? [];
    expect(faults({ ...richInvoice, taxes })).toEqual([
      "e-invoice-conflict /taxes",
      "e-invoice-conflict /taxes",
    ]);
    const [first] = richInvoice.taxes ?? [];
    expect(faults({ ...richInvoice, taxes: first === undefined ? [] : [first] })).toContain(
      "e-invoice-incomplete /lines/6/tax",
    );
  });

  it("refuses lines outside the scope of tax beside others", () => {
    const outside: LineTax = { category: "O", rate: "0", jurisdiction: "CH", name: "VAT" };
    const mixed = invoiceOf([
      lineOf({ description: "a", quantity: "1", gross: "1.00", tax: outside }),
      lineOf({ description: "b", quantity: "1", gross: "1.00", tax: reverse }),
    ]);
    expect(faults(mixed)).toContain("e-invoice-conflict /lines");
  });
});

describe("what is said", () => {
  it("names nobody by a VAT number outside the scope of tax", () => {
    const read = expectOk(readEInvoice(taxed({ category: "O" }), german));
    expect(read.seller.vatNumber).toBeUndefined();
    expect(read.buyer.vatNumber).toBeUndefined();
    expect(read.taxes[0]).not.toHaveProperty("rate");
  });

  it("prices a unit where there is one price, and the whole quantity where there is not", () => {
    const priced = expectOk(readEInvoice(richInvoice, german)).lines.map(
      ({ quantity, unitCode: code, price, priceQuantity, net }) =>
        [quantity, code, price, priceQuantity ?? "1", net].join(" "),
    );
    expect(priced).toEqual([
      "120 C62 50 1 4590.00",
      "1250000 C62 387.5 1250000 387.50",
      "250.5 E34 0.1 1 25.05",
      "1 C62 32.26 1 32.26",
      "-1 C62 12.4 1 -12.40",
      "761 C62 0 1 0.00",
      "2 H87 29.9 1 59.80",
    ]);
  });

  it("gives a credit note its invoice, no due date, and no account", () => {
    const read = expectOk(readEInvoice(creditNote, german));
    expect(read).toMatchObject({
      kind: "credit-note",
      preceding: ["RE-2026-0042"],
      payment: { meansCode: "97" },
    });
    expect(read).not.toHaveProperty("dueDay");
    expect(read.totals.gross).toBe("6040.66");
    expect(read.lines.map((line) => line.adjustments.map(({ kind }) => kind))[0]).toEqual([
      "allowance",
      "allowance",
    ]);
  });

  it("counts days in the seller's zone, the last one included", () => {
    const read = expectOk(readEInvoice(richInvoice, german));
    expect(read.period).toEqual({ first: "2026-03-01", last: "2026-03-31" });
    const { timeZone: _, ...utc } = german;
    expect(expectOk(readEInvoice(richInvoice, utc)).period).toEqual({
      first: "2026-02-28",
      last: "2026-03-31",
    });
  });

  it("adds rates up that only their country tells apart", () => {
    const french: LineTax = { category: "S", rate: "20", jurisdiction: "FR", name: "TVA" };
    const austrian = { ...french, jurisdiction: "AT", name: "USt" };
    const lines = [french, austrian].map((tax) =>
      lineOf({ description: "a", quantity: "1", gross: "1.00", tax }),
    );
    const invoice = invoiceOf(lines, {
      taxes: lines.map(({ tax = french }) => ({ ...tax, base: "1.00", amount: "0.20" })),
    });
    expect(expectOk(readEInvoice(invoice, german)).taxes).toEqual([
      { category: "S", rate: "20", base: "2.00", amount: "0.40" },
    ]);
  });
});

it.each([
  ["hour", "HUR"],
  ["Hours", "HUR"],
  ["GB", "E34"],
  ["kilowatt-hours", "KWH"],
  ["seat", "C62"],
  ["constructor", "C62"],
  [undefined, "C62"],
])("calls %s %s", (unit, code) => {
  expect(unitCode(unit)).toBe(code);
});
