import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, client, type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
let nobody: Client;
beforeAll(async () => {
  server = await runFlorin("2026-01-31T00:00:00Z", { host: "0.0.0.0" });
  nobody = client(server.florin.origin, undefined);
});
afterAll(async () => {
  await nobody?.close();
  await server?.stop();
});

const link = (): URL => new URL(server.florin.setUpLink ?? "");
const event = { id: "e-1", type: "inference", customer: "c-1", time: "2026-01-05T10:00:00Z" };

describe("a server that others reach", () => {
  it("answers nothing but its health until its first owner holds what it printed", async () => {
    const before = [
      await nobody.get("/v1/summary"),
      await nobody.get("/openapi.json"),
      await nobody.get(new URL(server.florin.consoleLink()).pathname),
      await nobody.post("/login", { key: server.apiKey }),
      await nobody.post("/sign-in", { email: "ada@example.com", password: "correct horse" }),
      await server.api.get("/v1/summary"),
      await server.api.post("/v1/events", event),
      await server.api.post("/v1/entitlements/check", {}),
    ];
    expect(before.map(({ json }) => (json as { code?: string }).code)).toEqual(
      before.map(() => "set-up-needed"),
    );
    expect((await nobody.get("/health")).status).toBe(200);
    expect(link().pathname).toBe("/set-up");
    expect(link().search).toBe("");

    const token = link().hash.slice(1);
    const owner = {
      token,
      email: "Ada@example.com",
      name: "Ada",
      password: "correct horse battery",
    };
    const setUp = (more: object = {}, headers: Record<string, string> = {}) =>
      nobody.post("/set-up", { ...owner, ...more }, headers);
    const foreign = await setUp({}, { origin: "https://evil.example" });
    expect(foreign.json).toMatchObject({ code: "csrf-refused" });
    for (const wrong of [`${token}x`, token.slice(1), "x"])
      expect((await setUp({ token: wrong })).json).toMatchObject({ code: "set-up-refused" });
    expect((await setUp({ password: "short" })).text).toContain("password-length");
    expect((await setUp({ email: "ada" })).text).toContain("invalid-email");
    const both = await Promise.all([setUp(), setUp({ email: "eve@example.com" })]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 403]);
    expect((await setUp()).json).toMatchObject({ status: 403, code: "set-up-refused" });

    expect((await server.api.get("/v1/summary")).status).toBe(200);
    expect((await server.api.post("/v1/events", event)).status).toBe(200);
    const members = (await server.api.get("/v1/members")).json as { items: object[] };
    expect(members.items).toMatchObject([{ role: "owner", state: "member", environments: null }]);
  });
});
