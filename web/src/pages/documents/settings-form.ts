import type { DocumentSettings } from "../../api/document-settings.ts";

/** The settings as a form has them: texts, empty where nothing is chosen. */
export interface SettingsForm {
  readonly language: string;
  readonly paper: string;
  readonly accent: string;
  readonly senderLine: string;
  /** Lines; an empty one begins the next column. */
  readonly footer: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly contactEmail: string;
  /** Paragraphs, an empty line between them. */
  readonly paymentInstructions: string;
  readonly notes: string;
  readonly profile: string;
  readonly deliveryCountry: string;
}

/** The colour where none is chosen. */
export const accentDefault = "#1f3a5f";

/** The form of settings. */
export function formOf(settings: DocumentSettings): SettingsForm {
  const { branding = {}, contact = {}, eInvoice } = settings;
  return {
    language: settings.language ?? "en",
    paper: settings.paper ?? "A4",
    accent: branding.accent ?? accentDefault,
    senderLine: branding.senderLine ?? "",
    footer: (branding.footer ?? []).map((column) => column.join("\n")).join("\n\n"),
    contactName: contact.name ?? "",
    contactPhone: contact.phone ?? "",
    contactEmail: contact.email ?? "",
    paymentInstructions: (settings.paymentInstructions ?? []).join("\n\n"),
    notes: (settings.notes ?? []).join("\n\n"),
    profile: eInvoice?.profile ?? "en16931",
    deliveryCountry: eInvoice?.deliveryCountry ?? "",
  };
}

/** The settings of a form; what is empty, or the default, is left out. */
export function settingsOf(form: SettingsForm): DocumentSettings {
  const branding = present({
    accent: form.accent === accentDefault ? undefined : form.accent,
    senderLine: chosen(form.senderLine),
    footer: orNone(blocksOf(form.footer).map(linesOf)),
  });
  const contact = present({
    name: chosen(form.contactName),
    phone: chosen(form.contactPhone),
    email: chosen(form.contactEmail),
  });
  const deliveryCountry = chosen(form.deliveryCountry)?.toUpperCase();
  const isPlain = form.profile === "en16931" && deliveryCountry === undefined;
  // A form offers no language, paper or profile but those that there are.
  return present({
    language: form.language,
    paper: form.paper,
    branding: orNothing(branding),
    contact: orNothing(contact),
    paymentInstructions: orNone(blocksOf(form.paymentInstructions)),
    notes: orNone(blocksOf(form.notes)),
    eInvoice: isPlain ? undefined : { profile: form.profile, ...present({ deliveryCountry }) },
  }) as DocumentSettings;
}

const chosen = (text: string): string | undefined => {
  const trimmed = text.trim();
  return trimmed === "" ? undefined : trimmed;
};

/** Texts between empty lines. */
const blocksOf = (text: string): readonly string[] =>
  text
    .split(/\n[^\S\n]*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== "");

const linesOf = (block: string): readonly string[] =>
  block
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const orNone = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length === 0 ? undefined : list;

const orNothing = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length === 0 ? undefined : value;

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

const present = <T extends object>(value: T): Present<T> =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Present<T>;
