import { ok } from "../../fault/fault.ts";
import type { DocumentFormat } from "../document-format.ts";
import { readEInvoice } from "../en16931/read-e-invoice.ts";
import { ublDocument } from "../ubl/ubl-document.ts";

/** For machines: EN 16931, or XRechnung on request, in UBL 2.1. */
export const ublFormat: DocumentFormat = {
  mediaType: "application/xml",
  suffix: ".ubl.xml",
  render(invoice, settings) {
    const read = readEInvoice(invoice, settings);
    return read.ok ? ok(new TextEncoder().encode(ublDocument(read.value))) : read;
  },
};
