import type { TaxBuyer } from "../tax/tax-buyer.ts";
import type { Account } from "./account.ts";
import { countryOf } from "./customer-country.ts";

/** What tax law asks about the customer of an account. */
export function taxBuyerOf({
  customer,
  vatCheck,
}: Pick<Account, "customer" | "vatCheck">): TaxBuyer {
  const { address, vatNumber, business, taxExempt } = customer;
  const country = countryOf(customer);
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
