import { everyAction } from "../access/roles.ts";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { revokeKey } from "../store/api-keys.ts";
import type { Store } from "../store/store.ts";
import { listTenants } from "../store/tenants.ts";
import type { Instant } from "../time/instant.ts";
import type { ApiKeys, KeyTerms, ListedKey } from "./api-keys.ts";
import type { CustomerKeys } from "./customer-keys.ts";
import { createKeyDesk } from "./key-desk.ts";

/** What an operator does with the API keys of one tenant. Each refuses `unknown-tenant`. */
export interface KeyRing {
  /** Makes a key and answers its text, which is kept nowhere. */
  readonly add: (tenant: string, name: string, terms: KeyTerms) => Promise<Result<string>>;
  /** Every key, oldest first. */
  readonly list: (tenant: string) => Promise<Result<readonly ListedKey[]>>;
  /**
   * Lets a new key take a key's place and answers its text; the old one works on for some hours. Refuses `not-found` and
   * `key-ended`.
   */
  readonly rotate: (tenant: string, id: string, overlapHours: number) => Promise<Result<string>>;
  /** Revokes a key by its id and answers the keys as they are then. Refuses `unknown-key`. */
  readonly revoke: (tenant: string, id: string) => Promise<Result<readonly ListedKey[]>>;
  /** The same for keys that stand for a customer. */
  readonly ofCustomers: CustomerKeys;
}

/** The keys of a database under an installation's secret. Times are real time. */
export function keyRing(
  store: Store,
  keys: ApiKeys,
  customerKeys: CustomerKeys,
  realNow: () => Instant,
): KeyRing {
  const inTenant = async <T>(
    tenant: string,
    work: () => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const tenants = (await listTenants(store.pool)).map(({ id }) => id);
    if (tenants.includes(tenant)) return work();
    return refuse({
      code: "unknown-tenant",
      path: "--tenant",
      message: "there is no tenant with this id",
      value: tenant,
      suggestion:
        tenants.length === 0
          ? "start florin serve once: it makes the first tenant and its key"
          : `there are ${tenants.slice(0, 10).join(", ")}`,
    });
  };
  const desk = createKeyDesk(store, keys, realNow);
  return {
    ofCustomers: {
      ...customerKeys,
      add: (tenant, ...rest) => inTenant(tenant, () => customerKeys.add(tenant, ...rest)),
      list: (tenant, ...rest) => inTenant(tenant, () => customerKeys.list(tenant, ...rest)),
      revoke: (tenant, ...rest) => inTenant(tenant, () => customerKeys.revoke(tenant, ...rest)),
    },
    add: (tenant, name, terms) =>
      inTenant(tenant, async () =>
        ok(await store.withTenant(tenant, (tx) => keys.issue(tx, name, realNow(), terms))),
      ),
    list: (tenant) =>
      inTenant(tenant, async () =>
        ok(await store.withTenant(tenant, keys.list, { readOnly: true })),
      ),
    rotate: (tenant, id, overlapHours) =>
      inTenant(tenant, async () => {
        const made = await desk.rotate(tenant, everyAction, id, { overlapHours });
        return made.ok ? ok(made.value.key) : made;
      }),
    revoke: (tenant, id) =>
      inTenant(tenant, () =>
        store.withTenant(tenant, async (tx) => {
          await revokeKey(tx, id, realNow());
          const listed = await keys.list(tx);
          if (listed.some((key) => key.id === id)) return ok(listed);
          return refuse({
            code: "unknown-key",
            path: "",
            message: "there is no key with this id",
            value: id,
            suggestion: "florin keys list shows the ids; a key's id is the third part of its text",
          });
        }),
      ),
  };
}
