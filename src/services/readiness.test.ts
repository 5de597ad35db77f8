import { describe, expect, it } from "vitest";
import type { Pool } from "../store/connection.ts";
import { migrations } from "../store/migrate.ts";
import { MINUTE_MS } from "../time/instant.ts";
import { createReadiness } from "./readiness.ts";

const now = 1_700_000_000_000;

/** Readiness over a database that answers so. */
function readinessOver(answer: () => Promise<object>, { isFull = false, isEnding = false } = {}) {
  let asked = 0;
  let monotonicMs = 0;
  const pool = {
    query: async () => {
      asked += 1;
      return { rows: [await answer()] };
    },
  };
  const look = createReadiness({
    store: { pool: pool as unknown as Pool, ingest: { isFull } as never },
    wallClock: () => now,
    monotonicMs: () => monotonicMs,
    isEnding: () => isEnding,
  });
  return {
    look,
    asked: () => asked,
    pass: (ms: number) => {
      monotonicMs += ms;
    },
  };
}

const run = Object.keys(migrations);
const sound = async () => ({ now, run: [...run, "9999-later"] });

describe("readiness", () => {
  it("asks the database once a second, whoever asks", async () => {
    const { look, asked, pass } = readinessOver(sound);
    await Promise.all([look(), look(), look()]);
    pass(999);
    expect(await look()).toMatchObject({ ready: true });
    expect(asked()).toBe(1);
    pass(1);
    await look();
    expect(asked()).toBe(2);
  });

  it.each([
    ["database", async () => Promise.reject(new Error("s3cret")), {}],
    ["migrations", async () => ({ now, run: run.slice(0, -1) }), {}],
    ["clock", async () => ({ now: now + 6 * MINUTE_MS, run }), {}],
    ["ingest", sound, { isFull: true }],
    ["running", sound, { isEnding: true }],
  ] as const)("is not where %s is not as it should be", async (check, answer, more) => {
    const found = await readinessOver(answer, more).look();
    expect(found.ready).toBe(false);
    expect(found.checks[check]).not.toBe("ok");
    expect(JSON.stringify(found)).not.toContain("s3cret");
    if (check !== "database")
      expect(Object.values(found.checks).filter((said) => said !== "ok")).toHaveLength(1);
  });
});
