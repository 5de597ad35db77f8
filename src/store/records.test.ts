import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purchasesOf, recordFact } from "./account-facts.ts";
import { findKey, insertKey, listKeys, revokeKey } from "./api-keys.ts";
import { customerNames, findCustomer, knownCustomers, saveCustomer } from "./customers.ts";
import { insertPublishedModel, modelDocument, modelsStamp, publishedModels } from "./models.ts";
import { addTenant, listTenants, openTenant } from "./tenants.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("tenants", () => {
  it("are added once and listed by id", async () => {
    const { pool } = database.store;
    expect(await addTenant(pool, { id: "new-one", name: "New", createdAt: 5 })).toBe(true);
    expect(await addTenant(pool, { id: "new-one", name: "Other", createdAt: 6 })).toBe(false);
    const tenants = await listTenants(pool);
    expect(tenants.map(({ id }) => id)).toEqual(["acme", "new-one", "zeta"]);
    expect(tenants[1]).toEqual({ id: "new-one", name: "New", createdAt: 5 });
  });

  it("are opened with what they begin with, or not at all", async () => {
    const { pool, withTenant } = database.store;
    const tenant = { id: "opened", name: "Opened", createdAt: 5 };
    const torn = openTenant(pool, tenant, async (tx) => {
      await insertKey(tx, key("k1", 5));
      throw new Error("killed");
    });
    await expect(torn).rejects.toThrow("killed");
    expect((await listTenants(pool)).map(({ id }) => id)).not.toContain("opened");

    let begun = 0;
    const open = () =>
      openTenant(pool, tenant, async (tx) => {
        begun += 1;
        await insertKey(tx, key("k1", 5));
      });
    expect((await Promise.all([open(), open(), open()])).sort()).toEqual([false, false, true]);
    expect(begun).toBe(1);
    expect((await withTenant("opened", listKeys)).map(({ id }) => id)).toEqual(["k1"]);
  });

  it("have ids of lower-case letters, digits and inner dashes", async () => {
    for (const id of ["", "Acme", "-a", "a-", "a b", "a'b", "a".repeat(64), "ä"]) {
      const added = addTenant(database.store.pool, { id, name: "x", createdAt: 0 });
      await expect(added).rejects.toThrow(/check constraint/);
    }
  });
});

describe("models", () => {
  it("are published once, byte for byte, and listed in order", async () => {
    const { withTenant } = database.store;
    const model = { id: "m", version: "1", document: '{"b":1,"a": 2}', publishedAt: 10 };
    const stamp = () => withTenant("acme", modelsStamp);
    const before = await stamp();
    expect(await withTenant("acme", (tx) => insertPublishedModel(tx, model))).toBe(true);
    expect(await stamp()).not.toBe(before);
    expect(
      await withTenant("acme", (tx) => insertPublishedModel(tx, { ...model, document: "{}" })),
    ).toBe(false);
    await withTenant("acme", (tx) =>
      insertPublishedModel(tx, { ...model, version: "0", publishedAt: 20 }),
    );
    expect(await withTenant("acme", (tx) => modelDocument(tx, "m", "1"))).toBe(model.document);
    expect(await withTenant("zeta", (tx) => modelDocument(tx, "m", "1"))).toBeUndefined();
    const listed = await withTenant("acme", publishedModels);
    expect(listed.map(({ version }) => version)).toEqual(["1", "0"]);
  });
});

describe("customers", () => {
  it("are replaced by what is known later, but for when they came", async () => {
    const { withTenant } = database.store;
    const customer = {
      id: "c-1",
      name: "Before",
      email: "a@example.com",
      segment: null,
      country: null,
      currency: "EUR",
      timeZone: "Europe/Berlin",
      payer: null,
      fact: '{"id":"c-1"}',
      createdAt: 1,
    };
    await withTenant("acme", (tx) => saveCustomer(tx, customer));
    await withTenant("acme", (tx) =>
      saveCustomer(tx, { ...customer, name: "After", email: null, createdAt: 2 }),
    );
    expect(await withTenant("acme", (tx) => findCustomer(tx, "c-1"))).toEqual({
      ...customer,
      name: "After",
      email: null,
    });
    expect([...(await withTenant("acme", (tx) => knownCustomers(tx, ["c-1", "c-2"])))]).toEqual([
      "c-1",
    ]);
    expect([...(await withTenant("acme", (tx) => customerNames(tx, ["c-1", "c-2"])))]).toEqual([
      ["c-1", "After"],
    ]);
    expect((await withTenant("zeta", (tx) => knownCustomers(tx, ["c-1"]))).size).toBe(0);
  });
});

describe("account facts", () => {
  it("are told once; the same words again are a duplicate, others a conflict", async () => {
    const { withTenant } = database.store;
    const fact = {
      kind: "subscription",
      id: "s-1",
      customer: "c-1",
      product: "team",
      startsAt: 100,
      endsAt: null,
      fact: '{"fact":"subscription"}',
      recordedAt: 50,
    } as const;
    const tell = (told: Parameters<typeof recordFact>[1]) =>
      withTenant("acme", (tx) => recordFact(tx, told));
    expect(await tell(fact)).toBe("accepted");
    expect(await tell({ ...fact, recordedAt: 60 })).toBe("duplicate");
    expect(await tell({ ...fact, fact: "{}" })).toBe("conflict");
    expect(await tell({ ...fact, kind: "licence", product: "premium", endsAt: 500 })).toBe(
      "accepted",
    );
    const facts = await withTenant("acme", (tx) => purchasesOf(tx, ["c-1", "c-9"]));
    expect(facts.map(({ kind, endsAt }) => [kind, endsAt])).toEqual([
      ["licence", 500],
      ["subscription", null],
    ]);
    expect(facts[1]).toEqual(fact);
  });

  it("are accepted once when many tell the same at once", async () => {
    const fact = {
      kind: "sale",
      id: "raced",
      customer: "c-1",
      product: "training",
      startsAt: 0,
      endsAt: null,
      fact: "{}",
      recordedAt: 0,
    } as const;
    const told = await Promise.all(
      Array.from({ length: 10 }, () =>
        database.store.withTenant("acme", (tx) => recordFact(tx, fact)),
      ),
    );
    expect(told.filter((verdict) => verdict === "accepted")).toHaveLength(1);
    expect(told.filter((verdict) => verdict === "duplicate")).toHaveLength(9);
  });
});

const key = (id: string, createdAt: number) => ({
  id,
  name: "first",
  secretHash: "hash",
  secretOf: "here",
  scopes: ["read", "write"],
  createdAt,
  expiresAt: null,
  madeBy: null,
});
/** What is stored of a key that nobody has used, revoked or replaced. */
const unused = { revokedAt: null, lastUsedAt: null, replacedBy: null };

describe("API keys", () => {
  it("are found by their public id, in their own tenant only", async () => {
    const { withTenant } = database.store;
    await withTenant("acme", (tx) => insertKey(tx, key("k1", 5)));
    const stored = { ...key("k1", 5), ...unused };
    expect(await withTenant("acme", (tx) => findKey(tx, "k1"))).toEqual(stored);
    expect(await withTenant("zeta", (tx) => findKey(tx, "k1"))).toBeUndefined();
  });

  it("are listed oldest first, and revoked once", async () => {
    const { withTenant } = database.store;
    const expiring = { ...key("k0", 7), expiresAt: 9 };
    await withTenant("zeta", (tx) => insertKey(tx, expiring));
    await withTenant("zeta", (tx) => insertKey(tx, key("k9", 6)));
    const revoke = (at: number) => withTenant("zeta", (tx) => revokeKey(tx, "k9", at));
    expect([await revoke(8), await revoke(10)]).toEqual([true, false]);
    expect(await withTenant("zeta", (tx) => revokeKey(tx, "k1", 8))).toBe(false);
    expect(await withTenant("zeta", listKeys)).toEqual([
      { ...key("k9", 6), ...unused, revokedAt: 8 },
      { ...expiring, ...unused },
    ]);
  });
});
