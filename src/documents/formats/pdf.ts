import type { DocumentFormat } from "../document-format.ts";
import { renderPdf } from "../pdf/render-pdf.ts";

/** For people: a PDF by the rules of PDF/A-3b. Drafts are marked as such. */
export const pdfFormat: DocumentFormat = {
  mediaType: "application/pdf",
  suffix: ".pdf",
  render: (invoice, settings) => renderPdf(invoice, settings),
};
