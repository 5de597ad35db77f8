import { type Action, isAction } from "./actions.ts";
import { everyAction, everyReading, isRole, roleActions } from "./roles.ts";

/**
 * What an API key was made for, one text each: an action (`customers.read`), a role (`role:developer`), `read` for all that
 * only looks, `write` for everything.
 */
export type Scope = string;

const rolePrefix = "role:";

/** What a scope comes to; undefined where a text is none. */
function ofScope(scope: Scope): ReadonlySet<Action> | undefined {
  if (scope === "write") return everyAction;
  if (scope === "read") return everyReading;
  if (isAction(scope)) return new Set([scope]);
  const role = scope.startsWith(rolePrefix) ? scope.slice(rolePrefix.length) : "";
  return isRole(role) ? roleActions[role] : undefined;
}

/** Whether a text is a scope. */
export const isScope = (text: string): boolean => ofScope(text) !== undefined;

/** Everything that scopes allow together. A scope of a later version, which is not known here, allows nothing. */
export function actionsOfScopes(scopes: readonly Scope[]): ReadonlySet<Action> {
  const [only, ...more] = scopes.map(ofScope);
  if (more.length === 0) return only ?? new Set();
  return new Set([only, ...more].flatMap((allowed) => [...(allowed ?? [])]));
}
