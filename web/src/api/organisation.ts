import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** Whose environments and members they are. */
export type Organisation = Florin.Organisation;

/** Reads the caller's organisation. */
export const organisationQuery = queryOptions({
  queryKey: ["organisation"],
  queryFn: ({ signal }) => api.get("/v1/organisation", { signal }),
});

/** Gives the organisation another name. Rejects with a `RequestFailure`. */
export const renameOrganisation = (name: string, key: string) =>
  apiWith(key).put("/v1/organisation", { body: { name } });
