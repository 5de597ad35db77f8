import { queryOptions } from "@tanstack/react-query";
import { post, read } from "./request.ts";

/** An environment: customers, books, keys and events of its own. */
export interface Environment {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly kind: "live" | "sandbox";
  readonly createdAt: string;
  /** Whether it is the one that is looked at. */
  readonly current: boolean;
  readonly clock: { readonly now: string; readonly mode: "real" | "manual" };
}

/** An environment that was just made, with a key that cannot be read again. */
export interface NewEnvironment extends Environment {
  readonly key: string;
}

/** What a new environment is to be. */
export interface EnvironmentRequest {
  readonly name: string;
  readonly kind: "sandbox";
  readonly startsAt?: string;
}

/** How far a clock is moved: one of them. */
export type ClockMove =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly years: number };

const address = "/v1/environments";

/** Reads the environments of the organisation, oldest first. */
export const environmentsQuery = queryOptions({
  queryKey: ["environments"],
  queryFn: ({ signal }) => read<{ readonly items: readonly Environment[] }>(address, {}, signal),
});

/** Makes an environment. Rejects with a `RequestFailure`. */
export const addEnvironment = (request: EnvironmentRequest, key: string) =>
  post<NewEnvironment>(address, request, key);

/** Moves a sandbox's clock, and answers where it stands and how many invoices that issued. Rejects with a `RequestFailure`. */
export const moveClock = (id: string, move: ClockMove, key: string) =>
  post<{ readonly now: string; readonly invoices: number }>(
    `${address}/${encodeURIComponent(id)}/clock`,
    move,
    key,
  );
