import type { Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** An organisation. Its id is that of the environment that it began with. */
export interface StoredOrganisation {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
}

/** The organisation of a transaction, called as its first environment until it is renamed; undefined where there is none. */
export async function findOrganisation(tx: Tx): Promise<StoredOrganisation | undefined> {
  const [row] = await tx.rows<StoredOrganisation>(
    `select t.id, coalesce(o.name, t.name) as name, t.created_at as "createdAt"
      from tenants t left join organisations o on o.tenant = t.id
      where t.id = $1`,
    [tx.tenant],
  );
  return row;
}

/** Gives the organisation of a transaction another name. */
export async function renameOrganisation(tx: Tx, name: string): Promise<void> {
  await tx.run(
    `insert into organisations (name) values ($1)
      on conflict (tenant) do update set name = excluded.name`,
    [name],
  );
}
