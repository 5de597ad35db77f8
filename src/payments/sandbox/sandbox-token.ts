import { createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "../../time/instant.ts";
import type { ProviderMethodKind } from "../provider-method.ts";
import type { Secret } from "../secret.ts";

/** What the token of a page of the sandbox says. */
export type SandboxToken = {
  readonly tenant: string;
  /** The books' own time from which it opens nothing any more. */
  readonly until: Instant;
  readonly successUrl: string;
  readonly cancelUrl: string;
} & (
  | {
      readonly kind: "set-up";
      readonly customerReference: string;
      readonly kinds: readonly ProviderMethodKind[];
    }
  | { readonly kind: "checkout"; readonly intent: string }
);

/** Writes a token: what it says and its signature, `<base64url>.<base64url>`. Whoever has it can read it, not change it. */
export function signToken(token: SandboxToken, key: Secret): string {
  const said = Buffer.from(JSON.stringify(token)).toString("base64url");
  return `${said}.${digest(said, key).toString("base64url")}`;
}

/** What a token says; undefined where it was not signed with the key, is another tenant's, or is past. */
export function readToken(
  text: string,
  key: Secret,
  { tenant, now }: { readonly tenant: string; readonly now: Instant },
): SandboxToken | undefined {
  const [said = "", signature = "", ...rest] = text.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = digest(said, key);
  if (rest.length > 0 || given.length !== expected.length) return undefined;
  if (!timingSafeEqual(given, expected)) return undefined;
  const token = JSON.parse(Buffer.from(said, "base64url").toString("utf8")) as SandboxToken;
  return token.tenant === tenant && now < token.until ? token : undefined;
}

/** The word before keeps a signed message from being a token: what is signed of one begins with digits. */
const digest = (said: string, key: Secret): Buffer =>
  createHmac("sha256", key.reveal()).update(`page ${said}`, "utf8").digest();
