import type { DocumentFormatName } from "../documents/document-formats.ts";
import type { LanguageCode } from "../documents/language/languages.ts";
import type { TenantDocumentSettings } from "../documents/tenant-settings.ts";
import type { Result } from "../fault/fault.ts";
import type { StoredLogo } from "../store/document-settings.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";

/** In which form a document is asked for. */
export interface DocumentForm<Format extends DocumentFormatName = DocumentFormatName> {
  readonly format: Format;
  /** The buyer's own, else the tenant's, where absent. */
  readonly language?: LanguageCode;
  /** Whether the caller has the bytes of this strong validator, so that they need not be made again. */
  readonly has: (etag: string) => boolean;
}

/** Which document is asked for. */
export interface DocumentRequest extends DocumentForm {
  /** The invoice's id. */
  readonly invoice: string;
}

/** A draft is for people to look at: what programs read is issued. */
export interface DraftRequest extends DocumentForm<"html" | "pdf"> {
  readonly customer: string;
  /** The draft's id. */
  readonly draft: string;
}

/** A document of an invoice as a file. */
export interface InvoiceDocument {
  /**
   * In quotes, as HTTP has it. Equal where the bytes are: it is the hash of all that they are made of, which is the invoice,
   * the tenant's settings and logo, the language, the zone of its days and the version of this software.
   */
  readonly etag: string;
  readonly mediaType: string;
  readonly fileName: string;
  /** Undefined where the caller has them. */
  readonly bytes: Uint8Array | undefined;
}

/** Unsaved settings to look at; what is absent is as it is stored. */
export interface DocumentPreview {
  readonly settings?: TenantDocumentSettings;
  /** None where null. */
  readonly logo?: Uint8Array | null;
  readonly format: "html" | "pdf";
}

/** What the HTTP floor may ask about documents and how they look. */
export interface Documents {
  /**
   * Renders an invoice; undefined where there is none. Refuses `e-invoice-incomplete` and `e-invoice-conflict` with where
   * to set what is missing, `invalid-logo`, and `overloaded`.
   */
  readonly ofInvoice: (
    tenant: string,
    request: DocumentRequest,
  ) => Promise<Result<InvoiceDocument> | undefined>;
  /**
   * Renders one of a customer's open drafts, without a number and marked as a draft on every page; undefined where there is
   * none of this id. Refuses `invalid-logo` and `overloaded`.
   */
  readonly ofDraft: (
    tenant: string,
    request: DraftRequest,
  ) => Promise<Result<InvoiceDocument> | undefined>;
  readonly settings: (tenant: string) => Promise<TenantDocumentSettings>;
  /** Replaces the settings whole; answers with them. */
  readonly putSettings: (
    tenant: string,
    settings: TenantDocumentSettings,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  /** Undefined where there is none. */
  readonly logo: (tenant: string) => Promise<StoredLogo | undefined>;
  /** Replaces the logo; answers with a {@link LogoSummary}. Refuses `invalid-logo`. */
  readonly putLogo: (
    tenant: string,
    bytes: Uint8Array,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  /** Removes the logo, where there is one; answers 204. */
  readonly removeLogo: (tenant: string, once?: IdempotentRequest) => Promise<Result<StoredAnswer>>;
  /** An invoice that nobody owes, as it would look. Refuses `invalid-logo` and `overloaded`. */
  readonly preview: (tenant: string, preview: DocumentPreview) => Promise<Result<Uint8Array>>;
}

/** What is said of a logo. */
export interface LogoSummary {
  readonly mediaType: StoredLogo["mediaType"];
  /** How many bytes it has. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}
