import type { Invoice } from "../../account/invoice.ts";
import { methodsOf, type StoredMethod } from "../../store/customer-methods.ts";
import { invoiceDocument } from "../../store/invoices.ts";
import type { Tx } from "../../store/tenant.ts";

/** A customer's methods that an invoice may be charged to: those that the contracts it is under allow. */
export async function allowedMethods(
  tx: Tx,
  customer: string,
  invoice: string,
): Promise<readonly StoredMethod[]> {
  const methods = await methodsOf(tx, customer);
  if (methods.length === 0) return methods;
  const document = await invoiceDocument(tx, invoice);
  const { methods: allowed } =
    document === undefined ? {} : (JSON.parse(document) as Pick<Invoice, "methods">);
  return allowed === undefined ? methods : methods.filter(({ method }) => allowed.includes(method));
}
