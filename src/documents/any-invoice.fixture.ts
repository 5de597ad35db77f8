import fc from "fast-check";
import type { Invoice } from "../account/invoice.ts";
import type { LineTax } from "../tax/tax-category.ts";
import type { DocumentSettings } from "./document-settings.ts";
import { creditNoteOf, german, invoiceOf, lineOf, march } from "./invoice.fixture.ts";

const cents = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((amount) => {
    const size = String(Math.abs(amount)).padStart(3, "0");
    return `${amount < 0 ? "-" : ""}${size.slice(0, -2)}.${size.slice(-2)}`;
  });

const taxes: readonly LineTax[] = ["19", "7", "19.5"].map((rate) => {
  return { category: "S", rate, jurisdiction: "DE", name: "MwSt." };
});
const zeroRated: LineTax = { category: "Z", rate: "0", jurisdiction: "DE", name: "MwSt." };

const anyLine = fc.record({
  description: fc.constantFrom("Team plan", "API calls", "Storage & traffic", "Credit"),
  quantity: fc.constantFrom("0", "1", "3", "7", "12.5", "1000000", "0.333333"),
  unit: fc.constantFrom("seat", "hour", "GB", "operation"),
  gross: cents(-50_000_00, 900_000_00),
  discounts: fc.array(fc.tuple(fc.constantFrom("Volume", "Term"), cents(-100, 5_000_00)), {
    maxLength: 3,
  }),
  tax: fc.constantFrom(...taxes, zeroRated),
  period: fc.constantFrom(null, march),
});

/** A sound invoice, or the credit note that takes one back. */
export const anyInvoice: fc.Arbitrary<Invoice> = fc
  .tuple(fc.array(anyLine, { minLength: 1, maxLength: 8 }), fc.boolean())
  .map(([lines, credit]) => {
    const invoice = invoiceOf(lines.map(lineOf));
    return credit ? creditNoteOf(invoice, "GS-1") : invoice;
  });

/** Texts that a document must survive: markup, control characters, text from right to left, words without end. */
const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]>&amp;<!--",
    "\u0000\u0001\u0008\u000b\u001b\u007f\u0085",
    "\u202E\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD\u202C \u0645\u0631\u062D\u0628\u0627",
    "W".repeat(700),
    "漢字".repeat(60),
    "\uD800 half a pair \uDC00",
    "line one\r\nline two\n\n\u2028line four",
    "\uFFFE\uFFFF\uFDD0 👩‍👩‍👧‍👦 é́́́́",
    "   ",
    "",
  ),
);

/** An invoice and settings in which every text is hostile; the numbers are sound. */
export const hostileDocument: fc.Arbitrary<readonly [Invoice, DocumentSettings]> = fc
  .tuple(anyInvoice, fc.array(hostileText, { minLength: 8, maxLength: 8 }))
  .map(([invoice, texts]) => {
    const text = (index: number): string => texts[index % texts.length] ?? "";
    const address = { line1: text(1), line2: text(2), city: text(3), postalCode: text(4) };
    const party = { name: text(0), address: { ...address, region: text(5), country: "DE" } };
    const hostile: Invoice = {
      ...invoice,
      number: text(6),
      customer: text(7),
      contracts: [text(2)],
      corrects: [text(1)],
      seller: {
        ...party,
        vatNumber: "DE136695976",
        registration: text(3),
        email: text(4),
        bankAccount: { iban: text(5), holder: text(6), bic: text(7), bank: text(0) },
      },
      buyer: { ...party, reference: text(1), purchaseOrder: text(2), vatNumber: "DE123456788" },
      lines: invoice.lines.map((line, index) => ({
        ...line,
        description: text(index),
        unit: text(index + 1),
        discounts: line.discounts.map((discount) => ({ ...discount, label: text(index + 2) })),
      })),
    };
    const settings: DocumentSettings = {
      ...german,
      branding: { senderLine: text(2), footer: [[text(3), text(4)], [text(5)]] },
      notes: [text(6), text(7)],
      paymentInstructions: [text(0)],
    };
    return [hostile, settings];
  });
