import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Pool } from "./connection.ts";
import { migrate, migrations } from "./migrate.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
let owner: Pool;
beforeAll(async () => {
  database = await testDatabase();
  owner = database.store.openOwnerPool();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** The migrations up to one of them. */
const upTo = (last: string) =>
  Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= last));

const schema = async (): Promise<unknown> => {
  const { rows } = await database.admin.query(`
    select table_name, column_name, data_type, is_nullable, column_default
    from information_schema.columns where table_schema = 'public'
      and table_name not like 'kysely%' order by table_name, ordinal_position`);
  return rows;
};

describe("migrate", () => {
  it("has nothing to do the second time, and changes nothing", async () => {
    const before = await schema();
    expect(await migrate(owner)).toEqual([]);
    expect(await schema()).toEqual(before);
  });

  it("runs once when several processes start together", async () => {
    await database.admin.query("drop schema public cascade; create schema public");
    const runs = await Promise.all([migrate(owner), migrate(owner), migrate(owner)]);
    expect(runs.flat()).toEqual(Object.keys(migrations));
  });

  it("leaves nothing behind when one fails", async () => {
    await database.admin.query("drop schema public cascade; create schema public");
    await database.admin.query("create table accounts (in_the_way integer)");
    await expect(migrate(owner)).rejects.toThrow(/already exists/);
    const { rows } = await database.admin.query(
      "select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
    );
    expect(rows).toEqual([{ tablename: "accounts" }]);
  });

  it("names its migrations in the order they run", () => {
    const names = Object.keys(migrations);
    names.forEach((name, index) => {
      expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, "0")}-[a-z-]+$`));
    });
  });
});

describe("the migration of billed periods", () => {
  it("moves them from the account to its subscriptions, and does nothing the second time", async () => {
    const { admin } = database;
    await admin.query("drop schema public cascade; create schema public");
    await migrate(owner, upTo("0009-installation"));
    const period = { index: 0, events: 1, seenUntil: 5, gross: "1.50", net: "1.50" };
    const subscription = (id: string) => ({ fact: { id }, nextUsage: { calls: 1 } });
    const state = {
      customer: { id: "c-1" },
      subscriptions: [subscription("s/1"), subscription("s/2")],
      billed: { "s/1/calls": [period], "s/1/minutes": [] },
    };
    await admin.query("insert into tenants (id, name, created_at) values ('t', 'T', now())");
    await admin.query(
      "insert into accounts (tenant, customer, state, version) values ('t', 'c-1', $1, 1)",
      [JSON.stringify(state)],
    );
    const moved = {
      customer: { id: "c-1" },
      subscriptions: [
        { ...subscription("s/1"), billed: { calls: [period], minutes: [] } },
        { ...subscription("s/2"), billed: {} },
      ],
    };
    for (let time = 0; time < 2; time += 1) {
      await admin.query("delete from kysely_migration where name = '0010-billed-periods'");
      expect(await migrate(owner, upTo("0010-billed-periods"))).toEqual(["0010-billed-periods"]);
      const { rows } = await admin.query<{ state: string }>("select state from accounts");
      expect(rows.map((row) => JSON.parse(row.state))).toEqual([moved]);
    }
    const { rows } = await admin.query(
      "select relrowsecurity, relforcerowsecurity from pg_class where relname = 'accounts'",
    );
    expect(rows).toEqual([{ relrowsecurity: true, relforcerowsecurity: true }]);
  });
});
