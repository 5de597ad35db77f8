import { describe, expect, test } from "vitest";
import { sameTax, type TaxAddress, type TaxPlace, taxPlace } from "./tax-place.ts";

const today = "2026-01-31";

function placeOf(address: TaxAddress, day = today): TaxPlace {
  const place = taxPlace(address, day);
  if (!place.ok) throw new Error("refused");
  return place.value;
}

describe("territories outside the VAT directive (its art. 6)", () => {
  test.each([
    ["DE", "78266", "Büsingen"],
    ["DE", "D-27498", "Heligoland"],
    ["ES", "35 001", "Canary Islands"],
    ["ES", "38001", "Canary Islands"],
    ["ES", "51001", "Ceuta"],
    ["ES", "52001", "Melilla"],
    ["FI", "22100", "Åland"],
    ["GR", "630 86", "Mount Athos"],
    ["IT", "23041", "Livigno"],
    ["IT", "22061", "Campione d'Italia"],
  ])("%s %s is %s", (country, postalCode, territory) => {
    expect(placeOf({ country, postalCode })).toMatchObject({ country, territory, inEu: false });
  });

  test.each([
    ["ES", "GC", "Canary Islands"],
    ["ES", "CN", "Canary Islands"],
    ["FI", "01", "Åland"],
    ["GR", "69", "Mount Athos"],
  ])("%s-%s is %s", (country, region, territory) => {
    expect(placeOf({ country, region })).toMatchObject({ territory, inEu: false });
  });

  test.each(["AX", "GP", "RE", "FO", "GL", "SM", "VA", "AD", "GI", "JE", "GG", "CH"])(
    "%s is no member",
    (country) => {
      expect(placeOf({ country })).toEqual({ country, inEu: false, goodsInEu: false });
    },
  );

  test.each([
    ["97400", "RE"],
    ["97110", "GP"],
    ["97133", "BL"],
    ["97150", "MF"],
    ["98800", "NC"],
  ])("FR %s is %s", (postalCode, country) => {
    expect(placeOf({ country: "FR", postalCode })).toMatchObject({ country, inEu: false });
  });

  test("a French department overseas is told by its number too", () => {
    expect(placeOf({ country: "FR", region: "974" }).country).toBe("RE");
    expect(placeOf({ country: "FR", region: "75", postalCode: "75001" }).country).toBe("FR");
  });
});

test.each([
  ["PT", "9000-001", "Madeira", "30"],
  ["PT", "9500-001", "Azores", "20"],
])("%s %s is %s: in the EU, with rates of its own", (country, postalCode, territory, region) => {
  expect(placeOf({ country, postalCode })).toEqual({
    country,
    region,
    territory,
    inEu: true,
    goodsInEu: true,
  });
});

test.each([
  ["MC", "FR", true],
  ["IM", "GB", false],
  ["LI", "CH", false],
  ["EL", "GR", true],
  ["UK", "GB", false],
])("%s is under the tax of %s", (country, taxed, inEu) => {
  expect(placeOf({ country })).toMatchObject({ country: taxed, inEu });
});

test.each([
  { country: "XI" },
  { country: "GB", region: "NIR" },
  { country: "GB", postalCode: "BT1 5GS" },
])("%j is Northern Ireland: in the EU for goods alone", (address) => {
  const place = { country: "GB", region: "NIR", inEu: false, goodsInEu: true };
  expect(placeOf(address)).toEqual(place);
  expect(placeOf(address, "2020-12-31")).toMatchObject({ inEu: true, goodsInEu: true });
});

test.each([
  ["US", "NY", "NY"],
  ["US", "us-ny", "NY"],
  ["US", "New York", undefined],
  ["US", "XX", undefined],
  ["CA", "CA-ON", "ON"],
  ["BR", "SP", "SP"],
  ["BR", "São Paulo", undefined],
])("region of %s, %s: %s", (country, region, plain) => {
  expect(placeOf({ country, region }).region).toBe(plain);
});

test("mainland and territory are not under the same tax; parts of the United Kingdom are", () => {
  const spain = placeOf({ country: "ES" });
  expect(sameTax(spain, placeOf({ country: "ES", region: "MD" }))).toBe(true);
  expect(sameTax(spain, placeOf({ country: "ES", region: "TF" }))).toBe(false);
  expect(sameTax(placeOf({ country: "GB" }), placeOf({ country: "XI" }))).toBe(true);
});

test.each([
  [{}, "tax-place-missing"],
  [{ country: "Germany" }, "not-a-country"],
  [{ country: "de" }, "not-a-country"],
])("%j is refused with %s", (address, code) => {
  expect(taxPlace(address, today, "/customer")).toMatchObject({
    ok: false,
    faults: [{ code, path: "/customer" }],
  });
});
