import type { AddressInfo } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, expect, it } from "vitest";
import { everyReading } from "../access/roles.ts";
import type { UseDecision } from "../services/entitlements/entitlement-answers.ts";
import { checkDoor } from "./check-door.ts";
import { openFrontDoor } from "./front-door.ts";
import { type RateCounter, rateCounter } from "./rate-limit.ts";
import { sharedRequests } from "./shared-requests.fixture.ts";

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
async function serving(
  rate?: RateCounter,
  decided: () => UseDecision = () => decision("c-1"),
): Promise<(body: object) => Promise<Response>> {
  const app = Fastify();
  opened.push(app);
  app.post("/v1/entitlements/check", async (request) => ({ framework: request.body }));
  openFrontDoor(app, {
    byKey: async () => ({ tenant: "t", credential: "k", kind: "key", allowed: everyReading }),
    ...(rate === undefined ? {} : { rate }),
    requestId: () => "r-1",
    routes: {
      "/v1/entitlements/check": checkDoor(async (_tenant, { customer }) =>
        customer === "c-1"
          ? { ok: true, value: decided() }
          : { ok: false, faults: [{ code: "unknown-customer", path: "/customer", message: "no" }] },
      ),
    },
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return (body) =>
    fetch(`http://127.0.0.1:${port}/v1/entitlements/check`, {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
}

it("answers questions itself, and hands on what it cannot answer with its body", async () => {
  const send = await serving();
  const ask = async (body: object): Promise<unknown> => (await send(body)).json();
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

it("counts what it answers, and hands on what is one too many", async () => {
  const send = await serving(
    rateCounter(
      { requestsPerMinute: 2 },
      sharedRequests(() => 0),
      () => 0,
    ),
  );
  const asked = { customer: "c-1", feature: "sso" };
  // Handed on, so the framework counts it.
  await send({ customer: "c-2", feature: "sso" });
  const told = [];
  for (let left = 3; left > 0; left -= 1) {
    const answer = await send(asked);
    told.push([answer.headers.get("ratelimit"), await answer.json()]);
  }
  expect(told).toEqual([
    ['"key";r=1;t=60', decision("c-1")],
    ['"key";r=0;t=60', decision("c-1")],
    [null, { framework: asked }],
  ]);
});

it("tells of a decision for as long as it is decided so, whoever asked the same before", async () => {
  const [granted, refused] = [decision("c-1"), { ...decision("c-1"), allowed: false }];
  let now: UseDecision = granted;
  const send = await serving(undefined, () => now);
  const question = { customer: "c-1", feature: "sso" };
  for (const next of [granted, granted, refused, granted]) {
    now = next;
    expect(await (await send(question)).json()).toEqual(next);
  }
});
