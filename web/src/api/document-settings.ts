import { queryOptions } from "@tanstack/react-query";
import { requestFailure } from "./problem.ts";
import { read, readText, write } from "./request.ts";

/** How documents look, as it is put and read; what is absent has its default. The logo is kept apart. */
export interface DocumentSettings {
  readonly language?: string;
  readonly paper?: string;
  readonly branding?: {
    readonly accent?: string;
    readonly senderLine?: string;
    /** The foot of every page: columns of lines. */
    readonly footer?: readonly (readonly string[])[];
  };
  readonly contact?: { readonly name?: string; readonly phone?: string; readonly email?: string };
  readonly paymentInstructions?: readonly string[];
  readonly notes?: readonly string[];
  readonly eInvoice?: { readonly profile: string; readonly deliveryCountry?: string };
}

/** A logo that is not saved: another one, none (null), or the one that is set (undefined). */
export type LogoChoice = File | null | undefined;

const path = "/v1/document-settings";

const logoAddress = `${path}/logo`;

/** Where a sample invoice is, as it is set. */
export const previewAddress = `${path}/preview`;

/** Reads how documents look. */
export const documentSettingsQuery = queryOptions({
  queryKey: ["document-settings"],
  queryFn: ({ signal }) => read<DocumentSettings>(path, {}, signal),
});

/** Reads a sample invoice as an HTML page, as these settings and this logo would make it look. */
export async function previewOf(
  settings: DocumentSettings,
  logo: LogoChoice,
  signal: AbortSignal,
): Promise<string> {
  const image = logo === undefined ? {} : { logo: logo === null ? null : await base64Of(logo) };
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ settings, ...image }),
    signal,
  };
  return readText(previewAddress, init);
}

/** Saves the settings, and the logo where another or none was chosen. A session only reads, so a key is needed. */
export async function saveDocumentSettings(
  settings: DocumentSettings,
  logo: LogoChoice,
  key: string,
): Promise<void> {
  if (logo === null) await write(logoAddress, "DELETE", key);
  else if (logo !== undefined) await write(logoAddress, "PUT", key, logo, logo.type);
  await write(path, "PUT", key, JSON.stringify(settings), "application/json");
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length > logoBytesMax) throw tooLarge();
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The server takes no larger one; it is told before it is sent. */
const logoBytesMax = 1_000_000;

const tooLarge = () =>
  requestFailure({
    title: "This image is too large",
    status: 0,
    detail: "A logo travels in every document: it may have up to a megabyte.",
  });
