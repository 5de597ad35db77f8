import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routeTools } from "../../../src/http/mcp/tools.ts";
import { compiledServer } from "../compiled-server.ts";
import { client } from "../running-florin.ts";
import type { ClientServer } from "./client-server.ts";

type Answer = Readonly<Record<string, unknown>>;

/** What `@modelcontextprotocol/sdk` may do: the tools of the API, over HTTP and over standard input and output. */
export function mcpClient(running: () => ClientServer): void {
  let server: ClientServer;
  let agent: Client;
  const clients: Client[] = [];

  const connected = async (transport: Transport): Promise<Client> => {
    const made = new Client({ name: "test", version: "1" });
    await made.connect(transport);
    clients.push(made);
    // The SDK holds every answer against the output schema of the tools that it has listed.
    await made.listTools();
    return made;
  };
  const overHttp = (key: string): Promise<Client> => {
    const requestInit = { headers: { authorization: `Bearer ${key}` } };
    const url = new URL("/mcp", server.origin);
    return connected(new StreamableHTTPClientTransport(url, { requestInit }) as Transport);
  };
  const call = async (name: string, given: Answer = {}, by = agent): Promise<Answer> => {
    const { structuredContent, isError, content } = await by.callTool({ name, arguments: given });
    expect(isError, `${name} ${JSON.stringify(content)}`).toBeUndefined();
    return structuredContent as Answer;
  };
  const refusal = async (name: string, given: Answer): Promise<Answer> => {
    const { isError, content, structuredContent } = await agent.callTool({
      name,
      arguments: given,
    });
    expect([isError, structuredContent]).toEqual([true, undefined]);
    const [{ text }] = content as [{ text: string }];
    return JSON.parse(text);
  };

  beforeAll(async () => {
    server = running();
    const told: readonly (readonly [string, object])[] = [
      ["/v1/customers", { id: "ag-1", name: "Agnes" }],
      ["/v1/subscriptions", { id: "ag-s1", customer: "ag-1", plan: "hybrid", start: "2026-01-02" }],
    ];
    for (const [path, body] of told) {
      const { status, text } = await server.api.post(path, body);
      expect(status, text).toBeLessThan(300);
    }
    agent = await overHttp(server.apiKey);
  });
  afterAll(() => Promise.all(clients.map((one) => one.close())));

  it("finds customers, what they use and what that costs, as the API says it", async () => {
    expect(await call("find_customers", { q: "agnes" })).toEqual(
      (await server.api.get("/v1/customers?q=agnes")).json,
    );
    expect(await call("get_customer", { customer: "ag-1" })).toMatchObject({ name: "Agnes" });
    expect(await call("get_running_cost", { customer: "ag-1" })).toEqual(
      (await server.api.get("/v1/customers/ag-1/running-cost")).json,
    );
    const range = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
    expect(
      await call("get_usage", { meter: "operations", customer: "ag-1", window: "month", ...range }),
    ).toMatchObject({ total: "0", next: null });
    expect(await call("check_entitlement", { customer: "ag-1", feature: "sso" })).toMatchObject({
      allowed: true,
    });
    expect(await call("preview_facts", { customer: "ag-1", facts: [] })).toMatchObject({
      with: expect.any(Array),
    });
  });

  it("reads a timeline page by page, and an invoice to come by its lines", async () => {
    const first = await call("get_customer_timeline", { customer: "ag-1", limit: 1 });
    const second = await call("get_customer_timeline", {
      customer: "ag-1",
      limit: 1,
      cursor: first.next,
    });
    expect(first.items).toHaveLength(1);
    expect(second.items).not.toEqual(first.items);
    const { documents } = (await call("get_upcoming_invoices", { customer: "ag-1" })) as {
      documents: readonly { lines: readonly { id: string }[] }[];
    };
    expect(documents[0]?.lines.length).toBeGreaterThan(0);
  });

  it("is told what is wrong with a call, and where", async () => {
    expect(
      await refusal("get_usage", { meter: "operatons", from: "x", to: "2026-02-01T00:00:00Z" }),
    ).toMatchObject({ code: "invalid-request", errors: [{ path: "/from" }] });
    expect(await refusal("get_customer", { customer: "nobody" })).toMatchObject({
      code: "not-found",
    });
    expect(await refusal("get_customer", { costumer: "ag-1" })).toMatchObject({
      errors: [
        { path: "/costumer", suggestion: 'did you mean "customer"?' },
        { path: "/customer" },
      ],
    });
    expect(
      await refusal("read_model", { model: "acme", version: "1", path: "/plan" }),
    ).toMatchObject({ code: "unknown-path" });
  });

  it("reads the model, the words and how metrics are counted", async () => {
    const { resources } = await agent.listResources();
    for (const { uri } of resources) {
      const [content] = (await agent.readResource({ uri })).contents;
      expect(String(content && "text" in content ? content.text : "").length, uri).toBeGreaterThan(
        99,
      );
    }
    const { model } = (await call("get_overview")) as { model: { id: string; version: string } };
    expect(
      await call("read_model", {
        model: model.id,
        version: model.version,
        path: "/plans/hybrid/name",
      }),
    ).toMatchObject({ value: expect.any(String) });
  });

  it("is shown what its key may use, of its own tenant alone", async () => {
    const reader = await overHttp(await server.addKey(["customers.read"]));
    const { tools } = await reader.listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      routeTools.filter(({ action }) => action === "customers.read").map(({ name }) => name),
    );
    await expect(reader.callTool({ name: "get_forecast", arguments: {} })).rejects.toThrow(
      "no tool",
    );
    await server.addTenant("ag-other");
    const other = await overHttp(await server.addKey(undefined, "ag-other"));
    expect(await call("find_customers", {}, other)).toEqual({ items: [], next: null });
    const { isError } = await other.callTool({
      name: "get_customer",
      arguments: { customer: "ag-1" },
    });
    expect(isError).toBe(true);
  });

  it("proposes a change, which is made when somebody else approves it, and not before", async () => {
    const scopes = ["role:read-only", "approvals.propose"];
    const proposing = await overHttp(await server.addKey(scopes));
    const body = { id: "ag-2", name: "Proposed" };
    const asked = { method: "POST", path: "/v1/customers", body, why: "They wrote to us." };
    const { id, state } = await call("propose_change", asked, proposing);
    expect(state).toBe("open");
    expect((await server.api.get("/v1/customers/ag-2")).status).toBe(404);
    const { status, text } = await server.api.post(`/v1/approvals/${id}/approve`, {});
    expect(status, text).toBe(200);
    expect((await server.api.get("/v1/customers/ag-2")).status).toBe(200);
    expect(await call("get_proposal", { proposal: id }, proposing)).toMatchObject({
      state: "performed",
    });
    const reading = await overHttp(await server.addKey(["role:read-only"]));
    expect((await reading.listTools()).tools.map(({ name }) => name)).not.toContain(
      "propose_change",
    );
  });

  it("is let in by a key, in a version that is spoken, and from no other page", async () => {
    const message = { jsonrpc: "2.0", id: 1, method: "ping" };
    const ask = (headers: Readonly<Record<string, string>>, body: unknown = message) =>
      server.api.ask("POST", "/mcp", { body, headers });
    expect((await ask({})).json).toEqual({ jsonrpc: "2.0", id: 1, result: {} });
    expect((await ask({ "mcp-protocol-version": "1999-01-01" })).status).toBe(400);
    expect((await ask({ origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await ask({ origin: server.origin })).status).toBe(200);
    expect((await ask({ accept: "text/event-stream" })).status).toBe(406);
    expect((await ask({}, [message])).status).toBe(400);
    expect((await ask({}, { jsonrpc: "2.0", method: "notifications/initialized" })).status).toBe(
      202,
    );
    expect((await server.api.get("/mcp")).status).toBe(405);
    const cookie = await signedIn();
    const browser = client(server.origin, undefined);
    const headers = { cookie, origin: server.origin };
    expect((await browser.ask("POST", "/mcp", { body: message, headers })).status).toBe(403);
    await browser.close();
  });

  /** The cookie of a session that was opened with the key. */
  async function signedIn(): Promise<string> {
    const { headers } = await server.api.post("/login", { key: server.apiKey });
    return String(headers["set-cookie"]).split(";")[0] ?? "";
  }

  it("speaks to the same server through florin mcp, and to a model file without one", async () => {
    const main = join(compiledServer(), "cli", "main.js");
    const env = { PATH: process.env.PATH ?? "", FLORIN_API_KEY: server.apiKey };
    const through = (words: readonly string[]) =>
      connected(
        new StdioClientTransport({ command: process.execPath, args: [main, "mcp", ...words], env }),
      );
    const [relayed, offline] = await Promise.all([
      through(["--server", server.origin]),
      through(["test/cli/models/studio.yaml"]),
    ]);
    expect((await relayed.listTools()).tools).toEqual((await agent.listTools()).tools);
    expect(await call("get_customer", { customer: "ag-1" }, relayed)).toMatchObject({ id: "ag-1" });
    expect(await call("check_model", {}, offline)).toMatchObject({ faults: [] });
    const { headline } = await call("get_forecast", { by: "quarter" }, offline);
    expect(headline).not.toEqual([]);
    expect((await offline.listTools()).tools.map(({ name }) => name)).not.toContain("get_customer");
  });
}
