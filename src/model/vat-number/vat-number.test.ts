import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { euMembers } from "../eu-vat-area.ts";
import { parseVatNumber, vatPrefixes, vatPrefixOf } from "./vat-number.ts";

/** Numbers that their holders or their country's tax office have published. */
const published = [
  "ATU13585627",
  "BE0428759497",
  "BE0403019261",
  "BG175074752",
  "BG7523169263",
  "BG8032056031",
  "BG7542011030",
  "BG7111042925",
  "CHE107787577",
  "CHE123456788",
  "CY10259033P",
  "CZ25123891",
  "CZ7103192745",
  "CZ640903926",
  "DE136695976",
  "DK13585628",
  "EE100931558",
  "EL094259216",
  "ES54362315K",
  "ESX2482300W",
  "ESM1234567L",
  "ESJ99216582",
  "ESB58378431",
  "FI20774740",
  "FR40303265045",
  "FR83404833048",
  "FRK7399859412",
  "FR4Z123456782",
  "GB980780684",
  "GB242338087388",
  "GBGD001",
  "GBHA501",
  "HR33392005961",
  "HU12892312",
  "IE6433435F",
  "IE6433435OA",
  "IE8D79739I",
  "IE8Z49289F",
  "IT00743110157",
  "LT119511515",
  "LT100001919017",
  "LT100004801610",
  "LU15027442",
  "LV40003521600",
  "LV16117519997",
  "MT11679112",
  "NL004495445B01",
  "NL123456789B13",
  "NO995525828MVA",
  "PL8567346215",
  "PL5261040828",
  "PT501964843",
  "RO18547290",
  "RO1630615123457",
  "SE123456789701",
  "SE556188840401",
  "SI50223054",
  "SK2022749619",
  "XI110305878",
];

/** The same with a digit wrong. */
const mistyped = [
  "ATU13585626",
  "BE0428759498",
  "BG175074751",
  "BG7523169264",
  "CHE123456789",
  "CY10259033Z",
  "CZ25123890",
  "CZ7103192746",
  "CZ640903927",
  "DE136695978",
  "DK13585627",
  "EE100931557",
  "EL123456781",
  "ES54362315Z",
  "ESJ99216583",
  "ESB58378432",
  "FI20774741",
  "FR84323140391",
  "FR41303265045",
  "GB802311781",
  "GBGD501",
  "HR33392005962",
  "HU12892313",
  "IE6433435E",
  "IE8Z49389F",
  "IT00743110158",
  "LT100001919018",
  "LU15027443",
  "LV40003521601",
  "LV16117519998",
  "MT11679113",
  "NL123456789B90",
  "NO995525829MVA",
  "PL8567346216",
  "PT501964842",
  "RO18547291",
  "SE123456789101",
  "SI50223055",
  "SK2022749618",
];

const codesOf = (text: string, country?: string): readonly string[] =>
  faultsOf(parseVatNumber(text, country)).map(({ code }) => code);

describe("numbers in use", () => {
  test.each(published)("%s stands", (text) => {
    expect(expectOk(parseVatNumber(text)).text).toBe(text);
  });

  test.each(mistyped)("%s does not", (text) => {
    expect(codesOf(text)).toEqual(["wrong-vat-check-digit"]);
  });

  test("cover every prefix, and prefixes cover the member states", () => {
    expect([...new Set(published.map((text) => text.slice(0, 2)))].sort()).toEqual(vatPrefixes);
    expect(euMembers("2026-01-01")).toHaveLength(27);
    for (const country of euMembers("2026-01-01")) expect(vatPrefixOf(country)).toBeDefined();
  });
});

test.each([
  ["de 136.695.976", "DE136695976"],
  ["DE 136 695 976", "DE136695976"],
  ["GR 094259216", "EL094259216"],
  ["BE 428.759.497", "BE0428759497"],
  ["CHE-107.787.577 IVA", "CHE107787577"],
  ["NO 995 525 828", "NO995525828MVA"],
  ["PL 526-10-40-828", "PL5261040828"],
])("%s is read as %s", (written, text) => {
  expect(expectOk(parseVatNumber(written)).text).toBe(text);
});

test.each([
  ["094259216", "GR", "EL094259216", "GR"],
  ["136695976", "DE", "DE136695976", "DE"],
  ["SE556188840401", "DE", "SE556188840401", "SE"],
  ["B58378431", "ES", "ESB58378431", "ES"],
  ["U13585627", "AT", "ATU13585627", "AT"],
  ["110305878", "IM", "GB110305878", "GB"],
  ["XI110305878", "GB", "XI110305878", "GB"],
])("%s of %s is %s, issued by %s", (written, country, text, issuer) => {
  expect(parseVatNumber(written, country)).toMatchObject({
    ok: true,
    value: { text, country: issuer },
  });
});

test.each([
  ["US123456789", undefined, "unknown-vat-prefix"],
  ["", undefined, "unknown-vat-prefix"],
  ["123456789", "US", "unknown-vat-prefix"],
  ["DE12345678", undefined, "invalid-vat-number"],
  ["DE1366959761", undefined, "invalid-vat-number"],
  ["DE036695976", undefined, "invalid-vat-number"],
  ["NL004495445C01", undefined, "invalid-vat-number"],
  ["SK2062749619", undefined, "invalid-vat-number"],
  ["IE6433435I", undefined, "wrong-vat-check-digit"],
])("%s of %s is refused with %s", (text, country, code) => {
  expect(codesOf(text, country)).toEqual([code]);
});

test("a refusal says where, and what a number looks like", () => {
  expect(faultsOf(parseVatNumber("DE123", undefined, "/seller/vatNumber"))).toEqual([
    {
      code: "invalid-vat-number",
      path: "/seller/vatNumber",
      message: "this is not the form of a VAT number with the prefix DE",
      value: "DE123",
      suggestion: "one looks like DE136695976",
    },
  ]);
});

test("no single wrong digit passes where the method finds them all", () => {
  const numbers = published.filter((text) => /^(?:BE|DE|HR|IT|DK|EE|FI|MT|PT|SI)/.test(text));
  property(
    fc.property(
      fc.constantFrom(...numbers),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      (text, at, by) => {
        const index = 2 + (at % (text.length - 2));
        const wrong = (Number(text[index]) + by) % 10;
        const mistake = `${text.slice(0, index)}${wrong}${text.slice(index + 1)}`;
        expect(parseVatNumber(mistake).ok).toBe(false);
      },
    ),
    1_000,
  );
});

test("any text is read or refused, and what is read is read again as itself", () => {
  property(
    fc.property(fc.constantFrom(...vatPrefixes), fc.string({ maxLength: 14 }), (prefix, rest) => {
      const read = parseVatNumber(prefix + rest);
      if (read.ok) expect(parseVatNumber(read.value.text)).toEqual(read);
    }),
    500,
  );
});
