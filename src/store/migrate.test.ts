import { Kysely, type Migration, PostgresDialect } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Pool } from "./connection.ts";
import { migrate, migrations } from "./migrate.ts";
import { billedPeriods } from "./migrations/0010-billed-periods.ts";
import { subscriptionPhases } from "./migrations/0011-subscription-phases.ts";
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

/** Runs one migration by itself, in a transaction, on whatever schema there is. */
async function runAlone({ up }: Migration): Promise<void> {
  const borrowed = { connect: () => owner.connect(), end: async () => {} };
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: borrowed }) });
  await db.transaction().execute((transaction) => up(transaction));
}

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
    expect(names).toEqual([...names].sort());
    names.forEach((name, index) => {
      expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, "0")}-[a-z-]+$`));
    });
  });
});

describe("the migration of billed periods", () => {
  it("moves them from the account to its subscriptions, and does nothing the second time", async () => {
    const { admin } = database;
    await admin.query("drop schema public cascade; create schema public");
    await migrate(owner);
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
      await runAlone(billedPeriods);
      const { rows } = await admin.query<{ state: string }>("select state from accounts");
      expect(rows.map((row) => JSON.parse(row.state))).toEqual([moved]);
    }
    const { rows } = await admin.query(
      "select relrowsecurity, relforcerowsecurity from pg_class where relname = 'accounts'",
    );
    expect(rows).toEqual([{ relrowsecurity: true, relforcerowsecurity: true }]);
  });
});

describe("the migration to phases", () => {
  it("makes each subscription one phase, with what was paid in advance read back from its invoices", async () => {
    const { admin } = database;
    await admin.query("drop schema public cascade; create schema public");
    await migrate(owner);
    await admin.query(`
      drop table subscription_phases;
      alter table account_facts drop constraint account_facts_kind_check;
      alter table account_facts add constraint account_facts_kind_check check (kind <> '');`);
    const fact = {
      fact: "subscription",
      id: "s-1",
      customer: "c-1",
      plan: "team",
      start: "2026-01-01",
    };
    const held = {
      fact,
      model: "acme@1",
      knownSince: 0,
      nextRecurring: 3,
      nextUsage: {},
      billed: {},
    };
    const state = { customer: { id: "c-1" }, subscriptions: [held], issued: 3 };
    await admin.query("insert into tenants (id, name, created_at) values ('t', 'T', now())");
    await admin.query(
      "insert into accounts (tenant, customer, state, version) values ('t', 'c-1', $1, 1)",
      [JSON.stringify(state)],
    );
    await admin.query(
      `insert into account_facts (tenant, kind, id, customer, product, starts_at, fact, recorded_at)
      values ('t', 'subscription', 's-1', 'c-1', 'team', '2026-01-01Z', $1, '2026-01-01Z')`,
      [JSON.stringify(fact)],
    );
    for (const index of [0, 1, 2]) {
      const line = {
        id: `s-1/base/${index}`,
        kind: "recurring",
        subscription: "s-1",
        gross: "99.00",
        amount: "90.00",
      };
      await admin.query(
        `insert into invoices (tenant, id, customer, customer_name, series, position, number, status, currency,
          issued_at, due_at, total, line_count, document)
        values ('t', $1, 'c-1', 'C', 'INV', $2, $1, 'final', 'USD', now(), now(), 90, 1, $3)`,
        [`c-1:${index + 1}`, index + 1, JSON.stringify({ lines: [line] })],
      );
    }
    await runAlone(subscriptionPhases);
    const { rows: states } = await admin.query<{ state: string }>("select state from accounts");
    const paid = (index: number) => ({
      index,
      invoice: `c-1:${index + 1}`,
      gross: "99.00",
      net: "90.00",
    });
    expect(states.map((row) => JSON.parse(row.state))).toEqual([
      {
        customer: { id: "c-1" },
        issued: 3,
        subscriptions: [
          {
            fact,
            changes: [],
            phases: [
              {
                ...held,
                key: "s-1",
                cutSince: null,
                anchor: null,
                refundsUnused: false,
                paid: [paid(1), paid(2)],
              },
            ],
          },
        ],
      },
    ]);
    const { rows: phases } = await admin.query(
      "select customer, subscription, phase, plan, model, ends_at, sequel from subscription_phases",
    );
    const open = { phase: 1, plan: "team", model: "acme@1", ends_at: null, sequel: null };
    expect(phases).toEqual([{ customer: "c-1", subscription: "s-1", ...open }]);
    const { rows: secured } = await admin.query(
      "select relname from pg_class where relname in ('accounts', 'account_facts', 'invoices') and not (relrowsecurity and relforcerowsecurity)",
    );
    expect(secured).toEqual([]);
  });
});
