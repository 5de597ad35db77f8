import { expect, it } from "vitest";
import { documentsSpokenOf, withNumbers } from "../../account/document-numbers.ts";
import { english } from "../language/english.ts";
import { german } from "../language/german.ts";
import { sampleInvoice } from "../sample-invoice.ts";
import { aboutText } from "./charge-rows.ts";

it("names the invoices that a fee is for by their numbers, in the language of the document", () => {
  expect(aboutText({ about: ["RE-7"] }, english)).toBe("For invoice RE-7");
  expect(aboutText({ about: ["RE-7", "RE-9"] }, german)).toBe("Zu Rechnungen RE-7 und RE-9");
  expect(aboutText({}, german)).toBeUndefined();
});

it("puts numbers for the ids of other documents, and leaves out one that has none", () => {
  const sample = sampleInvoice(undefined, "EUR");
  const [line, ...lines] = sample.lines;
  if (line === undefined) throw new Error("the sample has lines");
  const fee = { ...line, about: ["c-1:1", "c-1:2"] };
  const invoice = { ...sample, corrects: ["c-1:2", "c-1:3"], lines: [fee, ...lines] };
  expect(documentsSpokenOf(invoice)).toEqual(["c-1:2", "c-1:3", "c-1:1"]);
  const numbers = new Map([
    ["c-1:1", "INV-1"],
    ["c-1:3", "INV-3"],
  ]);
  const shown = withNumbers(invoice, numbers);
  expect([shown.corrects, shown.lines[0]?.about]).toEqual([["INV-3"], ["INV-1"]]);
  expect(shown.lines.slice(1)).toEqual(lines);
});
