import type { TaxBuyer } from "../tax/tax-buyer.ts";
import type { Account } from "./account.ts";

/** What tax law asks about the customer of an account. */
export function taxBuyerOf({
  customer,
  vatCheck,
}: Pick<Account, "customer" | "vatCheck">): TaxBuyer {
  const { address, vatNumber, business, taxExempt } = customer;
  const country = address?.country ?? customer.country;
  return {
    ...(country === undefined ? {} : { country }),
    ...(address?.region === undefined ? {} : { region: address.region }),
    ...(address?.postalCode === undefined ? {} : { postalCode: address.postalCode }),
    ...(vatNumber === undefined ? {} : { vatNumber }),
    ...(business === undefined ? {} : { business }),
    ...(taxExempt === undefined ? {} : { taxExempt }),
    ...(vatCheck === null ? {} : { vatCheck }),
  };
}
