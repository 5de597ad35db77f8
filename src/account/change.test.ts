import { describe, expect, it } from "vitest";
import { at, inference, subscription } from "./account.fixture.ts";
import type { ChangeFact } from "./change-fact.ts";
import { about, shown, story, team } from "./change-story.fixture.ts";
import type { AccountFact } from "./fact.ts";

describe("a change of plan", () => {
  it("gives unused time back, and charges the new plan to the end of the period", () => {
    const upgrade: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-03-10",
      plan: "hybrid",
    };
    expect(shown(story([team, upgrade], "2026-04-30T01:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-02-28", "s-1/base/1 499.00"],
      // 10 of 31 days are used: 160.97 of the 499.00 paid; the other 21 cost 67.74 of 100.00.
      ["2026-03-10", "s-1/base/1/unused -338.03", "s-1~2/base/0 67.74"],
      ["2026-03-31", "s-1~2/base/1 100.00"],
      ["2026-04-30", "s-1~2/base/2 100.00"],
    ]);
  });

  it("says of unused time what was priced, what was not served and what was paid, in steps that add up", () => {
    const upgrade: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-03-10",
      plan: "hybrid",
    };
    const { invoices } = story([team, upgrade], "2026-03-11T00:00:00Z");
    const lines = invoices.flatMap((one) => one.lines);
    const { explanation } = lines.find(({ kind }) => kind === "unused-time") ?? {};
    expect(explanation?.steps.map(({ label, amount }) => [label, amount])).toEqual([
      ["flat fee", "499"],
      ["21 of 31 days not served", "-338.03"],
      ["already billed", "-499.00"],
    ]);
    expect(explanation?.rounding).toEqual({ from: "-338.03", to: "-338.03" });
    expect(explanation?.proration).toBeUndefined();
  });

  it("without proration keeps what is paid, and begins with the next period", () => {
    const upgrade: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-03-10",
      plan: "hybrid",
      proration: "none",
    };
    expect(shown(story([team, upgrade], "2026-03-31T01:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-02-28", "s-1/base/1 499.00"],
      ["2026-03-31", "s-1~2/base/1 100.00"],
    ]);
  });

  it("at the period's end costs nothing twice", () => {
    const downgrade: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      when: "period-end",
      recordedAt: "2026-03-10T12:00:00Z",
      plan: "hybrid",
    };
    expect(shown(story([team, downgrade], "2026-03-31T01:00:00Z"))).toEqual([
      ["2026-01-31", "s-1/base/0 499.00"],
      ["2026-02-28", "s-1/base/1 499.00"],
      ["2026-03-31", "s-1~2/base/0 100.00"],
    ]);
  });

  it("bills each part's usage at the prices that held", () => {
    const hybrid = subscription({ plan: "hybrid", start: "2026-01-01" });
    const change: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-01-11",
      plan: "capped",
    };
    const usage = [
      inference("e1", "2026-01-10T23:59:59Z", 333),
      inference("e2", "2026-01-11T00:00:00Z", 30),
    ];
    const told = story([hybrid, change], "2026-02-01T01:00:00Z", usage);
    expect(shown(told)).toEqual([
      ["2026-01-01", "s-1/base/0 100.00"],
      // 323 of 1,000 units are included in 10 of 31 days, so 10 cost 0.10 each.
      ["2026-01-11", "s-1/base/0/unused -67.74", "s-1/operations/0 1.00", "s-1~2/base/0 33.87"],
      ["2026-02-01", "s-1~2/base/1 50.00", "s-1~2/operations/0 0.00"],
    ]);
  });

  it("of cadence begins its own periods", () => {
    const annual: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-03-10",
      cadence: "annual",
    };
    const [, , third, ...rest] = story([team, annual], "2027-03-10T00:00:00Z").invoices;
    expect(
      third?.lines.map(({ id, amount, period }) => [id, amount, period?.to.slice(0, 10)]),
    ).toEqual([
      ["s-1/base/1/unused", "-338.03", "2026-03-31"],
      ["s-1~2/base/0", "4990.00", "2027-03-10"],
    ]);
    expect(rest.map(({ issuedAt }) => issuedAt.slice(0, 10))).toEqual(["2027-03-10"]);
  });
});

describe("a change of quantity", () => {
  const nodes = subscription({
    plan: "seats",
    cadence: "annual",
    start: "2026-01-01",
    quantity: 99,
  });
  it("that crosses a volume discount is priced anew for the days it holds", () => {
    const more: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-07-02",
      quantity: 100,
    };
    const [, second] = story([nodes, more], "2026-12-01T00:00:00Z").invoices;
    expect(second?.lines.map(({ id, gross, amount }) => [id, gross, amount])).toEqual([
      // 182 of 365 days of 49,500.00 are used.
      ["s-1/base/0/unused", "-24817.81", "-24817.81"],
      ["s-1~2/base/0", "25068.49", "22561.64"],
    ]);
  });
});

describe("free days", () => {
  const tried = subscription({ plan: "tried", start: "2026-01-01" });
  it("stay free where the terms change within them", () => {
    const annual: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-01-05",
      alignment: "calendar",
    };
    expect(shown(story([tried, annual], "2026-02-01T01:00:00Z"))[0]).toEqual([
      "2026-01-15",
      "s-1~2/base/0 16.45",
    ]);
  });
});

describe("a change told after its day", () => {
  it("is billed when it was told, with the usage of the part that it ended", () => {
    const hybrid = subscription({ plan: "hybrid", start: "2026-01-01" });
    const change: ChangeFact = {
      fact: "change",
      id: "ch",
      ...about,
      on: "2026-01-11",
      plan: "capped",
      recordedAt: "2026-01-20T09:00:00Z",
    };
    const sent = inference("e1", "2026-01-10T12:00:00Z", 333);
    const usage = [{ ...sent, receivedAt: at("2026-01-20T09:30:00Z") }];
    const told = story([hybrid, change], "2026-02-01T01:00:00Z", usage);
    expect(told.invoices.map(({ issuedAt }) => issuedAt)).toEqual([
      "2026-01-01T00:00:00Z",
      "2026-01-20T10:00:00Z",
      "2026-02-01T01:00:00Z",
    ]);
    expect(shown(told)[1]).toEqual([
      "2026-01-20",
      "s-1/base/0/unused -67.74",
      "s-1/operations/0 1.00",
      "s-1~2/base/0 33.87",
    ]);
  });
});

describe("later phases", () => {
  it("are named by numbers that no purchase has", () => {
    const facts: AccountFact[] = [
      team,
      subscription({ id: "s-1~2", plan: "stored" }),
      { fact: "change", id: "ch", ...about, on: "2026-03-10", plan: "capped" },
      subscription({ id: "s-1~3", plan: "stored", start: "2027-01-01" }),
    ];
    const told = story(facts, "2026-03-10T00:00:00Z");
    expect(shown(told).at(-1)).toContain("s-1~3/base/0 33.87");
    expect(told.refused).toEqual(["s-1~3 purchase-exists"]);
  });
});

describe("a change that cannot be", () => {
  const refusal = (...changes: readonly ChangeFact[]): readonly string[] =>
    story([team, ...changes], "2026-12-31T00:00:00Z").refused;
  it.each<[string, readonly ChangeFact[]]>([
    [
      "x not-active",
      [{ fact: "pause", id: "x", ...about, on: "2026-01-30", recordedAt: "2026-02-01T00:00:00Z" }],
    ],
    ["x not-paused", [{ fact: "resume", id: "x", ...about, on: "2026-03-01" }]],
    ["x not-ended", [{ fact: "reactivate", id: "x", ...about, on: "2026-03-01" }]],
    ["x unknown-plan", [{ fact: "change", id: "x", ...about, on: "2026-03-01", plan: "teem" }]],
    [
      "x cadence-not-offered",
      [{ fact: "change", id: "x", ...about, on: "2026-03-01", cadence: "weekly" }],
    ],
    [
      "x period-closed",
      [{ fact: "cancel", id: "x", ...about, on: "2026-02-10", recordedAt: "2026-03-05T00:00:00Z" }],
    ],
    [
      "x end-before-start",
      [{ fact: "change", id: "x", ...about, on: "2026-03-01", quantity: 2, end: "2026-03-01" }],
    ],
    [
      "x change-exists",
      [
        { fact: "pause", id: "x", ...about, on: "2026-03-01" },
        { fact: "resume", id: "x", ...about, on: "2026-04-01" },
      ],
    ],
    [
      "x recorded-at-needed",
      [{ fact: "change", id: "x", ...about, when: "period-end", quantity: 2 }],
    ],
    [
      "x unknown-subscription",
      [{ fact: "cancel", id: "x", customer: "c-1", subscription: "s-7", on: "2026-03-01" }],
    ],
    [
      "x not-the-last-change",
      [{ fact: "undo", id: "x", ...about, change: "c", recordedAt: "2026-03-01T00:00:00Z" }],
    ],
  ])("is refused: %s", (expected, changes) => {
    expect(refusal(...changes)).toEqual([expected]);
  });
});
