import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import planned from "../../src/model/fixtures/planned.ts";
import { freshDatabase } from "../../src/store/test-database.fixture.ts";
import { usage } from "./api-story.ts";
import { compiledServer } from "./compiled-server.ts";
import { client } from "./running-florin.ts";

/** `florin serve` as a process of its own, from its first words on. */
async function serveApart(databaseUrl: string, data: string) {
  const words = ["serve", "--port", "0", "--data", data, "--clock", "2026-01-01T00:00:00Z"];
  const child = spawn(process.execPath, [join(compiledServer(), "cli/main.js"), ...words], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NO_COLOR: "1", DATABASE_URL: databaseUrl },
  });
  let said = "";
  for await (const line of createInterface(child.stderr)) {
    said += `${line}\n`;
    if (line.includes("Ctrl-C")) break;
  }
  child.stderr.resume();
  const origin = /listens on (\S+)/.exec(said)?.[1] ?? "";
  const apiKey = /shown once: (\S+)/.exec(said)?.[1];
  return { child, api: client(origin, apiKey), said, origin, apiKey };
}

it("ends when it is told to, though threads of it have checked a plan and set a page", async () => {
  const data = await mkdtemp(join(tmpdir(), "florin-stop-"));
  const database = await freshDatabase();
  const server = await serveApart(database.server.ownerUrl(database.name), data);
  try {
    const { api, child } = server;
    expect((await api.post("/v1/models", planned)).status, server.said).toBe(201);
    expect(await api.get("/v1/plan/forecast")).toMatchObject({ status: 200 });
    expect((await api.post("/v1/models", acme)).status).toBe(201);
    await api.post("/v1/customers", { id: "c-1", name: "Alder" });
    const bought = { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" };
    expect((await api.post("/v1/subscriptions", bought)).status).toBe(201);
    await api.post("/v1/clock", { now: "2026-02-06T00:00:00Z" });
    const { items } = (await api.get("/v1/invoices")).json as { items: { id: string }[] };
    const page = await api.get(`/v1/invoices/${items[0]?.id}/documents/pdf`);
    expect(page.headers["content-type"]).toBe("application/pdf");

    await api.close();
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  } finally {
    server.child.kill("SIGKILL");
    await database.drop();
    await rm(data, { recursive: true, force: true });
  }
});

/** An event of which only the beginning has come: the server waits for the rest. Answered once it has begun with it. */
async function halfAnEvent(origin: string, key: string) {
  const body = JSON.stringify({ ...usage[0], time: "2026-01-01T00:00:00Z", id: "late" });
  const half = request(`${origin}/v1/events`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      expect: "100-continue",
    },
  });
  const status = new Promise<number | undefined>((resolve) => {
    half.on("response", (response) => resolve(response.resume().statusCode));
    half.on("error", () => resolve(undefined));
  });
  const begun = once(half, "continue");
  half.write(body.slice(0, 10));
  await begun;
  return { status, finish: () => half.end(body.slice(10)) };
}

it("finishes what is under way when it is told to end, and ends at once when it is told again", async () => {
  for (const isPatient of [true, false]) {
    const data = await mkdtemp(join(tmpdir(), "florin-stop-"));
    const database = await freshDatabase();
    const url = database.server.ownerUrl(database.name);
    const { child, api, said, origin, apiKey } = await serveApart(url, data);
    await api.post("/v1/models", acme);
    await api.close();
    const event = await halfAnEvent(origin, apiKey ?? "");
    const ended = once(child, "exit");
    const told = once(child.stderr, "data");
    child.kill("SIGTERM");
    expect(String(await told), said).toContain("Ctrl-C again ends at once");
    if (isPatient) event.finish();
    else child.kill("SIGTERM");
    expect(await event.status).toBe(isPatient ? 200 : undefined);
    expect(await ended).toEqual([isPatient ? 0 : 3, null]);
    await database.drop();
    await rm(data, { recursive: true, force: true });
  }
});
