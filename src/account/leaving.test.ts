import { describe, expect, it } from "vitest";
import { subscription } from "./account.fixture.ts";
import type { ChangeFact } from "./change-fact.ts";
import { about, shown, story, team } from "./change-story.fixture.ts";
import type { AccountFact } from "./fact.ts";

describe("a cancellation", () => {
  it("now keeps the money unless it says otherwise, and at the end of the period stops there", () => {
    const now: ChangeFact = { fact: "cancel", id: "x", ...about, on: "2026-03-10" };
    expect(shown(story([team, now], "2026-12-31T00:00:00Z")).at(-1)).toEqual([
      "2026-02-28",
      "s-1/base/1 499.00",
    ]);
    expect(
      shown(story([team, { ...now, credit: "prorated" }], "2026-12-31T00:00:00Z")).at(-1),
    ).toEqual(["2026-03-10", "s-1/base/1/unused -338.03"]);
    const later: ChangeFact = {
      fact: "cancel",
      id: "x",
      ...about,
      when: "period-end",
      recordedAt: "2026-02-10T00:00:00Z",
    };
    expect(shown(story([team, later], "2026-12-31T00:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
    ]);
  });

  it("on a day to come charges the period to its end where nothing goes back", () => {
    const told = {
      fact: "cancel",
      id: "x",
      ...about,
      on: "2026-03-10",
      recordedAt: "2026-02-01T00:00:00Z",
    } as const;
    expect(shown(story([team, told], "2026-12-31T00:00:00Z")).at(-1)).toEqual([
      "2026-02-28",
      "s-1/base/1 499.00",
    ]);
    const refunding = { ...told, credit: "prorated" } as const;
    expect(shown(story([team, refunding], "2026-12-31T00:00:00Z")).at(-1)).toEqual([
      "2026-02-28",
      "s-1/base/1 160.97",
    ]);
  });

  it("charges a fee for leaving early, once, on the first day without service", () => {
    const leaving: ChangeFact = {
      fact: "cancel",
      id: "x",
      ...about,
      on: "2026-03-10",
      fee: "120.00 USD",
      credit: "prorated",
      recordedAt: "2026-03-01T00:00:00Z",
    };
    const told = story([team, leaving], "2026-12-31T00:00:00Z");
    expect(shown(told).slice(2)).toEqual([
      ["2026-03-10", "s-1/base/1/unused -338.03", "s-1/fee/x 120.00"],
    ]);
    const [, , note] = told.invoices;
    expect(note?.lines[1]).toMatchObject({
      kind: "termination-fee",
      description: "Early termination of Team",
      stream: "subscriptions",
      period: null,
    });
    expect([note?.kind, note?.number, note?.corrects]).toEqual([
      "credit-note",
      "CN-000001",
      ["c-1:2"],
    ]);
    const undone: ChangeFact = {
      fact: "undo",
      id: "u",
      ...about,
      change: "x",
      recordedAt: "2026-03-09T00:00:00Z",
    };
    const stayed = story([team, leaving, undone], "2026-12-31T00:00:00Z");
    expect(stayed.invoices.flatMap(({ lines }) => lines.map(({ kind }) => kind))).not.toContain(
      "termination-fee",
    );
  });

  it("of a paused subscription charges its fee alone, and ends the pause", () => {
    const facts: AccountFact[] = [
      team,
      { fact: "pause", id: "p", ...about, on: "2026-03-10" },
      { fact: "cancel", id: "x", ...about, on: "2026-04-10", fee: "50 USD" },
      { fact: "resume", id: "r", ...about, on: "2026-05-10" },
    ];
    const told = story(facts, "2026-12-31T00:00:00Z");
    expect(shown(told).slice(3)).toEqual([["2026-04-10", "s-1/fee/x 50.00"]]);
    expect(told.refused).toEqual(["r not-paused"]);
    const foreign: ChangeFact = {
      fact: "cancel",
      id: "x",
      ...about,
      on: "2026-04-10",
      fee: "5 EUR",
    };
    expect(story([...facts.slice(0, 2), foreign], "2026-12-31T00:00:00Z").refused).toEqual([
      "x currency-mismatch",
    ]);
  });

  it("can be followed by a new beginning, on a day of its own", () => {
    const facts: AccountFact[] = [
      team,
      { fact: "cancel", id: "x", ...about, when: "period-end", recordedAt: "2026-02-10T00:00:00Z" },
      { fact: "reactivate", id: "r", ...about, on: "2026-04-05" },
    ];
    expect(shown(story(facts, "2026-05-05T00:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-04-05", "s-1~2/base/0 499.00"],
      ["2026-05-05", "s-1~2/base/1 499.00"],
    ]);
  });
});

describe("a pause", () => {
  it("gives unused time back, and goes on in the old rhythm", () => {
    const facts: AccountFact[] = [
      team,
      { fact: "pause", id: "p", ...about, on: "2026-03-10" },
      { fact: "resume", id: "r", ...about, on: "2026-05-20" },
    ];
    expect(shown(story(facts, "2026-05-31T00:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-02-28", "s-1/base/1 499.00"],
      ["2026-03-10", "s-1/base/1/unused -338.03"],
      // 11 of the 31 days from 30 April.
      ["2026-05-20", "s-1~2/base/0 177.06"],
      ["2026-05-31", "s-1~2/base/1 499.00"],
    ]);
  });
});

describe("a pause that the end of the terms comes upon", () => {
  const limited = subscription({ start: "2026-01-31", end: "2026-04-30" });
  const pause: ChangeFact = { fact: "pause", id: "p", ...about, on: "2026-03-10" };
  const resume: ChangeFact = { fact: "resume", id: "r", ...about, on: "2026-04-10" };
  it("is over then: until that day it can be resumed, from that day on only reactivated", () => {
    const resumed = story([limited, pause, resume], "2026-12-31T00:00:00Z");
    expect(shown(resumed).at(-1)).toEqual(["2026-04-10", "s-1~2/base/0 332.67"]);
    const late = { ...resume, on: "2026-04-30" };
    expect(story([limited, pause, late], "2026-12-31T00:00:00Z").refused).toEqual(["r not-paused"]);
    const again: ChangeFact = { fact: "reactivate", id: "a", ...about, on: "2026-04-30" };
    expect(story([limited, pause, again], "2026-12-31T00:00:00Z").refused).toEqual([]);
  });
});
