import { ok, refuse } from "../../fault/fault.ts";
import { ciiDocument } from "../cii/cii-document.ts";
import type { DocumentFormat } from "../document-format.ts";
import { readEInvoice } from "../en16931/read-e-invoice.ts";

/** The schema of D16B has the element once, unlike later ones, on which Factur-X is built. */
const severalCorrected = {
  code: "e-invoice-conflict",
  path: "/corrects",
  message: "CII D16B can name one corrected invoice",
  suggestion: "write it as UBL or Factur-X",
};

/** For machines: EN 16931, or XRechnung on request, in UN/CEFACT CII D16B. */
export const ciiFormat: DocumentFormat = {
  mediaType: "application/xml",
  suffix: ".cii.xml",
  render(invoice, settings) {
    const read = readEInvoice(invoice, settings);
    if (!read.ok) return read;
    if (read.value.preceding.length > 1) return refuse(severalCorrected);
    return ok(new TextEncoder().encode(ciiDocument(read.value)));
  },
};
