import { list, literal, type Shape, type Spot, text } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import { patterned } from "../model/shape-values.ts";
import { isoCountry } from "../model/shapes/seller-shape.ts";
import type {
  Branding,
  DocumentContact,
  DocumentSettings,
  EInvoiceSettings,
} from "./document-settings.ts";
import { documentLanguages, type LanguageCode } from "./language/languages.ts";

/**
 * What a tenant chooses once for all of its documents, as plain JSON; what it leaves out has a default. The logo is kept
 * apart, as bytes. The zone of the printed days is no choice: they are days of the buyer's account, whose periods would
 * begin and end a day off in another.
 */
export interface TenantDocumentSettings
  extends Partial<
    Pick<
      DocumentSettings,
      "language" | "paper" | "contact" | "paymentInstructions" | "notes" | "eInvoice"
    >
  > {
  readonly branding?: Pick<Branding, "accent" | "senderLine" | "footer">;
}

/** What belongs to one document. */
export interface OfOneDocument {
  readonly language: LanguageCode;
  /** IANA zone of the buyer's account. */
  readonly timeZone: string;
  readonly logo?: Uint8Array;
}

/** The settings of one document of a tenant. */
export function documentSettings(
  tenant: TenantDocumentSettings,
  { language, timeZone, logo }: OfOneDocument,
): DocumentSettings {
  const branding = { ...tenant.branding, ...(logo === undefined ? {} : { logo }) };
  return { paper: "A4", ...tenant, language, timeZone, branding };
}

/** The most paragraphs of one kind, columns of the foot, and lines of a column. */
const tenantSettingsLimits = { paragraphs: 10, columns: 4, lines: 8 } as const;

/** A list of at most so many entries. */
const upTo = <T>(maximum: number, item: Shape<T>): Shape<readonly T[]> => {
  const entries = list(item);
  return {
    ...entries,
    read: (value, spot) => {
      if (Array.isArray(value) && value.length > maximum) return tooLong(maximum, spot);
      return entries.read(value, spot);
    },
    schema: (definitions) => ({ ...entries.schema(definitions), maxItems: maximum }),
  };
};

function tooLong(maximum: number, spot: Spot): readonly never[] {
  const message = `this list has at most ${maximum} entries`;
  spot.faults.push({ code: "list-too-long", path: spot.path, message });
  return [];
}

const colour = patterned(/^#[0-9a-fA-F]{6}$/, "#000000", {
  code: "invalid-colour",
  message: "a colour is written as six hexadecimal digits",
  suggestion: 'write "#1f3a5f"',
});

const { paragraphs, columns, lines } = tenantSettingsLimits;
/** A line of paper holds no more. */
const line = patterned(/^(?=.*\S)[^\p{Cc}]{1,200}$/u, "?", {
  code: "invalid-line",
  message: "a line has 1 to 200 characters and no line breaks",
});

const contact = object<DocumentContact>({
  name: optional(line),
  phone: optional(line),
  email: optional(line),
});

const eInvoice = object<EInvoiceSettings>({
  profile: literal("en16931", "xrechnung"),
  deliveryCountry: optional(isoCountry),
});

const [firstLanguage, ...otherLanguages] = Object.keys(documentLanguages) as [
  LanguageCode,
  ...LanguageCode[],
];

/** What `PUT /v1/document-settings` takes and `GET` answers. */
export const tenantDocumentSettings: Shape<TenantDocumentSettings> = object<TenantDocumentSettings>(
  {
    language: optional(literal(firstLanguage, ...otherLanguages)),
    paper: optional(literal("A4", "Letter")),
    branding: optional(
      object<NonNullable<TenantDocumentSettings["branding"]>>({
        accent: optional(colour),
        senderLine: optional(line),
        footer: optional(upTo(columns, upTo(lines, line))),
      }),
    ),
    contact: optional(contact),
    paymentInstructions: optional(upTo(paragraphs, text)),
    notes: optional(upTo(paragraphs, text)),
    eInvoice: optional(eInvoice),
  },
);
