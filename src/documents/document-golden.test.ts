import { readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { documentFormats } from "./document-formats.ts";
import {
  creditNote,
  english,
  german,
  reverseChargeInvoice,
  richInvoice,
} from "./invoice.fixture.ts";
import { buildView } from "./view/build-view.ts";
import { viewPage } from "./view/view-page.fixture.ts";

const text = new TextDecoder();
const xml = (name: "ubl" | "cii", ...arguments_: Parameters<typeof documentFormats.ubl.render>) =>
  text.decode(expectOk(documentFormats[name].render(...arguments_)));
const page = (...arguments_: Parameters<typeof buildView>) =>
  viewPage(expectOk(buildView(...arguments_)));

const goldens: Readonly<Record<string, () => string>> = {
  "invoice.de.golden.txt": () => page(richInvoice, german),
  "invoice.en.golden.txt": () => page(richInvoice, english),
  "credit-note.de.golden.txt": () => page(creditNote, german),
  "credit-note.en.golden.txt": () => page(creditNote, english),
  "reverse-charge.de.golden.txt": () => page(reverseChargeInvoice, german),
  "invoice.ubl.golden.xml": () => xml("ubl", richInvoice, german),
  "credit-note.ubl.golden.xml": () => xml("ubl", creditNote, english),
  "invoice.cii.golden.xml": () => xml("cii", richInvoice, german),
  "credit-note.cii.golden.xml": () => xml("cii", creditNote, english),
};

it.each(Object.keys(goldens))("reads like %s (FLORIN_UPDATE=1 writes it)", async (name) => {
  const golden = new URL(`goldens/${name}`, import.meta.url);
  const shown = goldens[name]?.() ?? "";
  if (process.env.FLORIN_UPDATE === "1") await writeFile(golden, shown);
  expect(shown).toBe(await readFile(golden, "utf8"));
});
