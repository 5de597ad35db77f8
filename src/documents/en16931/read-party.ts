import type { Buyer, Party, Seller } from "../../account/party.ts";
import { pathTo } from "../../fault/fault.ts";
import type { DocumentContact, EInvoiceProfile } from "../document-settings.ts";
import { presentText } from "../xml/xml.ts";
import type { Defects } from "./defects.ts";
import type { EInvoice, EParty, EPayment } from "./e-invoice.ts";

/** Reads the seller or the buyer, which may be absent altogether: then every part that the norm demands is named. */
export function readParty(
  party: Party | undefined,
  role: "seller" | "buyer",
  profile: EInvoiceProfile,
  defects: Defects,
): EParty {
  const path = `/${role}`;
  const address = party?.address;
  if (party !== undefined && address === undefined)
    defects.miss(pathTo(path, "address"), `${role}'s postal address`);
  const german = profile === "xrechnung";
  const place = (text: string | undefined, key: string, term: string): string | undefined =>
    german
      ? defects.need(text, pathTo(path, "address", key), `${role}'s ${term}`)
      : presentText(text);
  const email = german
    ? defects.need(party?.email, pathTo(path, "email"), `${role}'s electronic address`)
    : presentText(party?.email);
  return dropAbsent({
    name: defects.need(party?.name, pathTo(path, "name"), `${role}'s name`),
    line1: presentText(address?.line1),
    line2: presentText(address?.line2),
    city: place(address?.city, "city", "city"),
    postalCode: place(address?.postalCode, "postalCode", "postal code"),
    region: presentText(address?.region),
    country: readCountry(address?.country, pathTo(path, "address", "country"), role, defects),
    vatNumber: readVatNumber(party?.vatNumber, pathTo(path, "vatNumber"), defects),
    registration: presentText(party?.registration),
    email,
  });
}

function readCountry(
  country: string | undefined,
  path: string,
  role: string,
  defects: Defects,
): string {
  const code = defects.need(country, path, `${role}'s country`);
  if (code !== "" && !/^[A-Z]{2}$/.test(code))
    defects.conflict(path, "a country is two capital letters of ISO 3166-1", code);
  return code;
}

/** BR-CO-9: with the prefix of its country; `EL` is Greece's. */
function readVatNumber(
  text: string | undefined,
  path: string,
  defects: Defects,
): string | undefined {
  const number = presentText(text);
  if (number !== undefined && !/^[A-Z]{2}/.test(number))
    defects.conflict(path, "a VAT number begins with the two letters of its country", number);
  return number;
}

/** BG-6; XRechnung demands all of it (BR-DE-5 to BR-DE-7). */
export function readContact(
  contact: DocumentContact | undefined,
  seller: Seller | undefined,
  profile: EInvoiceProfile,
  defects: Defects,
): EInvoice["contact"] {
  const phone = contact?.phone ?? seller?.phone;
  const email = contact?.email ?? seller?.email;
  if (profile === "xrechnung") {
    return {
      name: defects.need(contact?.name, "/settings/contact/name", "name of the seller's contact"),
      phone: defects.need(phone, "/settings/contact/phone", "telephone of the seller's contact"),
      email: defects.need(email, "/settings/contact/email", "email of the seller's contact"),
    };
  }
  const name = presentText(contact?.name);
  const parts = dropAbsent({ name, phone: presentText(phone), email: presentText(email) });
  return Object.keys(parts).length === 0 ? undefined : parts;
}

/** BG-16: where to pay. A credit note is cleared with the account, so it names none. */
export function readPayment(
  kind: EInvoice["kind"],
  number: string,
  seller: Seller | undefined,
): EPayment | undefined {
  if (kind === "credit-note") return { meansCode: "97", reference: number };
  const bank = seller?.bankAccount;
  const iban = presentText(bank?.iban?.replaceAll(/\s/g, ""));
  const id = iban ?? presentText(bank?.accountNumber);
  if (id === undefined) return undefined;
  const isIban = iban !== undefined;
  const holder = presentText(bank?.holder ?? seller?.name);
  const account = dropAbsent({ id, isIban, holder, bic: presentText(bank?.bic) });
  return { meansCode: isIban ? "58" : "30", reference: number, account };
}

/** BT-10, BT-13, and BT-12 where there is one contract: the standard has room for no more. */
export function readReferences(
  buyer: Buyer | undefined,
  contracts: readonly string[],
  profile: EInvoiceProfile,
  defects: Defects,
): Pick<EInvoice, "buyerReference" | "orderReference" | "contractReference"> {
  const buyerReference =
    profile === "xrechnung"
      ? defects.need(buyer?.reference, "/buyer/reference", "buyer's reference (Leitweg-ID)")
      : presentText(buyer?.reference);
  const [contract] = contracts.length === 1 ? contracts : [];
  return dropAbsent({
    buyerReference,
    orderReference: presentText(buyer?.purchaseOrder),
    contractReference: presentText(contract),
  });
}

type Present<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** The object without the keys whose value is undefined. */
export const dropAbsent = <T extends object>(value: T): Present<T> =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Present<T>;
