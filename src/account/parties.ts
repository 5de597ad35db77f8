import type { Model } from "../model/model.ts";
import { parseVatNumber } from "../tax/vat-number.ts";
import type { CustomerFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import type { Address, Buyer, Seller } from "./party.ts";

/**
 * Who sells and who buys, as an invoice that is issued now says it for good. Each is undefined where the model or the
 * customer tells nothing: of a buyer, nothing but its name. Fields come in a fixed order, whatever the order they were told in.
 */
export const parties = (
  model: Pick<Model, "seller">,
  customer: CustomerFact,
): Pick<Invoice, "seller" | "buyer"> => ({
  seller: sellerOf(model),
  buyer: buyerOf(customer),
});

function sellerOf({ seller }: Pick<Model, "seller">): Seller | undefined {
  if (seller === undefined) return undefined;
  const { name, address, vatNumber, registration, email, phone, bankAccount } = seller;
  return inOrder<Seller>({
    name,
    address: address === undefined ? undefined : addressOf(address),
    vatNumber,
    registration,
    email,
    phone,
    bankAccount: bankAccount === undefined ? undefined : bankAccountOf(bankAccount),
  });
}

function buyerOf(customer: CustomerFact): Buyer | undefined {
  const { name, vatNumber, registration, email, phone, reference, purchaseOrder } = customer;
  const address = customer.address ?? countryAlone(customer);
  const known = [address, vatNumber, registration, email, phone, reference, purchaseOrder];
  if (known.every((part) => part === undefined)) return undefined;
  return inOrder<Buyer>({
    name,
    address: address === undefined ? undefined : addressOf(address),
    vatNumber: vatNumber === undefined ? undefined : plain(vatNumber, address?.country),
    registration,
    email,
    phone,
    reference,
    purchaseOrder,
  });
}

const countryAlone = ({ country }: CustomerFact): Address | undefined =>
  country === undefined ? undefined : { country };

/** With its prefix and nothing between the digits, as registers and tax offices want it; as told where its form is not known. */
function plain(vatNumber: string, country: string | undefined): string {
  const read = parseVatNumber(vatNumber, country);
  return read.ok ? read.value.text : vatNumber;
}

const addressOf = ({ line1, line2, postalCode, city, region, country }: Address): Address =>
  inOrder<Address>({ line1, line2, postalCode, city, region, country });

type BankAccount = NonNullable<Seller["bankAccount"]>;

function bankAccountOf(account: BankAccount): BankAccount {
  const { holder, iban, bic, accountNumber, routingNumber, bank } = account;
  return inOrder<BankAccount>({ holder, iban, bic, accountNumber, routingNumber, bank });
}

/** Every field of `T`, those left out as undefined. */
type Whole<T> = { readonly [K in keyof Required<T>]: T[K] | undefined };

/** The fields that are there, in the order in which they are written. */
const inOrder = <T extends object>(fields: Whole<T>): T =>
  // What `T` demands was never undefined in what it is made of.
  Object.fromEntries(Object.entries(fields).filter(([, part]) => part !== undefined)) as T;
