import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** A role that an organisation made. */
export interface StoredRole {
  readonly id: string;
  readonly name: string;
  /** Names of actions; of those that a version does not know, nothing comes. */
  readonly actions: readonly string[];
  readonly createdAt: Instant;
}

const columns = `id, name, actions, created_at as "createdAt"`;

/** The roles that an organisation made, oldest first. */
export const listRoles = (tx: Tx): Promise<readonly StoredRole[]> =>
  tx.rows<StoredRole>(`select ${columns} from custom_roles order by created_at, id`);

/** A role that an organisation made; undefined where there is none. */
export async function findRole(tx: Tx, id: string): Promise<StoredRole | undefined> {
  const [row] = await tx.rows<StoredRole>(`select ${columns} from custom_roles where id = $1`, [
    id,
  ]);
  return row;
}

/** Adds a role; answers false where the id is taken. */
export async function insertRole(tx: Tx, role: StoredRole): Promise<boolean> {
  const { id, name, actions, createdAt } = role;
  const added = await tx.run(
    `insert into custom_roles (id, name, actions, created_at) values ($1, $2, $3, $4)
      on conflict do nothing`,
    [id, name, actions, formatInstant(createdAt)],
  );
  return added === 1;
}

/** Replaces what a role is called and allows. */
export async function updateRole(
  tx: Tx,
  { id, name, actions }: Omit<StoredRole, "createdAt">,
): Promise<void> {
  await tx.run("update custom_roles set name = $2, actions = $3 where id = $1", [
    id,
    name,
    actions,
  ]);
}

/** Removes a role. */
export async function deleteRole(tx: Tx, id: string): Promise<void> {
  await tx.run("delete from custom_roles where id = $1", [id]);
}
