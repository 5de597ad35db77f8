import { type Allowed, beyond } from "../access/allows.ts";
import { actionsOfNames, isRole, roleActions, roles } from "../access/roles.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { findRole } from "../store/custom-roles.ts";
import type { Tx } from "../store/tenant.ts";

/** What a role of an organisation allows, one that all have or one of its own; undefined where there is none. */
export async function rightsOf(tx: Tx, role: string): Promise<Allowed | undefined> {
  if (isRole(role)) return roleActions[role];
  const found = await findRole(tx, role);
  return found === undefined ? undefined : actionsOfNames(found.actions);
}

/** Whether somebody may give a role, or take it. Refuses `unknown-role`, and `role-beyond-yours`: nobody gives what they have not. */
export async function mayGive(
  tx: Tx,
  allowed: Allowed,
  role: string,
  path: string,
): Promise<Result<undefined>> {
  const rights = await rightsOf(tx, role);
  if (rights === undefined) return refuse(unknownRole(path, role));
  const [more] = beyond(allowed, rights);
  return more === undefined ? ok(undefined) : refuse(roleBeyond(path, role, more));
}

const unknownRole = (path: string, role: string): Fault => ({
  code: "unknown-role",
  path,
  message: "there is no such role",
  value: role.slice(0, 60),
  suggestion: "GET /v1/roles lists them",
});

/** The refusal of who would give an action that they have not. */
export const roleBeyond = (path: string, role: string, action: string): Fault => ({
  code: "role-beyond-yours",
  path,
  message: `this role allows ${action}, which you may not do yourself`,
  value: role,
  suggestion: `ask one of ${roles[0]} or ${roles[1]}`,
});
