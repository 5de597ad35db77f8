import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { requestFailure } from "./problem.ts";
import { api, apiWith } from "./request.ts";

/** How documents look, as it is put and read; what is absent has its default. The logo is kept apart. */
export type DocumentSettings = Florin.DocumentSettings;

/** A logo that is not saved: another one, none (null), or the one that is set (undefined). */
export type LogoChoice = File | null | undefined;

/** Where a sample invoice is, as it is set. */
export const previewAddress = "/v1/document-settings/preview";

/** Reads how documents look. */
export const documentSettingsQuery = queryOptions({
  queryKey: ["document-settings"],
  queryFn: ({ signal }) => api.get("/v1/document-settings", { signal }),
});

/** Reads a sample invoice as an HTML page, as these settings and this logo would make it look. */
export async function previewOf(
  settings: DocumentSettings,
  logo: LogoChoice,
  signal: AbortSignal,
): Promise<string> {
  const image = logo === undefined ? {} : { logo: logo === null ? null : await base64Of(logo) };
  const body = { settings, ...image };
  const page = await api.postForFile("/v1/document-settings/preview", {
    body,
    accept: "text/html",
    signal,
  });
  return page.text();
}

/** Saves the settings, and the logo where another or none was chosen. A session only reads, so a key is needed. */
export async function saveDocumentSettings(
  settings: DocumentSettings,
  logo: LogoChoice,
  key: string,
): Promise<void> {
  const writing = apiWith(key);
  if (logo === null) await writing.delete("/v1/document-settings/logo");
  else if (logo !== undefined)
    await writing.put("/v1/document-settings/logo", { body: logo, contentType: imageTypeOf(logo) });
  await writing.put("/v1/document-settings", { body: settings });
}

/** The server says so where it is another one. */
const imageTypeOf = ({ type }: File) => (type === "image/jpeg" ? type : "image/png");

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
