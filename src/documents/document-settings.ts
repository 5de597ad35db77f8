import type { LanguageCode } from "./language/languages.ts";

/** How a seller's documents look. */
export interface Branding {
  /** Bytes of a PNG or JPEG; without one the seller's name stands in its place. */
  readonly logo?: Uint8Array;
  /** `#rrggbb`; of headings and rules, never of figures. */
  readonly accent?: string;
  /** The line above the address in the window; the seller's name and address where absent. */
  readonly senderLine?: string;
  /** The foot of every page, a column each of lines; the seller's particulars where absent. */
  readonly footer?: readonly (readonly string[])[];
  /** TrueType fonts for the letters that Inter has not (Hebrew, Arabic, Chinese); only the PDF needs them. */
  readonly fallbackFonts?: { readonly regular: Uint8Array; readonly bold: Uint8Array };
}

/** Who answers questions about a document (EN 16931 BG-6). */
export interface DocumentContact {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** What the e-invoice formats need beyond the invoice. */
export interface EInvoiceSettings {
  /** The norm itself, or the German public sector's rules on top of it. */
  readonly profile: EInvoiceProfile;
  /** ISO 3166-1 country that goods go to (BT-80); demanded for intra-community supplies. */
  readonly deliveryCountry?: string;
}

/** `en16931`: EN 16931-1:2017. `xrechnung`: XRechnung 3.0. */
export type EInvoiceProfile = "en16931" | "xrechnung";

/** Everything of a document that is not the invoice: a tenant's choices, and what was paid before it is shown. */
export interface DocumentSettings {
  readonly language: LanguageCode;
  readonly paper: "A4" | "Letter";
  /** IANA zone whose calendar the printed days are of; UTC where absent. */
  readonly timeZone?: string;
  readonly branding?: Branding;
  readonly contact?: DocumentContact;
  /** Further words on how to pay, one paragraph each. */
  readonly paymentInstructions?: readonly string[];
  /** Paragraphs at the end; also the notes of an e-invoice (BT-22). */
  readonly notes?: readonly string[];
  /** Already paid of an invoice, as a decimal in its currency (BT-113); an amount above zero. */
  readonly paid?: string;
  readonly eInvoice?: EInvoiceSettings;
}

/** English, A4, unbranded, days of UTC, plain EN 16931. */
export const defaultDocumentSettings: DocumentSettings = { language: "en", paper: "A4" };
