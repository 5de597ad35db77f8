import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { connect, type Store } from "./store.ts";
import { operationsEvent } from "./stored-events.fixture.ts";
import { addTenant } from "./tenants.ts";
import { verifyEvents } from "./verify-events.ts";

/** A server of its own: it is going to be killed. */
const parent = mkdtempSync(join(tmpdir(), "florin-durability-"));
let store: Store;
beforeAll(async () => {
  store = await connect({ dataFolder: join(parent, "pg") });
  await addTenant(store.pool, { id: "acme", name: "Acme", createdAt: 0 });
});
afterAll(async () => {
  await store.close();
  rmSync(parent, { recursive: true, force: true });
});

describe("append, while the database is killed again and again", () => {
  it("loses nothing that it acknowledged, and stores nothing twice", async () => {
    const rounds = 3;
    const callers = 6;
    const batchSize = 50;
    const acknowledged = new Set<string>();
    let round = 0;
    let next = 0;
    const kills: (() => void)[] = [];
    let killed = 0;

    const caller = async (): Promise<void> => {
      while (round < rounds) {
        const batch = Array.from({ length: batchSize }, () => operationsEvent(`e${next++}`));
        // Sent again after a failure, as every client must, under the same ids.
        for (;;) {
          const answer = await store.ingest.append("acme", batch).catch(() => "failed" as const);
          if (answer === "failed" || answer === "overloaded") continue;
          expect(answer.filter((verdict) => verdict === "conflict")).toEqual([]);
          for (const { id } of batch) acknowledged.add(id);
          break;
        }
        for (const kill of kills.splice(0)) kill();
      }
    };
    const killer = async (): Promise<void> => {
      for (; round < rounds; round += 1) {
        // In the middle of the load: after some answers, with others under way.
        for (let answers = 0; answers < 7 + round * 5; answers += 1) {
          await new Promise<void>((resolve) => kills.push(resolve));
        }
        killed = store.embedded?.pid() ?? 0;
        process.kill(killed, "SIGKILL");
        const before = acknowledged.size;
        while (acknowledged.size === before)
          await new Promise<void>((resolve) => kills.push(resolve));
      }
    };
    await Promise.all([killer(), ...Array.from({ length: callers }, caller)]);

    // Servers of single connections outlive the one that is killed by a moment, and may still have answered.
    await vi.waitFor(
      async () => {
        expect(store.embedded?.pid()).not.toBe(killed);
        await store.withTenant("acme", (tx) => tx.rows("select 1"));
      },
      { timeout: 60_000 },
    );
    const stored = new Map<string, number>();
    for await (const { id } of store.events.read("acme")) stored.set(id, (stored.get(id) ?? 0) + 1);
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
    expect([...stored].filter(([, times]) => times > 1)).toEqual([]);
    expect(await store.withTenant("acme", (tx) => verifyEvents(tx, 0))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(rounds * batchSize);
  }, 120_000);
});
