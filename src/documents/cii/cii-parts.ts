import type { EInvoice } from "../en16931/e-invoice.ts";
import { group, leaf, type XmlChild } from "../xml/xml.ts";

/** A day in format 102 of UNTDID 2379, which is the ISO day without its hyphens. */
export const ciiDay = (name: string, day: string | undefined): XmlChild =>
  group(name, leaf("udt:DateTimeString", day?.replaceAll("-", ""), { format: "102" }));

/** A period of whole days, as invoices and lines have it. */
export const ciiPeriod = (period: EInvoice["period"]): XmlChild =>
  group(
    "ram:BillingSpecifiedPeriod",
    ciiDay("ram:StartDateTime", period?.first),
    ciiDay("ram:EndDateTime", period?.last),
  );
