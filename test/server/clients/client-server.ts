import { expect } from "vitest";
import { acme } from "../../../src/account/account.fixture.ts";
import type { RunningCost } from "../../../src/services/running-cost-answer.ts";
import { type RunningFlorin, runFlorin } from "../running-florin.ts";

/** A server with a model and customers, for the clients of other systems to speak to. */
export interface ClientServer extends RunningFlorin {
  /** Where it listens, `http://127.0.0.1:…`. */
  readonly origin: string;
}

const { hybrid } = acme.plans;

/** A model with something to use and something to be allowed. */
const model = {
  ...acme,
  features: {
    sso: { name: "Single sign-on", kind: "flag" },
    audit: { name: "Audit log", kind: "flag" },
    projects: { name: "Projects", kind: "limit", unit: "project" },
    support: { name: "Support", kind: "level", levels: ["community", "email"] },
  },
  plans: {
    ...acme.plans,
    hybrid: {
      ...hybrid,
      features: { sso: true, projects: 10, support: "email" },
      quotas: { operations: { meter: "operations", limit: 5_000, per: "month" } },
    },
    team: { ...acme.plans.team, features: { projects: "unlimited" } },
  },
};

/** Starts a server at the end of January 2026 whose model is published and whose first customers are known. */
export async function runForClients(): Promise<ClientServer> {
  const server = await runFlorin("2026-01-31T00:00:00Z");
  const told: readonly (readonly [string, unknown])[] = [
    ["/v1/models", model],
    ["/v1/customers", { id: "c-1", name: "Alder" }],
    ["/v1/customers", { id: "c-2", name: "Birch" }],
    ["/v1/subscriptions", { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" }],
  ];
  for (const [path, body] of told) {
    const { status, text } = await server.api.post(path, body);
    expect(status, text).toBe(201);
  }
  return { ...server, origin: server.florin.origin };
}

/** How many operations Florin counts of a customer in January. */
export async function operationsOf({ api }: ClientServer, customer: string): Promise<string> {
  const range = "from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
  const answer = await api.get(`/v1/usage?meter=operations&customer=${customer}&${range}`);
  return (answer.json as { readonly total: string }).total;
}

/** What the use of a subscription comes to so far, as the running cost says it: a quantity and an amount for each line. */
export async function costOf(
  { api }: ClientServer,
  customer: string,
  subscription: string,
): Promise<readonly (readonly [quantity: string, amount: string])[]> {
  const answer = await api.get(`/v1/customers/${customer}/running-cost`);
  const { lines } = answer.json as unknown as RunningCost;
  return lines
    .filter((line) => line.subscription === subscription && line.meter !== null)
    .map(({ soFar }) => [soFar.quantity, soFar.amount]);
}
