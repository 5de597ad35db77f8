import type { Address, Party, Seller } from "../../account/party.ts";
import type { DocumentTexts } from "../language/language.ts";
import type { ReadSettings } from "../read-settings.ts";
import { presentText } from "../xml/xml.ts";
import type { Labelled } from "./invoice-view.ts";

/** Countries whose letters put the town before the code of its region and post: `Austin, TX 78701`. */
const townFirst = new Set(["US", "CA", "AU"]);

/** An address as it is written on a letter; a country other than `homeCountry` by its name, in capitals, as the last line. */
function addressLines(
  address: Address | undefined,
  languageTag: string,
  homeCountry?: string,
): readonly string[] {
  if (address === undefined) return [];
  const { line1, line2, postalCode, city, region, country } = address;
  const town = townFirst.has(country)
    ? [[city, region].filter(isPresent).join(", "), postalCode].filter(isPresent).join(" ")
    : [[postalCode, city].filter(isPresent).join(" "), region].filter(isPresent).join(", ");
  const abroad = country === homeCountry ? undefined : countryName(country, languageTag);
  return [line1, line2, town, abroad].filter(isPresent);
}

/** The country's name in the language, in capitals; a code that is no country's stays as it is. */
function countryName(code: string, languageTag: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const names = new Intl.DisplayNames([languageTag], { type: "region" });
  return (names.of(code) ?? code).toLocaleUpperCase(languageTag);
}

/** Name and address of a party, top to bottom. */
export const partyLines = (
  party: Party,
  languageTag: string,
  homeCountry?: string,
): readonly string[] => [party.name, ...addressLines(party.address, languageTag, homeCountry)];

const isPresent = (text: string | undefined): text is string => presentText(text) !== undefined;

/** Labels with values, the ones without a value left out. */
export const labelled = (
  ...pairs: readonly (readonly [string, string | undefined])[]
): Labelled[] => pairs.flatMap(([label, value]) => (isPresent(value) ? [{ label, value }] : []));

/** Where a payer sends the money. */
export function accountDetails(seller: Seller | undefined, texts: DocumentTexts): Labelled[] {
  const account = seller?.bankAccount;
  if (account === undefined) return [];
  return labelled(
    [texts.accountHolder, account.holder ?? seller?.name],
    [texts.iban, account.iban === undefined ? undefined : groupedIban(account.iban)],
    [texts.bic, account.bic],
    [texts.accountNumber, account.accountNumber],
    [texts.routingNumber, account.routingNumber],
    [texts.bank, account.bank],
  );
}

/** An IBAN in groups of four, as ISO 13616 has it on paper. */
const groupedIban = (iban: string): string =>
  iban.replaceAll(/\s/g, "").replaceAll(/(.{4})(?=.)/g, "$1 ");

/** The foot of a page where the seller has set none: who it is, how to reach it, where its money goes. */
export function particulars(
  seller: Seller | undefined,
  settings: ReadSettings,
): readonly (readonly string[])[] {
  if (seller === undefined) return [];
  const { contact, words } = settings;
  const { texts } = words;
  const columns = [
    partyLines(seller, words.tag),
    labelled(
      [texts.phone, contact?.phone ?? seller.phone],
      [texts.email, contact?.email ?? seller.email],
      [texts.sellerVatNumber, seller.vatNumber],
      [texts.registration, seller.registration],
    ).map(({ label, value }) => `${label} ${value}`),
    accountDetails(seller, texts)
      .slice(1)
      .map(({ label, value }) => `${label} ${value}`),
  ];
  return columns.filter((column) => column.length > 0);
}
