import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { smallDocument } from "../model/fixtures/edited.ts";
import { runGateway } from "./run-gateway.ts";

const apisAt = (...paths: readonly string[]) =>
  Object.fromEntries(paths.map((path, at) => [`a${at}`, { name: path, version: "v1", path }]));

test("a new model is served though nothing can be measured by it, which is said", async () => {
  const folder = await mkdtemp(join(tmpdir(), "florin-gateway-"));
  const published = [{ ...smallDocument, apis: apisAt("/v1") }];
  const server = http.createServer((request, response) => {
    const items = published.map((_, at) => ({ id: "acme", version: `${at}` }));
    const etag = `"${published.length}"`;
    const isKnown = request.headers["if-none-match"] === etag;
    const version = Number(request.url?.split("/").at(-1));
    response.writeHead(isKnown ? 304 : 200, { etag });
    response.end(isKnown ? "" : JSON.stringify(published[version] ?? { items }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const warned: string[] = [];
  const { origin, operationsOrigin, stop } = expectOk(
    await runGateway({
      model: undefined,
      modelEveryMs: 5,
      upstream: "http://127.0.0.1:1",
      server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      key: "key",
      host: "127.0.0.1",
      port: 0,
      operations: { host: "127.0.0.1", port: 0 },
      spoolFolder: folder,
      spoolBytesMax: 1 << 20,
      whenUnkept: "refuse",
      silenceMsMax: 1_000,
      nowMs: () => 0,
      warn: (message) => warned.push(message),
    }),
  );
  const statusOf = async (path: string) => (await fetch(`${origin}${path}`)).status;
  expect([await statusOf("/v1/x"), await statusOf("/v2/x")]).toEqual([401, 404]);
  const told = async (path: string) => {
    const answer = await fetch(`${operationsOrigin}${path}`);
    return [answer.status, await answer.text()];
  };
  expect(await told("/healthz")).toEqual([200, '{"status":"ok"}']);
  expect(await told("/readyz")).toEqual([
    200,
    '{"ready":true,"checks":{"running":"ok","spool":"ok"}}',
  ]);
  expect(await told("/metrics")).toEqual([
    200,
    expect.stringContaining("\nflorin_gateway_waiting_calls 0\n"),
  ]);
  expect(await told("/v1/x")).toEqual([404, ""]);

  await rm(join(folder, "health"), { recursive: true });
  await writeFile(join(folder, "health"), "no folder");
  published.push({ ...smallDocument, apis: apisAt("/v1", "/v2") });
  const isSaid = () => warned.some((one) => one.startsWith("nothing is measured from now on: "));
  await expect.poll(isSaid, { interval: 5, timeout: 90_000 }).toBe(true);
  expect([await statusOf("/v1/x"), await statusOf("/v2/x")]).toEqual([401, 401]);
  expect(await stop(0)).toEqual({ cut: 0, waiting: 0, unkept: 0, strayed: 0 });

  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});
