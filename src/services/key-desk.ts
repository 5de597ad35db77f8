import { type Allowed, beyond } from "../access/allows.ts";
import { actionsOfScopes, isScope, type Scope } from "../access/scopes.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { noteChange } from "../store/act.ts";
import { findKey, holdKey, replaceKey, revokeKey } from "../store/api-keys.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, HOUR_MS, type Instant } from "../time/instant.ts";
import { type ApiKeys, type KeyState, keyIdOf, keyPrefix, type ListedKey } from "./api-keys.ts";
import { expiryOf } from "./key-expiry.ts";

/** What a new API key is to be. */
export interface ApiKeyRequest {
  /** What it is for. Default `key`. */
  readonly name?: string;
  /** Actions, roles as `role:developer`, `read` or `write`. */
  readonly scopes: readonly Scope[];
  /** RFC 3339, real time; for ever where absent. */
  readonly expiresAt?: string;
}

/** How a key is to be replaced. */
export interface KeyRotation {
  /** How many hours the old key works on; 24 where absent, 0 ends it at once, at most 720. */
  readonly overlapHours?: number;
}

/** An API key as its owner may see it. Instants are RFC 3339, UTC, of real time; null where there is none. */
export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  /** How its text begins, to tell it by. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly state: KeyState;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** To the minute. */
  readonly lastUsedAt: string | null;
  /** The key that took its place. */
  readonly replacedBy: string | null;
}

/** A key that was just made. */
export interface NewApiKey extends ApiKeyView {
  /** Its text: it is kept nowhere and cannot be shown again. */
  readonly key: string;
}

/** What somebody does with the API keys of their tenant. Nobody makes or takes a key that may do more than they. */
export interface KeyDesk {
  /** Oldest first; those that no longer open anything too. */
  readonly list: (tenant: string) => Promise<readonly ApiKeyView[]>;
  /** Refuses `unknown-scope`, `scope-beyond-yours`, `expiry-in-past`. */
  readonly add: (
    tenant: string,
    allowed: Allowed,
    request: ApiKeyRequest,
  ) => Promise<Result<NewApiKey>>;
  /**
   * Makes a key of the same name, scopes and length of life, and lets the old one work on for a while. Refuses `not-found`,
   * `key-ended` of a key that is over or was replaced before, `scope-beyond-yours`.
   */
  readonly rotate: (
    tenant: string,
    allowed: Allowed,
    id: string,
    request: KeyRotation,
  ) => Promise<Result<NewApiKey>>;
  /** Ends a key for good; the same again is answered alike. Refuses `not-found`. */
  readonly revoke: (tenant: string, id: string) => Promise<Result<ApiKeyView>>;
}

const overlapHoursDefault = 24;
/** How long a key that is replaced may work on. */
export const overlapHoursMax = 720;

/** The keys of a database. `realNow` is real time. */
export function createKeyDesk(store: Store, keys: ApiKeys, realNow: () => Instant): KeyDesk {
  const made = async (tx: Tx, key: string): Promise<NewApiKey> => {
    const stored = await findKey(tx, keyIdOf(key));
    if (stored === undefined) throw new Error("broken invariant: a key that was made is there");
    const view = viewOf(tx.tenant, keys.listed(stored));
    noteChange({ subject: `/v1/api-keys/${view.id}`, after: toldOf(view) });
    return { ...view, key };
  };
  return {
    list: (tenant) =>
      store.withTenant(
        tenant,
        async (tx) => (await keys.list(tx)).map((key) => viewOf(tenant, key)),
        { readOnly: true },
      ),
    add: async (tenant, allowed, { name = "key", scopes, expiresAt }) => {
      const now = realNow();
      const expiry = expiryOf(expiresAt, now);
      const faults = [...(expiry.ok ? [] : expiry.faults), ...scopeFaults(scopes, allowed)];
      if (!expiry.ok || faults.length > 0) return { ok: false, faults };
      const terms = { scopes, ...(expiry.value === undefined ? {} : { expiresAt: expiry.value }) };
      return store.withTenant(tenant, async (tx) =>
        ok(await made(tx, await keys.issue(tx, name, now, terms))),
      );
    },
    rotate: async (tenant, allowed, id, { overlapHours = overlapHoursDefault }) => {
      const rotated = await store.withTenant(tenant, async (tx): Promise<Result<NewApiKey>> => {
        const now = realNow();
        const old = await holdKey(tx, id);
        if (old === undefined) return noKey(id);
        const { state } = keys.listed(old);
        if (state === "revoked" || state === "expired" || old.replacedBy !== null)
          return refuse(ended(id, old.replacedBy === null ? state : "replaced"));
        const faults = scopeFaults(old.scopes, allowed).filter(
          ({ code }) => code === "scope-beyond-yours",
        );
        if (faults.length > 0) return { ok: false, faults };
        const key = await keys.issue(tx, old.name, now, {
          scopes: old.scopes,
          ...(old.expiresAt === null ? {} : { expiresAt: now + (old.expiresAt - old.createdAt) }),
        });
        await replaceKey(tx, id, keyIdOf(key), now + overlapHours * HOUR_MS);
        noteChange({ before: toldOf(viewOf(tenant, keys.listed(old))) });
        return ok(await made(tx, key));
      });
      keys.forget();
      return rotated;
    },
    revoke: async (tenant, id) => {
      const revoked = await store.withTenant(tenant, async (tx) => {
        noteChange({ before: { state: "works" }, after: { state: "revoked" } });
        await revokeKey(tx, id, realNow());
        const stored = await findKey(tx, id);
        return stored === undefined ? noKey(id) : ok(viewOf(tenant, keys.listed(stored)));
      });
      keys.forget();
      return revoked;
    },
  };
}

const viewOf = (tenant: string, key: ListedKey): ApiKeyView => ({
  id: key.id,
  name: key.name,
  prefix: keyPrefix(tenant, key.id),
  scopes: key.scopes,
  state: key.state,
  createdAt: formatInstant(key.createdAt),
  expiresAt: textOrNull(key.expiresAt),
  revokedAt: textOrNull(key.revokedAt),
  lastUsedAt: textOrNull(key.lastUsedAt),
  replacedBy: key.replacedBy ?? null,
});

/** What the audit log says of a key. */
const toldOf = ({ id, name, scopes, expiresAt }: ApiKeyView) => ({ id, name, scopes, expiresAt });

const textOrNull = (at: Instant | undefined): string | null =>
  at === undefined ? null : formatInstant(at);

/** What is wrong with the scopes that somebody gives a key: texts that are none, and what they have not themselves. */
export function scopeFaults(scopes: readonly Scope[], allowed: Allowed): readonly Fault[] {
  return scopes.flatMap((scope, index): readonly Fault[] => {
    const path = `/scopes/${index}`;
    if (!isScope(scope))
      return [
        {
          code: "unknown-scope",
          path,
          message: "there is no such scope",
          value: scope.slice(0, 60),
          suggestion: "give an action such as customers.read, role:developer, read or write",
        },
      ];
    const [first] = beyond(allowed, actionsOfScopes([scope]));
    if (first === undefined) return [];
    return [
      {
        code: "scope-beyond-yours",
        path,
        message: `this allows ${first}, which you may not do yourself`,
        value: scope,
        suggestion: "give what you have, or ask an owner",
      },
    ];
  });
}

const ended = (id: string, how: string): Fault => ({
  code: "key-ended",
  path: "/id",
  message: `this key is ${how}`,
  value: id,
  suggestion: "make a new key",
});

const noKey = (id: string): Result<never> =>
  refuse({ code: "not-found", path: "/id", message: "there is no such key", value: id });
