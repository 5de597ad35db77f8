import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import { hostileDocument } from "../any-invoice.fixture.ts";
import { tinyPng } from "../image/png.fixture.ts";
import { creditNote, english, german, richInvoice } from "../invoice.fixture.ts";
import { buildView } from "../view/build-view.ts";
import { xmlText } from "../xml/xml.ts";
import { renderHtml } from "./render-html.ts";

const html = (...arguments_: Parameters<typeof renderHtml>) => expectOk(renderHtml(...arguments_));

const voidElements = new Set(["meta", "img", "br"]);
const known = new Set(
  "html head meta title style body main header span img div address small dl dt dd h1 mark p table thead tbody tr th td strong section h2 footer br".split(
    " ",
  ),
);

/** The names of the elements in the order they open; throws where they do not nest, or where one is not ours. */
function elementsOf(text: string): readonly string[] {
  const open: string[] = [];
  const names: string[] = [];
  const body = text.replace(/^<!DOCTYPE html>/, "").replace(/<style>[^<]*<\/style>/, "");
  for (const [whole, slash, name = "", rest = ""] of body.matchAll(/<(\/?)([^\s>]*)([^>]*)>/g)) {
    if (!known.has(name)) throw new Error(`a foreign element: ${whole}`);
    if (/\son\w+\s*=/.test(rest.replaceAll(/"[^"]*"/g, '""')))
      throw new Error(`a handler: ${whole}`);
    if (slash === "/") {
      if (open.pop() !== name) throw new Error(`${whole} closes nothing`);
      continue;
    }
    names.push(name);
    if (!voidElements.has(name)) open.push(name);
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(" ")}`);
  return names;
}

describe("the HTML document", () => {
  it("shows every text of the view", () => {
    for (const settings of [german, english]) {
      for (const invoice of [richInvoice, creditNote]) {
        const shown = html(invoice, settings);
        const view = expectOk(buildView(invoice, settings));
        const texts = [
          view.title,
          ...view.recipient,
          ...view.facts.flatMap(({ label, value }) => [label, value]),
          ...view.rows.flatMap((row) => [row.description, row.amount]),
          ...view.sums.flatMap(({ label, value }) => [label, value]),
          ...view.payment.sentences,
        ];
        for (const text of texts) expect(shown).toContain(`>${xmlText(text)}<`);
      }
    }
  });

  it("asks no host for anything and runs nothing", () => {
    const shown = html(richInvoice, { ...german, branding: { logo: tinyPng(6) } });
    expect(shown).toContain("default-src 'none'");
    expect(shown).not.toMatch(/https?:|url\(|<script|<link|@import/);
    expect(shown).toContain('src="data:image/png;base64,');
  });

  it("says which language it is in and that a draft is one", () => {
    expect(html(richInvoice, german)).toContain('<html lang="de">');
    const draft = html({ ...richInvoice, number: null, status: "draft" }, english);
    expect(draft).toContain("<mark>Draft</mark>");
    expect(html(richInvoice, english)).not.toContain("<mark>");
  });

  it("keeps its elements whatever the texts are", () => {
    property(
      fc.property(hostileDocument, ([invoice, settings]) => {
        const shown = html(invoice, settings);
        expect(elementsOf(shown)).not.toContain("script");
        expect(shown).not.toMatch(/(?![\t\n])\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/u);
      }),
      200,
    );
  });
});
