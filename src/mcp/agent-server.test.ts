import { describe, expect, it } from "vitest";
import { ok, refuse } from "../fault/fault.ts";
import { type AgentServer, answerMessage } from "./agent-server.ts";
import type { Tool } from "./tool.ts";
import type { ToolResult } from "./tool-result.ts";

const echo: Tool = {
  name: "echo",
  title: "Echo",
  description: "Says what it is told.",
  inputSchema: { type: "object", properties: { text: {}, times: {} }, required: ["text"] },
  outputSchema: { type: "object" },
  readsOnly: true,
  call: async ({ text }) =>
    text === "no"
      ? { ok: false, refusal: { code: "not-found", message: "there is none", errors: [] } }
      : { ok: true, value: { text } },
};

const about = { title: "A", description: "A.", mimeType: "text/markdown" } as const;

const server: AgentServer = {
  version: "1.2.3",
  instructions: "Ask.",
  tools: [echo],
  resources: [
    { uri: "florin://a", name: "a", ...about, read: async () => ok("words") },
    {
      uri: "florin://b",
      name: "b",
      ...about,
      read: async () => refuse({ code: "no-model", path: "", message: "there is no model" }),
    },
  ],
};

const ask = (method: string, params?: object, id: unknown = 1) =>
  answerMessage(server, { jsonrpc: "2.0", id, method, ...(params && { params }) });
const resultOf = async (method: string, params?: object) => (await ask(method, params))?.result;
const call = (given?: unknown, name = "echo") =>
  ask("tools/call", { name, ...(given === undefined ? {} : { arguments: given }) });
const refusalOf = async (given: object) => {
  const result = (await call(given))?.result as ToolResult | undefined;
  return result?.isError === true ? JSON.parse(result.content[0].text) : undefined;
};

describe("the first message", () => {
  it.each([
    ["2025-06-18", "2025-06-18"],
    ["2024-11-05", "2024-11-05"],
    ["1999-01-01", "2025-11-25"],
    [undefined, "2025-11-25"],
  ])("in version %s is answered in %s", async (asked, answered) => {
    const clientInfo = { name: "test", version: "0" };
    expect(
      await resultOf("initialize", { protocolVersion: asked, capabilities: {}, clientInfo }),
    ).toEqual({
      protocolVersion: answered,
      capabilities: { tools: {}, resources: {} },
      serverInfo: { name: "florin", title: "Florin", version: "1.2.3" },
      instructions: "Ask.",
    });
  });
});

describe("a message", () => {
  it("that asks for no answer gets none", async () => {
    const told = { jsonrpc: "2.0", method: "notifications/initialized" };
    expect(await answerMessage(server, told)).toBeUndefined();
    expect(await answerMessage(server, { jsonrpc: "2.0", id: 4, result: {} })).toBeUndefined();
  });

  it.each([
    [[{ jsonrpc: "2.0", id: 1, method: "ping" }], null],
    ["ping", null],
    [null, null],
    [{ id: 3, method: "ping" }, 3],
    [{ jsonrpc: "2.0", id: 3 }, 3],
    [{ jsonrpc: "2.0", id: 3, method: 4 }, 3],
    [{ jsonrpc: "2.0", id: null, method: "ping" }, null],
    [{ jsonrpc: "2.0", id: 1.5, method: "ping" }, null],
    [{ jsonrpc: "2.0", id: "a", method: "ping", params: [] }, "a"],
  ])("that is none is refused: %j", async (message, id) => {
    expect(await answerMessage(server, message)).toMatchObject({ id, error: { code: -32_600 } });
  });

  it("of another method is refused, and a ping answered", async () => {
    expect(await ask("prompts/list")).toMatchObject({ id: 1, error: { code: -32_601 } });
    expect(await ask("toString")).toMatchObject({ id: 1, error: { code: -32_601 } });
    expect(await ask("ping", {}, "x")).toEqual({ jsonrpc: "2.0", id: "x", result: {} });
  });
});

describe("tools", () => {
  it("are listed with what they take and answer", async () => {
    const { readsOnly: _, call: __, ...listed } = echo;
    const annotations = { readOnlyHint: true, destructiveHint: false, openWorldHint: false };
    expect(await resultOf("tools/list")).toEqual({ tools: [{ ...listed, annotations }] });
  });

  it("answer with the same twice: as structure, and as text", async () => {
    expect((await call({ text: "a" }))?.result).toEqual({
      content: [{ type: "text", text: '{"text":"a"}' }],
      structuredContent: { text: "a" },
    });
  });

  it("refuse in a result, so that the model reads it", async () => {
    expect(await refusalOf({ text: "no" })).toEqual({
      code: "not-found",
      message: "there is none",
      errors: [],
    });
  });

  it("are not called with names that they do not know or without those they need", async () => {
    const { code, errors } = await refusalOf({ txet: "a", colour: 1 });
    expect(code).toBe("invalid-request");
    expect(errors).toEqual([
      expect.objectContaining({
        code: "unknown-field",
        path: "/txet",
        suggestion: 'did you mean "text"?',
      }),
      expect.objectContaining({
        code: "unknown-field",
        path: "/colour",
        suggestion: "known are text, times",
      }),
      expect.objectContaining({ code: "missing-field", path: "/text" }),
    ]);
    expect((await refusalOf({})).code).toBe("missing-field");
  });

  it("that are not there, or get no object, are an error of the protocol", async () => {
    expect(await call({}, "other")).toMatchObject({ error: { code: -32_602 } });
    expect(await call([])).toMatchObject({ error: { code: -32_602 } });
  });
});

describe("resources", () => {
  it("are listed and read", async () => {
    const { resources } = (await resultOf("resources/list")) as { resources: readonly object[] };
    expect(resources[0]).toEqual({ uri: "florin://a", name: "a", ...about });
    expect(await resultOf("resources/templates/list")).toEqual({ resourceTemplates: [] });
    expect(await resultOf("resources/read", { uri: "florin://a" })).toEqual({
      contents: [{ uri: "florin://a", mimeType: "text/markdown", text: "words" }],
    });
  });

  it("say why they cannot be read", async () => {
    expect(await ask("resources/read", { uri: "florin://c" })).toMatchObject({
      error: { code: -32_002, data: { uri: "florin://c" } },
    });
    expect(await ask("resources/read", { uri: "florin://b" })).toMatchObject({
      error: { code: -32_603, message: "there is no model" },
    });
  });
});
