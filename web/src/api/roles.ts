import { queryOptions } from "@tanstack/react-query";
import { post, read, write } from "./request.ts";

/** A role: one that every organisation has, or one of its own. */
export interface Role {
  readonly id: string;
  readonly name: string;
  /** Whether every organisation has it; then nobody changes it. */
  readonly builtIn: boolean;
  readonly actions: readonly string[];
  /** How many members have it. */
  readonly members: number;
}

/** What a role is to be. */
export interface RoleChange {
  readonly name: string;
  readonly actions: readonly string[];
}

const address = "/v1/roles";

/** Reads the roles, the most powerful first, then the organisation's own. */
export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: ({ signal }) => read<{ readonly items: readonly Role[] }>(address, {}, signal),
});

/** Makes a role. Rejects with a `RequestFailure`. */
export const addRole = (role: RoleChange & { readonly id: string }, key: string) =>
  post<Role>(address, role, key);

/** Says anew what a role allows. Rejects with a `RequestFailure`. */
export const changeRole = (id: string, change: RoleChange, key: string) =>
  post<Role>(`${address}/${encodeURIComponent(id)}`, change, key, "PUT");

/** Removes a role that nobody has. Rejects with a `RequestFailure`. */
export const removeRole = (id: string, key: string) =>
  write(`${address}/${encodeURIComponent(id)}`, "DELETE", key);
