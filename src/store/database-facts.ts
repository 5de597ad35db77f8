import type pg from "pg";
import { migrations } from "./migrate.ts";
import { appRole } from "./roles.ts";

/** What a database says of itself to somebody who looks whether all is well. */
export interface DatabaseFacts {
  /** `180004` is 18.4. */
  readonly versionNumber: number;
  readonly version: string;
  readonly encoding: string;
  /** Its clock, in milliseconds. */
  readonly nowMs: number;
  readonly connectionsMax: number;
  /** Whether the user of the URL may make the application's role, or is a member of it. */
  readonly mayBeApp: boolean;
  /** What would let the application's role around row-level security; none on a sound database. */
  readonly appPowers: readonly string[];
  /** Migrations that this version knows and the database has not had; all of them on a new one. */
  readonly missing: readonly string[];
  /** Migrations that the database has had and this version does not know. */
  readonly unknown: readonly string[];
  /** Tables with rows of tenants that do not force row-level security. */
  readonly unforced: readonly string[];
}

const server = `
  select current_setting('server_version_num')::int as "versionNumber",
    current_setting('server_version') as version,
    pg_encoding_to_char(encoding) as encoding,
    (extract(epoch from clock_timestamp()) * 1000)::bigint as "nowMs",
    current_setting('max_connections')::int as "connectionsMax",
    (select rolsuper or rolcreaterole from pg_roles where rolname = current_user)
      or coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = $1), false)
      as "mayBeApp",
    coalesce((select array_remove(array[
        case when rolsuper then 'is a superuser' end,
        case when rolbypassrls then 'bypasses row-level security' end,
        case when exists (select from pg_class where relowner = r.oid) then 'owns tables' end
      ], null) from pg_roles r where rolname = $1), '{}') as "appPowers",
    to_regclass('public.kysely_migration') is not null as migrated
  from pg_database where datname = current_database()`;

const withoutForce = `
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and exists (select from pg_attribute a
      where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped)
    and not (c.relrowsecurity and c.relforcerowsecurity)
  order by 1`;

type ServerRow = Omit<DatabaseFacts, "missing" | "unknown" | "unforced"> & {
  readonly migrated: boolean;
};

/** Looks at a database, and changes nothing. `client` is of the role that owns the tables. */
export async function databaseFacts(client: pg.ClientBase): Promise<DatabaseFacts> {
  const found = await client.query<ServerRow>(server, [appRole]);
  const [row] = found.rows;
  if (row === undefined) throw new Error("the database does not say what it is");
  const { migrated, ...facts } = row;
  const run = new Set<string>();
  if (migrated) {
    const { rows } = await client.query<{ name: string }>("select name from kysely_migration");
    for (const { name } of rows) run.add(name);
  }
  const unforced = await client.query<{ name: string }>(withoutForce);
  return {
    ...facts,
    missing: Object.keys(migrations).filter((name) => !run.has(name)),
    unknown: [...run].filter((name) => !Object.hasOwn(migrations, name)).toSorted(),
    unforced: unforced.rows.map(({ name }) => name),
  };
}
