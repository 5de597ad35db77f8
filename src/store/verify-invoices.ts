import { verifyInvoicesSql } from "./sql/verify-invoices.ts";
import type { Tx } from "./tenant.ts";

/** Something that must hold and does not. */
export interface BrokenInvariant {
  /** An invoice or a series. */
  readonly subject: string;
  readonly broken: string;
}

/** Checks the stored invoices of the tenant; an empty list means that every invariant holds. */
export const verifyInvoices = (tx: Tx): Promise<readonly BrokenInvariant[]> =>
  tx.rows<{ subject: string; broken: string }>(verifyInvoicesSql);
