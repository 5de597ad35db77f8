import { ok, type Result, refuse } from "../fault/fault.ts";
import { noteChange } from "../store/act.ts";
import {
  findCustomerKey,
  insertCustomerKey,
  keysOfCustomer,
  noteCustomerKeyUse,
  revokeCustomerKey,
  type StoredCustomerKey,
} from "../store/customer-keys.ts";
import { knownCustomers } from "../store/customers.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { endOfKey, expiryOf } from "./key-expiry.ts";
import { keySecrets, randomText } from "./key-secrets.ts";
import { noSuchCustomer } from "./no-such-customer.ts";
import { sameSecret } from "./same-secret.ts";

/** What a new key of a customer is to be. */
export interface CustomerKeyRequest {
  /** What it is for. Default `key`. */
  readonly name?: string;
  /** RFC 3339, real time. */
  readonly expiresAt?: string;
}

/** A customer's key as its owner may see it. Instants are RFC 3339, UTC, of real time; null where there is none. */
export interface CustomerKeyView {
  readonly id: string;
  readonly customer: string;
  readonly name: string;
  /** How its text begins, to tell it by. */
  readonly prefix: string;
  readonly state: "works" | "revoked" | "expired" | "other-secret";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** To the minute. */
  readonly lastUsedAt: string | null;
}

/** A key that was just made. */
export interface NewCustomerKey extends CustomerKeyView {
  /** Its text: it is kept nowhere and cannot be shown again. */
  readonly key: string;
}

/** Whom a key stands for. */
export interface KeyHolder {
  /** Whether it stands for anyone; the rest is null where it does not. */
  readonly known: boolean;
  readonly customer: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly expiresAt: string | null;
}

/**
 * Keys that stand for a customer before a gateway, `cus_<id>_<secret>`: the secret, 192 random bits, is kept only as an HMAC under the
 * server's pepper. They open nothing of this server.
 */
export interface CustomerKeys {
  /** Refuses `unknown-customer`, `expiry-in-past`. */
  readonly add: (
    tenant: string,
    customer: string,
    request: CustomerKeyRequest,
  ) => Promise<Result<NewCustomerKey>>;
  /** Oldest first. Refuses `unknown-customer`. */
  readonly list: (tenant: string, customer: string) => Promise<Result<readonly CustomerKeyView[]>>;
  /** Revokes a key for good; the same again is answered alike. Refuses `not-found`. */
  readonly revoke: (
    tenant: string,
    customer: string,
    id: string,
  ) => Promise<Result<CustomerKeyView>>;
  /** Whom a key stands for by this moment, and notes that it was used. A malformed, unknown, expired or revoked one stands for nobody. */
  readonly holder: (tenant: string, key: string) => Promise<KeyHolder>;
}

const format = /^cus_([A-Za-z0-9]{12})_([A-Za-z0-9]{32})$/;

const nobody: KeyHolder = { known: false, customer: null, id: null, name: null, expiresAt: null };

/** Customer keys under a pepper that only this installation knows. `realNow` is real time. */
export function createCustomerKeys(
  store: Store,
  pepper: Uint8Array,
  realNow: () => Instant,
): CustomerKeys {
  const { hashOf, fingerprint } = keySecrets(pepper);
  const viewOf = (key: StoredCustomerKey): CustomerKeyView => ({
    id: key.id,
    customer: key.customer,
    name: key.name,
    prefix: prefixOf(key.id),
    state: stateOf(key, fingerprint, realNow()),
    createdAt: formatInstant(key.createdAt),
    expiresAt: textOrNull(key.expiresAt),
    revokedAt: textOrNull(key.revokedAt),
    lastUsedAt: textOrNull(key.lastUsedAt),
  });
  return {
    add: async (tenant, customer, { name = "key", expiresAt }) => {
      const expiry = expiryOf(expiresAt, realNow());
      if (!expiry.ok) return expiry;
      const id = randomText(12);
      const secret = randomText(32);
      const key = {
        id,
        customer,
        name,
        secretHash: hashOf(secret),
        secretOf: fingerprint,
        createdAt: realNow(),
        expiresAt: expiry.value ?? null,
      };
      return store.withTenant(tenant, async (tx) => {
        const known = await mustBeKnown(tx, customer);
        if (!known.ok) return known;
        noteChange({ subject: `/v1/customers/${encodeURIComponent(customer)}/keys/${id}` });
        await insertCustomerKey(tx, key);
        const view = viewOf({ ...key, revokedAt: null, lastUsedAt: null });
        return ok({ ...view, key: `${prefixOf(id)}${secret}` });
      });
    },
    list: (tenant, customer) =>
      store.withTenant(
        tenant,
        async (tx) => {
          const known = await mustBeKnown(tx, customer);
          return known.ok ? ok((await keysOfCustomer(tx, customer)).map(viewOf)) : known;
        },
        { readOnly: true },
      ),
    revoke: (tenant, customer, id) =>
      store.withTenant(tenant, async (tx) => {
        const before = await findCustomerKey(tx, id);
        if (before?.customer !== customer) return noKey(id);
        await revokeCustomerKey(tx, id, realNow());
        const after = await findCustomerKey(tx, id);
        return after === undefined ? noKey(id) : ok(viewOf(after));
      }),
    holder: async (tenant, key) => {
      const [, id = "", secret = ""] = format.exec(key) ?? [];
      return store.withTenant(tenant, async (tx) => {
        const found = await findCustomerKey(tx, id);
        const matches = sameSecret(hashOf(secret), found?.secretHash ?? hashOf("nobody"));
        if (found === undefined || !matches) return nobody;
        if (stateOf(found, fingerprint, realNow()) !== "works") return nobody;
        await noteCustomerKeyUse(tx, id, realNow());
        const { customer, name, expiresAt } = found;
        return { known: true, customer, id, name, expiresAt: textOrNull(expiresAt) };
      });
    },
  };
}

const prefixOf = (id: string): string => `cus_${id}_`;

const textOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

function stateOf(
  key: StoredCustomerKey,
  fingerprint: string,
  now: Instant,
): CustomerKeyView["state"] {
  return endOfKey(key, now) ?? (key.secretOf === fingerprint ? "works" : "other-secret");
}

async function mustBeKnown(tx: Tx, customer: string): Promise<Result<undefined>> {
  if ((await knownCustomers(tx, [customer])).has(customer)) return ok(undefined);
  return noSuchCustomer(customer);
}

const noKey = (id: string): Result<never> =>
  refuse({
    code: "not-found",
    path: "/key",
    message: "the customer has no such key",
    value: id,
  });
