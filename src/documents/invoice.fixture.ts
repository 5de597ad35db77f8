import type { Invoice, InvoiceLine } from "../account/invoice.ts";
import type { Buyer, Seller } from "../account/party.ts";
import { roundToMinor } from "../money/currency.ts";
import { add, decimalOf, format, formatFixed, multiply, negate, sum } from "../money/decimal.ts";
import type { Step } from "../pricing/price-kind.ts";
import type { LineTax } from "../tax/tax-category.ts";
import type { DocumentSettings } from "./document-settings.ts";

export const seller: Seller = {
  name: "Nordwind Software GmbH",
  address: { line1: "Hafenstraße 12", postalCode: "20457", city: "Hamburg", country: "DE" },
  vatNumber: "DE136695976",
  registration: "HRB 4711",
  email: "rechnung@nordwind.example",
  phone: "+49 40 123456-0",
  bankAccount: {
    holder: "Nordwind Software GmbH",
    iban: "DE02120300000000202051",
    bic: "BYLADEM1001",
    bank: "Deutsche Kreditbank",
  },
};

export const buyer: Buyer = {
  name: "Müller & Söhne Maschinenbau AG",
  address: {
    line1: "Industriestraße 8",
    line2: "Gebäude C, 3. Stock",
    postalCode: "70565",
    city: "Stuttgart",
    country: "DE",
  },
  vatNumber: "DE123456788",
  email: "kreditoren@mueller-soehne.example",
  reference: "Kostenstelle 4400",
  purchaseOrder: "PO-2026-0815",
};

export const polishBuyer: Buyer = {
  name: "Żółć Łódź Świętokrzyska Spółka z o.o.",
  address: { line1: "ul. Źródlana 5", postalCode: "90-001", city: "Łódź", country: "PL" },
  vatNumber: "PL5260250995",
};

export const german: DocumentSettings = {
  language: "de",
  paper: "A4",
  timeZone: "Europe/Berlin",
  branding: { accent: "#0b5c6b" },
  contact: { name: "Jana Petersen", phone: "+49 40 123456-17", email: "jana@nordwind.example" },
  notes: ["Vielen Dank für Ihr Vertrauen.", "Es gelten unsere Allgemeinen Geschäftsbedingungen."],
  paymentInstructions: ["Bitte geben Sie bei der Überweisung die Rechnungsnummer an."],
};

export const english: DocumentSettings = {
  ...german,
  language: "en",
  notes: ["Thank you for your business.", "Our general terms and conditions apply."],
  paymentInstructions: ["Please state the invoice number with your transfer."],
};

const standard: LineTax = { category: "S", rate: "19", jurisdiction: "DE", name: "MwSt." };
const reduced: LineTax = { category: "S", rate: "7", jurisdiction: "DE", name: "MwSt." };
export const reverse: LineTax = { category: "AE", rate: "0", jurisdiction: "PL", name: "VAT" };

interface LineDraft {
  readonly description: string;
  readonly quantity: string;
  readonly unit?: string;
  readonly gross: string;
  readonly discounts?: readonly (readonly [label: string, amount: string])[];
  readonly tax?: LineTax;
  readonly period?: InvoiceLine["period"];
  readonly steps?: readonly Step[];
  readonly included?: string;
  readonly proration?: { readonly numerator: number; readonly denominator: number };
}

/** A line whose discounts and amount add up. */
export function lineOf(draft: LineDraft, index = 0): InvoiceLine {
  const discounts = (draft.discounts ?? []).map(([label, amount], at) => {
    return { id: `d-${at}`, label, amount };
  });
  const off = sum(discounts.map((discount) => decimalOf(discount.amount)));
  const amount = add(decimalOf(draft.gross), negate(off));
  const places = draft.gross.split(".")[1]?.length ?? 0;
  const { gross, quantity, steps = [], included, proration } = draft;
  return {
    id: `line-${index}`,
    kind: "recurring",
    description: draft.description,
    stream: "subscriptions",
    period: draft.period === undefined ? march : draft.period,
    quantity,
    unit: draft.unit,
    gross,
    discounts,
    amount: formatFixed(amount, places),
    tax: draft.tax,
    explanation: {
      price: "/plans/team/prices/monthly",
      priceVersion: "nordwind@3",
      quantity,
      included,
      proration,
      steps,
      rounding: { from: gross, to: gross },
    },
  };
}

/** March 2026 by the clock of Berlin, which changes to summer time in it. */
export const march = { from: "2026-02-28T23:00:00Z", to: "2026-03-31T22:00:00Z" };

const flat = (amount: string): Step => ({ label: "flat fee", flat: amount, amount });
const rate = (label: string, quantity: string, price: string, amount: string): Step => {
  return { label, quantity, rate: price, amount };
};

export const richLines: readonly InvoiceLine[] = (
  [
    {
      description: "Team plan, monthly",
      quantity: "120",
      unit: "seat",
      gross: "6000.00",
      discounts: [
        ["Volume discount 10%", "600.00"],
        ["Term discount 15% for 3 years", "810.00"],
      ],
      steps: [rate("seats", "120", "50", "6000")],
    },
    {
      description: "API calls",
      quantity: "1250000",
      unit: "call",
      gross: "387.50",
      included: "100000",
      steps: [
        rate("up to 1000000", "900000", "0.00035", "315"),
        rate("above 1000000", "250000", "0.00029", "72.5"),
      ],
    },
    {
      description: "Storage",
      quantity: "250.5",
      unit: "GB",
      gross: "25.05",
      steps: [rate("storage", "250.5", "0.1", "25.05")],
    },
    {
      description: "Add-on: audit log, from 12 March",
      quantity: "1",
      unit: "subscription",
      gross: "32.26",
      period: { from: "2026-03-11T23:00:00Z", to: "2026-03-31T22:00:00Z" },
      proration: { numerator: 20, denominator: 31 },
      steps: [flat("50")],
    },
    { description: "Credit for the unused basic plan", quantity: "1", gross: "-12.40", steps: [] },
    {
      description: "Messages",
      quantity: "761",
      unit: "message",
      gross: "0.00",
      included: "1000",
      steps: [],
    },
    {
      description: "Handbook “Billing to the cent”, printed",
      quantity: "2",
      unit: "piece",
      gross: "59.80",
      period: null,
      tax: reduced,
      steps: [rate("books", "2", "29.90", "59.80")],
    },
  ] satisfies readonly LineDraft[]
).map((draft, index) => lineOf({ tax: standard, ...draft }, index));

/** An invoice over lines, with its sums and its tax by rate. */
export function invoiceOf(lines: readonly InvoiceLine[], over: Partial<Invoice> = {}): Invoice {
  const currency = over.currency ?? "EUR";
  const places = lines[0]?.gross.split(".")[1]?.length ?? 2;
  const fixed = (value: ReturnType<typeof decimalOf>): string => formatFixed(value, places);
  const total = (of: (line: InvoiceLine) => string): ReturnType<typeof decimalOf> =>
    sum(lines.map((line) => decimalOf(of(line))));
  const keys = new Map<string, LineTax>();
  for (const { tax } of lines) if (tax) keys.set(`${tax.category} ${tax.rate}`, tax);
  const taxes = [...keys].map(([key, tax]) => {
    const base = sum(
      lines.flatMap((line) =>
        line.tax && `${line.tax.category} ${line.tax.rate}` === key ? decimalOf(line.amount) : [],
      ),
    );
    const share = multiply(
      base,
      decimalOf(format(multiply(decimalOf(tax.rate), decimalOf("0.01")))),
    );
    return { ...tax, base: fixed(base), amount: fixed(roundToMinor(share, currency)) };
  });
  const tax = sum(taxes.map((part) => decimalOf(part.amount)));
  const net = total((line) => line.amount);
  const gross = total((line) => line.gross);
  return {
    kind: "invoice",
    number: "RE-2026-0042",
    id: "c-1/2026-03",
    customer: "K-10073",
    customerName: "Müller & Söhne Maschinenbau AG",
    currency,
    status: "final",
    issuedAt: "2026-04-01T06:30:00Z",
    dueAt: "2026-04-15T22:00:00Z",
    model: "nordwind@3",
    seller,
    buyer,
    lines,
    subtotal: fixed(gross),
    discount: fixed(add(gross, negate(net))),
    tax: fixed(tax),
    taxes,
    total: fixed(add(net, tax)),
    ...over,
  };
}

export const richInvoice: Invoice = invoiceOf(richLines);

/** The document that takes an invoice back: every amount with the other sign. */
export function creditNoteOf(invoice: Invoice, number: string): Invoice {
  const flip = (text: string): string =>
    formatFixed(negate(decimalOf(text)), text.split(".")[1]?.length ?? 0);
  return {
    ...invoice,
    kind: "credit-note",
    number,
    id: `${invoice.id}/credit`,
    issuedAt: "2026-04-20T08:00:00Z",
    corrects: invoice.number === null ? [] : [invoice.number],
    lines: invoice.lines.map((line) => ({
      ...line,
      gross: flip(line.gross),
      amount: flip(line.amount),
      discounts: line.discounts.map((discount) => ({ ...discount, amount: flip(discount.amount) })),
    })),
    subtotal: flip(invoice.subtotal),
    discount: flip(invoice.discount),
    tax: flip(invoice.tax),
    taxes: (invoice.taxes ?? []).map((tax) => {
      return { ...tax, base: flip(tax.base), amount: flip(tax.amount) };
    }),
    total: flip(invoice.total),
  };
}

export const creditNote: Invoice = creditNoteOf(richInvoice, "GS-2026-0003");

/** A service to a business in another member state. */
export const reverseChargeInvoice: Invoice = invoiceOf(
  richLines.slice(0, 4).map((line) => ({ ...line, tax: reverse })),
  { number: "RE-2026-0043", buyer: polishBuyer, customerName: polishBuyer.name },
);
