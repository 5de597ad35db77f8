import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./store.ts";
import { operationsEvent } from "./stored-events.fixture.ts";
import { addTenant } from "./tenants.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

/** A server that an administrator runs: a database owned by an ordinary role, reached by URL. */
let database: TestDatabase;
const owner = `owner_${randomBytes(4).toString("hex")}`;
const ownDatabase = `test_${process.pid}_${owner}`;
let url = "";

beforeAll(async () => {
  database = await testDatabase();
  const { admin } = database;
  await admin.query(`create role ${owner} login nosuperuser password 'secret'`);
  await admin.query(`create database ${ownDatabase} owner ${owner}`);
  url = `postgresql://${owner}:secret@127.0.0.1:${database.store.embedded?.port}/${ownDatabase}`;
});
afterAll(async () => {
  await database.admin.query(`drop database ${ownDatabase} with (force)`);
  await database.admin.query(`drop role ${owner}`);
  await database.drop();
});

describe("connect, with the URL of a server", () => {
  it("says what an administrator has to do where the role cannot be taken on", async () => {
    await expect(connect({ databaseUrl: url })).rejects.toThrow(/grant florin_app to/);
  });

  it("migrates as the owner and runs as the application's role", async () => {
    await database.admin.query(`grant florin_app to ${owner}`);
    const store = await connect({ databaseUrl: url });
    try {
      expect(store.embedded).toBeUndefined();
      const { rows } = await store.pool.query(
        "select session_user as login, current_user as role, current_setting('TimeZone') as zone",
      );
      expect(rows).toEqual([{ login: owner, role: "florin_app", zone: "UTC" }]);
      await addTenant(store.pool, { id: "acme", name: "Acme", createdAt: 0 });
      expect(await store.events.append("acme", [operationsEvent("a")])).toEqual(["accepted"]);
      expect((await store.pool.query("select from events")).rowCount).toBe(0);
    } finally {
      await store.close();
    }
  });

  it("binds the owner of the tables, too", async () => {
    const store = await connect({ databaseUrl: url });
    const pool = store.openOwnerPool();
    const { rows } = await pool.query(
      "select current_user as role, count(*) as events from events",
    );
    expect(rows).toEqual([{ role: owner, events: 0 }]);
    await pool.end();
    await store.close();
  });
});

describe("connect, with a clock", () => {
  it("never receives an event before one that it received earlier", async () => {
    let now = 1_000;
    const clocked = await testDatabase({ clock: { now: () => now, isOwn: () => false } });
    try {
      await clocked.store.events.append("acme", [operationsEvent("a")]);
      now = 400;
      await clocked.store.events.append("acme", [operationsEvent("b")]);
      const received = [];
      for await (const { receivedAt } of clocked.store.events.read("acme"))
        received.push(receivedAt);
      expect(received).toEqual([1_000, 1_000]);
    } finally {
      await clocked.drop();
    }
  });
});
