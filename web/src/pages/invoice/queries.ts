import { useQuery } from "@tanstack/react-query";
import { customerQuery } from "../../api/customers.ts";
import { invoiceQuery } from "../../api/invoices.ts";
import { summaryQuery } from "../../api/summary.ts";

/** One invoice document. */
export function useInvoice(id: string) {
  return useQuery(invoiceQuery(id));
}

/** Who an invoice is from and to, beyond what the document itself says; undefined until read. */
export function useParties(customerId: string) {
  return {
    issuer: useQuery(summaryQuery).data?.model,
    customer: useQuery(customerQuery(customerId)).data,
  };
}
