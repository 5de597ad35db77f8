import type { Invoice } from "../account/invoice.ts";
import type { Result } from "../fault/fault.ts";
import type { DocumentSettings } from "./document-settings.ts";

/** A form in which an invoice or credit note can be handed over. */
export interface DocumentFormat {
  readonly mediaType: string;
  /** What stands after the document's number in a file name, with its dot: `.pdf`. */
  readonly suffix: string;
  /** The document's bytes: equal arguments give equal bytes, and no clock is read. */
  readonly render: (invoice: Invoice, settings: DocumentSettings) => Result<Uint8Array>;
}

/**
 * A name for the file that every system can store: the number, or `draft`, with signs other than letters, digits, dot,
 * hyphen and underscore as hyphens.
 */
export function documentFileName(invoice: Pick<Invoice, "number">, format: DocumentFormat): string {
  const name = (invoice.number ?? "draft").normalize("NFC").replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
  const stem = [...name.replace(/^[.-]+/, "")].slice(0, 80).join("");
  return `${stem === "" ? "document" : stem}${format.suffix}`;
}
