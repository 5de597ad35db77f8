import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { findKey, insertKey } from "../store/api-keys.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import type { Principal } from "./principal.ts";

/**
 * API keys look like `florin_<tenant>_<id>_<secret>`: the tenant leads to the row without a table that spans tenants, the
 * id to the key, and the secret, 192 random bits, is kept only as an HMAC under the server's pepper.
 */
export interface ApiKeys {
  /** Makes a key; the text is shown once and kept nowhere. */
  readonly issue: (tx: Tx, name: string, now: Instant) => Promise<string>;
  /** Who holds a key; undefined for a malformed, unknown, expired or revoked one, in the same time. */
  readonly authenticate: (key: string) => Promise<Principal | undefined>;
}

const format =
  /^florin_([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)_([A-Za-z0-9]{12})_([A-Za-z0-9]{32})$/;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** How long an accepted key is believed without asking the database: the longest a revocation takes. */
const believedForMs = 5_000;
const believedMax = 10_000;

/** Keys under a pepper that only this installation knows. `realNow` measures expiry and belief in real time. */
export function createApiKeys(store: Store, pepper: Uint8Array, realNow: () => Instant): ApiKeys {
  const believed = new Map<string, { readonly principal: Principal; readonly until: Instant }>();
  const hashOf = (secret: string): string =>
    createHmac("sha256", pepper).update(secret).digest("base64url");

  const look = async (key: string): Promise<Principal | undefined> => {
    const [, tenant, id = "", secret = ""] = format.exec(key) ?? [];
    if (tenant === undefined) return undefined;
    const stored = await store.withTenant(tenant, (tx) => findKey(tx, id), { readOnly: true });
    const matches = equal(hashOf(secret), stored?.secretHash ?? hashOf("nobody"));
    const now = realNow();
    const alive =
      stored !== undefined &&
      (stored.revokedAt === null || stored.revokedAt > now) &&
      (stored.expiresAt === null || stored.expiresAt > now);
    if (!matches || !alive) return undefined;
    return { tenant, credential: id, may: stored.scopes.includes("write") ? "write" : "read" };
  };

  return {
    issue: async (tx, name, now) => {
      const id = randomText(12);
      const secret = randomText(32);
      await insertKey(tx, { id, name, scopes: ["read", "write"], secretHash: hashOf(secret) }, now);
      return `florin_${tx.tenant}_${id}_${secret}`;
    },
    authenticate: async (key) => {
      const now = realNow();
      const digest = hashOf(key);
      const kept = believed.get(digest);
      if (kept !== undefined && kept.until > now) return kept.principal;
      const principal = await look(key);
      if (principal === undefined) return undefined;
      if (believed.size >= believedMax) believed.clear();
      believed.set(digest, { principal, until: now + believedForMs });
      return principal;
    },
  };
}

function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    // 248 is the largest multiple of 62 below 256: taking the others would favour some letters.
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += alphabet[byte % 62];
    }
  }
  return text;
}

function equal(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
