import { expect } from "vitest";
import { acme } from "../../../src/account/account.fixture.ts";
import {
  type Answer,
  type Client,
  client,
  type RunningFlorin,
  runFlorin,
} from "../running-florin.ts";

/** The server that every look at access shares, and who asks it: two tenants by their keys, and nobody. */
export let server: RunningFlorin;
export let zeta: Client;
export let nobody: Client;

/** What is looked at: routes by what asking them does. */
export interface AskedRoutes {
  readonly reading: readonly string[];
  /** Posted to, and yet they change nothing. */
  readonly asking: readonly string[];
  readonly writing: readonly string[];
  /** Replaced or deleted, with the method. */
  readonly replacing: readonly (readonly [string, string])[];
}

export const event = {
  id: "e-1",
  type: "inference",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 5_000 },
};

/** An answer without what is another in each. */
export const withoutRequestId = ({ text }: Answer): string =>
  text.replace(/"requestId":"[^"]*"/, "");

/** The cookie that an answer sets. */
export const cookieOf = ({ headers }: Answer): string =>
  String(headers["set-cookie"] ?? "").split(";")[0] ?? "";

/** Read again to compare tenants. */
export const usagePath =
  "/v1/usage?meter=operations&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";

/** Everything of one tenant; both tenants use the same ids. */
export async function tell(api: Client, name: string, operations: number): Promise<void> {
  const told: readonly (readonly [string, unknown])[] = [
    ["/v1/models", { ...acme, name }],
    ["/v1/customers", { id: "c-1", name: `${name} one` }],
    ["/v1/customers", { id: `c-of-${name}`, name: `${name} two` }],
    ["/v1/subscriptions", { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" }],
    ["/v1/events", { ...event, data: { operations } }],
    ["/v1/events", { ...event, id: `lost-${name}`, type: "sneeze" }],
  ];
  for (const [path, body] of told)
    expect((await api.post(path, body)).status, `${name} ${path}`).toBeLessThan(300);
}

/** Starts the server, with two tenants whose January is billed. */
export async function openServer(): Promise<void> {
  server = await runFlorin("2026-01-31T00:00:00Z");
  zeta = await server.addTenant("zeta");
  nobody = client(server.florin.origin, undefined);
  await tell(server.api, "acme", 5_000);
  await tell(zeta, "zeta", 100);
  await server.moveTo("2026-02-02T00:00:00Z");
}

/** Ends it. */
export async function closeServer(): Promise<void> {
  await nobody?.close();
  await server?.stop();
}
