import type pg from "pg";
import { assert } from "../../fault/fault.ts";

/** A table that a backup has, and how its rows are read so that the same rows are the same bytes. */
export interface BackedUpTable {
  readonly name: string;
  /** In the order of the file; generated ones are left out. */
  readonly columns: readonly string[];
  /** SQL of the order of its rows. */
  readonly order: string;
  /** Whether its rows are a tenant's, and read tenant by tenant. */
  readonly ofTenants: boolean;
  /** Whether its owner sees no more than the tenant of the transaction. */
  readonly forced: boolean;
  /** The months it is divided into, `2026-01-01`; none where it is not. */
  readonly months: readonly string[];
}

interface CatalogTable extends Omit<BackedUpTable, "order" | "months"> {
  readonly keyed: readonly string[] | null;
  readonly collated: readonly string[];
  readonly parents: readonly string[];
  readonly parts: readonly string[];
}

/** Every table of the schema but those of the migrations themselves, a hold, which a restore makes anew, and what a crash may forget; parts of a divided table are read through it. */
const catalog = `
  select c.relname as name, c.relforcerowsecurity as forced,
    array(select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by a.attnum) as columns,
    array(select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attcollation <> 0
    ) as collated,
    (select array(select a.attname::text from unnest(k.conkey) with ordinality as key (number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = key.number order by key.place)
      from pg_constraint k where k.conrelid = c.oid and k.contype = 'p') as keyed,
    array(select distinct p.relname::text from pg_constraint k join pg_class p on p.oid = k.confrelid
      where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as parents,
    array(select p.relname::text from pg_inherits i join pg_class p on p.oid = i.inhrelid
      where i.inhparent = c.oid order by 1) as parts,
    c.relrowsecurity and exists (select from pg_attribute a
      where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped) as "ofTenants"
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname not like 'kysely\\_%' and c.relname <> 'restored_hold' and c.relpersistence = 'p'
  order by c.relname collate "C"`;

/** The tables of a database, each after those that its rows refer to. */
export async function backedUpTables(client: pg.ClientBase): Promise<readonly BackedUpTable[]> {
  const { rows } = await client.query<CatalogTable>(catalog);
  return inOrderOfReference(rows).map(({ keyed, collated, parts, parents: _, ...table }) => ({
    ...table,
    order: (keyed ?? table.columns)
      .map((column) => quoted(column) + (collated.includes(column) ? ' collate "C"' : ""))
      .join(", "),
    months: parts.flatMap((part) => {
      const [, year, month] = /_(\d{4})_(\d{2})$/.exec(part) ?? [];
      return year === undefined ? [] : [`${year}-${month}-01`];
    }),
  }));
}

function inOrderOfReference(tables: readonly CatalogTable[]): readonly CatalogTable[] {
  const placed = new Set<string>();
  const ordered: CatalogTable[] = [];
  while (ordered.length < tables.length) {
    const next = tables.find(
      ({ name, parents }) => !placed.has(name) && parents.every((parent) => placed.has(parent)),
    );
    assert(next !== undefined, "tables refer to one another in a circle");
    placed.add(next.name);
    ordered.push(next);
  }
  return ordered;
}

/** A name as SQL has it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL has it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The names of columns, as SQL has them. */
export const listed = (columns: readonly string[]): string => columns.map(quoted).join(", ");
