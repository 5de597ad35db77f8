import { createHash } from "node:crypto";
import { printableLogo, readLogo } from "../documents/image/logo.ts";
import { chooseLanguage } from "../documents/language/choose-language.ts";
import type { DocumentPress } from "../documents/press/document-press.ts";
import { sampleInvoice } from "../documents/sample-invoice.ts";
import { documentSettings, type TenantDocumentSettings } from "../documents/tenant-settings.ts";
import { type Fault, ok, type Result } from "../fault/fault.ts";
import { noteChange } from "../store/act.ts";
import {
  findDocumentSettings,
  findLogo,
  saveDocumentSettings,
  saveLogo,
} from "../store/document-settings.ts";
import type { Store } from "../store/store.ts";
import type { Documents, LogoSummary } from "./documents.ts";
import type { ModelLibrary } from "./model-library.ts";
import { answered, onceOnly } from "./once.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/** What the documents' use cases stand on. */
export interface DocumentParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
  readonly press: DocumentPress;
}

/** The settings as they were stored; they were checked before. */
export const parsedSettings = (text: string): TenantDocumentSettings =>
  JSON.parse(text) as TenantDocumentSettings;

/** How a tenant's documents look: what it chose, its logo, and a sample to look at. */
export function createDocumentSettings(
  parts: DocumentParts,
): Omit<Documents, "ofInvoice" | "ofDraft"> {
  const { store, clock } = parts;
  return {
    settings: (tenant) =>
      store.withTenant(
        tenant,
        async (tx) => parsedSettings((await findDocumentSettings(tx)).settings),
        { readOnly: true },
      ),
    putSettings: (tenant, settings, once) =>
      store.withTenant(tenant, (tx) =>
        onceOnly(tx, once, clock.now(tenant), async () => {
          const text = JSON.stringify(settings);
          noteChange({ before: parsedSettings((await findDocumentSettings(tx)).settings) });
          await saveDocumentSettings(tx, text);
          return ok(answered(200, text));
        }),
      ),
    logo: (tenant) => store.withTenant(tenant, findLogo, { readOnly: true }),
    putLogo: async (tenant, bytes, once) => {
      const logo = usableLogo(bytes, "");
      if (!logo.ok) return logo;
      const { mediaType } = logo.value;
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const summary: LogoSummary = { mediaType, size: bytes.length, sha256 };
      return store.withTenant(tenant, (tx) =>
        onceOnly(tx, once, clock.now(tenant), async () => {
          noteChange({ before: summaryOf(await findLogo(tx)), after: summary });
          await saveLogo(tx, { mediaType, sha256, bytes });
          return ok(answered(200, JSON.stringify(summary)));
        }),
      );
    },
    removeLogo: (tenant, once) =>
      store.withTenant(tenant, (tx) =>
        onceOnly(tx, once, clock.now(tenant), async () => {
          noteChange({ before: summaryOf(await findLogo(tx)), after: null });
          await saveLogo(tx, null);
          return ok(answered(204, ""));
        }),
      ),
    preview: (tenant, preview) => previewOf(parts, tenant, preview),
  };
}

/** What the audit log says of a logo. */
const summaryOf = (logo: Awaited<ReturnType<typeof findLogo>>) =>
  logo && { mediaType: logo.mediaType, size: logo.bytes.length, sha256: logo.sha256 };

/** A logo that every format can show: it is read once here, so that no document is refused for it later. */
function usableLogo(bytes: Uint8Array, path: string): ReturnType<typeof readLogo> {
  const logo = readLogo(bytes);
  const printed = logo.ok ? printableLogo(logo.value) : logo;
  if (logo.ok && printed.ok) return logo;
  const faults: readonly Fault[] = printed.ok ? [] : printed.faults;
  return { ok: false, faults: faults.map((fault) => ({ ...fault, path })) };
}

async function previewOf(
  { store, library, press }: DocumentParts,
  tenant: string,
  { settings, logo, format }: Parameters<Documents["preview"]>[1],
): Promise<Result<Uint8Array>> {
  const stored = await store.withTenant(
    tenant,
    async (tx) => ({
      settings: settings ?? parsedSettings((await findDocumentSettings(tx)).settings),
      logo: logo === undefined ? (await findLogo(tx))?.bytes : (logo ?? undefined),
      book: (await library.of(tx))?.books.current,
    }),
    { readOnly: true },
  );
  if (stored.logo !== undefined) {
    const usable = usableLogo(stored.logo, "/logo");
    if (!usable.ok) return usable;
  }
  const language = chooseLanguage(stored.settings.language);
  const image = stored.logo === undefined ? {} : { logo: stored.logo };
  return press({
    format,
    invoice: sampleInvoice(stored.book?.model.seller, stored.book?.model.currency ?? "EUR"),
    settings: documentSettings(stored.settings, { language, timeZone: "UTC", ...image }),
  });
}
