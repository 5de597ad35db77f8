import { describe, expect, it } from "vitest";
import { everyAction } from "../access/roles.ts";
import type { StoredKey } from "../store/api-keys.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { believedForMs, createApiKeys } from "./api-keys.ts";

/** Keys over a database of one row, at a time that the test sets. */
function keysAt(time: { now: number }) {
  const rows: StoredKey[] = [];
  let looks = 0;
  const tx: Tx = {
    tenant: "acme",
    rows: async () => {
      looks += 1;
      return rows as never;
    },
    run: async (_statement, values = []) => {
      rows.push({
        id: String(values[0]),
        name: "test",
        secretOf: null,
        createdAt: time.now,
        secretHash: String(values.find((value) => /^[\w-]{43}$/.test(String(value)))),
        scopes: ["read", "write"],
        expiresAt: null,
        revokedAt: null,
        lastUsedAt: time.now,
        replacedBy: null,
        madeBy: null,
      });
      return 1;
    },
  };
  const store = { withTenant: (_tenant: string, work: (tx: Tx) => unknown) => work(tx) };
  const keys = createApiKeys(store as unknown as Store, Buffer.alloc(32, 7), () => time.now);
  const change = (to: Partial<StoredKey>): void => {
    rows[0] = { ...rows[0], ...to } as StoredKey;
  };
  return { keys, tx, change, looks: () => looks };
}

describe("an API key", () => {
  it("that is revoked is refused as soon as the stated time is over, however often it was used", async () => {
    const time = { now: 1_000_000 };
    const { keys, tx, change, looks } = keysAt(time);
    const key = await keys.issue(tx, "test", time.now);
    for (let used = 0; used < 10; used += 1) {
      expect(await keys.authenticate(key)).toMatchObject({
        tenant: "acme",
        kind: "key",
        allowed: everyAction,
      });
      time.now += believedForMs / 10 - 1;
    }
    expect(looks()).toBe(1);
    change({ revokedAt: 1_000_001 });
    time.now = 1_000_000 + believedForMs;
    expect(await keys.authenticate(key)).toBeUndefined();
  });

  it("is not taken for another that differs in one letter", async () => {
    const { keys, tx } = keysAt({ now: 0 });
    const key = await keys.issue(tx, "test", 0);
    expect(await keys.authenticate(key)).toBeDefined();
    const last = key.endsWith("A") ? "B" : "A";
    for (const other of [`${key.slice(0, -1)}${last}`, `${key}A`, key.slice(0, -1), ""])
      expect(await keys.authenticate(other)).toBeUndefined();
  });
});
