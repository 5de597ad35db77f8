import type { DocumentFormat } from "./document-format.ts";
import { ciiFormat } from "./formats/cii.ts";
import { facturXFormat } from "./formats/factur-x.ts";
import { htmlFormat } from "./formats/html.ts";
import { pdfFormat } from "./formats/pdf.ts";
import { ublFormat } from "./formats/ubl.ts";

/** The formats there are: a new one is a file and a line here. */
export const documentFormats = {
  pdf: pdfFormat,
  html: htmlFormat,
  ubl: ublFormat,
  cii: ciiFormat,
  "factur-x": facturXFormat,
} as const satisfies Readonly<Record<string, DocumentFormat>>;

/** The name of a format. */
export type DocumentFormatName = keyof typeof documentFormats;
