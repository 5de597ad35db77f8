import type { Action } from "./actions.ts";
import { type Role, roleActions, roles } from "./roles.ts";

/** What somebody may do. */
export type Allowed = ReadonlySet<Action>;

/** Whether somebody may do something. */
export const allows = (allowed: Allowed, action: Action): boolean => allowed.has(action);

/** The roles that may do something, the most powerful first: what a refusal suggests. Every action is at least the owner's. */
export const rolesThatMay = (action: Action): readonly Role[] =>
  roles.filter((role) => allows(roleActions[role], action));

/** Of what is asked for, what somebody has not; nobody hands on more than they have. */
export const beyond = (allowed: Allowed, asked: Allowed): readonly Action[] =>
  [...asked].filter((action) => !allows(allowed, action));
