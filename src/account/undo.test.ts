import { describe, expect, it } from "vitest";
import { subscription } from "./account.fixture.ts";
import type { ChangeFact } from "./change-fact.ts";
import { about, shown, story, team } from "./change-story.fixture.ts";
import type { AccountFact } from "./fact.ts";

describe("a change to come", () => {
  const planned: ChangeFact = {
    fact: "change",
    id: "ch",
    ...about,
    on: "2026-03-31",
    recordedAt: "2026-02-10T00:00:00Z",
    plan: "hybrid",
  };
  it("can be undone until its day, and leaves no trace on an invoice", () => {
    const undone: ChangeFact = {
      fact: "undo",
      id: "u",
      ...about,
      change: "ch",
      recordedAt: "2026-03-30T23:00:00Z",
    };
    const plain = story([team], "2026-06-30T00:00:00Z").invoices;
    expect(story([team, planned, undone], "2026-06-30T00:00:00Z").invoices).toEqual(plain);
    const tooLate = { ...undone, recordedAt: "2026-03-31T00:00:00Z" };
    expect(story([team, planned, tooLate], "2026-06-30T00:00:00Z").refused).toEqual([
      "u already-effective",
    ]);
  });

  it("that was undone after the period it cut was billed is followed by the rest of that period", () => {
    const facts: AccountFact[] = [
      team,
      {
        fact: "cancel",
        id: "x",
        ...about,
        on: "2026-03-10",
        credit: "prorated",
        recordedAt: "2026-02-10T00:00:00Z",
      },
      { fact: "undo", id: "u", ...about, change: "x", recordedAt: "2026-03-05T00:00:00Z" },
    ];
    const told = story(facts, "2026-03-31T00:00:00Z");
    expect(shown(told)).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-02-28", "s-1/base/1 160.97"],
      ["2026-03-10", "s-1/base/1/rest/1 338.03"],
      ["2026-03-31", "s-1/base/2 499.00"],
    ]);
    expect(told.invoices[2]?.lines[0]?.period).toEqual({
      from: "2026-03-10T00:00:00Z",
      to: "2026-03-31T00:00:00Z",
    });
    const leaving: ChangeFact = {
      fact: "cancel",
      id: "y",
      ...about,
      on: "2026-03-15",
      credit: "prorated",
    };
    const note = story([...facts, leaving], "2026-03-31T00:00:00Z").invoices.at(-1);
    // 15 of 31 days are used: 241.45 of the 499.00 that two invoices charged.
    expect([note?.total, note?.corrects]).toEqual(["-257.55", ["c-1:2", "c-1:3"]]);
  });

  it("cannot be undone where another purchase bills its meter meanwhile", () => {
    const hybrid = subscription({ plan: "hybrid", start: "2026-01-01" });
    const facts: AccountFact[] = [
      hybrid,
      {
        fact: "cancel",
        id: "x",
        ...about,
        on: "2026-04-01",
        recordedAt: "2026-02-10T00:00:00Z",
      },
      subscription({
        id: "s-2",
        plan: "capped",
        start: "2026-04-01",
        recordedAt: "2026-02-11T00:00:00Z",
      }),
      { fact: "undo", id: "u", ...about, change: "x", recordedAt: "2026-02-12T00:00:00Z" },
    ];
    expect(story(facts, "2026-02-12T00:00:00Z").refused).toEqual(["u meter-already-billed"]);
  });

  it("stands in the way of another before it", () => {
    const sooner: ChangeFact = { fact: "cancel", id: "x", ...about, on: "2026-03-10" };
    expect(story([team, planned, sooner], "2026-03-31T00:00:00Z").refused).toEqual([
      "x change-pending",
    ]);
  });
});
