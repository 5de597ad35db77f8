import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFlorin } from "./create-florin.ts";
import type { UsageEvent } from "./event-batches.ts";
import { openEventSpool } from "./event-spool.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-events-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const event = (id: string): UsageEvent => ({
  id,
  type: "call",
  customer: "c-1",
  time: "2026-01-10T00:00:00Z",
});

/** A server that takes events once it is there, and refuses those whose id is `bad`. */
function serverOf() {
  const state = { isThere: true, taken: [] as string[] };
  const answer: typeof fetch = async (_, request) => {
    if (!state.isThere) throw new Error("away");
    const events = JSON.parse(String(request?.body)) as readonly UsageEvent[];
    const items = events.map(({ id }) => ({ id, status: id === "bad" ? "rejected" : "accepted" }));
    state.taken.push(...events.map(({ id }) => id));
    return Response.json({ items });
  };
  return { state, options: { url: "http://florin", key: "key", fetch: answer } };
}

test("an event that is kept is sent by this run, or by the next", async () => {
  const { state, options } = serverOf();
  state.isThere = false;
  const first = createFlorin({
    ...options,
    spool: await openEventSpool(folder, { warn: () => undefined }),
  });
  expect(await first.record(event("1"))).toEqual({ id: "1", status: "kept" });
  await first.close();
  await expect(first.record(event("2"))).rejects.toMatchObject({ code: "spool-closed" });
  expect(state.taken).toEqual([]);
  state.isThere = true;
  const spool = await openEventSpool(folder);
  const second = createFlorin({ ...options, spool });
  await Promise.all(["3", "4"].map((id) => second.record(event(id))));
  await second.flush();
  expect([state.taken.toSorted(), spool.waiting()]).toEqual([["1", "3", "4"], 0]);
  await second.close();
});

test("an event that the server refuses for good is told of and set aside, and the others go on", async () => {
  const { state, options } = serverOf();
  const refused: string[] = [];
  const warned: string[] = [];
  const spool = await openEventSpool(folder, {
    refused: ({ id }, { status }) => refused.push(`${id} ${status}`),
    warn: (message) => warned.push(message),
  });
  const florin = createFlorin({ ...options, spool });
  await Promise.all(["1", "bad"].map((id) => florin.record(event(id))));
  await florin.close();
  expect([state.taken.toSorted(), refused]).toEqual([["1", "bad"], ["bad rejected"]]);
  expect(warned).toEqual(["the server refused 1 events for good; they are in refused.ndjson"]);
  const kept = await readFile(join(folder, "refused.ndjson"), "utf8");
  expect(JSON.parse(kept)).toEqual(event("bad"));
});

test("a spool is one process's alone, and turns away what it has no room for", async () => {
  const spool = await openEventSpool(folder, { bytesMax: 100 });
  await expect(openEventSpool(folder)).rejects.toMatchObject({ code: "spool-in-use" });
  await spool.keep(event("1"));
  await expect(spool.keep(event("2"))).rejects.toMatchObject({ code: "spool-full" });
  expect(spool.waiting()).toBe(1);
  await spool.close();
  await expect(openEventSpool(join(folder, "000000000001.spool"))).rejects.toMatchObject({
    code: "spool-unwritable",
  });
});
