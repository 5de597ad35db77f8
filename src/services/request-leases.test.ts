import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../store/test-database.fixture.ts";
import { MINUTE_MS } from "../time/instant.ts";
import { createRequestLeases } from "./request-leases.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.drop());

it("divides what may be asked in a minute among processes, in slices that shrink, and begins anew after it", async () => {
  const { pool } = database.store;
  let nowMs = 0;
  const [one, other] = [0, 1].map(() =>
    createRequestLeases(
      pool,
      (text) => `hash of ${text}`,
      () => nowMs,
    ),
  );
  const slices: number[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    const lease = await (turn % 2 === 0 ? one : other)?.("a", 100);
    slices.push(lease?.granted ?? 0);
    expect(lease?.remaining).toBe(100 - slices.reduce((sum, slice) => sum + slice, 0));
    expect(lease?.endsInMs).toBeGreaterThan(0);
    expect(lease?.endsInMs).toBeLessThanOrEqual(MINUTE_MS);
  }
  expect(slices.slice(0, 4)).toEqual([13, 11, 10, 9]);
  expect(slices.slice(-4)).toEqual([0, 0, 0, 0]);
  expect(slices.reduce((sum, slice) => sum + slice, 0)).toBe(100);
  // A process with a lower limit, as while settings change.
  expect(await one?.("b", 100)).toMatchObject({ granted: 13, remaining: 87 });
  expect(await one?.("b", 10)).toMatchObject({ granted: 2, remaining: 8 });

  const end = "update request_windows set ends_at = statement_timestamp()";
  await pool.query(end);
  expect(await other?.("a", 100)).toMatchObject({ granted: 13, remaining: 87 });
  const kept = async () =>
    (await pool.query("select who from request_windows order by who")).rows.map(({ who }) => who);
  expect(await kept()).toEqual(["hash of requests a", "hash of requests b"]);
  await pool.query(end);
  nowMs = MINUTE_MS;
  await one?.("c", 1);
  expect(await kept()).toEqual(["hash of requests c"]);
});
