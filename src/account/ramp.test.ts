import { describe, expect, it } from "vitest";
import { acmeBooks, at, customer, subscription } from "./account.fixture.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { AccountFact, SubscriptionFact } from "./fact.ts";
import { replayAccounts } from "./replay.ts";

const about = { customer: "c-1", subscription: "s-1" } as const;
const nodes = (more: Partial<SubscriptionFact>): SubscriptionFact =>
  subscription({ plan: "seats", cadence: "annual", start: "2026-01-31", quantity: 10, ...more });
const threeYears = nodes({
  ramp: [
    { from: { afterMonths: 12 }, quantity: 20 },
    { from: "2028-01-31", quantity: 30, discounts: ["loyalty"] },
  ],
});

function lived(...facts: readonly AccountFact[]) {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const [bought] = replay.accounts.get("c-1")?.subscriptions ?? [];
  return {
    faults: refused.flatMap(({ faults }) => faults),
    refused: refused.map(({ fact, faults: [fault] }) => `${fact.id} ${fault?.code} ${fault?.path}`),
    changes: bought?.changes.map(
      ({ fact, day, by, undone }) =>
        `${fact.id} ${day} ${by?.kind ?? "told"}${undone ? " undone" : ""}`,
    ),
    billed: (until: string) =>
      [...replay.invoicesUntil(at(until))].flatMap(({ lines }) =>
        lines.map(({ id, amount, period }) => `${period?.from.slice(0, 10)} ${id} ${amount}`),
      ),
  };
}

describe("a ramp", () => {
  it("is a list of changes to come, and gives whole periods where it steps between two", () => {
    const { changes, billed } = lived(threeYears);
    expect(changes).toEqual(["s-1/ramp-1 2027-01-31 ramp", "s-1/ramp-2 2028-01-31 ramp"]);
    expect(billed("2029-01-31T00:00:00Z")).toEqual([
      "2026-01-31 s-1/base/0 5000.00",
      "2027-01-31 s-1~2/base/0 10000.00",
      "2028-01-31 s-1~3/base/0 14400.00",
      "2029-01-31 s-1~3/base/1 14400.00",
    ]);
  });

  it("counts its months from the first paid day, on the calendar from its own months", () => {
    const ramp = [{ from: { afterMonths: 1 }, plan: "hybrid", quantity: 1 }];
    const trial = subscription({ plan: "tried", start: "2026-01-17", ramp });
    expect(lived(trial).changes).toEqual(["s-1/ramp-1 2026-02-28 ramp"]);
    const calendar = subscription({ start: "2026-01-17", alignment: "calendar", ramp });
    expect(lived(calendar).changes).toEqual(["s-1/ramp-1 2026-02-01 ramp"]);
    const past = subscription({ start: "2026-01-31", ramp, recordedAt: "2026-03-10T00:00:00Z" });
    expect(lived(past).billed("2026-03-10T02:00:00Z")).toEqual([
      "2026-01-31 s-1/base/0 499.00",
      "2026-02-28 s-1~2/base/0 100.00",
    ]);
  });

  it("goes on above a change made before its steps", () => {
    const more: ChangeFact = { fact: "change", id: "m", ...about, on: "2026-08-01", termYears: 3 };
    const { changes, billed } = lived(threeYears, more);
    expect(changes).toEqual([
      "m 2026-08-01 told",
      "s-1/ramp-1 2027-01-31 ramp",
      "s-1/ramp-2 2028-01-31 ramp",
    ]);
    expect(billed("2028-01-31T00:00:00Z").slice(-2)).toEqual([
      "2027-01-31 s-1~3/base/0 8500.00",
      "2028-01-31 s-1~4/base/0 12150.00",
    ]);
  });

  it("stops at a cancellation, and comes back where that is undone", () => {
    const known = { recordedAt: "2026-06-01T00:00:00Z" } as const;
    const cancel: ChangeFact = { fact: "cancel", id: "x", ...about, on: "2027-01-31", ...known };
    const cut = { ...cancel, on: "2026-12-31" };
    expect(lived(threeYears, cut).changes).toEqual([
      "x 2026-12-31 told",
      "s-1/ramp-1 2027-01-31 ramp undone",
      "s-1/ramp-2 2028-01-31 ramp undone",
    ]);
    const undo: ChangeFact = {
      fact: "undo",
      id: "u",
      ...about,
      change: "x",
      recordedAt: "2026-07-01T00:00:00Z",
    };
    const back = lived(threeYears, cut, undo);
    expect(back.changes).toEqual([
      "x 2026-12-31 told undone",
      "s-1/ramp-1 2027-01-31 ramp",
      "s-1/ramp-2 2028-01-31 ramp",
    ]);
    expect(back.billed("2027-01-31T00:00:00Z").at(-1)).toBe("2027-01-31 s-1~2/base/0 10000.00");
  });

  it("has steps that can be undone from the last", () => {
    const undo = (id: string, change: string): ChangeFact => ({
      fact: "undo",
      id,
      ...about,
      change,
      recordedAt: "2026-06-01T00:00:00Z",
    });
    const last = lived(threeYears, undo("u", "s-1/ramp-2"));
    expect(last.refused).toEqual([]);
    expect(last.changes?.at(-1)).toBe("s-1/ramp-2 2028-01-31 ramp undone");
    expect(last.billed("2028-01-31T00:00:00Z").at(-1)).toBe("2028-01-31 s-1~2/base/1 10000.00");
  });

  it("stands in the way of a pause, and of terms that a step cannot follow", () => {
    const pause: ChangeFact = { fact: "pause", id: "p", ...about, on: "2026-06-01" };
    expect(lived(threeYears, pause).refused).toEqual(["p change-pending /on"]);
    const monthly = subscription({
      start: "2026-01-31",
      ramp: [{ from: { afterMonths: 6 }, cadence: "annual" }],
    });
    const move: ChangeFact = {
      fact: "change",
      id: "m",
      ...about,
      on: "2026-03-31",
      plan: "hybrid",
    };
    const { refused, faults } = lived(monthly, move);
    expect(refused).toEqual(["m cadence-not-offered /cadence"]);
    expect(faults[0]?.message).toContain('in change "s-1/ramp-1" of 2026-07-31');
  });

  it.each<[string, Partial<SubscriptionFact>]>([
    ["s-1 ramp-not-increasing /ramp/0/from", { ramp: [{ from: "2026-01-31", quantity: 2 }] }],
    [
      "s-1 ramp-not-increasing /ramp/1/from",
      { ramp: [{ from: "2028-01-31" }, { from: { afterMonths: 12 } }] },
    ],
    ["s-1 ramp-after-end /ramp/0/from", { end: "2027-01-31", ramp: [{ from: "2027-01-31" }] }],
    ["s-1 unknown-plan /ramp/0/plan", { ramp: [{ from: "2027-01-31", plan: "seat" }] }],
  ])("is refused: %s", (expected, more) => {
    expect(lived(nodes(more)).refused).toEqual([expected]);
  });
});
