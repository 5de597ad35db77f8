import { ok, type Result, refuse } from "../fault/fault.ts";
import { isEuMember } from "../model/eu-vat-area.ts";
import { isRegionOf } from "../model/tax-regions.ts";

/** Where someone is, as an address says it. */
export interface TaxAddress {
  /** ISO 3166-1 alpha-2; `XI`, `EL` and `UK` are understood. */
  readonly country?: string;
  /** ISO 3166-2, `NY` or `US-NY`. Words such as `New York` are no region: an address may have them, tax has not. */
  readonly region?: string;
  readonly postalCode?: string;
}

/** A place as tax law sees it. */
export interface TaxPlace {
  /** Whose tax holds: `FR` for Monaco, `GB` for the Isle of Man, `CH` for Liechtenstein. */
  readonly country: string;
  readonly region?: string;
  /** The name of a part of the country where its tax does not hold, or has rates of its own. */
  readonly territory?: string;
  /** Whether the EU's VAT directive holds there for services, and for goods: they differ in Northern Ireland. */
  readonly inEu: boolean;
  readonly goodsInEu: boolean;
}

/** Places without a tax of their own. Directive 2006/112/EC art. 7; Swiss VAT treaty with Liechtenstein of 1994. */
const taxedAs: Readonly<Record<string, string>> = {
  MC: "FR",
  IM: "GB",
  LI: "CH",
  EL: "GR",
  UK: "GB",
};

interface Territory {
  readonly country: string;
  readonly region?: string;
  /** Regions of ISO 3166-2 that lie in it. */
  readonly regions?: readonly string[];
  readonly postalCodes: RegExp;
  readonly name: string;
  readonly outside: boolean;
}

/**
 * Parts of member states where the directive does not hold (its art. 6), and those with rates of their own (art. 105),
 * with the postal codes by which an address tells them. Territories that are countries of ISO 3166-1, such as Åland (AX)
 * or Réunion (RE), are no members and need no entry.
 */
const territories: readonly Territory[] = [
  { country: "DE", postalCodes: /^78266$/, name: "Büsingen", outside: true },
  { country: "DE", postalCodes: /^27498$/, name: "Heligoland", outside: true },
  {
    country: "ES",
    region: "CN",
    regions: ["CN", "GC", "TF"],
    postalCodes: /^3[58]\d{3}$/,
    name: "Canary Islands",
    outside: true,
  },
  { country: "ES", region: "CE", postalCodes: /^51\d{3}$/, name: "Ceuta", outside: true },
  { country: "ES", region: "ML", postalCodes: /^52\d{3}$/, name: "Melilla", outside: true },
  { country: "FI", region: "01", postalCodes: /^22\d{3}$/, name: "Åland", outside: true },
  { country: "GR", region: "69", postalCodes: /^6308[67]$/, name: "Mount Athos", outside: true },
  { country: "IT", postalCodes: /^23041$/, name: "Livigno", outside: true },
  { country: "IT", postalCodes: /^22061$/, name: "Campione d'Italia", outside: true },
  { country: "PT", region: "20", postalCodes: /^9[5-9]\d{2}/, name: "Azores", outside: false },
  { country: "PT", region: "30", postalCodes: /^9[0-4]\d{2}/, name: "Madeira", outside: false },
];

/** French addresses overseas, by the first three digits of their postal code or the number of their department. */
const frenchOverseas: Readonly<Record<string, string>> = {
  971: "GP",
  972: "MQ",
  973: "GF",
  974: "RE",
  975: "PM",
  976: "YT",
  977: "BL",
  978: "MF",
  986: "WF",
  987: "PF",
  988: "NC",
};

/** Since this day Northern Ireland is in the EU for goods alone (Protocol on Ireland and Northern Ireland, art. 8). */
const protocolSince = "2021-01-01";

/** The code without spaces and without the country that some write before it: `D-27498`. */
const plainPostalCode = (postalCode: string | undefined): string =>
  (postalCode ?? "")
    .toUpperCase()
    .replace(/^[A-Z]{1,2}-/, "")
    .replace(/[\s-]/g, "");

/** The region without its country; undefined for what the country has not. */
function plainRegion({ country = "", region }: TaxAddress): string | undefined {
  const plain = region?.toUpperCase().replace(`${country}-`, "");
  return plain !== undefined && isRegionOf(country, plain) ? plain : undefined;
}

function northernIreland(region: string | undefined, postalCode: string, country: string): boolean {
  return country === "XI" || (country === "GB" && (region === "NIR" || /^BT\d/.test(postalCode)));
}

/**
 * The place of an address on a day, `2026-01-31`. A region that its country has not is left out, so that a tax that goes by
 * region is refused and not forgotten. Refuses with `tax-place-missing` where no country is known and with
 * `not-a-country` what is no two-letter code.
 */
export function taxPlace(address: TaxAddress, day: string, path = ""): Result<TaxPlace> {
  if (address.country === undefined)
    return refuse({
      code: "tax-place-missing",
      path,
      message: "tax depends on where the customer is, and no country is known",
      suggestion: 'record the customer\'s country, for example "DE"',
    });
  if (!/^[A-Z]{2}$/.test(address.country))
    return refuse({
      code: "not-a-country",
      path,
      message: "a country is two capitals of ISO 3166-1",
      value: address.country.slice(0, 60),
      suggestion: 'write "DE"',
    });
  const postalCode = plainPostalCode(address.postalCode);
  const country = taxedAs[address.country] ?? address.country;
  const given = plainRegion(address);
  if (northernIreland(given, postalCode, country)) {
    const inEu = isEuMember("GB", day);
    return ok({ country: "GB", region: "NIR", inEu, goodsInEu: inEu || day >= protocolSince });
  }
  const overseas = overseasOf(address.country, given, postalCode);
  if (overseas !== undefined) return ok({ country: overseas, inEu: false, goodsInEu: false });
  const found = territories.find(
    (territory) => territory.country === country && liesIn(territory, given, postalCode),
  );
  const inEu = found?.outside !== true && isEuMember(country, day);
  const region = found?.region ?? given;
  return ok({
    country,
    ...(region === undefined ? {} : { region }),
    ...(found === undefined ? {} : { territory: found.name }),
    inEu,
    goodsInEu: inEu,
  });
}

function liesIn(territory: Territory, region: string | undefined, postalCode: string): boolean {
  const { regions = territory.region === undefined ? [] : [territory.region] } = territory;
  return (
    (region !== undefined && regions.includes(region)) || territory.postalCodes.test(postalCode)
  );
}

function overseasOf(
  country: string,
  region: string | undefined,
  postalCode: string,
): string | undefined {
  if (country !== "FR") return undefined;
  if (/^\d{5}$/.test(postalCode)) {
    if (postalCode === "97133") return "BL";
    return postalCode === "97150" ? "MF" : frenchOverseas[postalCode.slice(0, 3)];
  }
  return region === undefined ? undefined : frenchOverseas[region];
}

/** Whether two places are under the tax of one country: its territories outside the directive are not. */
export const sameTax = (left: TaxPlace, right: TaxPlace): boolean =>
  left.country === right.country && (left.inEu === right.inEu || left.country === "GB");

/** `US-NY`, `DE`: who levies tax there. */
export const placeName = ({ country, region }: Pick<TaxPlace, "country" | "region">): string =>
  region === undefined ? country : `${country}-${region}`;
