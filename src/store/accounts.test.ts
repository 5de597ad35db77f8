import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, openAccount } from "../account/account.ts";
import {
  accountStanding,
  claimDue,
  lockedAccount,
  openStoredAccount,
  parkAccount,
  saveAccounts,
  takeBillingTurn,
  unparkAccount,
} from "./accounts.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ tenants: ["acme", "due", "held"] });
});
afterAll(() => database.drop());

const account = (customer: string): Account =>
  openAccount({ fact: "customer", id: customer, name: customer });

/** Opens an account that is due at an instant. */
async function openDue(tx: Tx, customer: string, due: number): Promise<void> {
  await openStoredAccount(tx, account(customer));
  await saveAccounts(tx, [{ customer, account: account(customer), version: 1, due }]);
}

describe("accounts", () => {
  it("come back as they were saved, with a version that counts the saves", async () => {
    const { withTenant } = database.store;
    await withTenant("acme", (tx) => openDue(tx, "c-1", 5_000));
    expect(await withTenant("acme", (tx) => accountStanding(tx, "c-1"))).toEqual({
      customer: "c-1",
      account: account("c-1"),
      version: 2,
      nextDue: 5_000,
      parked: null,
    });
    expect(await withTenant("acme", (tx) => accountStanding(tx, "c-2"))).toBeUndefined();
  });

  it("are not saved over a state that the saver has not seen", async () => {
    const { withTenant } = database.store;
    await withTenant("acme", (tx) => openDue(tx, "stale", 1));
    const save = (version: number) =>
      withTenant("acme", (tx) =>
        saveAccounts(tx, [
          { customer: "stale", account: account("stale"), version, due: undefined },
        ]),
      );
    await expect(save(1)).rejects.toThrow(/changed while it was held/);
    await save(2);
    expect(await withTenant("acme", (tx) => accountStanding(tx, "stale"))).toMatchObject({
      version: 3,
      nextDue: null,
    });
  });

  it("are changed by one transaction at a time", async () => {
    const { withTenant } = database.store;
    await withTenant("acme", (tx) => openDue(tx, "raced", 1));
    const bump = () =>
      withTenant("acme", async (tx) => {
        const stored = await lockedAccount(tx, "raced");
        if (stored === undefined) throw new Error("it is there");
        const { issued } = stored.account;
        await saveAccounts(tx, [
          { ...stored, account: { ...stored.account, issued: issued + 1 }, due: undefined },
        ]);
      });
    await Promise.all(Array.from({ length: 20 }, bump));
    const standing = await withTenant("acme", (tx) => accountStanding(tx, "raced"));
    expect(standing?.account.issued).toBe(20);
  });
});

describe("claimDue", () => {
  it("takes the longest due first, equal ones by customer, parked ones never", async () => {
    const { withTenant } = database.store;
    await withTenant("due", async (tx) => {
      for (const [customer, due] of [
        ["d", 1],
        ["a", 3],
        ["b", 2],
        ["c", 2],
        ["e", 9],
        ["f", 1],
      ] as const) {
        await openDue(tx, customer, due);
      }
      await parkAccount(tx, "f", "no price", 4);
    });
    const claimed = (limit: number, now: number) =>
      withTenant("due", async (tx) =>
        (await claimDue(tx, limit, now)).map(({ customer }) => customer),
      );
    expect(await claimed(10, 3)).toEqual(["d", "b", "c", "a"]);
    expect(await claimed(2, 3)).toEqual(["d", "b"]);
    expect(await claimed(10, 0)).toEqual([]);
    await withTenant("due", (tx) => unparkAccount(tx, "f"));
    expect(await claimed(2, 3)).toEqual(["d", "f"]);
  });

  it("gives an account back when its transaction fails: it is still due", async () => {
    const { withTenant } = database.store;
    const failing = withTenant("due", async (tx) => {
      await claimDue(tx, 1, 1);
      throw new Error("billing broke");
    });
    await expect(failing).rejects.toThrow("billing broke");
    const [again] = await withTenant("due", (tx) => claimDue(tx, 1, 1));
    expect(again?.customer).toBe("d");
  });

  it("shows why and since when an account is parked", async () => {
    const { withTenant } = database.store;
    await withTenant("due", (tx) =>
      parkAccount(tx, "a", "broken invariant: lines do not add up", 7),
    );
    expect(await withTenant("due", (tx) => accountStanding(tx, "a"))).toMatchObject({
      parked: { reason: "broken invariant: lines do not add up", since: 7 },
      nextDue: 3,
    });
    expect(await withTenant("due", (tx) => unparkAccount(tx, "a"))).toBe(true);
    expect(await withTenant("due", (tx) => unparkAccount(tx, "a"))).toBe(false);
  });
});

describe("takeBillingTurn", () => {
  it("lets one transaction of a tenant bill at a time, and the next when it has ended", async () => {
    const { withTenant } = database.store;
    const turns = await withTenant("held", async (tx) => {
      const mine = await takeBillingTurn(tx);
      const theirs = await withTenant("held", (other) => takeBillingTurn(other));
      const foreign = await withTenant("acme", (other) => takeBillingTurn(other));
      return [mine, theirs, foreign];
    });
    expect(turns).toEqual([true, false, true]);
    expect(await withTenant("held", (tx) => takeBillingTurn(tx))).toBe(true);
  });
});
