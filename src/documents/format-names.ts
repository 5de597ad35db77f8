import type { DocumentFormatName } from "./document-formats.ts";

const all: Readonly<Record<DocumentFormatName, true>> = {
  pdf: true,
  html: true,
  ubl: true,
  cii: true,
  "factur-x": true,
};

/** The names of the formats, for those who need no document yet: the formats themselves take a while to load. */
export const documentFormatNames = Object.keys(all) as readonly DocumentFormatName[];
