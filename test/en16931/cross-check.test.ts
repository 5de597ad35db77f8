import { InvoiceService } from "@e-invoice-eu/core";
import { XMLParser } from "fast-xml-parser";
import { expect, it } from "vitest";
import { documentFormats } from "../../src/documents/document-formats.ts";
import { german, reverseChargeInvoice, richInvoice } from "../../src/documents/invoice.fixture.ts";
import { expectOk } from "../../src/fault/fault.ts";

type Json = string | readonly Json[] | { readonly [key: string]: Json };

/** Elements that the other program's own form of an invoice, which is UBL as JSON, has as lists. */
const lists =
  /^cbc:Note$|^cac:(BillingReference|PaymentMeans|TaxTotal|TaxSubtotal|InvoiceLine|AllowanceCharge)$/;
const terms = "cac:PaymentTerms";

/** UBL as JSON: an attribute stands beside its element, under `name@attribute`. */
function ublAsJson(element: Json, parent = ""): Json {
  if (typeof element === "string" || Array.isArray(element)) return element;
  const entries = Object.entries(element).flatMap(([name, value]): [string, Json][] => {
    if (name.startsWith("@")) return [];
    const items = Array.isArray(value) ? value : [value as Json];
    const attributes = items.flatMap((item): [string, Json][] =>
      typeof item === "string" || Array.isArray(item)
        ? []
        : Object.entries(item as Readonly<Record<string, Json>>)
            .filter(([key]) => key.startsWith("@") && "#text" in item)
            .map(([key, text]) => [`${name}${key}`, text]),
    );
    const values = items.map((item) =>
      typeof item === "object" && "#text" in item ? (item["#text"] ?? "") : ublAsJson(item, name),
    );
    // A seller may be registered for several taxes, a buyer for one.
    const isList =
      (lists.test(name) && parent !== terms) ||
      (name === "cac:PartyTaxScheme" && "cac:Contact" in element);
    return [[name, isList ? values : (values[0] ?? "")], ...attributes];
  });
  return Object.fromEntries(entries);
}

/** Every text of a document with the elements around it, in order. */
function leaves(xml: string): readonly string[] {
  const found: string[] = [];
  const walk = (nodes: readonly Record<string, unknown>[], path: string): void => {
    for (const node of nodes) {
      const [name = ""] = Object.keys(node);
      if (name === "#text") found.push(`${path} = ${node[name]}`);
      else walk(node[name] as Record<string, unknown>[], `${path}/${name.replace(/^\w+:/, "")}`);
    }
  };
  const options = { preserveOrder: true, parseTagValue: false, ignoreDeclaration: true };
  walk(new XMLParser(options).parse(xml), "");
  return found;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  attributeNamePrefix: "@",
});

const silent = { log() {}, warn() {}, error() {} };

it.each([
  ["an invoice", richInvoice],
  ["a reverse charge", reverseChargeInvoice],
])("writes %s as CII like another program that reads its UBL", async (_, invoice) => {
  const [note = ""] = german.notes ?? [];
  // The other program joins notes into one, and states a business process that we leave open.
  const settings = { ...german, notes: [note] };
  const text = (name: "ubl" | "cii"): string =>
    new TextDecoder().decode(expectOk(documentFormats[name].render(invoice, settings)));
  const ubl = ublAsJson(parser.parse(text("ubl")).Invoice);
  const service = new InvoiceService(silent as unknown as Console);
  const input = { "ubl:Invoice": ubl } as unknown as Parameters<typeof service.generate>[0];
  const theirs = await service.generate(input, { format: "CII", lang: "de" });
  const shared = (xml: string) =>
    leaves(xml).filter((leaf) => !leaf.includes("/BusinessProcessSpecified"));
  expect(shared(text("cii"))).toEqual(shared(String(theirs)));
});
