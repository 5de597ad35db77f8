import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepAnswer, takeKey } from "./idempotency.ts";
import { pruneAnswers } from "./retention.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const answer = { route: "POST /v1/facts", requestHash: "abc", status: 201, body: '{"id":"s-1"}' };

describe("takeKey", () => {
  it("gives the answer that was kept, byte for byte, to its own tenant", async () => {
    const { withTenant } = database.store;
    expect(await withTenant("acme", (tx) => takeKey(tx, "k"))).toBe("free");
    await withTenant("acme", (tx) => keepAnswer(tx, "k", answer, 0));
    expect(await withTenant("acme", (tx) => takeKey(tx, "k"))).toEqual(answer);
    expect(await withTenant("zeta", (tx) => takeKey(tx, "k"))).toBe("free");
  });

  it("keeps nothing of a transaction that failed: the effect and its answer are one", async () => {
    const { withTenant } = database.store;
    const failing = withTenant("acme", async (tx) => {
      await takeKey(tx, "failed");
      await keepAnswer(tx, "failed", answer, 0);
      throw new Error("after the effect");
    });
    await expect(failing).rejects.toThrow("after the effect");
    expect(await withTenant("acme", (tx) => takeKey(tx, "failed"))).toBe("free");
  });

  it("has the effect once when many send the same key at once", async () => {
    const { withTenant } = database.store;
    const send = async (): Promise<string> => {
      for (;;) {
        const outcome = await withTenant("acme", async (tx) => {
          const taken = await takeKey(tx, "raced");
          if (taken === "in-progress") return taken;
          if (taken !== "free") return taken.body;
          const [row] = await tx.rows<{ next: number }>(
            `insert into number_series (series, next) values ('effects', 2)
            on conflict (tenant, series) do update set next = number_series.next + 1 returning next`,
          );
          const body = `effect ${row?.next}`;
          await keepAnswer(tx, "raced", { ...answer, body }, 0);
          return body;
        });
        if (outcome !== "in-progress") return outcome;
      }
    };
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    expect(new Set(answers)).toEqual(new Set(["effect 2"]));
  });

  it("says that a key is in progress, and does not wait for it", async () => {
    const { withTenant } = database.store;
    const seen = await withTenant("acme", async (tx) => {
      await takeKey(tx, "slow");
      return withTenant("acme", (other) => takeKey(other, "slow"));
    });
    expect(seen).toBe("in-progress");
  });

  it("is free again once its answer was pruned", async () => {
    const { withTenant, pool } = database.store;
    await withTenant("acme", (tx) => keepAnswer(tx, "old", answer, 1_000));
    await withTenant("acme", (tx) => keepAnswer(tx, "new", answer, 5_000));
    expect(await pruneAnswers(pool, "acme", 4_999)).toBeGreaterThanOrEqual(1);
    expect(await withTenant("acme", (tx) => takeKey(tx, "old"))).toBe("free");
    expect(await withTenant("acme", (tx) => takeKey(tx, "new"))).toEqual(answer);
  });
});
