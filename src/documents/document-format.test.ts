import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { documentFileName } from "./document-format.ts";
import { documentFormats } from "./document-formats.ts";
import { defaultDocumentSettings } from "./document-settings.ts";
import { creditNote, german, lineOf, richInvoice } from "./invoice.fixture.ts";
import { documentLanguages } from "./language/languages.ts";
import { moneyText, numberText } from "./language/number-text.ts";
import { unitPriceOf } from "./line-price.ts";
import { readSettings } from "./read-settings.ts";
import { presentText, xmlText } from "./xml/xml.ts";

const { en, de } = documentLanguages;

describe("a format", () => {
  it("has a media type, a name and the same bytes each time", () => {
    for (const format of Object.values(documentFormats)) {
      const first = expectOk(format.render(richInvoice, german));
      expect(first.length).toBeGreaterThan(1_000);
      expect(Buffer.compare(first, expectOk(format.render(richInvoice, german)))).toBe(0);
      expect(format.mediaType).toMatch(/^(application|text)\/\w+/);
      expect(documentFileName(richInvoice, format)).toBe(`RE-2026-0042${format.suffix}`);
    }
  });

  it("can name several corrected invoices, but in CII", () => {
    const credit = { ...creditNote, corrects: ["RE-1", "RE-2"] };
    const cii = documentFormats.cii.render(credit, german);
    expect(cii.ok ? [] : cii.faults.map(({ path }) => path)).toEqual(["/corrects"]);
    for (const name of ["pdf", "html", "ubl", "factur-x"] as const)
      expect(documentFormats[name].render(credit, german).ok).toBe(true);
  });

  it.each([
    ["../../etc/passwd", "etc-passwd.pdf"],
    ["2026/0001", "2026-0001.pdf"],
    ['a"\r\nb', "a-b.pdf"],
    ["/", "document.pdf"],
    [null, "draft.pdf"],
    ["x".repeat(500), `${"x".repeat(80)}.pdf`],
  ])("makes a file name of %j", (number, name) => {
    expect(documentFileName({ number }, documentFormats.pdf)).toBe(name);
  });
});

describe("numbers", () => {
  it("are written as the language writes them, to the last digit", () => {
    expect(moneyText("-1234567.5", "EUR", en)).toBe("−€1,234,567.50");
    expect(moneyText("-1234567.5", "EUR", de)).toBe("−1.234.567,50\u00A0€");
    expect(moneyText("1000", "JPY", en)).toBe("JPY\u00A01,000");
    expect(moneyText("0.0000005", "USD", de)).toBe("0,0000005\u00A0USD");
    expect(moneyText("1.5", "KWD", en)).toBe("KWD\u00A01.500");
    expect(numberText("250.50", de)).toBe("250,5");
    expect(numberText("-0", en)).toBe("0");
  });
});

describe("settings", () => {
  it("tell every fault at once", () => {
    const wrong = JSON.parse(
      '{"language":"fr","paper":"A5","timeZone":"X","paid":"-1","branding":{"accent":"#12"}}',
    );
    const read = readSettings(wrong);
    expect(read.ok ? [] : read.faults.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "unknown-time-zone /settings/timeZone",
      "unknown-language /settings/language",
      "unknown-paper /settings/paper",
      "invalid-colour /settings/branding/accent",
      "amount-not-positive /settings/paid",
    ]);
    expect(readSettings(defaultDocumentSettings).ok).toBe(true);
  });
});

describe("a unit price", () => {
  const price = (
    quantity: string,
    gross: string,
    ...steps: Parameters<typeof lineOf>[0]["steps"] & object
  ) => unitPriceOf(lineOf({ description: "a", quantity, gross, steps }), "EUR");

  it("is there where one rate makes the amount", () => {
    expect(price("3", "1.00", { label: "", quantity: "3", rate: "0.3333", amount: "0.9999" })).toBe(
      "0.3333",
    );
    expect(price("1", "50.00", { label: "", flat: "50", amount: "50" })).toBe("50");
    expect(price("-3", "-6.00", { label: "", quantity: "3", rate: "2", amount: "6" })).toBe("2");
  });

  it("is not there for tiers, shares of a period and flat fees for several", () => {
    const tier = { label: "", quantity: "1", rate: "2", amount: "2" };
    expect(price("2", "4.00", tier, tier)).toBeUndefined();
    expect(price("1", "25.00", { label: "", flat: "50", amount: "50" })).toBeUndefined();
    expect(price("5", "50.00", { label: "", flat: "50", amount: "50" })).toBeUndefined();
    expect(
      price("2", "20.00", { label: "", quantity: "1000", rate: "1%", amount: "20" }),
    ).toBeUndefined();
  });
});

describe("text in XML", () => {
  it("is escaped, and loses what XML cannot hold", () => {
    expect(xmlText("<a b='c'>\u0000&\"\uD800\uFFFE\r\n")).toBe(
      "&lt;a b=&#39;c&#39;&gt;&amp;&quot;&#13;\n",
    );
    expect(presentText(" \u0007 ")).toBeUndefined();
    expect(presentText(" a ")).toBe("a");
  });
});
