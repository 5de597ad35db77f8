import { hash } from "node:crypto";
import { actionsOfScopes, type Scope } from "../access/scopes.ts";
import { actingPerson } from "../store/act.ts";
import { findKey, insertKey, listKeys, noteKeyUse, type StoredKey } from "../store/api-keys.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { endOfKey } from "./key-expiry.ts";
import { keySecrets, randomText } from "./key-secrets.ts";
import type { Principal } from "./principal.ts";
import { sameSecret } from "./same-secret.ts";

/**
 * API keys look like `florin_<tenant>_<id>_<secret>`: the tenant leads to the row without a table that spans tenants, the
 * id to the key, and the secret, 192 random bits, is kept only as an HMAC under the server's pepper.
 */
export interface ApiKeys {
  /** Makes a key; the text is shown once and kept nowhere. It may do everything, for ever, unless the terms say less. */
  readonly issue: (tx: Tx, name: string, now: Instant, terms?: KeyTerms) => Promise<string>;
  /** Every key of the tenant, oldest first, and whether it opens anything here. */
  readonly list: (tx: Tx) => Promise<readonly ListedKey[]>;
  /** A stored key as an operator sees it. */
  readonly listed: (key: StoredKey) => ListedKey;
  /** Who holds a key; undefined for a malformed, unknown, expired or revoked one, in the same time. */
  readonly authenticate: (key: string) => Promise<Principal | undefined>;
  /** Asks the database again from now on; other processes do within {@link believedForMs}. */
  readonly forget: () => void;
}

/** What a key may do, and until when. */
export interface KeyTerms {
  /** Everything where absent. */
  readonly scopes?: readonly Scope[];
  /** Real time. */
  readonly expiresAt?: Instant;
}

/** Whether a key opens anything: `other-secret` was made under another server's secret, and this one cannot know it. */
export type KeyState = "works" | "revoked" | "expired" | "other-secret";

/** A key as an operator sees it. Instants are of real time. */
export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant | undefined;
  readonly revokedAt: Instant | undefined;
  /** To the minute. */
  readonly lastUsedAt: Instant | undefined;
  /** The key that took its place. */
  readonly replacedBy: string | undefined;
  readonly state: KeyState;
}

/** How the text of a key begins; its secret follows. */
export const keyPrefix = (tenant: string, id: string): string => `florin_${tenant}_${id}_`;

/** The id in the text of a key. */
export const keyIdOf = (key: string): string => format.exec(key)?.[2] ?? "";

const format =
  /^florin_([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)_([A-Za-z0-9]{12})_([A-Za-z0-9]{32})$/;
/** How long an accepted key is believed without asking the database: the longest a revocation takes. */
export const believedForMs = 5_000;
const believedMax = 10_000;
const noteUseEveryMs = 60_000;

/** Keys under a pepper that only this installation knows. `realNow` measures expiry and belief in real time. */
export function createApiKeys(store: Store, pepper: Uint8Array, realNow: () => Instant): ApiKeys {
  const believed = new Map<string, { readonly principal: Principal; readonly until: Instant }>();
  const { hashOf, fingerprint } = keySecrets(pepper);

  const look = async (key: string): Promise<Principal | undefined> => {
    const [, tenant, id = "", secret = ""] = format.exec(key) ?? [];
    if (tenant === undefined) return undefined;
    const stored = await store.withTenant(tenant, (tx) => findKey(tx, id), { readOnly: true });
    const matches = sameSecret(hashOf(secret), stored?.secretHash ?? hashOf("nobody"));
    const now = realNow();
    if (stored === undefined || !matches || endOfKey(stored, now) !== undefined) return undefined;
    if (now - (stored.lastUsedAt ?? 0) > noteUseEveryMs)
      await store.withTenant(tenant, (tx) => noteKeyUse(tx, id, now));
    return {
      tenant,
      credential: id,
      kind: "key",
      ...(stored.madeBy === null ? {} : { maker: stored.madeBy }),
      allowed: actionsOfScopes(stored.scopes),
    };
  };

  const listed = (key: StoredKey): ListedKey => {
    const foreign = key.secretOf !== null && key.secretOf !== fingerprint;
    return {
      id: key.id,
      name: key.name,
      scopes: key.scopes,
      createdAt: key.createdAt,
      expiresAt: key.expiresAt ?? undefined,
      revokedAt: key.revokedAt ?? undefined,
      lastUsedAt: key.lastUsedAt ?? undefined,
      replacedBy: key.replacedBy ?? undefined,
      state: endOfKey(key, realNow()) ?? (foreign ? "other-secret" : "works"),
    };
  };

  return {
    issue: async (tx, name, now, { scopes = ["read", "write"], expiresAt } = {}) => {
      const id = randomText(12);
      const secret = randomText(32);
      await insertKey(tx, {
        id,
        name,
        scopes,
        secretHash: hashOf(secret),
        secretOf: fingerprint,
        createdAt: now,
        expiresAt: expiresAt ?? null,
        madeBy: actingPerson() ?? null,
      });
      return `${keyPrefix(tx.tenant, id)}${secret}`;
    },
    list: async (tx) => (await listKeys(tx)).map(listed),
    listed,
    authenticate: async (key) => {
      const now = realNow();
      // A fifth of the price of an HMAC, and asked for with every request: a key is random, so its digest tells nothing.
      const digest = hash("sha256", key, "base64");
      const kept = believed.get(digest);
      if (kept !== undefined && kept.until > now) return kept.principal;
      const principal = await look(key);
      if (principal === undefined) return undefined;
      if (believed.size >= believedMax) believed.clear();
      believed.set(digest, { principal, until: now + believedForMs });
      return principal;
    },
    forget: () => believed.clear(),
  };
}
