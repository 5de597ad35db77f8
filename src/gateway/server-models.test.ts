import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { smallDocument } from "../model/fixtures/edited.ts";
import { serverModels } from "./server-models.ts";

let server: http.Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const apis = { api: { name: "API", version: "v1", path: "/v1" } };

/** A server whose current model is the last of these, and what it was asked for. */
async function publishing(documents: readonly object[]) {
  const published = [...documents];
  const asked: string[] = [];
  server = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    const etag = `"${published.length}"`;
    const body =
      request.url === "/v1/models"
        ? { items: published.map((_, at) => ({ id: "acme", version: `${at + 1}` })) }
        : published[Number(request.url?.split("/").at(-1)) - 1];
    const isKnown = request.url === "/v1/models" && request.headers["if-none-match"] === etag;
    response.writeHead(isKnown ? 304 : 200, { etag });
    response.end(isKnown ? "" : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { published, asked, models: serverModels(`http://127.0.0.1:${port}/`, "key", 10_000) };
}

const refusal = (code: string) => ({ ok: false, faults: [{ code }] });

test("the last model that was published is read, and read again when there is another", async () => {
  const { published, asked, models } = await publishing([
    smallDocument,
    { ...smallDocument, apis },
  ]);
  expect(await models.next()).toMatchObject({ ok: true, value: { apis } });
  expect(await models.next()).toEqual({ ok: true, value: undefined });
  expect(asked).toEqual(["/v1/models", "/v1/models/acme/versions/2", "/v1/models"]);
  const renamed = { api: { ...apis.api, name: "Other" } };
  published.push({ ...smallDocument, apis: renamed });
  expect(await models.next()).toMatchObject({ ok: true, value: { apis: renamed } });
});

test("what cannot be used is refused each time, and asked for again", async () => {
  const { published, models } = await publishing([]);
  expect(await models.next()).toMatchObject(refusal("no-apis"));
  published.push(smallDocument);
  expect(await models.next()).toMatchObject(refusal("no-apis"));
  expect(await models.next()).toMatchObject(refusal("no-apis"));
  published.push({ ...smallDocument, apis: { api: {} } });
  expect(await models.next()).toMatchObject({ ok: false });
  published.push({ ...smallDocument, apis });
  expect(await models.next()).toMatchObject({ ok: true, value: { apis } });
});

test("a server that does not answer is unreachable", async () => {
  const { models } = await publishing([]);
  server.closeAllConnections();
  server.close();
  expect(await models.next()).toMatchObject(refusal("server-unreachable"));
});
