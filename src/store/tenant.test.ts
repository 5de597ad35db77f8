import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPool, withSessionSettings } from "./connection.ts";
import { assertAppRole } from "./roles.ts";
import { runForTenant, type Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  // One connection: whatever a transaction left on it, the next one would find.
  database = await testDatabase({ connections: 1 });
});
afterAll(() => database.drop());

/** Columns without a default that every table needs, by type. */
const samples: Readonly<Record<string, string>> = {
  text: "'x'",
  timestamptz: "'2026-01-05Z'",
  date: "'2026-01-01'",
  int8: "1",
  int2: "1",
  int4: "1",
  numeric: "1",
  jsonb: "'{}'",
  bool: "true",
  _text: "'{read}'",
};

/** Columns that a rule of their table asks something more of. */
const special: Readonly<Record<string, string>> = {
  "account_facts.kind": "'sale'",
  "closes.month": "'2026-01'",
  "closes.ends_at": "'2026-02-01Z'",
};

interface TenantTable {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Every table with a tenant column, partitions left out, from the live catalog. */
async function tenantTables(): Promise<readonly TenantTable[]> {
  const { rows } = await database.admin.query<TenantTable>(`
    select c.relname as table,
      json_agg(json_build_object('name', a.attname, 'type', t.typname) order by a.attnum)
        filter (where a.attname <> 'tenant' and a.attnotnull and not a.atthasdef) as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p') and not c.relispartition
      and c.relnamespace = 'public'::regnamespace
      and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'tenant')
    group by c.relname order by c.relname`);
  return rows;
}

function insertInto({ table, columns }: TenantTable, tenant?: string): string {
  const named = columns.map(({ name, type }) => ({
    name,
    value: special[`${table}.${name}`] ?? samples[type] ?? "'x'",
  }));
  if (tenant !== undefined) named.push({ name: "tenant", value: `'${tenant}'` });
  return `insert into ${table} (${named.map(({ name }) => name).join(", ")})
    values (${named.map(({ value }) => value).join(", ")})`;
}

describe("row-level security", () => {
  it("is forced on every table with a tenant column, partitions included", async () => {
    const { rows } = await database.admin.query(`
      select c.relname, c.relrowsecurity, c.relforcerowsecurity
      from pg_class c
      where c.relkind in ('r', 'p') and exists (
        select from pg_attribute k where k.attrelid = c.oid and k.attname = 'tenant')`);
    expect(rows.length).toBeGreaterThan(10);
    const open = rows.filter(
      ({ relrowsecurity, relforcerowsecurity }) => !(relrowsecurity && relforcerowsecurity),
    );
    expect(open).toEqual([]);
  });

  it("narrows every table by one restrictive policy on the tenant, for reads and writes", async () => {
    const tables = await tenantTables();
    const { rows } = await database.admin.query(`
      select tablename, cmd, qual, with_check from pg_policies
      where permissive = 'RESTRICTIVE' order by tablename`);
    expect(rows.map(({ tablename }) => tablename)).toEqual(tables.map(({ table }) => table));
    for (const { cmd, qual, with_check } of rows) {
      expect(cmd).toBe("ALL");
      expect(qual).toMatch(/^\(tenant = \( SELECT current_setting\('florin\.tenant'::text, true\)/);
      expect(with_check).toBe(qual);
    }
  });

  it("binds the application's role, which owns nothing and reaches no partition directly", async () => {
    const { rows } = await database.store.pool.query(`
      select current_user as role, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*) from pg_class c where c.relowner = r.oid) as owned
      from pg_roles r where rolname = current_user`);
    expect(rows).toEqual([
      {
        role: "florin_app",
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        owned: 0,
      },
    ]);
    await expect(database.store.pool.query("select from events_before_2000")).rejects.toThrow(
      /permission denied/,
    );
    await expect(database.store.pool.query("create table own (x int)")).rejects.toThrow(
      /permission denied/,
    );
  });

  it("shows nothing and takes nothing where no tenant is set, in any table", async () => {
    await fillBothTenants();
    for (const tenantTable of await tenantTables()) {
      const seen = await database.store.pool.query(`select from ${tenantTable.table}`);
      expect([tenantTable.table, seen.rowCount]).toEqual([tenantTable.table, 0]);
      await expect(database.store.pool.query(insertInto(tenantTable))).rejects.toThrow(
        /row-level security|null value in column "tenant"/,
      );
      await expect(database.store.pool.query(insertInto(tenantTable, "acme"))).rejects.toThrow(
        /row-level security/,
      );
    }
  });

  it("shows a tenant its own rows only, and takes no row for another, in any table", async () => {
    await fillBothTenants();
    for (const tenantTable of await tenantTables()) {
      const { table } = tenantTable;
      const seen = await database.store.withTenant("acme", (tx) =>
        tx.rows<{ tenant: string }>(`select distinct tenant from ${table}`),
      );
      expect([table, seen]).toEqual([table, [{ tenant: "acme" }]]);
      const foreign = database.store.withTenant("acme", (tx) =>
        tx.run(insertInto(tenantTable, "zeta")),
      );
      await expect(foreign).rejects.toThrow(/row-level security/);
      for (const change of [`update ${table} set tenant = tenant`, `delete from ${table}`]) {
        const touched = await database.store
          .withTenant("acme", (tx) => tx.run(`${change} where tenant = 'zeta'`))
          .catch((error: unknown) => (/permission denied/.test(String(error)) ? 0 : error));
        expect([change, touched]).toEqual([change, 0]);
      }
    }
  });

  it("lets nobody change or delete history: facts, models, invoices, events", async () => {
    const history = [
      "account_facts",
      "models",
      "invoices",
      "invoice_lines",
      "invoice_departments",
      "events",
      "journal_entries",
      "journal_postings",
    ];
    for (const table of history) {
      for (const statement of [`update ${table} set tenant = tenant`, `delete from ${table}`]) {
        const change = database.store.withTenant("acme", (tx) => tx.run(statement));
        await expect(change).rejects.toThrow(/permission denied/);
      }
    }
  });
});

/** One row of each tenant in each table, once. */
async function fillBothTenants(): Promise<void> {
  await database.admin.query("select ensure_event_month('2026-01-01')");
  for (const tenantTable of await tenantTables()) {
    for (const tenant of ["acme", "zeta"]) {
      await database.admin.query(`${insertInto(tenantTable, tenant)} on conflict do nothing`);
    }
  }
}

describe("withTenant", () => {
  it("leaves nothing of the tenant on the connection", async () => {
    await database.store.withTenant("acme", (tx) => tx.run("select 1"));
    await expect(
      database.store.withTenant("acme", () => Promise.reject(new Error("no"))),
    ).rejects.toThrow("no");
    const { rows } = await database.store.pool.query(
      "select coalesce(current_setting('florin.tenant', true), '') as tenant, pg_backend_pid() as pid",
    );
    expect(rows[0].tenant).toBe("");
    const inside = await database.store.withTenant("zeta", (tx) =>
      tx.rows<{ tenant: string; pid: number }>(
        "select current_setting('florin.tenant', true) as tenant, pg_backend_pid() as pid",
      ),
    );
    expect(inside).toEqual([{ tenant: "zeta", pid: rows[0].pid }]);
  });

  it("keeps a setting of the session from outliving RESET", async () => {
    const { rows } = await database.store.withTenant("acme", async (tx) => {
      await tx.run("reset all");
      return {
        rows: await tx.rows("select current_user as role, current_setting('TimeZone') as zone"),
      };
    });
    expect(rows).toEqual([{ role: "florin_app", zone: "UTC" }]);
  });

  it("rolls back when the work fails, and commits when it does not", async () => {
    const add = (name: string, fail: boolean) =>
      database.store.withTenant("acme", async (tx) => {
        await tx.run("insert into number_series (series, next) values ($1, 5)", [name]);
        if (fail) throw new Error("on purpose");
      });
    await expect(add("lost", true)).rejects.toThrow("on purpose");
    await add("kept", false);
    const rows = await database.store.withTenant("acme", (tx) =>
      tx.rows("select series from number_series where series in ('lost', 'kept')"),
    );
    expect(rows).toEqual([{ series: "kept" }]);
  });

  it("refuses to pass for committed what a swallowed error rolled back", async () => {
    const swallow = database.store.withTenant("acme", async (tx) => {
      await tx.run("select 1 / 0").catch(() => {});
    });
    await expect(swallow).rejects.toThrow(/swallowed/);
    expect(await database.store.withTenant("acme", (tx) => tx.run("select 1"))).toBe(1);
  });

  it("takes no statement once it has ended, as its connection may be another tenant's", async () => {
    const kept: Tx[] = [];
    await database.store.withTenant("acme", async (tx) => kept.push(tx));
    const failed = database.store.withTenant("acme", async (tx) => {
      kept.push(tx);
      throw new Error("on purpose");
    });
    await expect(failed).rejects.toThrow("on purpose");
    for (const tx of kept) await expect(tx.rows("select 1")).rejects.toThrow(/has not ended/);
  });

  it("throws a lost connection away and goes on with a new one", async () => {
    const lost = database.store.withTenant("acme", async (tx) => {
      const [row] = await tx.rows<{ pid: number }>("select pg_backend_pid() as pid");
      await database.admin.query("select pg_terminate_backend($1)", [row?.pid]);
      await tx.run("select 1");
    });
    await expect(lost).rejects.toThrow();
    expect(await database.store.withTenant("acme", (tx) => tx.run("select 1"))).toBe(1);
  });

  it("does not take a nameless tenant", async () => {
    await expect(database.store.withTenant("", (tx) => tx.run("select 1"))).rejects.toThrow(
      /tenant is named/,
    );
  });
});

describe("runForTenant", () => {
  const set = {
    name: "set",
    text: "select set_config('florin.tenant', $1, true), $2::integer / $3",
  };
  const run = (tenant: string, divisor: number) =>
    runForTenant(database.store.pool, tenant, set, [1, divisor]);

  it("is a transaction of its own, and leaves nothing of the tenant on the connection", async () => {
    expect(await run("acme", 1)).toHaveLength(1);
    const { rows } = await database.store.pool.query(
      "select coalesce(current_setting('florin.tenant', true), '') as tenant",
    );
    expect(rows).toEqual([{ tenant: "" }]);
  });

  it("keeps the connection where the server refused the statement", async () => {
    const pid = async () =>
      (await database.store.pool.query("select pg_backend_pid() as pid")).rows[0].pid;
    const before = await pid();
    await expect(run("acme", 0)).rejects.toThrow(/division by zero/);
    expect(await pid()).toBe(before);
  });

  it("does not take a nameless tenant", async () => {
    await expect(run("", 1)).rejects.toThrow(/tenant is named/);
  });
});

describe("assertAppRole", () => {
  it("stops a program whose role row-level security does not bind", async () => {
    await expect(assertAppRole(database.admin)).rejects.toThrow(/runs as florin/);
    const { embedded } = database.store;
    const url = embedded?.ownerUrl("postgres") ?? "";
    const taken = openPool(withSessionSettings(url, "-c role=florin_app"), {
      max: 1,
      statementTimeoutMs: 0,
    });
    await expect(assertAppRole(taken)).resolves.toBeUndefined();
    const { rows } = await taken
      .query("reset role")
      .then(() => taken.query("select current_user as role"));
    expect(rows).toEqual([{ role: "florin_app" }]);
    await taken.end();
  });
});
