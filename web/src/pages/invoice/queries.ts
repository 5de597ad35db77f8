import { useQuery } from "@tanstack/react-query";
import { customerQuery } from "../../api/customers.ts";
import { type Explanation, invoiceQuery } from "../../api/invoices.ts";
import { modelQuery } from "../../api/models.ts";
import { unitsPriced } from "./units-priced.ts";

/** One invoice document. */
export function useInvoice(id: string) {
  return useQuery(invoiceQuery(id));
}

/**
 * Who an invoice is from and to, beyond what the document itself says, and the zone of its days; undefined until read. The issuer is the one of the
 * model version that the document names, which stays the same whatever is published later.
 */
export function useParties(model: string, customerId: string) {
  const published = useQuery(modelQuery(model)).data;
  const customer = useQuery(customerQuery(customerId)).data;
  return {
    issuer: published?.name,
    customer,
    zone: customer?.timeZone ?? published?.timeZone ?? "UTC",
  };
}

/** How many units the model version states a price for; undefined where that is one, or not known. */
export function useUnitsPriced({ price, priceVersion }: Explanation): string | undefined {
  const { data } = useQuery(modelQuery(priceVersion));
  return data === undefined ? undefined : unitsPriced(data, price);
}
