import PDFDocument from "pdfkit";
import type { Invoice } from "../../account/invoice.ts";
import { expectOk, ok, type Result } from "../../fault/fault.ts";
import { parseInstant } from "../../time/instant.ts";
import type { DocumentSettings } from "../document-settings.ts";
import { printableLogo, readLogo } from "../image/logo.ts";
import { buildView } from "../view/build-view.ts";
import type { InvoiceView } from "../view/invoice-view.ts";
import { xmlText } from "../xml/xml.ts";
import { drawChargeTable } from "./charge-table.ts";
import { drawClosing } from "./closing.ts";
import { openFaces } from "./faces.ts";
import { drawLetterhead } from "./letterhead.ts";
import { drawFurniture, setFoot } from "./page-furniture.ts";
import { papers } from "./paper.ts";
import type { Sheet } from "./sheet.ts";
import { createTypesetter } from "./typeset.ts";

/** A file inside a PDF, and what the XMP metadata must say of it. */
export interface PdfAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly bytes: Uint8Array;
  /** RDF descriptions to put into the metadata. */
  readonly metadata: string;
}

/**
 * Writes an invoice as a tagged PDF/A-3b (ISO 19005-3): fonts embedded, colours by sRGB, one XML file at most inside.
 *
 * Equal arguments give equal bytes: the only time in the file is that of issue, and its identifier follows from the
 * document. Refuses what `buildView` and `readLogo` refuse, and with `invalid-font` fallback fonts that cannot be read.
 */
export function renderPdf(
  invoice: Invoice,
  settings: DocumentSettings,
  attachment?: PdfAttachment,
): Result<Uint8Array> {
  const view = buildView(invoice, settings);
  if (!view.ok) return view;
  const logo = logoOf(settings);
  if (!logo.ok) return logo;
  const issued = new Date(expectOk(parseInstant(invoice.issuedAt)));
  const document = openDocument(invoice, view.value, settings, issued);
  const faces = openFaces(document, settings.branding);
  if (!faces.ok) return faces;
  document.addPage();
  const type = createTypesetter(document, faces.value);
  const paper = papers[settings.paper];
  const foot = setFoot(type, paper, view.value);
  const root = document.struct("Document");
  document.addStructure(root);
  const { accent } = view.value;
  const sheet: Sheet = { document, paper, type, root, accent, bottom: foot.top - 12, y: paper.top };
  drawLetterhead(sheet, view.value, logo.value);
  drawChargeTable(sheet, view.value);
  drawClosing(sheet, view.value);
  drawFurniture(sheet, view.value, foot);
  root.end();
  document.appendXML(titleMetadata(view.value));
  if (attachment !== undefined) attach(document, attachment, issued);
  return ok(finish(document));
}

function logoOf(settings: DocumentSettings): Result<Uint8Array | undefined> {
  const bytes = settings.branding?.logo;
  if (bytes === undefined) return ok(undefined);
  const logo = readLogo(bytes);
  return logo.ok ? printableLogo(logo.value) : logo;
}

function openDocument(
  invoice: Invoice,
  view: InvoiceView,
  settings: DocumentSettings,
  issued: Date,
): PDFKit.PDFDocument {
  const document = new PDFDocument({
    size: papers[settings.paper].name,
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: "1.7",
    subset: "PDF/A-3b",
    tagged: true,
    displayTitle: true,
    lang: view.languageTag,
    // The file's identifier is made of these; the title itself is written below, where it can be escaped.
    info: {
      Producer: "Florin",
      Creator: "Florin",
      CreationDate: issued,
      Title: `${invoice.id} ${view.title} ${invoice.total}`,
    },
  });
  delete document.info.Title;
  return document;
}

/** Title and author by Dublin Core. */
const titleMetadata = (view: InvoiceView): string => `
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xmlText(view.title)}</rdf:li></rdf:Alt></dc:title>
      <dc:creator><rdf:Seq><rdf:li>${xmlText(view.seller.name)}</rdf:li></rdf:Seq></dc:creator>
    </rdf:Description>`;

function attach(document: PDFKit.PDFDocument, attachment: PdfAttachment, issued: Date): void {
  // `relationship` is missing from PDFKit's declarations.
  const options: PDFKit.Mixins.PDFAttachmentOptions & { readonly relationship: string } = {
    name: attachment.name,
    type: attachment.mediaType,
    description: attachment.description,
    relationship: "Alternative",
    creationDate: issued,
    modifiedDate: issued,
  };
  document.file(Buffer.from(attachment.bytes), options);
  document.appendXML(attachment.metadata);
}

/** Ends the document and takes its bytes, which PDFKit has all written by then: nothing in it is asynchronous. */
function finish(document: PDFKit.PDFDocument): Uint8Array {
  document.end();
  const parts: Buffer[] = [];
  for (let part = document.read(); part !== null; part = document.read()) parts.push(part);
  const bytes = Buffer.concat(parts);
  if (!bytes.subarray(-8).includes("%%EOF")) throw new Error("broken invariant: an unfinished PDF");
  return Uint8Array.from(bytes);
}
