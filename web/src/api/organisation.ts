import { queryOptions } from "@tanstack/react-query";
import { post, read } from "./request.ts";

/** Whose environments and members they are. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
}

/** Reads the caller's organisation. */
export const organisationQuery = queryOptions({
  queryKey: ["organisation"],
  queryFn: ({ signal }) => read<Organisation>("/v1/organisation", {}, signal),
});

/** Gives the organisation another name. Rejects with a `RequestFailure`. */
export const renameOrganisation = (name: string, key: string) =>
  post<Organisation>("/v1/organisation", { name }, key, "PUT");
