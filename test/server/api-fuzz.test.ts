import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiDescription, florin, part, portal, undescribed } from "../docs/described-api.ts";
import type { Json } from "../docs/json-schema.ts";
import { type ClientServer, runForClients } from "./clients/client-server.ts";
import { valuesOf } from "./schema-values.ts";

/** Requests to each operation; a soak sends a hundred times as many. */
const requestsEach = 2 * Number(process.env.FLORIN_RUNS ?? 1);
const seed = Number(process.env.FLORIN_FUZZ_SEED ?? 6);

/** Operations that would end the run, or speak to others: a clock that is moved to the year 9999 bills until then. */
const left: ReadonlySet<string> = new Set([
  "moveClock",
  "moveEnvironmentClock",
  "setPaymentProvider",
  "checkVatNumber",
  "leave",
]);

let server: ClientServer;
beforeAll(async () => {
  server = await runForClients();
});
afterAll(() => server?.stop());

interface Asked {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** What an operation of an API may be asked. */
function questionsOf(
  { parameters, requestBody }: Json,
  { document }: ApiDescription,
): fc.Arbitrary<Asked> {
  const named = [parameters].flat().map((one) => part(one));
  const placed = (place: string, needed: boolean) =>
    fc.record(
      Object.fromEntries(
        named
          .filter((one) => one.in === place)
          .map(({ name, schema }) => [
            String(name),
            name === "trials" ? fc.constant(10) : valuesOf(schema, document),
          ]),
      ),
      needed ? {} : { requiredKeys: [] },
    );
  const { schema } = part(requestBody, "content", "application/json");
  const body = schema === undefined ? fc.constant(undefined) : valuesOf(schema, document);
  return fc.record({ path: placed("path", true), query: placed("query", false), body });
}

function urlOf(path: string, { path: parts, query }: Asked): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => safe(parts[name]));
  const search = Object.entries(query).map(([name, value]) => `${name}=${safe(value)}`);
  return search.length === 0 ? filled : `${filled}?${search.join("&")}`;
}

/** Text as a URL can hold it: half of a surrogate pair cannot even be sent. */
const safe = (value: unknown): string =>
  encodeURIComponent(
    String(typeof value === "object" ? JSON.stringify(value) : value).replace(/\p{Cs}/gu, "?"),
  ) || "x";

/** Asks whatever the description of an API allows, and more; answers what broke, and how much was accepted. */
async function askAll(api: ApiDescription, headers: Readonly<Record<string, string>> = {}) {
  const broken: string[] = [];
  let accepted = 0;
  for (const one of api.described) {
    const { method, path, operation } = one;
    if (left.has(String(operation.operationId))) continue;
    for (const asked of fc.sample(questionsOf(operation, api), { numRuns: requestsEach, seed })) {
      const url = urlOf(path, asked);
      const typed = { ...headers, "content-type": "application/json" };
      const answer = await server.api.ask(
        method,
        url,
        asked.body === undefined
          ? { headers }
          : { body: JSON.stringify(asked.body), headers: typed },
      );
      const told = `${method} ${url} ${JSON.stringify(asked.body)} ${answer.text}`;
      if (answer.status < 400) accepted += 1;
      if (answer.status === 500) broken.push(told);
      const [type = ""] = String(answer.headers["content-type"] ?? "").split(";");
      if (api === portal && /json$/.test(type))
        for (const fault of undescribed(one, answer.status, type, answer.json, api))
          broken.push(`${told}: ${fault}`);
    }
  }
  return { broken, accepted };
}

describe("every operation", () => {
  it("of the portal answers without breaking, and what its description says", async () => {
    const asked = { customer: "c-1", for: { name: "Ada", email: "ada@example.com" } };
    const link = await server.api.post("/v1/portal-links", asked);
    const { token } = link.json as { readonly token: string };
    const session = await server.api.post("/portal/v1/session", { token });
    const [, shown = ""] = String(session.headers["set-cookie"]).split(/[=;]/);
    const { broken, accepted } = await askAll(portal, { authorization: `Bearer ${shown}` });
    expect(broken).toEqual([]);
    expect(accepted).toBeGreaterThan(20);
  });

  it("answers what its schemas allow, and what they do not, without breaking", async () => {
    const { broken, accepted } = await askAll(florin);
    expect(broken).toEqual([]);
    expect(accepted).toBeGreaterThan(50);
  });
});
