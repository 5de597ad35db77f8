import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { foreignOperations } from "../../../src/http/foreign/foreign-routes.ts";
import { root } from "../../docs/markdown.ts";
import { client } from "../running-florin.ts";
import { type ClientServer, operationsOf, runForClients } from "./client-server.ts";
import { cloudEventsClient } from "./cloudevents-client.ts";
import { lagoClient } from "./lago-client.ts";
import { mcpClient } from "./mcp-client.ts";
import { openFeatureClient } from "./openfeature-client.ts";
import { openMeterClient } from "./openmeter-client.ts";
import { stripeClient } from "./stripe-client.ts";

/** One server for the clients of all other systems; each speaks of customers of its own. */
let server: ClientServer;
beforeAll(async () => {
  server = await runForClients();
});
afterAll(() => server?.stop());

describe("@openmeter/sdk", () => openMeterClient(() => server));
describe("lago-javascript-client", () => lagoClient(() => server));
describe("stripe", () => stripeClient(() => server));
describe("@openfeature/server-sdk", () => openFeatureClient(() => server));
describe("cloudevents", () => cloudEventsClient(() => server));
describe("@modelcontextprotocol/sdk", () => mcpClient(() => server));

describe("docs/clients.md", () => {
  afterAll(() => {
    vi.useRealTimers();
  });

  it("shows programs that run", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 31) });
    const programs = await programsOf("docs/clients.md");
    const before = await eventsOfAlder();
    const allowed = [];
    for (const program of programs) allowed.push(await run(program));
    expect(programs).toHaveLength(5);
    expect((await eventsOfAlder()) - before).toBe(4);
    expect(allowed.filter((one) => one !== undefined)).toEqual([true]);
  });

  it("and docs/agents.md, too", async () => {
    const programs = await programsOf("docs/agents.md");
    const told = await Promise.all(programs.map((program) => run(program, "structuredContent")));
    expect(told).toEqual([expect.objectContaining({ id: "c-1", name: "Alder" })]);
  });

  const programsOf = async (page: string): Promise<readonly string[]> => {
    const text = await readFile(join(root, page), "utf8");
    return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, program = ""]) => program);
  };

  const eventsOfAlder = async (): Promise<number> => {
    const { json } = await server.api.get("/v1/events?customer=c-1&limit=500");
    return (json as { readonly items: readonly unknown[] }).items.length;
  };

  /** Runs a program against the server, and answers what it keeps under a name: what it is told that a customer may use. */
  async function run(program: string, kept = "mayUse"): Promise<unknown> {
    const { port } = new URL(server.origin);
    const body = program
      .replaceAll(/^import \{ (.*) \} from (".*");$/gm, "const { $1 } = await load($2);")
      .replaceAll(/^import (\w+) from (".*");$/gm, "const { default: $1 } = await load($2);")
      .replaceAll("http://127.0.0.1:4280", server.origin)
      .replaceAll("port: 4280", `port: ${port}`);
    const answer = `return typeof ${kept} === "undefined" ? undefined : ${kept};`;
    const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
    const started = AsyncFunction("load", "process", `${body}\n${answer}`);
    return started((name: string) => import(name), { env: { FLORIN_KEY: server.apiKey } });
  }
});

describe("the routes of other systems", () => {
  it("answer nobody without a key, and no customer's own", async () => {
    const made = await server.api.post("/v1/customers/c-1/keys", { name: "gateway" });
    const { key } = made.json as { readonly key: string };
    const nobody = client(server.origin, undefined);
    const customer = client(server.origin, key);
    for (const operation of foreignOperations) {
      const [method = "", url = ""] = operation.split(" ");
      const path = url.replaceAll(/:[a-z]+/gi, "x");
      for (const asking of [nobody, customer]) {
        const { status, json } = await asking.ask(
          method,
          path,
          method === "POST" ? { body: {} } : {},
        );
        expect([operation, status, typeof json]).toEqual([operation, 401, "object"]);
      }
    }
    await nobody.close();
    await customer.close();
  });

  it("write nothing for a key that only reads", async () => {
    const key = await server.addKey();
    const owner = server.florin.store.openOwnerPool();
    await owner.query("select set_config('florin.tenant', 'default', false)");
    await owner.query(
      `with tenant as (select set_config('florin.tenant', 'default', false))
      update api_keys set scopes = '{read}' from tenant where id = $1`,
      [key.split("_")[2]],
    );
    await owner.end();
    const reads = client(server.origin, key);
    for (const operation of foreignOperations) {
      const [method = "", url = ""] = operation.split(" ");
      if (method === "GET" || /query$|^.(?:ofrep|mcp)/.test(url)) continue;
      const path = url.replaceAll(/:[a-z]+/gi, "x");
      const isForm = url.startsWith("/v1/billing/");
      const sent = isForm
        ? { body: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } }
        : { body: { event: {}, events: [{}] } };
      const { status } = await reads.ask(method, path, method === "POST" ? sent : {});
      expect([operation, status]).toEqual([operation, 403]);
    }
    await reads.close();
  });

  it("tell OpenMeter and Lago apart on the path that both post to", async () => {
    const cloud = {
      specversion: "1.0",
      id: "apart-1",
      source: "plain",
      type: "inference",
      subject: "apart",
      time: "2026-01-11T10:00:00Z",
      data: { operations: 2 },
    };
    const { api } = server;
    const post = (body: unknown) => api.post("/api/v1/events", body);
    expect((await post(cloud)).status).toBe(204);
    const many = Array.from({ length: 2_000 }, (_, index) => ({ ...cloud, id: `apart-${index}` }));
    expect((await post(many)).status).toBe(204);
    expect(await operationsOf(server, "apart")).toBe("4000");
    const openMeters = await post([{ ...cloud, id: "" }]);
    expect([openMeters.status, openMeters.headers["content-type"]]).toEqual([
      400,
      "application/problem+json",
    ]);
    const lagos = await post({});
    expect(lagos.json).toMatchObject({
      status: 422,
      error_details: { event: ["value_is_mandatory"] },
    });
    const doubled = `{"event":{"transaction_id":"a","transaction_id":"b"}}`;
    expect((await post(doubled)).json).toMatchObject({ status: 400, code: "duplicate_key" });
  });

  it("see and change nothing of another tenant", async () => {
    const other = await server.addTenant("grove");
    expect((await other.get("/api/v1/customers/c-1")).status).toBe(404);
    expect((await other.get("/api/v1/meters")).json).toEqual([]);
    const before = await operationsOf(server, "c-1");
    const body = "event_name=inference&payload[stripe_customer_id]=c-1&payload[operations]=9";
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const sent = await other.ask("POST", "/v1/billing/meter_events", { body, headers });
    expect(sent.status).toBe(200);
    expect(await operationsOf(server, "c-1")).toBe(before);
  });
});
