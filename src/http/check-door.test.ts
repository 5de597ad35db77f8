import type { AddressInfo } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, expect, it } from "vitest";
import { everyReading } from "../access/roles.ts";
import type { UseDecision } from "../services/entitlements/entitlement-answers.ts";
import { checkDoor } from "./check-door.ts";
import { openFrontDoor } from "./front-door.ts";

const opened: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

const decision = (customer: string): UseDecision => ({
  customer,
  allowed: true,
  reason: "granted",
  feature: null,
  quota: null,
});

/** A server whose framework only says that it was asked. */
async function asking(): Promise<(body: object) => Promise<unknown>> {
  const app = Fastify();
  opened.push(app);
  app.post("/v1/entitlements/check", async (request) => ({ framework: request.body }));
  openFrontDoor(app, {
    byKey: async () => ({ tenant: "t", credential: "k", kind: "key", allowed: everyReading }),
    requestId: () => "r-1",
    routes: {
      "/v1/entitlements/check": checkDoor(async (_tenant, { customer }) =>
        customer === "c-1"
          ? { ok: true, value: decision(customer) }
          : { ok: false, faults: [{ code: "unknown-customer", path: "/customer", message: "no" }] },
      ),
    },
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return async (body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/entitlements/check`, {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.json();
  };
}

it("answers questions itself, and hands on what it cannot answer with its body", async () => {
  const ask = await asking();
  expect(await ask({ customer: "c-1", feature: "sso" })).toEqual(decision("c-1"));
  const others = [
    { customer: "c-2", feature: "sso" },
    { customer: "c-1", feature: "sso", colour: "red" },
    { customer: 1, feature: "sso" },
    { customer: "c-1", feature: "a\u0000b" },
    ["c-1"],
  ];
  for (const body of others) expect(await ask(body)).toEqual({ framework: body });
});
