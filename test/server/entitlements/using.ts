import type { Client, RunningFlorin } from "../running-florin.ts";

/** What an answer says. */
export type Said = Record<string, unknown> & { readonly http: number };

/** Ways to ask what the customer of the moment may use, of a server that is only there once the tests run. */
export interface Using {
  readonly server: () => RunningFlorin;
  readonly api: () => Client;
  readonly customer: () => string;
  /** Posts to `/v1/entitlements/…`. */
  readonly said: (
    path: string,
    body: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Said>;
  readonly check: (more: object) => Promise<Said>;
  readonly reserve: (more: object) => Promise<Said>;
  readonly track: (id: string, more?: object) => Promise<Said>;
  /** Sends an event that nothing decides over. */
  readonly send: (id: string, more?: object) => Promise<unknown>;
}

/** Asks for the customer of the moment. */
export function using(server: () => RunningFlorin, customer: () => string): Using {
  const api = (): Client => server().api;
  const said: Using["said"] = async (path, body, headers) => {
    const { status, json } = await api().post(`/v1/entitlements/${path}`, { ...body }, headers);
    return { ...(json as Record<string, unknown>), http: status };
  };
  return {
    server,
    api,
    customer,
    said,
    check: (more) => said("check", { customer: customer(), ...more }),
    reserve: (more) => said("reserve", { customer: customer(), meter: "calls", ...more }),
    track: (id, more = {}) => said("track", { customer: customer(), type: "call", id, ...more }),
    send: (id, more = {}) =>
      api().post("/v1/events", {
        id,
        type: "call",
        customer: customer(),
        time: "2026-01-10T09:30:00Z",
        ...more,
      }),
  };
}
