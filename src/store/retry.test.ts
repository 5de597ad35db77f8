import { describe, expect, it } from "vitest";
import { failureKind, retrying } from "./retry.ts";

const failure = (code: string | undefined, message = "") =>
  Object.assign(new Error(message), { code });
const patient = { kinds: ["rolled-back"], attemptsMax: 4, firstDelayMs: 0, delayMaxMs: 0 } as const;

describe("failureKind", () => {
  it("sorts failures by what repeating them is good for", () => {
    const kinds: readonly (readonly [string | undefined, string, string])[] = [
      ["40001", "could not serialize access", "rolled-back"],
      ["40P01", "deadlock detected", "rolled-back"],
      ["55P03", "lock not available", "rolled-back"],
      ["57P01", "terminating connection due to administrator command", "connection-lost"],
      ["57P03", "the database system is starting up", "connection-lost"],
      ["08006", "connection failure", "connection-lost"],
      ["ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:5432", "connection-lost"],
      [undefined, "Connection terminated unexpectedly", "connection-lost"],
      ["23505", "duplicate key value violates unique constraint", "key-taken"],
      ["23514", 'no partition of relation "events" found for row', "partition-missing"],
      ["23514", "new row violates check constraint", "bad-data"],
      ["22P02", "invalid input syntax for type json", "bad-data"],
      ["42501", "new row violates row-level security policy", "other"],
      ["57014", "canceling statement due to statement timeout", "other"],
      [undefined, "broken invariant: x", "other"],
    ];
    for (const [code, message, kind] of kinds) {
      expect([message, failureKind(failure(code, message))]).toEqual([message, kind]);
    }
  });
});

describe("retrying", () => {
  it("repeats what may pass next time, a bounded number of times", async () => {
    let attempts = 0;
    const flaky = (failures: number) => async () => {
      attempts += 1;
      if (attempts <= failures) throw failure("40001", `attempt ${attempts}`);
      return "done";
    };
    expect(await retrying(patient, flaky(3))).toBe("done");
    attempts = 0;
    await expect(retrying(patient, flaky(9))).rejects.toThrow("attempt 4");
    expect(attempts).toBe(4);
  });

  it("does not repeat anything else", async () => {
    let attempts = 0;
    const wrong = async () => {
      attempts += 1;
      throw failure("22P02", "bad");
    };
    await expect(retrying(patient, wrong)).rejects.toThrow("bad");
    expect(attempts).toBe(1);
  });
});
