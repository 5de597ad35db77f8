import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as florin from "florin";
import { expect, it } from "vitest";
import { documentFormats } from "../../src/documents/document-formats.ts";
import { german, richInvoice } from "../../src/documents/invoice.fixture.ts";
import { compilerErrors, writeSources } from "./compiled.ts";
import { blocksOf, codeIn, readText, root, tableRows } from "./markdown.ts";

const page = readText("docs/e-invoicing.md");

it("lists every format with its media type and suffix", () => {
  const rows = tableRows(page, "Documents and e-invoices");
  const stated = rows.map(([name, mediaType, suffix]) => [name, mediaType, suffix].map(codeIn));
  const actual = Object.entries(documentFormats).map(([name, { mediaType, suffix }]) => [
    name,
    mediaType,
    suffix,
  ]);
  expect(stated).toEqual(actual);
});

it("says which formats need no Node", () => {
  const rows = tableRows(page, "Documents and e-invoices");
  const pure = rows.filter(([, , , , where]) => where?.startsWith("`florin`,"));
  expect(pure.map(([name]) => codeIn(name))).toEqual(["ubl", "cii"]);
  for (const format of [florin.ublFormat, florin.ciiFormat])
    expect(format.render(richInvoice, german).ok).toBe(true);
});

it("compiles", async () => {
  const folder = await writeSources({ "xrechnung.ts": blocksOf(page)[0]?.text ?? "" });
  expect(await compilerErrors(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

it("names the versions of the rules that are kept here", () => {
  const rules = (name: string): string =>
    gunzipSync(readFileSync(join(root, `test/en16931/${name}-validation.xslt.gz`))).toString();
  for (const syntax of ["UBL", "CII"]) {
    expect(rules(`EN16931-${syntax}`)).toContain("1.3.16");
    expect(rules(`XRechnung-${syntax}`)).toMatch(/2\.4\.0[\s\S]*3\.0\.2|3\.0\.2[\s\S]*2\.4\.0/);
  }
  expect(page).toContain("EN 16931, version 1.3.16");
  expect(page).toContain("version 2.4.0 for XRechnung 3.0.2");
});
