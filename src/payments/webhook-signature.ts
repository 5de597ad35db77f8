import { createHmac, timingSafeEqual } from "node:crypto";
import { type Instant, SECOND_MS } from "../time/instant.ts";
import type { Secret } from "./secret.ts";

/** How far the time of a signature may lie from the clock, either way; older messages may be replays. */
export const toleranceMs = 300 * SECOND_MS;

/** Signs a body: the header `t=<epoch seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export function signBody(body: string, key: Secret, at: Instant): string {
  const seconds = Math.floor(at / SECOND_MS);
  return `t=${seconds},v1=${digest(`${seconds}.${body}`, key)}`;
}

/** Whether the header signs the body with one of the keys, at most {@link toleranceMs} from `now`. */
export function isSigned(
  body: string,
  header: string,
  keys: readonly Secret[],
  now: Instant,
): boolean {
  const [, seconds = "", signature = ""] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (signature === "" || Math.abs(now - Number(seconds) * SECOND_MS) > toleranceMs) return false;
  const given = Buffer.from(signature, "hex");
  return keys.some((key) =>
    timingSafeEqual(given, Buffer.from(digest(`${seconds}.${body}`, key), "hex")),
  );
}

const digest = (text: string, key: Secret): string =>
  createHmac("sha256", key.reveal()).update(text, "utf8").digest("hex");

/** The one value of a header; undefined where it is absent or came more than once. */
export function headerOf(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  name: string,
): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}

/** The text of a body that came as bytes. */
export const bodyText = (body: Uint8Array | string): string =>
  typeof body === "string" ? body : new TextDecoder().decode(body);
