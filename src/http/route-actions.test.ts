import cookies from "@fastify/cookie";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { actions } from "../access/actions.ts";
import { allows } from "../access/allows.ts";
import { everyAction, everyReading, isRole, roleActions, roles } from "../access/roles.ts";
import { authenticateRequests } from "./authenticate.ts";
import { handleErrors } from "./error-handler.ts";
import { routeActions } from "./route-actions.ts";

/** A server of every route that names an action, and two that name none, whose keys are the names of roles. */
async function serverOfRoles() {
  const app = Fastify();
  handleErrors(app);
  await app.register(cookies);
  const guard = authenticateRequests(app, {
    byKey: async (key) =>
      isRole(key)
        ? { tenant: "acme", credential: key, kind: "key", allowed: roleActions[key] }
        : { tenant: "acme", credential: key, kind: "key", allowed: everyReading },
    bySession: async () => undefined,
  });
  const names = [...Object.keys(routeActions), "GET /v1/unnamed", "POST /v1/unnamed"];
  for (const name of names) {
    const [method = "", url = ""] = name.split(" ");
    app.route({
      method,
      url,
      onRequest: guard,
      handler: async (_, reply) => reply.code(204).send(),
    });
  }
  const ask = (name: string, key: string) => {
    const [method = "GET", url = ""] = name.split(" ");
    const path = url.replaceAll(/:\w+/g, "x");
    const headers = { authorization: `Bearer ${key}` };
    return app.inject({ method: method as "GET", url: path, headers });
  };
  return { app, ask };
}

describe("every route", () => {
  it("is open to each role that has its action, and to no other", async () => {
    const { app, ask } = await serverOfRoles();
    for (const [name, action] of Object.entries(routeActions))
      for (const role of roles) {
        const { statusCode } = await ask(name, role);
        expect(statusCode, `${name} as ${role}`).toBe(
          allows(roleActions[role], action) ? 204 : 403,
        );
      }
    await app.close();
  });

  it("that names no action is for those who may do everything", async () => {
    const { app, ask } = await serverOfRoles();
    const statuses = async (key: string) => [
      (await ask("GET /v1/unnamed", key)).statusCode,
      (await ask("POST /v1/unnamed", key)).statusCode,
      (await ask("HEAD /v1/unnamed", key)).statusCode,
    ];
    expect(await statuses("owner")).toEqual([204, 204, 204]);
    expect(await statuses("finance")).toEqual([403, 403, 403]);
    expect(everyAction.size).toBe(actions.length);
    await app.close();
  });

  it("asks for a HEAD what it asks for a GET, and of no route says that there is none", async () => {
    const { app, ask } = await serverOfRoles();
    expect((await ask("HEAD /v1/ledger/entries", "support")).statusCode).toBe(403);
    expect((await ask("HEAD /v1/customers", "support")).statusCode).toBe(204);
    expect((await ask("GET /v1/nowhere", "support")).statusCode).toBe(404);
    await app.close();
  });
});
