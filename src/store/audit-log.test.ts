import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyAuditLog } from "../services/governance/audit-log.ts";
import { type Act, inAct, noteChange, outsideActs } from "./act.ts";
import { listAuditEntries } from "./audit-log-list.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
let tenant = 0;
beforeAll(async () => {
  const tenants = Array.from({ length: 9 }, (_, number) => `t-${number}`);
  database = await testDatabase({ connections: 8, tenants });
});
afterAll(() => database.drop());
beforeEach(() => {
  tenant += 1;
});

const act = (more: Partial<Act> = {}): Act => ({
  actor: "key:k-1",
  action: "customers.write",
  subject: "/v1/customers/c-1",
  customer: "c-1",
  request: "r-1",
  person: "key:k-1",
  approval: null,
  asked: () => ({ name: "Ada", secret: "x" }),
  now: () => 0,
  ...more,
});

const inTenant = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant(`t-${tenant}`, work);

const change = (tx: Tx, settings = "{}"): Promise<number> =>
  tx.run(
    `insert into metric_settings (settings, saved_at) values ($1, now())
      on conflict (tenant) do update set settings = excluded.settings`,
    [settings],
  );

const entries = () =>
  inTenant(async (tx) => {
    const page = await listAuditEntries(tx, { limit: 100 });
    return page.ok ? page.value.items : [];
  });

const verdict = () => inTenant(verifyAuditLog);

describe("an act", () => {
  it("is told of by its first transaction that changes something, and by no other", async () => {
    await inAct(act(), async () => {
      await inTenant((tx) => tx.rows("select 1"));
      await inTenant((tx) => change(tx));
      await inTenant((tx) => change(tx, "[]"));
    });
    await inTenant((tx) => change(tx));
    const [entry, ...more] = await entries();
    expect(more).toEqual([]);
    expect(entry?.record).toMatchObject({ position: 1, actor: "key:k-1", request: "r-1" });
    expect(JSON.parse(entry?.kept?.text ?? "")).toEqual({
      before: null,
      after: { name: "Ada", secret: "[withheld]" },
    });
  });

  it("tells what its work noted, and nothing of work that is nobody's", async () => {
    await inAct(act(), async () => {
      await outsideActs(() => inTenant((tx) => change(tx)));
      await inTenant(async () => {
        noteChange({ subject: "/v1/x", before: 1, after: 2, done: true });
      });
    });
    const told = await entries();
    expect(told.map(({ record, kept }) => [record.subject, kept?.text])).toEqual([
      ["/v1/x", '{"before":1,"after":2}'],
    ]);
  });

  it("leaves no entry where its change fails or is none, and one where it is tried again", async () => {
    await inAct(act(), () => inTenant((tx) => tx.run("delete from webhook_endpoints")));
    const failing = inAct(act(), () =>
      inTenant(async (tx) => {
        await change(tx);
        throw new Error("no");
      }),
    );
    await expect(failing).rejects.toThrow("no");
    expect(await entries()).toEqual([]);
    await inAct(act(), async () => {
      const first = inTenant(async (tx) => {
        await change(tx);
        await tx.run("select 1 / 0");
      });
      await expect(first).rejects.toThrow("division");
      await inTenant((tx) => change(tx));
    });
    expect(await entries()).toHaveLength(1);
  });

  it("ends with its work: what that left running tells nothing", async () => {
    let late: Promise<unknown> | undefined;
    let go = (): void => {};
    const begun = new Promise<void>((resolve) => {
      go = resolve;
    });
    await inAct(act(), async () => {
      late = begun.then(() => inTenant((tx) => change(tx)));
    });
    go();
    await late;
    expect(await entries()).toEqual([]);
  });
});

describe("the log", () => {
  it("is one chain, whoever writes at once", async () => {
    await Promise.all(
      Array.from({ length: 24 }, (_, number) =>
        inAct(act({ request: `r-${number}` }), () => inTenant((tx) => change(tx))),
      ),
    );
    expect(await verdict()).toMatchObject({ sound: true, entries: 24, head: { position: 24 } });
    const requests = (await entries()).map(({ record }) => record.request);
    expect(new Set(requests).size).toBe(24);
  });

  it("cannot be edited with the server's rights; a change can be forgotten, once, and nothing else", async () => {
    await inAct(act(), () => inTenant((tx) => change(tx)));
    for (const statement of [
      "update audit_log set actor = 'nobody'",
      "delete from audit_log",
      "delete from audit_changes",
      "truncate audit_log",
      "update audit_changes set position = 2",
      "update audit_changes set change = '{}'",
      "update audit_changes set salt = null, change = null",
    ])
      await expect(
        inTenant((tx) => tx.run(statement)),
        statement,
      ).rejects.toThrow();
    const forget = "update audit_changes set salt = null, change = null, forgotten_by = 'r-2'";
    await inTenant((tx) => tx.run(forget));
    await expect(inTenant((tx) => tx.run(forget))).rejects.toThrow("forgotten");
    expect((await verdict()).broken).toMatchObject({ position: 1 });
    await inAct(act({ action: "personal-data.erase", request: "r-2" }), () =>
      inTenant((tx) => change(tx)),
    );
    expect(await verdict()).toMatchObject({ sound: true, entries: 2 });
  });

  it("shows an edit by somebody with more rights at its first entry", async () => {
    for (const request of ["r-1", "r-2", "r-3"])
      await inAct(act({ request }), () => inTenant((tx) => change(tx)));
    await database.admin.query(
      "update audit_log set actor = 'x' where tenant = $1 and position = 2",
      [`t-${tenant}`],
    );
    expect(await verdict()).toMatchObject({ sound: false, entries: 1, broken: { position: 2 } });
  });
});
