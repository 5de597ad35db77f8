import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UsageEvent } from "../metering/usage-event.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const event = (id: string, more: Partial<UsageEvent> = {}): UsageEvent => ({
  id,
  source: "api",
  type: "inference",
  customer: "c-1",
  time: Date.UTC(2026, 0, 5),
  data: { operations: 3 },
  ...more,
});

describe("append", () => {
  it("x", async () => {
    const { events } = database.store;
    expect(
      await events.append("acme", [
        event("a"),
        event("b"),
        event("a"),
        event("a", { data: { operations: 4 } }),
      ]),
    ).toEqual(["accepted", "accepted", "duplicate", "conflict"]);
    expect(
      await events.append("acme", [
        event("a", { time: Date.UTC(2027, 1, 2) }),
        event("b", { customer: "x" }),
        event("c"),
      ]),
    ).toEqual(["duplicate", "conflict", "accepted"]);
    expect(await events.countEvents("acme")).toBe(3);
    expect(await events.countEvents("zeta")).toBe(0);
  });
});
