import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** A role: one that every organisation has, or one of its own. */
export type Role = Florin.Role;

/** What a role is to be. */
export type RoleChange = Florin.RoleChange;

/** Reads the roles, the most powerful first, then the organisation's own. */
export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: ({ signal }) => api.get("/v1/roles", { signal }),
});

/** Makes a role. Rejects with a `RequestFailure`. */
export const addRole = (role: Florin.RoleRequest, key: string) =>
  apiWith(key).post("/v1/roles", { body: role });

/** Says anew what a role allows. Rejects with a `RequestFailure`. */
export const changeRole = (id: string, change: RoleChange, key: string) =>
  apiWith(key).put("/v1/roles/{id}", { path: { id }, body: change });

/** Removes a role that nobody has. Rejects with a `RequestFailure`. */
export const removeRole = (id: string, key: string) =>
  apiWith(key).delete("/v1/roles/{id}", { path: { id } });
