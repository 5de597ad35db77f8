import cookies from "@fastify/cookie";
import Fastify from "fastify";
import { Pool } from "undici";
import { expect, it } from "vitest";
import { everyAction } from "../access/roles.ts";
import { authenticateRequests } from "./authenticate.ts";
import { handleErrors } from "./error-handler.ts";
import { rateCounter } from "./rate-limit.ts";
import { sharedRequests } from "./shared-requests.fixture.ts";

it("a key is asked for with every request, also on a connection that showed it before", async () => {
  const app = Fastify();
  handleErrors(app);
  await app.register(cookies);
  let isRevoked = false;
  authenticateRequests(app, {
    byKey: async () =>
      isRevoked
        ? undefined
        : { tenant: "acme", credential: "k", kind: "key" as const, allowed: everyAction },
    bySession: async () => undefined,
  });
  const sockets = new Set<unknown>();
  app.get("/v1/who", async (request) => {
    sockets.add(request.raw.socket);
    return request.principal;
  });
  const pool = new Pool(await app.listen({ host: "127.0.0.1", port: 0 }), { connections: 1 });
  const statusOf = async (): Promise<number> => {
    const headers = { authorization: "Bearer key" };
    const answer = await pool.request({ method: "GET", path: "/v1/who", headers });
    await answer.body.dump();
    return answer.statusCode;
  };
  expect([await statusOf(), await statusOf()]).toEqual([200, 200]);
  isRevoked = true;
  expect(await statusOf()).toBe(401);
  expect(sockets.size).toBe(1);
  await pool.close();
  await app.close();
});

it("a key that asked too often is told when to come back, and others are not", async () => {
  const app = Fastify();
  handleErrors(app);
  await app.register(cookies);
  authenticateRequests(app, {
    byKey: async (key) => ({ tenant: "acme", credential: key, kind: "key", allowed: everyAction }),
    bySession: async () => undefined,
    rate: rateCounter(
      { requestsPerMinute: 1 },
      sharedRequests(() => 0),
      () => 0,
    ),
  });
  app.get("/v1/who", async () => ({}));
  const asked = async (key: string) => {
    const { statusCode, headers, json } = await app.inject({
      url: "/v1/who",
      headers: { authorization: `Bearer ${key}` },
    });
    return [statusCode, headers.ratelimit, headers["ratelimit-policy"], json().code];
  };
  const policy = '"key";q=1;w=60';
  expect(await asked("a")).toEqual([200, '"key";r=0;t=60', policy, undefined]);
  expect(await asked("a")).toEqual([429, '"key";r=0;t=60', policy, "rate-limited"]);
  expect(await asked("b")).toEqual([200, '"key";r=0;t=60', policy, undefined]);
  await app.close();
});
