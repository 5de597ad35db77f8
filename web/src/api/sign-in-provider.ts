import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** By which provider people of the organisation sign in. */
export type SignInProvider = Florin.SignInProvider;

/** What the provider is to be. */
export type SignInProviderRequest = Florin.SignInProviderRequest;

/** Reads by which provider people of the organisation sign in. */
export const signInProviderQuery = queryOptions({
  queryKey: ["sign-in-provider"],
  queryFn: ({ signal }) => api.get("/v1/organisation/sign-in-provider", { signal }),
});

/** Sets the provider. Rejects with a `RequestFailure`. */
export const setSignInProvider = (body: SignInProviderRequest, key: string) =>
  apiWith(key).put("/v1/organisation/sign-in-provider", { body });

/** Removes the provider. Rejects with a `RequestFailure`. */
export const removeSignInProvider = (key: string) =>
  apiWith(key).delete("/v1/organisation/sign-in-provider", {});
