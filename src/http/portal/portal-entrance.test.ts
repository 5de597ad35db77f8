import cookies from "@fastify/cookie";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { refuse } from "../../fault/fault.ts";
import type { Portal } from "../../services/portal/portal.ts";
import { acceptBodies } from "../bodies.ts";
import { handleErrors } from "../error-handler.ts";
import { sharedRequests } from "../shared-requests.fixture.ts";
import { entrancesPerMinute, portalEntranceRoutes } from "./portal-entrance.ts";

it("lets links be tried so often a minute from one address, and others go on", async () => {
  const app = Fastify();
  handleErrors(app);
  acceptBodies(app);
  await app.register(cookies);
  let now = 0;
  const unknown = { code: "portal-link-unknown", path: "/token", message: "this opens no portal" };
  const portal = { links: { enter: async () => refuse(unknown) }, sessions: {} };
  portalEntranceRoutes(app, portal as unknown as Portal, {
    takeRequests: sharedRequests(() => now),
    now: () => now,
  });
  const enter = (address: string) =>
    app.inject({
      method: "POST",
      url: "/portal/v1/session",
      headers: { "x-forwarded-for": address },
      payload: { token: "x" },
    });
  for (let tried = 1; tried <= entrancesPerMinute; tried += 1)
    expect((await enter("2001:db8::1")).statusCode).toBe(401);
  const over = await enter("2001:db8::2");
  expect([over.statusCode, over.headers["retry-after"]]).toEqual([429, "60"]);
  expect((await enter("2001:db8:1::1")).statusCode).toBe(401);
  now = 60_000;
  expect((await enter("2001:db8::1")).statusCode).toBe(401);
  await app.close();
});
