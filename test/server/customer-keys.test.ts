import { afterAll, beforeAll, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { type Client, client, type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
let zeta: Client;
beforeAll(async () => {
  server = await runFlorin("2026-01-10T10:00:00Z");
  zeta = await server.addTenant("zeta");
  await server.api.post("/v1/models", acme);
  await server.api.post("/v1/customers", { id: "c-1", name: "One" });
  await server.api.post("/v1/customers", { id: "c-2", name: "Two" });
});
afterAll(() => server?.stop());

interface Key {
  readonly id: string;
  readonly key: string;
  readonly prefix: string;
}

const add = async (body: object = {}): Promise<Key> =>
  (await server.api.post("/v1/customers/c-1/keys", body)).json as Key;
const holder = async (key: string, api = server.api): Promise<unknown> =>
  (await api.post("/v1/customer-keys/holder", { key })).json;
const nobody = { known: false, customer: null, id: null, name: null, expiresAt: null };

it("makes keys that stand for their customer and show their text once", async () => {
  const { id, key, prefix } = await add({ name: "production" });
  expect(key.startsWith(prefix)).toBe(true);
  expect(await holder(key)).toMatchObject({ known: true, customer: "c-1", id, name: "production" });
  const listed = await server.api.get("/v1/customers/c-1/keys");
  expect(listed.text).not.toContain(key.slice(prefix.length));
  expect(listed.json).toMatchObject({ items: [{ id, prefix, state: "works" }] });
  expect(listed.text).not.toContain('"lastUsedAt":null');
});

it("knows nobody by a key that is wrong, another tenant's, revoked or over", async () => {
  const { id, key } = await add();
  expect(await holder(`${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`)).toEqual(nobody);
  expect(await holder("cus_short")).toEqual(nobody);
  expect(await holder(key, zeta)).toEqual(nobody);
  const path = (customer: string) => `/v1/customers/${customer}/keys/${id}`;
  expect((await server.api.ask("DELETE", path("c-2"))).status).toBe(404);
  expect((await server.api.ask("DELETE", path("c-1"))).json).toMatchObject({ state: "revoked" });
  expect((await server.api.ask("DELETE", path("c-1"))).status).toBe(200);
  expect(await holder(key)).toEqual(nobody);
});

it("makes none for who is not there, and none that is over already", async () => {
  const code = async (customer: string, body: object) => {
    const { json } = await server.api.post(`/v1/customers/${customer}/keys`, body);
    return (json as { errors?: { code: string }[] }).errors?.[0]?.code;
  };
  expect(await code("nobody", {})).toBe("unknown-customer");
  expect(await code("c-1", { expiresAt: "2020-01-01T00:00:00Z" })).toBe("expiry-in-past");
});

it("opens nothing of the server by them", async () => {
  const { key } = await add();
  const api = client(server.florin.origin, key);
  expect((await api.get("/v1/summary")).status).toBe(401);
  await api.close();
});
