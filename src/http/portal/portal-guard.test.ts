import cookies from "@fastify/cookie";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { actsInPortal, isPortalRole, portalRoles } from "../../access/portal-acts.ts";
import type { PortalGuest } from "../../services/portal/portal-guest.ts";
import { handleErrors } from "../error-handler.ts";
import { sharedRequests } from "../shared-requests.fixture.ts";
import { guardPortal, portalCookie, portalRequestsPerMinute } from "./portal-guard.ts";
import { portalEntrance, portalRouteActs } from "./portal-route-acts.ts";

const allow = { changePlan: true, cancel: true, paymentMethod: true, keys: true, members: true };
const standing = { paysItself: true, isNamed: true };

/** A server of every route of the portal, whose sessions are the names of roles. */
async function serverOfRoles() {
  const app = Fastify();
  handleErrors(app);
  await app.register(cookies);
  guardPortal(app, {
    sessions: {
      guest: async (token) =>
        isPortalRole(token)
          ? ({
              session: token,
              link: token === "admin" ? "own" : "shared",
              acts: actsInPortal(token, allow, standing),
            } as PortalGuest)
          : undefined,
      leave: async () => {},
    },
    clock: { learn: async () => {} },
    takeRequests: sharedRequests(() => 0),
    now: () => 0,
  });
  const names = [...Object.keys(portalRouteActs), "GET /portal/v1/unnamed"];
  for (const name of names) {
    const [method = "", url = ""] = name.split(" ");
    app.route({ method, url, handler: async (_, reply) => reply.code(204).send() });
  }
  const ask = (name: string, headers: Readonly<Record<string, string>>) => {
    const [method = "GET", url = ""] = name.split(" ");
    const path = url.replaceAll(/:\w+/g, "x");
    return app.inject({ method: method as "GET", url: path, headers });
  };
  return { app, ask };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

it("opens each route to each role that has its act, and to no other", async () => {
  const { app, ask } = await serverOfRoles();
  for (const [name, act] of Object.entries(portalRouteActs))
    for (const role of portalRoles) {
      const allowed = act === null || actsInPortal(role, allow, standing).has(act);
      const { statusCode } = await ask(name, bearer(role));
      expect(statusCode, `${name} as ${role}`).toBe(allowed ? 204 : 403);
    }
  expect((await ask("GET /portal/v1/unnamed", bearer("admin"))).statusCode).toBe(403);
  expect((await ask("GET /portal/v1/nowhere", bearer("admin"))).statusCode).toBe(404);
  await app.close();
});

it("opens none without a session, but the entrance", async () => {
  const { app, ask } = await serverOfRoles();
  for (const name of Object.keys(portalRouteActs)) {
    const { statusCode } = await ask(name, bearer("nobody"));
    expect(statusCode, name).toBe(name === portalEntrance ? 204 : 401);
  }
  await app.close();
});

it("lets a cookie change things only from this server's own pages", async () => {
  const { app, ask } = await serverOfRoles();
  const cookie = `${portalCookie}=admin`;
  const statusOf = async (name: string, headers: Readonly<Record<string, string>>) =>
    (await ask(name, { cookie, host: "florin.test", ...headers })).statusCode;
  expect(await statusOf("GET /portal/v1/me", {})).toBe(204);
  expect(await statusOf("DELETE /portal/v1/session", {})).toBe(403);
  expect(await statusOf("DELETE /portal/v1/session", { origin: "https://evil.test" })).toBe(403);
  expect(await statusOf("DELETE /portal/v1/session", { origin: "https://florin.test" })).toBe(204);
  await app.close();
});

it("lets the sessions of a link ask so often a minute together, and says when they may again", async () => {
  const { app, ask } = await serverOfRoles();
  let last = await ask("GET /portal/v1/me", bearer("viewer"));
  for (let asked = 1; asked <= portalRequestsPerMinute; asked += 1)
    last = await ask("GET /portal/v1/me", bearer(asked % 2 === 0 ? "viewer" : "billing"));
  expect([last.statusCode, last.headers["retry-after"]]).toEqual([429, "60"]);
  expect((await ask("GET /portal/v1/me", bearer("admin"))).statusCode).toBe(204);
  await app.close();
});
