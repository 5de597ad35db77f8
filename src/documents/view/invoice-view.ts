import type { LanguageCode } from "../language/languages.ts";

/** A name and what it stands for. */
export interface Labelled {
  readonly label: string;
  readonly value: string;
}

/** A row of the table of charges: a charge with its amount, or a discount under it. */
export type ChargeRow =
  | {
      readonly kind: "charge";
      readonly position: string;
      readonly description: string;
      /** Period, included units, proration: small print under the description. */
      readonly details: readonly string[];
      readonly quantity: string;
      readonly unit: string;
      /** Empty where no single price makes the amount. */
      readonly unitPrice: string;
      readonly amount: string;
      /** Sum of all amounts down to and with this row, for the carry-over of a page. */
      readonly running: string;
    }
  | {
      readonly kind: "discount";
      readonly description: string;
      readonly amount: string;
      readonly running: string;
    };

/** A row of the sums: `due` is what the reader looks for, `total` a sum, `part` what leads to it. */
export interface SumRow extends Labelled {
  readonly kind: "part" | "total" | "due";
}

/** The tax at one rate, as shown. */
export interface TaxRow {
  readonly name: string;
  readonly base: string;
  readonly amount: string;
}

/**
 * A document ready to be set: every text in its language, every number and day written out. PDF and HTML show this and
 * nothing else, so they cannot disagree. All texts are as they came: whoever puts them into a format escapes them.
 */
export interface InvoiceView {
  readonly language: LanguageCode;
  /** BCP 47, for readers aloud. */
  readonly languageTag: string;
  /** `Invoice`, `Credit note`. */
  readonly name: string;
  /** The name with the number, or with the mark of a draft. */
  readonly title: string;
  readonly draft: boolean;
  readonly accent: string;
  readonly logo?: Uint8Array;
  readonly seller: { readonly name: string; readonly lines: readonly string[] };
  readonly senderLine: string;
  readonly recipient: readonly string[];
  readonly facts: readonly Labelled[];
  readonly correction?: string;
  readonly columns: {
    readonly position: string;
    readonly description: string;
    readonly quantity: string;
    readonly unitPrice: string;
    readonly amount: string;
  };
  readonly rows: readonly ChargeRow[];
  readonly carriedForward: string;
  readonly broughtForward: string;
  readonly sums: readonly SumRow[];
  readonly taxes?: {
    readonly columns: { readonly name: string; readonly base: string; readonly amount: string };
    readonly rows: readonly TaxRow[];
  };
  readonly taxSentences: readonly string[];
  readonly payment: {
    readonly heading: string;
    readonly sentences: readonly string[];
    readonly details: readonly Labelled[];
  };
  readonly notes: { readonly heading: string; readonly paragraphs: readonly string[] };
  readonly footer: readonly (readonly string[])[];
}
