import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openProvider } from "./local-provider.ts";
import {
  type Answer,
  type Client,
  client,
  type RunningFlorin,
  runFlorin,
} from "./running-florin.ts";

const origin = "http://florin.example";
const callback = "/sign-in/openid/callback";

/** Whom the provider knows. */
const accounts: Readonly<Record<string, object>> = {
  ada: { email: "Ada@example.com", email_verified: true, name: "Ada" },
  "other-ada": { email: "ada@example.com", email_verified: true, name: "Another Ada" },
  eve: { email: "grace@example.com", email_verified: false, name: "Eve" },
  stranger: { email: "stranger@example.com", email_verified: true },
  newcomer: { email: "new@acme.example", email_verified: true },
};

let web: Server;
let issuer: string;
let server: RunningFlorin;
let nobody: Client;
/** Who is at the provider. */
let person = "ada";

beforeAll(async () => {
  web = createServer((_, reply) => reply.writeHead(503).end());
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  server = await runFlorin("2026-01-31T00:00:00Z", {
    openId: {
      issuer,
      clientId: "florin",
      clientSecret: "a secret of the client",
      origin,
      newcomers: { domains: ["acme.example"], role: "analyst" },
    },
  });
  nobody = client(server.florin.origin, undefined);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await nobody?.close();
  await server?.stop();
  web?.close();
});

const cookiesOf = (headers: Answer["headers"]): readonly string[] =>
  [headers["set-cookie"] ?? []].flat().map((cookie) => String(cookie).split(";")[0] ?? "");

/** Walks a browser from the provider's first page to where it is sent back to. */
async function throughProvider(first: string): Promise<string> {
  const jar = new Map<string, string>();
  let address = first;
  while (address.startsWith(issuer)) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await request(address, { headers: { cookie } });
    await answer.body.dump();
    for (const one of cookiesOf(answer.headers)) {
      const [name = "", value = ""] = one.split("=");
      jar.set(name, value);
    }
    expect(answer.headers.location, address).toBeDefined();
    address = new URL(String(answer.headers.location), address).href;
  }
  return address;
}

/** Begins here, and answers with what the browser keeps and where it is sent. */
async function begin() {
  const begun = await nobody.get("/sign-in/openid");
  expect(begun.status).toBe(302);
  const [pending = ""] = cookiesOf(begun.headers);
  return { pending, leadsTo: String(begun.headers.location), begun };
}

/** Signs somebody in, and answers with what the way back answered. */
async function signIn(who: string): Promise<Answer> {
  person = who;
  const { pending, leadsTo } = await begin();
  const back = new URL(await throughProvider(leadsTo));
  return nobody.ask("GET", `${back.pathname}${back.search}`, { headers: { cookie: pending } });
}

const leadsTo = ({ status, headers }: Answer) => [status, headers.location];

describe("sign-in by OpenID Connect", () => {
  it("says that it is there, and that the provider cannot be reached while it cannot", async () => {
    expect((await nobody.get("/sign-in/ways")).json).toEqual({ password: true, openId: true });
    expect(leadsTo(await nobody.get("/sign-in/openid"))).toEqual([
      302,
      "/sign-in?openid=unavailable",
    ]);
    web.removeAllListeners("request");
    openProvider(web, {
      issuer,
      redirectUri: `${origin}${callback}`,
      clientSecret: "a secret of the client",
      accounts,
      person: () => person,
    });
  });

  it("begins with PKCE, a state and a nonce, which the browser keeps sealed and sends nowhere else", async () => {
    const { begun, leadsTo: there } = await begin();
    const asked = new URL(there).searchParams;
    expect([asked.get("code_challenge_method"), asked.get("redirect_uri")]).toEqual([
      "S256",
      `${origin}${callback}`,
    ]);
    const cookie = String(begun.headers["set-cookie"]);
    expect(cookie).toMatch(/Path=\/sign-in\/openid; HttpOnly; SameSite=Lax/);
    for (const secret of ["state", "nonce"]) expect(cookie).not.toContain(asked.get(secret));
  });

  it("lets in who is invited and has the e-mail verified, and no stranger", async () => {
    await server.api.post("/v1/members", { email: "ada@example.com", name: "Ada", role: "admin" });
    await server.api.post("/v1/members", { email: "grace@example.com", name: "G", role: "owner" });
    const opened = await signIn("ada");
    expect(leadsTo(opened)).toEqual([302, "/"]);
    const session = cookiesOf(opened.headers).find((one) => one.startsWith("florin_session="));
    const me = await nobody.ask("GET", "/v1/me", { headers: { cookie: session ?? "" } });
    expect(me.json).toMatchObject({ kind: "session", environment: "default" });
    for (const who of ["eve", "stranger", "other-ada"])
      expect(leadsTo(await signIn(who)), who).toEqual([302, "/sign-in?openid=stranger"]);
  });

  it("takes newcomers of a domain with the role that is set, but nobody who was removed", async () => {
    expect(leadsTo(await signIn("newcomer"))).toEqual([302, "/"]);
    const { items } = (await server.api.get("/v1/members")).json as {
      items: { id: string; email: string; role: string }[];
    };
    const found = items.find(({ email }) => email === "new@acme.example");
    expect(found).toMatchObject({ role: "analyst", state: "member" });
    const path = `/v1/members/${found?.id}`;
    await server.api.ask("POST", `${path}/suspend`);
    expect(leadsTo(await signIn("newcomer"))).toEqual([302, "/sign-in?openid=stranger"]);
    await server.api.ask("DELETE", path);
    expect(leadsTo(await signIn("newcomer"))).toEqual([302, "/sign-in?openid=stranger"]);
  });

  it("refuses what did not begin in this browser, and what was used before", async () => {
    person = "ada";
    const [mine, other] = [await begin(), await begin()];
    const back = new URL(await throughProvider(mine.leadsTo));
    const finish = (cookie: string, search = back.search) =>
      nobody.ask("GET", `${back.pathname}${search}`, { headers: { cookie } });
    const at = mine.pending.length >> 1;
    const flipped = mine.pending[at] === "A" ? "B" : "A";
    const damaged = `${mine.pending.slice(0, at)}${flipped}${mine.pending.slice(at + 1)}`;
    const refused = [302, "/sign-in?openid=refused"];
    for (const cookie of ["", "florin_openid=x", other.pending, damaged])
      expect(leadsTo(await finish(cookie)), cookie).toEqual(refused);
    expect(leadsTo(await finish(mine.pending, "?error=access_denied"))).toEqual(refused);
    expect(leadsTo(await finish(mine.pending))).toEqual([302, "/"]);
    expect(leadsTo(await finish(mine.pending))).toEqual(refused);
  });
});
