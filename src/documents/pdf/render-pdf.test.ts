import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import { hostileDocument } from "../any-invoice.fixture.ts";
import { documentFormats } from "../document-formats.ts";
import { opaquePng } from "../image/opaque-png.ts";
import { tinyPng } from "../image/png.fixture.ts";
import {
  creditNote,
  english,
  german,
  invoiceOf,
  lineOf,
  reverseChargeInvoice,
  richInvoice,
  richLines,
} from "../invoice.fixture.ts";
import { buildView } from "../view/build-view.ts";
import { pdfObjects, pdfPages } from "./pdf-text.fixture.ts";
import { renderPdf } from "./render-pdf.ts";

const pages = (...arguments_: Parameters<typeof renderPdf>) =>
  pdfPages(expectOk(renderPdf(...arguments_)));
const metadata = (bytes: Uint8Array): string =>
  [...pdfObjects(bytes).values()]
    .find(({ head }) => head.includes("/Type /Metadata"))
    ?.stream?.toString() ?? "";
const long = invoiceOf(Array.from({ length: 12 }, () => richLines).flat());

describe("a page", () => {
  it("shows every text of the view", () => {
    for (const settings of [german, english, { ...english, paper: "Letter" as const }]) {
      for (const invoice of [richInvoice, creditNote, reverseChargeInvoice]) {
        const shown = pages(invoice, settings).flat().join("\n").replaceAll(/\s+/g, " ");
        const view = expectOk(buildView(invoice, settings));
        const texts = [
          view.title,
          ...view.recipient,
          ...view.facts.flatMap(({ label, value }) => [label, value]),
          ...view.rows.flatMap((row) => [row.description, row.amount]),
          ...view.sums.flatMap(({ label, value }) => [label, value]),
          ...view.payment.details.map(({ value }) => value),
          ...view.footer.flat(),
        ];
        for (const text of texts) expect(shown).toContain(text.replaceAll(/\s+/g, " "));
      }
    }
  });

  it("has the euro sign, umlauts and Polish letters", () => {
    const shown = pages(reverseChargeInvoice, german).flat().join("\n");
    expect(shown).toContain("Żółć Łódź Świętokrzyska Spółka z o.o.");
    expect(shown).toContain("5.034,81\u00A0€");
    expect(shown).toContain("Steuerschuldnerschaft des Leistungsempfängers");
  });

  it("puts a mark instead of a letter that no font has", () => {
    const shown = pages({ ...richInvoice, customerName: "漢", buyer: undefined }, german);
    expect(shown.flat()).toContain("□");
  });
});

describe("a document of several pages", () => {
  const shown = pages(long, german);

  it("counts them, and repeats title and head", () => {
    expect(shown.length).toBeGreaterThan(3);
    shown.forEach((page, index) => {
      expect(page).toContain(`Seite ${index + 1} von ${shown.length}`);
      if (index > 0) expect(page).toContain("Rechnung RE-2026-0042");
    });
  });

  it("carries the sum of the rows above over to the next page", () => {
    const rows = expectOk(buildView(long, german)).rows;
    let carries = 0;
    for (const [index, page] of shown.slice(0, -1).entries()) {
      const at = page.indexOf("Übertrag", index === 0 ? 0 : page.indexOf("Übertrag") + 1);
      const carried = page[at + 1];
      const next = shown[index + 1] ?? [];
      if (at < 0 || !next.includes("Übertrag")) continue;
      carries += 1;
      expect(next[next.indexOf("Übertrag") + 1]).toBe(carried);
      const before = rows.findIndex((row) => row.running === carried);
      const following = rows[before + 1];
      expect(following?.kind === "charge" && next.includes(following.position)).toBe(true);
    }
    expect(carries).toBeGreaterThan(2);
  });

  it("breaks a description that is longer than a page", () => {
    const line = lineOf({ description: "word ".repeat(9_000), quantity: "1", gross: "1.00" });
    const broken = pages(invoiceOf([line]), german);
    expect(broken.length).toBeGreaterThan(3);
    expect(broken.flat().join(" ").match(/word/g)?.length).toBe(9_000);
  });
});

describe("the file", () => {
  it("is the same for the same arguments, and has another identifier for another document", () => {
    const first = expectOk(renderPdf(richInvoice, german));
    expect(Buffer.compare(first, expectOk(renderPdf(richInvoice, german)))).toBe(0);
    const id = (bytes: Uint8Array) =>
      /\/ID \[<(\w+)>/.exec(Buffer.from(bytes).toString("latin1"))?.[1];
    expect(id(first)).toMatch(/^\w{32}$/);
    expect(id(first)).not.toBe(id(expectOk(renderPdf(creditNote, german))));
  });

  it("declares PDF/A-3b, its language, its title and the day of issue", () => {
    const bytes = expectOk(renderPdf({ ...richInvoice, number: "A&B<1>" }, german));
    const xmp = metadata(bytes);
    expect(xmp).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(xmp).toContain("<pdfaid:conformance>B</pdfaid:conformance>");
    expect(xmp).toContain("Rechnung A&amp;B&lt;1&gt;");
    expect(xmp).toContain("<xmp:CreateDate>2026-04-01T06:30:00Z</xmp:CreateDate>");
    const file = Buffer.from(bytes).toString("latin1");
    expect(file).toContain("/Lang (de)");
    expect(file).toContain("/GTS_PDFA1");
    expect(file).toContain("/Marked true");
    expect(file).not.toContain("/Title");
  });

  it("embeds every font it uses", () => {
    const heads = [...pdfObjects(expectOk(renderPdf(richInvoice, german))).values()];
    const descriptors = heads.filter(({ head }) => head.includes("/Type /FontDescriptor"));
    expect(descriptors.length).toBe(2);
    for (const { head } of descriptors) expect(head).toMatch(/\/FontFile2 \d+ 0 R/);
    expect(heads.some(({ head }) => head.includes("/Subtype /Type1"))).toBe(false);
  });

  it("takes a logo without its transparency", () => {
    const settings = { ...german, branding: { logo: tinyPng(6) } };
    const heads = [...pdfObjects(expectOk(renderPdf(richInvoice, settings))).values()];
    const images = heads.filter(({ head }) => head.includes("/Subtype /Image"));
    expect(images.length).toBe(1);
    expect(images.some(({ head }) => head.includes("/SMask"))).toBe(false);
    expect(opaquePng(tinyPng(6))).toBeDefined();
  });

  it("marks a draft on every page", () => {
    const draft = pages({ ...long, number: null, status: "draft" }, english);
    for (const page of draft) expect(page).toContain("Draft");
  });

  it.each([
    ["invalid-logo", { branding: { logo: Uint8Array.of(1, 2, 3) } }],
    ["invalid-logo", { branding: { logo: tinyPng(6).subarray(0, 60) } }],
    [
      "invalid-font",
      { branding: { fallbackFonts: { regular: Uint8Array.of(1), bold: Uint8Array.of(1) } } },
    ],
    ["invalid-colour", { branding: { accent: "red;}" } }],
    ["unknown-time-zone", { timeZone: "Berlin" }],
  ])("refuses with %s", (code, over) => {
    const result = renderPdf(richInvoice, { ...german, ...over });
    expect(result.ok ? [] : result.faults.map((fault) => fault.code)).toEqual([code]);
  });
});

describe("Factur-X", () => {
  const bytes = expectOk(documentFormats["factur-x"].render(richInvoice, german));

  it("holds the same CII as the format of that name, as its alternative", () => {
    const objects = [...pdfObjects(bytes).values()];
    const files = objects.filter(({ head }) => head.includes("/Type /EmbeddedFile\n"));
    expect(files.map(({ stream }) => stream?.toString())).toEqual([
      new TextDecoder().decode(expectOk(documentFormats.cii.render(richInvoice, german))),
    ]);
    expect(files[0]?.head).toContain("/Subtype /text#2Fxml");
    const spec = objects.find(({ head }) => head.includes("/Type /Filespec"))?.head;
    expect(spec).toContain("/AFRelationship /Alternative");
    expect(spec).toContain("/UF (factur-x.xml)");
    expect(objects.some(({ head }) => /\/Type \/Catalog[\s\S]*\/AF \[/.test(head))).toBe(true);
  });

  it("says so in its metadata", () => {
    const xmp = metadata(bytes);
    expect(xmp).toContain("<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>");
    expect(xmp).toContain("<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>");
    expect(xmp).toContain("urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#");
  });

  it("names XRechnung's file as XRechnung wants", () => {
    const settings = { ...german, eInvoice: { profile: "xrechnung" as const } };
    const xmp = metadata(expectOk(documentFormats["factur-x"].render(richInvoice, settings)));
    expect(xmp).toContain("<fx:ConformanceLevel>XRECHNUNG</fx:ConformanceLevel>");
    expect(xmp).toContain("<fx:DocumentFileName>xrechnung.xml</fx:DocumentFileName>");
  });
});

it("survives hostile texts", () => {
  property(
    fc.property(hostileDocument, ([invoice, settings]) => {
      expect(pages(invoice, settings).length).toBeGreaterThan(0);
    }),
    12,
  );
});
