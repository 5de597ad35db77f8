import type { Seller, SellerAddress, SellerBankAccount } from "../seller.ts";
import { named, type Shape, text, textThat } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { patterned } from "../shape-values.ts";

/** A country of an address or of a tax: the prefixes of VAT numbers that are no countries are refused. */
export const isoCountry: Shape<string> = patterned(/^(?!EL|UK|XI|EU)[A-Z]{2}$/, "US", {
  code: "not-a-country",
  message: "a country is two capitals of ISO 3166-1",
  suggestion: 'write "DE"; Greece is "GR" and the United Kingdom "GB"',
});

/** An address as it is printed; only its country is demanded. */
export const postalAddress: Shape<SellerAddress> = object<SellerAddress>({
  line1: optional(text),
  line2: optional(text),
  postalCode: optional(text),
  city: optional(text),
  region: optional(text),
  country: isoCountry,
});

/** ISO 13616: the first four characters moved to the end, letters as 10 to 35, leave 1 when divided by 97. */
function isIban(given: string): boolean {
  const plain = given.replaceAll(" ", "");
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false;
  const moved = plain.slice(4) + plain.slice(0, 4);
  const places = Array.from(moved, (sign) => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".indexOf(sign));
  return places.reduce((rest, place) => (rest * (place < 10 ? 10 : 100) + place) % 97, 0) === 1;
}

const iban: Shape<string> = textThat<string>({
  fault: (given) =>
    isIban(given)
      ? undefined
      : {
          code: "invalid-iban",
          message: "this is not an IBAN: its form or its check digits are wrong",
          value: given.slice(0, 42),
          suggestion: "look for a digit that was mistyped",
        },
  standIn: "DE89370400440532013000",
  schema: { minLength: 15, maxLength: 42 },
});

const bic = patterned(/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/, "COBADEFFXXX", {
  code: "invalid-bic",
  message: "a BIC has eight or eleven capitals and digits",
  suggestion: 'write "COBADEFFXXX"',
});

const bankAccount = object<SellerBankAccount>({
  holder: optional(text),
  iban: optional(iban),
  bic: optional(bic),
  accountNumber: optional(text),
  routingNumber: optional(text),
  bank: optional(text),
});

/** Who sells. */
export const seller: Shape<Seller> = named("Seller", () =>
  object<Seller>({
    name: text,
    address: optional(postalAddress),
    vatNumber: optional(text),
    registration: optional(text),
    email: optional(text),
    phone: optional(text),
    bankAccount: optional(bankAccount),
  }),
);
