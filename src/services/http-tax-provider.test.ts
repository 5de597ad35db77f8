import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { lineOf, providerConforms, question } from "../tax/tax-provider.conformance.ts";
import type { TaxProvider, TaxQuoteRequest } from "../tax/tax-provider.ts";
import { httpTaxProvider } from "./http-tax-provider.ts";

let server: Server | undefined;
const asked: { readonly key: string | undefined; readonly body: TaxQuoteRequest }[] = [];

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((closed) => (server === undefined ? closed(0) : server.close(closed)));
  server = undefined;
  asked.length = 0;
});

async function bodyOf(message: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of message) text += String(chunk);
  return text;
}

/** A provider of an engine that answers as told. */
async function providerOf(
  answer: (response: ServerResponse, question: TaxQuoteRequest) => void,
  settings: { readonly key?: string; readonly timeoutMs?: number } = {},
): Promise<TaxProvider> {
  server = createServer(async (message, response) => {
    const body = JSON.parse(await bodyOf(message)) as TaxQuoteRequest;
    asked.push({ key: message.headers.authorization, body });
    answer(response, body);
  });
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/quote`;
  return httpTaxProvider({ url, ...settings });
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
};

const rates: Readonly<Record<string, string>> = { standard: "19", book: "7" };

/** An engine that knows two rates. */
function engine(response: ServerResponse, { lines }: TaxQuoteRequest): void {
  const unknown = lines.find(({ category }) => rates[category] === undefined);
  if (unknown !== undefined) json(response, 422, { error: `what is ${unknown.category}?` });
  else
    json(response, 200, {
      lines: lines
        .map(({ id, category }) => ({
          id,
          tax: { category: "S", rate: rates[category], jurisdiction: "DE", name: "USt." },
        }))
        .toReversed(),
    });
}

async function isUnavailable(provider: TaxProvider): Promise<void> {
  const quoted = await provider.quote(question(lineOf("a", "standard")));
  expect(quoted).toMatchObject({ ok: false, faults: [{ code: "tax-provider-unavailable" }] });
}

describe("a tax engine behind HTTP", () => {
  providerConforms(() => providerOf(engine), {
    asked: question(lineOf("a", "standard"), lineOf("b", "unknown")),
    code: "tax-provider-refused",
  });

  test("is sent the whole question, with the key", async () => {
    const provider = await providerOf(engine, { key: "secret" });
    await provider.quote(question(lineOf("a", "book")));
    expect(asked).toEqual([{ key: "Bearer secret", body: question(lineOf("a", "book")) }]);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ["breaks", (response) => json(response, 500, {})],
    ["takes no more questions", (response) => json(response, 429, {})],
    ["does not know the key", (response) => json(response, 401, {})],
    ["answers no JSON", (response) => response.end("<html>")],
    ["leaves lines out", (response) => json(response, 200, { lines: [] })],
    [
      "answers no rate",
      (response) =>
        json(response, 200, {
          lines: [{ id: "a", tax: { category: "S", rate: "x", jurisdiction: "DE", name: "V" } }],
        }),
    ],
    ["hangs up", (response) => response.destroy()],
  ])("says nothing of the tax where it %s", async (_, answer) => {
    await isUnavailable(await providerOf(answer));
  });

  test("says nothing of the tax where it does not answer in time", async () => {
    await isUnavailable(await providerOf(() => {}, { timeoutMs: 20 }));
  });
});
