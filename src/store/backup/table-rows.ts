import type pg from "pg";
import { copyOut } from "../copy-rows.ts";
import { type BackedUpTable, listed, literal, quoted } from "./backed-up-tables.ts";

/**
 * The rows of a table in the text format of COPY, a line each, in one order: the same rows are the same bytes on every server. Must
 * run in a transaction that sees one snapshot, as the owner of the tables.
 *
 * Rows of tenants are read tenant by tenant, since the owner itself is bound to the tenant of the transaction. Of any other table
 * the server refuses to leave rows out that a policy hides, rather than to hide them.
 */
export async function* tableRows(
  client: pg.Client,
  table: BackedUpTable,
  tenants: readonly string[],
): AsyncGenerator<Buffer> {
  const { name, columns, order, ofTenants } = table;
  const select = `select ${listed(columns)} from ${quoted(name)}`;
  if (!ofTenants) {
    await client.query("set local row_security = off");
    yield* copyOut(client, `copy (${select} order by ${order}) to stdout`);
    await client.query("set local row_security = on");
    return;
  }
  for (const tenant of tenants) {
    await client.query("select set_config('florin.tenant', $1, true)", [tenant]);
    const own = `${select} where tenant = ${literal(tenant)} order by ${order}`;
    yield* copyOut(client, `copy (${own}) to stdout`);
  }
}

/** Every tenant's id, in order. */
export async function tenantIds(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>("select id from tenants order by id");
  return rows.map(({ id }) => id);
}
