import type { EInvoice } from "../en16931/e-invoice.ts";
import { group, leaf, type XmlChild } from "../xml/xml.ts";

/** A period of whole days, as invoices and lines have it. */
export const ublPeriod = (period: EInvoice["period"]): XmlChild =>
  group(
    "cac:InvoicePeriod",
    leaf("cbc:StartDate", period?.first),
    leaf("cbc:EndDate", period?.last),
  );

/** The one tax that the norm knows. */
export const ublVat = (): XmlChild => group("cac:TaxScheme", leaf("cbc:ID", "VAT"));
