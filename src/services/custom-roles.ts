import { isAction } from "../access/actions.ts";
import { beyond } from "../access/allows.ts";
import { actionsOfNames, isRole, roleActions, roles } from "../access/roles.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { noteChange } from "../store/act.ts";
import {
  deleteRole,
  findRole,
  insertRole,
  listRoles,
  type StoredRole,
  updateRole,
} from "../store/custom-roles.ts";
import { holdMembers, listMembers } from "../store/members.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import type { Principal } from "./principal.ts";
import { organisationWide, reachOf } from "./reach.ts";
import { roleBeyond } from "./role-rights.ts";

/** A role as an organisation sees it. */
export interface RoleView {
  readonly id: string;
  readonly name: string;
  /** Whether every organisation has it; then nobody changes it. */
  readonly builtIn: boolean;
  readonly actions: readonly string[];
  /** How many members have it, those who are invited too. */
  readonly members: number;
}

/** What a role is to be. */
export interface RoleChange {
  readonly name: string;
  readonly actions: readonly string[];
}

/** A role that an organisation makes. */
export interface RoleRequest extends RoleChange {
  /** Lower-case letters, digits and dashes. */
  readonly id: string;
}

/** The roles of an organisation. Nobody makes, changes or removes one that may do more than they, or speaks for less than all. */
export interface RoleDesk {
  /** Those that every organisation has, the most powerful first, then its own, oldest first. */
  readonly roles: (who: Principal) => Promise<readonly RoleView[]>;
  /** Refuses `invalid-role-id`, `already-exists`, `unknown-action`, `role-beyond-yours`, `organisation-wide`. */
  readonly addRole: (who: Principal, request: RoleRequest) => Promise<Result<RoleView>>;
  /** Whoever has the role may do what it says from now on. Refuses `not-found`, `built-in-role` and as {@link addRole}. */
  readonly changeRole: (
    who: Principal,
    id: string,
    change: RoleChange,
  ) => Promise<Result<RoleView>>;
  /** Refuses `not-found`, `built-in-role`, `role-in-use`, `role-beyond-yours`, `organisation-wide`. */
  readonly removeRole: (who: Principal, id: string) => Promise<Result<RoleView>>;
}

const idFormat = /^[a-z][a-z0-9-]{0,39}$/;

/** The roles of a database. `changed` is told when what people may do is another. */
export function createRoleDesk(
  store: Store,
  realNow: () => Instant,
  changed: () => void,
): RoleDesk {
  const inOrganisation = async <T>(
    who: Principal,
    work: (tx: Tx) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const { organisation, environments } = await reachOf(store.pool, who);
    if (environments !== undefined) return refuse(organisationWide);
    const done = await store.withTenant(organisation, async (tx) => {
      await holdMembers(tx);
      return work(tx);
    });
    changed();
    return done;
  };
  const own = async (tx: Tx, who: Principal, id: string): Promise<Result<StoredRole>> => {
    if (isRole(id)) return refuse(builtIn(id));
    const found = await findRole(tx, id);
    if (found === undefined) return refuse(noRole(id));
    const [more] = beyond(who.allowed, actionsOfNames(found.actions));
    return more === undefined ? ok(found) : refuse(roleBeyond("/id", id, more));
  };
  return {
    roles: async (who) => {
      const { organisation } = await reachOf(store.pool, who);
      return store.withTenant(
        organisation,
        async (tx) => {
          const having = await havingRoles(tx);
          const known: readonly RoleView[] = roles.map((id) => ({
            id,
            name: `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`,
            builtIn: true,
            actions: [...roleActions[id]],
            members: having(id),
          }));
          const made = (await listRoles(tx)).map((role) => viewOf(role, having(role.id)));
          return [...known, ...made];
        },
        { readOnly: true },
      );
    },
    addRole: async (who, { id, name, actions }) => {
      const faults = [...(idFormat.test(id) ? [] : [badId(id)]), ...actionFaults(who, id, actions)];
      if (faults.length > 0) return { ok: false, faults };
      return inOrganisation(who, async (tx) => {
        const role = { id, name, actions: unique(actions), createdAt: realNow() };
        const isFree = !isRole(id) && (await insertRole(tx, role));
        return isFree ? ok(viewOf(role, 0)) : refuse(taken(id));
      });
    },
    changeRole: async (who, id, { name, actions }) => {
      const faults = actionFaults(who, id, actions);
      if (faults.length > 0) return { ok: false, faults };
      return inOrganisation(who, async (tx) => {
        const found = await own(tx, who, id);
        if (!found.ok) return found;
        const role = { ...found.value, name, actions: unique(actions) };
        noteChange({ before: found.value.actions, after: role.actions });
        await updateRole(tx, role);
        return ok(viewOf(role, (await havingRoles(tx))(id)));
      });
    },
    removeRole: (who, id) =>
      inOrganisation(who, async (tx) => {
        const found = await own(tx, who, id);
        if (!found.ok) return found;
        const having = (await havingRoles(tx))(id);
        if (having > 0) return refuse(inUse(id, having));
        noteChange({ before: found.value.actions, after: null });
        await deleteRole(tx, id);
        return ok(viewOf(found.value, 0));
      }),
  };
}

/** How many members have each role. */
async function havingRoles(tx: Tx): Promise<(role: string) => number> {
  const members = await listMembers(tx);
  return (id) => members.filter(({ role }) => role === id).length;
}

const unique = (actions: readonly string[]): readonly string[] => [...new Set(actions)];

/** What is wrong with the actions that somebody gives a role: texts that are none, and what they may not do themselves. */
const actionFaults = (
  { allowed }: Principal,
  role: string,
  actions: readonly string[],
): readonly Fault[] =>
  actions.flatMap((action, index): readonly Fault[] => {
    const path = `/actions/${index}`;
    if (!isAction(action)) return [unknownAction(path, action)];
    return allowed.has(action) ? [] : [roleBeyond(path, role.slice(0, 60), action)];
  });

const viewOf = ({ id, name, actions }: StoredRole, members: number): RoleView => ({
  id,
  name,
  builtIn: false,
  actions,
  members,
});

const unknownAction = (path: string, action: string): Fault => ({
  code: "unknown-action",
  path,
  message: "there is no such action",
  value: action.slice(0, 60),
  suggestion: "GET /v1/roles shows what the owner may do: every action there is",
});

const badId = (id: string): Fault => ({
  code: "invalid-role-id",
  path: "/id",
  message: "a role's id is a lower-case letter, then up to 39 of them, digits and dashes",
  value: id.slice(0, 60),
});

const taken = (id: string): Fault => ({
  code: "already-exists",
  path: "/id",
  message: "there is a role of this id",
  value: id,
});

const builtIn = (id: string): Fault => ({
  code: "built-in-role",
  path: "/id",
  message: "every organisation has this role as it is",
  value: id,
  suggestion: "make a role of your own",
});

const inUse = (id: string, members: number): Fault => ({
  code: "role-in-use",
  path: "/id",
  message: `members have this role: ${members}`,
  value: id,
  suggestion: "give them another one first",
});

const noRole = (id: string): Fault => ({
  code: "not-found",
  path: "/id",
  message: "there is no such role",
  value: id,
});
