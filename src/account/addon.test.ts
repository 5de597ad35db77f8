import { describe, expect, it } from "vitest";
import { acmeBooks, at, customer, subscription } from "./account.fixture.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { AccountFact, SubscriptionFact } from "./fact.ts";
import { replayAccounts } from "./replay.ts";
import { standingOn } from "./standing.ts";

const team = subscription({ start: "2026-01-31" });

/** An add-on of the subscription "s-1". */
function addon(more: Partial<SubscriptionFact> = {}): SubscriptionFact {
  const { plan: _, ...fact } = subscription({ id: "a-1", addon: "insights", of: "s-1", ...more });
  return fact;
}

const insights = addon({ start: "2026-03-10" });

const of = (id: string) => ({ customer: "c-1", subscription: id }) as const;

function lived(...facts: readonly AccountFact[]) {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const held = replay.accounts.get("c-1")?.subscriptions ?? [];
  return {
    refused: refused.map(({ fact, faults: [fault] }) => `${fact.id} ${fault?.code} ${fault?.path}`),
    suggested: refused.flatMap(({ faults }) => faults.map(({ suggestion }) => suggestion)),
    changes: (id: string) =>
      held
        .find(({ fact }) => fact.id === id)
        ?.changes.map(({ fact, day, by, undone }) => [fact.id, day, by?.kind ?? "told", undone]),
    standing: (id: string, day: string) =>
      held.filter(({ fact }) => fact.id === id).map((one) => standingOn(one, day))[0],
    lines: (until: string) =>
      [...replay.invoicesUntil(at(until))].flatMap(({ lines }) =>
        lines.filter((line) => line.addon !== undefined),
      ),
  };
}

const billed = (told: ReturnType<typeof lived>, until: string): readonly string[] =>
  told.lines(until).map(({ id, amount, period }) => `${period?.from.slice(0, 10)} ${id} ${amount}`);

describe("an add-on", () => {
  it("is billed in the periods of the subscription it goes with, its first days by their share", () => {
    const [first, second, ...rest] = lived(team, insights).lines("2026-03-31T00:00:00Z");
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      id: "a-1/base/0",
      subscription: "a-1",
      addon: "insights",
      description: "Insights, monthly",
      period: { from: "2026-03-10T00:00:00Z", to: "2026-03-31T00:00:00Z" },
      amount: "21.00",
      explanation: { price: "/addons/insights/prices/monthly" },
    });
    expect(first).not.toHaveProperty("plan", expect.anything());
    expect(second).toMatchObject({ id: "a-1/base/1", amount: "31.00" });
  });

  it("shares the free days of its subscription, and may have more of its own", () => {
    const tried = subscription({ plan: "tried", start: "2026-01-10" });
    expect(billed(lived(tried, addon({ start: "2026-01-10" })), "2026-01-31T00:00:00Z")).toEqual([
      "2026-01-24 a-1/base/0 31.00",
    ]);
    const vault = addon({ addon: "vault", start: "2026-01-20" });
    expect(billed(lived(tried, vault), "2026-02-01T00:00:00Z")).toEqual([
      // 28 of the 31 days from 24 January.
      "2026-01-27 a-1/base/0 56.00",
    ]);
  });

  it("has a quantity of its own, and charges", () => {
    const vault = addon({ addon: "vault", start: "2026-01-31", trialDays: 0 });
    const more: ChangeFact = {
      fact: "change",
      id: "q",
      ...of("a-1"),
      on: "2026-02-14",
      quantity: 3,
    };
    expect(billed(lived(team, vault, more), "2026-02-28T01:00:00Z")).toEqual([
      "2026-01-31 a-1/base/0 62.00",
      "2026-02-14 a-1/base/0/unused -31.00",
      "2026-02-14 a-1~2/base/0 93.00",
      "2026-02-28 a-1~2/base/1 186.00",
    ]);
  });

  it("ends with its subscription, and does not come back with it", () => {
    const cancel: ChangeFact = {
      fact: "cancel",
      id: "x",
      ...of("s-1"),
      on: "2026-03-21",
      credit: "prorated",
    };
    const again: ChangeFact = { fact: "reactivate", id: "r", ...of("s-1"), on: "2026-04-10" };
    const told = lived(team, insights, cancel, again);
    expect(told.changes("a-1")).toEqual([["x/a-1", "2026-03-21", "parent", false]]);
    expect(told.standing("a-1", "2026-04-10")).toBe("ended");
    expect(billed(told, "2026-06-01T00:00:00Z")).toEqual([
      "2026-03-10 a-1/base/0 21.00",
      "2026-03-21 a-1/base/0/unused -10.00",
    ]);
    const back: ChangeFact = { fact: "reactivate", id: "b", ...of("a-1"), on: "2026-04-20" };
    expect(billed(lived(team, insights, cancel, again, back), "2026-05-09T00:00:00Z").at(-1)).toBe(
      // 20 of the 30 days from 10 April.
      "2026-04-20 a-1~2/base/0 20.67",
    );
  });

  it("that was bought while its subscription was to change keeps the old periods where that is undone", () => {
    const change: ChangeFact = {
      fact: "change",
      id: "m",
      ...of("s-1"),
      on: "2026-02-10",
      alignment: "calendar",
      recordedAt: "2026-02-01T00:00:00Z",
    };
    const undo: ChangeFact = {
      fact: "undo",
      id: "u",
      ...of("s-1"),
      change: "m",
      recordedAt: "2026-02-05T00:00:00Z",
    };
    const bought = { ...insights, recordedAt: "2026-02-03T00:00:00Z" };
    expect(billed(lived(team, change, bought), "2026-04-01T00:00:00Z")).toEqual([
      // 22 of March's 31 days.
      "2026-03-10 a-1/base/0 22.00",
      "2026-04-01 a-1/base/1 31.00",
    ]);
    expect(billed(lived(team, change, bought, undo), "2026-03-31T00:00:00Z")).toEqual([
      "2026-03-10 a-1/base/0 21.00",
      "2026-03-31 a-1/base/1 31.00",
    ]);
  });

  it("that was to begin after its subscription had ended stays ended when that one begins again", () => {
    const cancel: ChangeFact = { fact: "cancel", id: "x", ...of("s-1"), on: "2026-02-03" };
    const again: ChangeFact = { fact: "reactivate", id: "r", ...of("s-1"), on: "2026-02-05" };
    const later = addon({ start: "2026-02-10", recordedAt: "2026-02-01T00:00:00Z" });
    const told = lived(team, later, cancel, again);
    expect(told.refused).toEqual([]);
    expect(told.changes("a-1")).toEqual([["x/a-1", "2026-02-10", "parent", false]]);
    expect(told.standing("a-1", "2026-02-10")).toBe("ended");
    expect(billed(told, "2026-06-01T00:00:00Z")).toEqual([]);
  });

  it("that was to begin after its subscription had ended can still be cancelled by itself", () => {
    const cancel: ChangeFact = { fact: "cancel", id: "x", ...of("s-1"), on: "2026-02-03" };
    const own: ChangeFact = { fact: "cancel", id: "y", ...of("a-1"), on: "2026-02-04" };
    const later = addon({ start: "2026-02-10", recordedAt: "2026-02-01T00:00:00Z" });
    const told = lived(team, later, cancel, own);
    expect(told.refused).toEqual([]);
    expect(told.changes("a-1")).toEqual([["y", "2026-02-10", "told", false]]);
    expect(told.standing("a-1", "2026-02-10")).toBe("ended");
  });

  it("that is bought before its subscription ends, and is to begin again, ends with the old terms", () => {
    const limited = subscription({ start: "2026-01-31", end: "2026-03-31" });
    const again: ChangeFact = {
      fact: "reactivate",
      id: "r",
      ...of("s-1"),
      on: "2026-03-31",
      recordedAt: "2026-03-01T00:00:00Z",
    };
    const told = lived(limited, again, insights);
    expect(told.changes("a-1")).toEqual([["r/a-1", "2026-03-31", "parent", false]]);
    expect(billed(told, "2026-06-01T00:00:00Z")).toEqual(["2026-03-10 a-1/base/0 21.00"]);
  });

  it("pauses and resumes with its subscription, unless it was paused by itself", () => {
    const pause: ChangeFact = { fact: "pause", id: "p", ...of("s-1"), on: "2026-03-21" };
    const resume: ChangeFact = { fact: "resume", id: "r", ...of("s-1"), on: "2026-05-20" };
    const both = lived(team, insights, pause, resume);
    expect(both.changes("a-1")).toEqual([
      ["p/a-1", "2026-03-21", "parent", false],
      ["r/a-1", "2026-05-20", "parent", false],
    ]);
    expect(billed(both, "2026-05-30T23:00:00Z").at(-1)).toBe("2026-05-20 a-1~2/base/0 11.00");
    const own: ChangeFact = { fact: "pause", id: "o", ...of("a-1"), on: "2026-03-15" };
    const alone = lived(team, insights, own, pause, resume);
    expect(alone.changes("a-1")).toEqual([["o", "2026-03-15", "told", false]]);
    expect(alone.standing("a-1", "2026-05-20")).toBe("paused");
  });

  it("comes back where the cancellation of its subscription is undone", () => {
    const known = { recordedAt: "2026-03-15T00:00:00Z" } as const;
    const cancel: ChangeFact = {
      fact: "cancel",
      id: "x",
      ...of("s-1"),
      on: "2026-03-31",
      ...known,
    };
    const undo: ChangeFact = { fact: "undo", id: "u", ...of("s-1"), change: "x", ...known };
    const told = lived(team, insights, cancel, undo);
    expect(told.changes("a-1")).toEqual([["x/a-1", "2026-03-31", "parent", true]]);
    expect(told.standing("a-1", "2026-04-01")).toBe("active");
    const alone: ChangeFact = { fact: "undo", id: "u", ...of("a-1"), change: "x/a-1", ...known };
    const refused = lived(team, insights, cancel, alone);
    expect(refused.refused).toEqual(["u made-by-parent /change"]);
    expect(refused.suggested).toEqual(['undo "x" of subscription "s-1"']);
  });

  it("follows its subscription to new periods", () => {
    const annual: ChangeFact = {
      fact: "change",
      id: "y",
      ...of("s-1"),
      on: "2026-03-21",
      cadence: "annual",
    };
    expect(billed(lived(team, insights, annual), "2026-04-21T00:00:00Z")).toEqual([
      "2026-03-10 a-1/base/0 21.00",
      "2026-03-21 a-1/base/0/unused -10.00",
      "2026-03-21 a-1~2/base/0 31.00",
      "2026-04-21 a-1~2/base/1 31.00",
    ]);
  });

  it("ends where its subscription does by its terms, sooner or later", () => {
    const bounded = { ...team, end: "2026-03-21" };
    expect(lived(bounded, insights).standing("a-1", "2026-03-21")).toBe("ended");
    const longer: ChangeFact = {
      fact: "change",
      id: "l",
      ...of("s-1"),
      on: "2026-03-12",
      end: "2026-03-31",
    };
    const told = lived(bounded, insights, longer);
    expect(["2026-03-30", "2026-03-31"].map((day) => told.standing("a-1", day))).toEqual([
      "active",
      "ended",
    ]);
  });

  it("stands in the way of a plan it is not for, unless it ends with the old one", () => {
    const move: ChangeFact = {
      fact: "change",
      id: "m",
      ...of("s-1"),
      on: "2026-03-21",
      plan: "hybrid",
    };
    const told = lived(team, insights, move);
    expect(told.refused).toEqual(["m addon-not-allowed /plan"]);
    expect(told.suggested).toEqual(['end it with the old plan: "endAddons": ["a-1"]']);
    const ending = lived(team, insights, { ...move, endAddons: ["a-1"] });
    expect(ending.refused).toEqual([]);
    expect(billed(ending, "2026-12-31T00:00:00Z").at(-1)).toBe(
      "2026-03-21 a-1/base/0/unused -10.00",
    );
  });

  it.each<[string, SubscriptionFact, readonly AccountFact[]]>([
    ["a-1 unknown-addon /addon", addon({ addon: "insight", start: "2026-03-10" }), []],
    ["a-1 unknown-subscription /of", addon({ of: "s-2", start: "2026-03-10" }), []],
    [
      "a-1 parent-not-active /of",
      addon({ start: "2026-01-30", recordedAt: "2026-01-31T09:00:00Z" }),
      [],
    ],
    [
      "a-1 addon-of-addon /of",
      addon({ of: "a-0", start: "2026-03-10" }),
      [addon({ id: "a-0", addon: "vault", start: "2026-02-01" })],
    ],
    ["a-1 cadence-not-offered /cadence", addon({ start: "2026-03-10", cadence: "weekly" }), []],
  ])("is refused: %s", (expected, bought, before) => {
    expect(lived(team, ...before, bought).refused).toEqual([expected]);
  });

  it("is refused for a plan that its model does not name", () => {
    const hybrid = subscription({ plan: "hybrid", start: "2026-01-31" });
    expect(lived(hybrid, insights).refused).toEqual(["a-1 addon-not-allowed /plan"]);
  });

  it.each<[string, ChangeFact]>([
    ["x not-a-plan", { fact: "change", id: "x", ...of("a-1"), on: "2026-03-12", plan: "team" }],
    ["x parent-not-active", { fact: "resume", id: "x", ...of("a-1"), on: "2026-04-12" }],
  ])("refuses what only a plan can do: %s", (expected, change) => {
    const paused: AccountFact[] =
      change.fact === "resume" ? [{ fact: "pause", id: "p", ...of("s-1"), on: "2026-03-21" }] : [];
    const [refused = ""] = lived(team, insights, ...paused, change).refused;
    expect(refused.startsWith(expected)).toBe(true);
  });
});
