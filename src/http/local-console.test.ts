import cookies from "@fastify/cookie";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { everyAction } from "../access/roles.ts";
import { openLocally } from "./local-console.ts";

/** Whether a server that signs in who opens a page on its machine sets a cookie. */
async function setsCookie(
  path: string,
  headers: Record<string, string>,
  remoteAddress = "127.0.0.1",
): Promise<boolean> {
  const app = Fastify();
  await app.register(cookies);
  openLocally(app, {
    bySession: async (token) =>
      token === "good"
        ? { tenant: "default", credential: "session", kind: "session", allowed: everyAction }
        : undefined,
    open: () => "opened",
  });
  app.get("/", { config: { isPage: true } }, async () => "page");
  app.get("/v1/summary", async () => "{}");
  const answer = await app.inject({ url: path, headers, remoteAddress });
  await app.close();
  return answer.headers["set-cookie"] !== undefined;
}

describe("the console without a login", () => {
  const host = "localhost:4280";
  it("opens by its own name on its own machine", async () => {
    expect(await setsCookie("/", { host })).toBe(true);
    expect(await setsCookie("/", { host: "127.0.0.1" })).toBe(true);
    expect(await setsCookie("/", { host: "[::1]:1" }, "::1")).toBe(true);
  });

  it.each([
    ["by a name that leads here", "/", { host: "evil.example" }, "127.0.0.1"],
    ["from another machine", "/", { host }, "192.0.2.1"],
    ["through a proxy", "/", { host, "x-forwarded-for": "192.0.2.1" }, "127.0.0.1"],
    ["through a proxy that follows RFC 7239", "/", { host, forwarded: "for=_x" }, "127.0.0.1"],
    ["for a request of a program", "/v1/summary", { host }, "127.0.0.1"],
    ["over a session that is open", "/", { host, cookie: "florin_session=good" }, "127.0.0.1"],
  ])("does not %s", async (_, path, headers, address) => {
    expect(await setsCookie(path, headers as Record<string, string>, address)).toBe(false);
  });

  it("opens again where a session is over", async () => {
    expect(await setsCookie("/", { host, cookie: "florin_session=old" })).toBe(true);
  });
});
