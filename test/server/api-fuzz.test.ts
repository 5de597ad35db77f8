import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { described, description, part } from "../docs/described-api.ts";
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

/** What an operation may be asked. */
function questionsOf({ parameters, requestBody }: Json): fc.Arbitrary<Asked> {
  const named = [parameters].flat().map((one) => part(one));
  const placed = (place: string, needed: boolean) =>
    fc.record(
      Object.fromEntries(
        named
          .filter((one) => one.in === place)
          .map(({ name, schema }) => [
            String(name),
            name === "trials" ? fc.constant(10) : valuesOf(schema, description),
          ]),
      ),
      needed ? {} : { requiredKeys: [] },
    );
  const { schema } = part(requestBody, "content", "application/json");
  const body = schema === undefined ? fc.constant(undefined) : valuesOf(schema, description);
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

describe("every operation", () => {
  it("answers what its schemas allow, and what they do not, without breaking", async () => {
    const broken: string[] = [];
    let accepted = 0;
    for (const { method, path, operation } of described) {
      if (left.has(String(operation.operationId))) continue;
      for (const asked of fc.sample(questionsOf(operation), { numRuns: requestsEach, seed })) {
        const url = urlOf(path, asked);
        const answer = await server.api.ask(
          method,
          url,
          asked.body === undefined
            ? {}
            : { body: JSON.stringify(asked.body), headers: { "content-type": "application/json" } },
        );
        if (answer.status < 400) accepted += 1;
        if (answer.status === 500)
          broken.push(`${method} ${url} ${JSON.stringify(asked.body)} ${answer.text}`);
      }
    }
    expect(broken).toEqual([]);
    expect(accepted).toBeGreaterThan(50);
  });
});
