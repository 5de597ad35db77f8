import type { CustomerFact } from "./fact.ts";

/** Where a customer is, ISO 3166-1 alpha-2: the country of its address, or the one told alone; undefined where neither is known. */
export const countryOf = ({
  address,
  country,
}: Pick<CustomerFact, "address" | "country">): string | undefined => address?.country ?? country;
