import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import * as clientApi from "../../src/client/api/index.ts";
import * as eventSpool from "../../src/client/event-spool.ts";
import * as client from "../../src/client/index.ts";
import { createFlorin, type FlorinClient } from "../../src/client/index.ts";
import { blocksOf, readText } from "../docs/markdown.ts";
import { compiledServer } from "./compiled-server.ts";
import { limitedModel } from "./limited-model.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
let florin: FlorinClient;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-client-"));
  server = await runFlorin("2026-01-10T10:00:00Z");
  florin = createFlorin({ url: server.florin.origin, key: server.apiKey });
  await server.api.post("/v1/models", limitedModel);
  for (const customer of ["c-1", "c-17", "c-killed", "c-late"]) {
    await server.api.post("/v1/customers", { id: customer, name: customer });
    const bought = { id: `s-${customer}`, customer, plan: "team", start: "2026-01-01" };
    await server.api.post("/v1/subscriptions", bought);
  }
});
afterAll(async () => {
  vi.useRealTimers();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What is used of the calls of a day. */
const usedOf = async (customer: string): Promise<string | undefined> =>
  (await florin.entitlements(customer)).quotas.find(({ id }) => id === "calls")?.used;

it("checks, tracks, leases and records against a server", async () => {
  const asked = { customer: "c-1", meter: "calls" };
  expect(await florin.check(asked)).toMatchObject({ allowed: true, reason: "within-quota" });
  const tracked = await florin.track({ id: "e-1", type: "call", customer: "c-1" });
  expect(tracked).toMatchObject({ status: "accepted" });

  const lease = await florin.lease({ ...asked, quantity: 9 });
  expect(lease?.take(4)).toBe(true);
  expect(await florin.lease({ ...asked, quantity: 1 })).toBeUndefined();
  await lease?.close();
  expect(await florin.entitlements("c-1")).toMatchObject({
    quotas: [{ id: "calls", used: "5", reserved: "0" }, {}, {}, {}],
  });

  const time = "2026-01-10T09:00:00Z";
  const recorded = ["a", "b", "a"].map((id) =>
    florin.record({ id, type: "call", customer: "c-1", time }),
  );
  const statuses = (await Promise.all(recorded)).map(({ status }) => status);
  expect(statuses).toEqual(["accepted", "accepted", "duplicate"]);
});

it("counts what was used of a lease that lapsed, though others have used the quota since", async () => {
  const asked = { customer: "c-late", meter: "calls", quantity: 10 };
  const lease = await florin.lease({ ...asked, holdsFor: "PT1M" });
  expect(lease?.take(7)).toBe(true);
  await server.moveTo("2026-01-10T10:02:00Z");
  expect(await florin.reserve(asked)).toMatchObject({ allowed: true });
  await lease?.close();
  await lease?.close();
  expect(await usedOf("c-late")).toBe("7");
});

it("says what the server refuses", async () => {
  await expect(florin.entitlements("nobody")).rejects.toMatchObject({
    status: 422,
    code: "unknown-customer",
  });
  const wrong = createFlorin({ url: server.florin.origin, key: "wrong" });
  await expect(wrong.entitlements("c-1")).rejects.toMatchObject({ code: "unauthenticated" });
});

it("loses no event that was recorded by a program that is killed before the server has it", async () => {
  const place = join(folder, "killed");
  const entry = (name: string) => pathToFileURL(join(compiledServer(), "client", name)).href;
  const program = `
    import { createFlorin } from "${entry("index.js")}";
    import { openEventSpool } from "${entry("event-spool.js")}";
    const spool = await openEventSpool(${JSON.stringify(place)}, { warn: () => undefined });
    // Nobody listens there.
    const florin = createFlorin({ url: "http://127.0.0.1:1", key: "key", spool });
    const event = { type: "call", customer: "c-killed", time: "2026-01-10T09:00:00Z" };
    for (const id of ["k-1", "k-2", "k-3"]) console.log((await florin.record({ ...event, id })).status);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const piece of child.stdout) {
    said += String(piece);
    if (said.split("kept").length > 3) break;
  }
  child.kill("SIGKILL");
  await once(child, "exit");

  const spool = await eventSpool.openEventSpool(place);
  expect(spool.waiting()).toBe(3);
  const next = createFlorin({ url: server.florin.origin, key: server.apiKey, spool });
  await next.flush();
  await next.close();
  expect(await usedOf("c-killed")).toBe("3");
});

/** Runs the program of a page that says so, and gives back a value of it. */
async function shown(page: string, says: string, value: string): Promise<unknown> {
  const program = blocksOf(readText(page)).find(({ text }) => text.includes(says));
  const body = (program?.text ?? "")
    .replaceAll(/^import \{ (.*) \} from (".*");$/gm, "const { $1 } = load[$2];")
    .replace("http://127.0.0.1:4280", server.florin.origin)
    .replace("florin_default_…", server.apiKey)
    .replace('"florin-events"', JSON.stringify(join(folder, "readme")));
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  return await AsyncFunction(
    "load",
    `${body}\nreturn ${value};`,
  )({
    "florin/client": client,
    "florin/client/api": clientApi,
    "florin/client/spool": eventSpool,
  });
}

it("does what docs/api.md shows of the typed client", async () => {
  const found = await shown("docs/api.md", "florinApi", "{ name, ids, seen, refused }");
  expect(found).toMatchObject({
    name: "Cedar Labs",
    ids: ["c-typed"],
    seen: { answer: { chosen: {} }, tag: expect.stringMatching(/^"/) },
    refused: "not-found",
  });
});

it("does what the README shows", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 10, 10) });
  expect(await shown("README.md", "createFlorin", "calls")).toBe(5);
  expect(await usedOf("c-17")).toBe("6");
});
