import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parseRange } from "../../src/webhook/address-rules.ts";
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
    webhooksAllowed: [expectDefined(parseRange("127.0.0.0/8"))],
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
async function begin(asked = "") {
  const begun = await nobody.get(`/sign-in/openid${asked}`);
  expect(begun.status).toBe(302);
  const [pending = ""] = cookiesOf(begun.headers);
  return { pending, leadsTo: String(begun.headers.location), begun };
}

/** Signs somebody in, and answers with what the way back answered. */
async function signIn(who: string, asked = ""): Promise<Answer> {
  person = who;
  const { pending, leadsTo } = await begin(asked);
  const back = new URL(await throughProvider(leadsTo));
  return nobody.ask("GET", `${back.pathname}${back.search}`, { headers: { cookie: pending } });
}

function expectDefined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("this is there");
  return value;
}

/** The session that an answer opened. */
const sessionOf = ({ headers }: Answer): string =>
  cookiesOf(headers).find((one) => one.startsWith("florin_session=")) ?? "";

const leadsTo = ({ status, headers }: Answer) => [status, headers.location];

describe("sign-in by OpenID Connect", () => {
  it("says that it is there, and that the provider cannot be reached while it cannot", async () => {
    expect((await nobody.get("/sign-in/ways")).json).toEqual({
      password: true,
      openId: true,
      byDomain: false,
    });
    expect(leadsTo(await nobody.get("/sign-in/openid"))).toEqual([
      302,
      "/sign-in?openid=unavailable",
    ]);
    web.removeAllListeners("request");
    openProvider(web, {
      issuer,
      redirectUris: [`${origin}${callback}`, `${origin}${callback}/zeta`],
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
    const me = await nobody.ask("GET", "/v1/me", { headers: { cookie: sessionOf(opened) } });
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

describe("the provider of another organisation", () => {
  const path = "/v1/organisation/sign-in-provider";
  const clientSecret = "a secret of the client";
  const unavailable = (organisation?: string) => [
    302,
    `/sign-in?${organisation === undefined ? "" : `organisation=${encodeURIComponent(organisation)}&`}openid=unavailable`,
  ];
  let zeta: Client;
  let own: object;
  /** What its people's address names. */
  let name = "";
  const put = (body: object, api = zeta) => api.ask("PUT", path, { body });
  const faultOf = ({ status, json }: Answer) => {
    const { errors } = json as { errors?: { code: string; path: string }[] };
    return [status, ...(errors ?? []).map(({ code, path }) => `${code} ${path}`)];
  };
  beforeAll(async () => {
    zeta = await server.addTenant("zeta");
    own = { issuer, clientId: "florin", clientSecret };
  });

  it("is set by who may do everything there, whole, and at an address that may be asked", async () => {
    const { json } = await zeta.get(path);
    expect(json).toMatchObject({ provider: null, redirectUri: `${origin}${callback}/zeta` });
    const { signInAddress } = json as { signInAddress: string };
    name = new URL(signInAddress).searchParams.get("organisation") ?? "";
    expect(leadsTo(await nobody.get(`/sign-in/openid?organisation=${name}`))).toEqual(
      unavailable(name),
    );
    for (const [wrong, fault] of [
      [{ ...own, issuer: "https://10.0.0.1" }, "address-refused /issuer"],
      [{ ...own, issuer: "https://[::ffff:169.254.169.254]" }, "address-refused /issuer"],
      [{ ...own, issuer: "https://a:b@login.example" }, "invalid-url /issuer"],
      [{ ...own, domains: ["@acme.example"] }, "invalid-domain /domains/0"],
      [{ ...own, role: "analyst" }, "domains-missing /domains"],
      [{ ...own, domains: ["acme.example"], role: "king" }, "unknown-role /role"],
      [{ issuer, clientId: "florin" }, "client-secret-missing /clientSecret"],
    ] as const)
      expect(faultOf(await put(wrong))).toEqual([422, fault]);
    const weak = client(
      server.florin.origin,
      await server.addKey(["organisation.manage", "members.read"], "zeta"),
    );
    expect(faultOf(await put(own, weak))).toEqual([422, "role-beyond-yours "]);
    await weak.close();
    expect(faultOf(await put(own, server.api))).toEqual([422, "set-by-configuration "]);
    expect((await server.api.get(path)).json).toMatchObject({
      provider: { setBy: "configuration", domains: ["acme.example"], role: "analyst" },
    });
  });

  it("lets its own people in, of the domains that it names, and tells its secret to nobody", async () => {
    const set = await put({ ...own, domains: ["Acme.example"], role: "analyst" });
    expect(set).toMatchObject({
      status: 200,
      json: { provider: { issuer, domains: ["acme.example"], role: "analyst", byDomain: false } },
    });
    expect(set.text).not.toContain("secret");
    await zeta.post("/v1/members", { email: "ada@example.com", name: "Ada", role: "owner" });
    const asked = `?organisation=${name}`;
    const stranger = [302, `/sign-in?organisation=${name}&openid=stranger`];
    expect(leadsTo(await signIn("ada", asked))).toEqual(stranger);
    const opened = await signIn("newcomer", asked);
    expect(leadsTo(opened)).toEqual([302, "/"]);
    const me = await nobody.ask("GET", "/v1/me", { headers: { cookie: sessionOf(opened) } });
    expect(me.json).toMatchObject({ organisation: "zeta", environment: "zeta" });
    // The secret stays where none is given, and the provider is the same.
    expect((await put({ issuer, clientId: "florin" })).status).toBe(200);
    expect(leadsTo(await signIn("ada", asked))).toEqual([302, "/"]);
    expect(faultOf(await put({ issuer: `${issuer}/other`, clientId: "florin" }))).toEqual([
      422,
      "client-secret-missing /clientSecret",
    ]);
    const told = (await zeta.get(`/v1/audit-log?subject=${path}`)).text;
    expect(told).toContain('"secretChanged":true');
    expect(told).not.toContain(clientSecret);
    const kept = await server.florin.store.withTenant("zeta", (tx) =>
      tx.rows("select secret_sealed from sign_in_providers"),
    );
    expect(JSON.stringify(kept)).toMatch(/^\[\{"secret_sealed":"v1\.[\w-]+"\}\]$/);
  });

  it("is found by its name and, where it asks for that, by its domains; who guesses learns nothing", async () => {
    const begun = (asked: string) => nobody.get(`/sign-in/openid?${asked}`).then(leadsTo);
    const guesses = ["zeta", "zeta.", `zeta.${"A".repeat(16)}`, "nowhere.AAAAAAAAAAAAAAAA"];
    for (const guess of guesses)
      expect(await begun(`organisation=${guess}`)).toEqual(unavailable(guess));
    for (const domain of ["acme.example", "nowhere.example"])
      expect(await begun(`domain=${domain}`)).toEqual(unavailable());
    const byDomain = { issuer, clientId: "florin", domains: ["acme.example"], byDomain: true };
    await put(byDomain);
    expect((await nobody.get("/sign-in/ways")).json).toMatchObject({ byDomain: true });
    expect((await begun("domain=ACME.example"))[1]).toMatch(issuer);
    // Of two that name it, neither is taken.
    const eta = await server.addTenant("eta");
    await put({ ...byDomain, clientSecret }, eta);
    expect(await begun("domain=acme.example")).toEqual(unavailable());
    expect((await eta.ask("DELETE", path)).json).toMatchObject({ provider: null });
    expect((await begun("domain=acme.example"))[1]).toMatch(issuer);

    const from = { headers: { "x-forwarded-for": "192.0.2.7" } };
    const last = [];
    for (let guess = 0; guess < 61; guess += 1)
      last.push(leadsTo(await nobody.ask("GET", `/sign-in/openid?domain=${guess}.example`, from)));
    expect(last.slice(-2)).toEqual([unavailable(), [302, "/sign-in?openid=too-many-attempts"]]);
  });

  it("sends people back to its own address alone, and to nobody else's organisation", async () => {
    person = "newcomer";
    const mine = await begin(`?organisation=${name}`);
    const back = new URL(await throughProvider(mine.leadsTo));
    expect(back.pathname).toBe(`${callback}/zeta`);
    const finish = (to: string) =>
      nobody.ask("GET", `${to}${back.search}`, { headers: { cookie: mine.pending } });
    for (const other of [callback, `${callback}/eta`])
      expect(leadsTo(await finish(other))).toEqual([302, "/sign-in?openid=refused"]);
    expect(leadsTo(await finish(back.pathname))).toEqual([302, "/"]);
  });

  it("is removed, and members are bound anew by the next one", async () => {
    expect(faultOf(await zeta.ask("DELETE", path))).toEqual([422, "last-owner "]);
    const { items } = (await zeta.get("/v1/members")).json as {
      items: { id: string; role: string }[];
    };
    const owner = items.find(({ role }) => role === "owner");
    const { json } = await zeta.post(`/v1/members/${owner?.id}/recovery`, {});
    const { recovery } = json as { recovery: string };
    const chosen = { recovery, password: "correct horse battery" };
    expect((await nobody.post("/recoveries", chosen)).status).toBe(204);
    expect((await zeta.ask("DELETE", path)).status).toBe(200);
    expect(await zeta.ask("DELETE", path)).toMatchObject({ status: 404 });
    expect(leadsTo(await nobody.get(`/sign-in/openid?organisation=${name}`))).toEqual(
      unavailable(name),
    );
    await put(own);
    expect(leadsTo(await signIn("other-ada", `?organisation=${name}`))).toEqual([302, "/"]);
  });
});
