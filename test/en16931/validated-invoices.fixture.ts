import fc from "fast-check";
import type { Invoice } from "../../src/account/invoice.ts";
import { anyInvoice, hostileDocument } from "../../src/documents/any-invoice.fixture.ts";
import { ciiDocument } from "../../src/documents/cii/cii-document.ts";
import type { DocumentSettings } from "../../src/documents/document-settings.ts";
import { readEInvoice } from "../../src/documents/en16931/read-e-invoice.ts";
import {
  buyer,
  creditNote,
  creditNoteOf,
  english,
  german,
  invoiceOf,
  lineOf,
  polishBuyer,
  reverseChargeInvoice,
  richInvoice,
  seller,
} from "../../src/documents/invoice.fixture.ts";
import { ublDocument } from "../../src/documents/ubl/ubl-document.ts";
import { expectOk } from "../../src/fault/fault.ts";
import type { TaxCategory } from "../../src/tax/tax-category.ts";
import { propertySeed } from "../property.ts";
import type { Documents } from "./validators.fixture.ts";

type Case = readonly [invoice: Invoice, settings: DocumentSettings];

const untaxed = (category: TaxCategory, over: Partial<Invoice> = {}): Invoice => {
  const tax = { category, rate: "0", jurisdiction: "DE", name: "MwSt." };
  const line = lineOf({ description: "Plan", quantity: "3", unit: "hour", gross: "99.00", tax });
  const invoice = invoiceOf([line], over);
  const taxes = invoice.taxes?.map((part) => ({ ...part, reason: "by law" })) ?? [];
  return category === "E" ? { ...invoice, taxes } : invoice;
};
const { bankAccount: _, ...withoutBank } = seller;
const owed = lineOf({
  description: "Refund",
  quantity: "1",
  gross: "-50.00",
  tax: { category: "S", rate: "19", jurisdiction: "DE", name: "MwSt." },
});
const yen = lineOf({
  description: "Plan",
  quantity: "7",
  gross: "1000",
  tax: { category: "Z", rate: "0", jurisdiction: "GB", name: "VAT" },
});

const forDepartment = {
  ...richInvoice,
  lines: richInvoice.lines.map((line, place) =>
    place === 0 ? line : { ...line, customer: { id: "lab", name: "Labor", reference: "KST 7" } },
  ),
};

const cases: Readonly<Record<string, Case>> = {
  invoice: [richInvoice, german],
  "invoice-en": [richInvoice, english],
  "credit-note": [creditNote, german],
  "reverse-charge": [reverseChargeInvoice, german],
  "reverse-charge-credit": [creditNoteOf(reverseChargeInvoice, "GS-9"), english],
  exempt: [untaxed("E"), german],
  zero: [untaxed("Z"), german],
  goods: [
    untaxed("K", { buyer: polishBuyer }),
    { ...german, eInvoice: { profile: "en16931", deliveryCountry: "PL" } },
  ],
  export: [untaxed("G", { buyer: { ...buyer, address: { country: "CH" } } }), english],
  "out-of-scope": [untaxed("O"), english],
  "out-of-scope-credit": [creditNoteOf(untaxed("O"), "GS-8"), english],
  paid: [richInvoice, { ...german, paid: "1000.66" }],
  "paid-with-credits": [{ ...richInvoice, prepaid: "40.66", due: "6000.00" }, german],
  "paid-in-full": [richInvoice, { ...german, paid: richInvoice.total }],
  departments: [forDepartment, german],
  negative: [invoiceOf([owed]), german],
  yen: [invoiceOf([yen], { currency: "JPY" }), english],
  "no-account": [{ ...richInvoice, seller: withoutBank }, german],
  "foreign-account": [
    {
      ...richInvoice,
      seller: {
        ...withoutBank,
        bankAccount: { accountNumber: "000123456789", routingNumber: "021000021" },
      },
    },
    english,
  ],
  bare: [untaxed("Z"), { language: "en", paper: "Letter" }],
};

const xrechnung = (settings: DocumentSettings): DocumentSettings => {
  return { ...settings, eInvoice: { profile: "xrechnung" } };
};
const xrechnungCases: Readonly<Record<string, Case>> = {
  invoice: [richInvoice, xrechnung(german)],
  "credit-note": [creditNote, xrechnung(german)],
  paid: [richInvoice, xrechnung({ ...german, paid: "1000.66" })],
};

/** Random invoices and invoices of hostile texts, those that can be e-invoices at all. */
const sampled: Readonly<Record<string, Case>> = Object.fromEntries([
  ...fc
    .sample(anyInvoice, { seed: propertySeed, numRuns: 40 })
    .map((invoice, index) => [`random-${index}`, [invoice, german]] as const),
  ...fc
    .sample(hostileDocument, { seed: propertySeed, numRuns: 150 })
    .filter((document) => readEInvoice(...document).ok)
    .map((document, index) => [`hostile-${index}`, document] as const),
]);

const written = (of: Readonly<Record<string, Case>>, write: typeof ublDocument): Documents =>
  Object.fromEntries(
    Object.entries(of).map(([name, [invoice, settings]]) => [
      name,
      write(expectOk(readEInvoice(invoice, settings))),
    ]),
  );

/** Corrects two invoices, which only UBL can say. */
const collective: Case = [{ ...creditNote, corrects: ["RE-1", "RE-2"] }, german];

/** Every kind of document there is, in both syntaxes. */
export const validated = {
  UBL: written({ ...cases, ...sampled, collective }, ublDocument),
  CII: written({ ...cases, ...sampled }, ciiDocument),
} as const;

/** The ones for the German public sector. */
export const validatedXrechnung = {
  UBL: written(xrechnungCases, ublDocument),
  CII: written(xrechnungCases, ciiDocument),
} as const;
