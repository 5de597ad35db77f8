import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { smallDocument } from "../../src/model/fixtures/edited.ts";
import { compiledServer } from "./compiled-server.ts";

const model = {
  ...smallDocument,
  apis: {
    api: { name: "API", version: "v1", path: "/v1", events: [{ event: "call" }] },
  },
};
const entitlements = {
  served: true,
  servedBy: [{ kind: "plan", id: "team" }],
  suspendedSince: null,
  features: [],
  quotas: [],
};

let folder = "";
let takesEvents = false;
const posted: string[] = [];
const servers: http.Server[] = [];
const children: ChildProcess[] = [];

const listen = async (listener: http.RequestListener): Promise<string> => {
  const server = http.createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Answers as a Florin server does, and takes events when it is told to. */
const florin: http.RequestListener = (request, response) => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (request.url === "/v1/customer-keys/holder") answer(200, { customer: "acme" });
    else if (request.url !== "/v1/events") answer(200, entitlements);
    else if (!takesEvents) answer(503, { code: "unavailable" });
    else {
      const events = JSON.parse(Buffer.concat(pieces).toString()) as readonly { id: string }[];
      posted.push(...events.map(({ id }) => id));
      answer(200, { items: events.map(({ id }) => ({ id, status: "accepted" })) });
    }
  });
};

async function startGateway(upstream: string, server: string) {
  const child = spawn(
    process.execPath,
    [
      join(compiledServer(), "cli", "main.js"),
      ...["gateway", join(folder, "model.json"), "--upstream", upstream, "--server", server],
      ...["--port", "0", "--spool", join(folder, "spool")],
    ],
    { env: { ...process.env, FLORIN_API_KEY: "key" }, stdio: ["ignore", "ignore", "pipe"] },
  );
  children.push(child);
  let said = "";
  for await (const piece of child.stderr.iterator({ destroyOnReturn: false })) {
    said += String(piece);
    const origin = /listens on (http:\S+)/.exec(said)?.[1];
    if (origin !== undefined) {
      child.stderr.resume();
      return { child, origin };
    }
  }
  throw new Error(`the gateway did not start: ${said}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-gateway-"));
  await writeFile(join(folder, "model.json"), JSON.stringify(model));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true, force: true });
});

test("a gateway that is killed between response and post loses no usage", async () => {
  const upstream = await listen((_, response) => response.end("done"));
  const server = await listen(florin);
  const first = await startGateway(upstream, server);
  const call = async (): Promise<string> =>
    (await fetch(`${first.origin}/v1/x`, { headers: { "x-api-key": "any" } })).text();
  expect(await Promise.all(Array.from({ length: 20 }, call))).toEqual(
    Array.from({ length: 20 }, () => "done"),
  );
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  expect(posted).toEqual([]);

  takesEvents = true;
  const second = await startGateway(upstream, server);
  await expect.poll(() => new Set(posted).size, { timeout: 30_000 }).toBe(20);
  second.child.kill("SIGTERM");
  expect(await once(second.child, "exit")).toEqual([0, null]);
});
