import { describe, expect, it } from "vitest";
import { acmeBooks, at, customer, subscription } from "./account.fixture.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { AccountFact } from "./fact.ts";
import { replayAccounts } from "./replay.ts";
import { standingOn } from "./standing.ts";
import { timelineOf } from "./timeline.ts";

const about = { customer: "c-1", subscription: "s-1" } as const;
const tried = subscription({ plan: "tried", start: "2026-01-10" });

function lived(...facts: readonly AccountFact[]) {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const account = replay.accounts.get("c-1");
  const [bought] = account?.subscriptions ?? [];
  return {
    refused: refused.map(({ fact, faults }) => `${fact.id} ${faults[0]?.code}`),
    standing: (day: string) => bought && standingOn(bought, day),
    trials:
      account && timelineOf(account, acmeBooks).map(({ from, trialUntil }) => [from, trialUntil]),
    billed: (until: string) =>
      [...replay.invoicesUntil(at(until))].flatMap(({ lines }) =>
        lines
          .filter(({ kind }) => kind !== "usage")
          .map(({ id, amount, period }) => `${period?.from.slice(0, 10)} ${id} ${amount}`),
      ),
  };
}

describe("a trial", () => {
  it("is free, seen, and followed by the first paid period", () => {
    const { standing, billed, trials } = lived(tried);
    expect(["2026-01-09", "2026-01-10", "2026-01-23", "2026-01-24"].map(standing)).toEqual([
      "scheduled",
      "trialing",
      "trialing",
      "active",
    ]);
    expect(trials).toEqual([[at("2026-01-10T00:00:00Z"), at("2026-01-24T00:00:00Z")]]);
    expect(billed("2026-02-24T01:00:00Z")).toEqual([
      "2026-01-24 s-1/base/0 30.00",
      "2026-02-24 s-1/base/1 30.00",
    ]);
  });

  it("is as long as the purchase says, where it says so", () => {
    expect(lived({ ...tried, trialDays: 0 }).billed("2026-01-31T00:00:00Z")).toEqual([
      "2026-01-10 s-1/base/0 30.00",
    ]);
    const team = subscription({ start: "2026-01-10", trialDays: 22 });
    expect(lived(team).billed("2026-02-15T00:00:00Z")).toEqual(["2026-02-01 s-1/base/0 499.00"]);
  });

  it("costs nothing where it is cancelled, at once or at its end", () => {
    const now: ChangeFact = { fact: "cancel", id: "x", ...about, on: "2026-01-20" };
    expect(lived(tried, now).billed("2027-01-01T00:00:00Z")).toEqual([]);
    const atEnd: ChangeFact = {
      fact: "cancel",
      id: "x",
      ...about,
      when: "period-end",
      recordedAt: "2026-01-20T09:00:00Z",
    };
    const ended = lived(tried, atEnd);
    expect(ended.billed("2027-01-01T00:00:00Z")).toEqual([]);
    expect(["2026-01-23", "2026-01-24"].map(ended.standing)).toEqual(["trialing", "ended"]);
  });

  it("keeps its end when the plan changes, and the cadence", () => {
    const upgrade: ChangeFact = {
      fact: "change",
      id: "u",
      ...about,
      on: "2026-01-20",
      plan: "team",
      cadence: "annual",
    };
    const { billed, standing, refused } = lived(tried, upgrade);
    expect(refused).toEqual([]);
    expect(standing("2026-01-23")).toBe("trialing");
    expect(billed("2026-12-31T00:00:00Z")).toEqual(["2026-01-24 s-1~2/base/0 4990.00"]);
  });

  it("ends on the day on which it is said to be over, or later", () => {
    const end: ChangeFact = { fact: "change", id: "e", ...about, on: "2026-01-20", trialDays: 0 };
    expect(lived(tried, end).billed("2026-01-31T00:00:00Z")).toEqual([
      "2026-01-20 s-1~2/base/0 30.00",
    ]);
    expect(lived(tried, { ...end, trialDays: 31 }).billed("2026-02-28T00:00:00Z")).toEqual([
      "2026-02-10 s-1~2/base/0 30.00",
    ]);
    expect(lived(tried, { ...end, on: "2026-01-24" }).refused).toEqual(["e not-trialing"]);
  });

  it("goes on after a pause as far as it had come, and does not come again", () => {
    const pause: ChangeFact = { fact: "pause", id: "p", ...about, on: "2026-01-12" };
    const resume: ChangeFact = { fact: "resume", id: "r", ...about, on: "2026-01-20" };
    expect(lived(tried, pause, resume).billed("2026-01-31T00:00:00Z")).toEqual([
      "2026-01-24 s-1~2/base/0 30.00",
    ]);
    const cancel: ChangeFact = { fact: "cancel", id: "x", ...about, on: "2026-01-12" };
    const again: ChangeFact = { fact: "reactivate", id: "r", ...about, on: "2026-01-20" };
    expect(lived(tried, cancel, again).billed("2026-01-31T00:00:00Z")).toEqual([
      "2026-01-20 s-1~2/base/0 30.00",
    ]);
  });
});

describe("a subscription that has not begun", () => {
  const early = { recordedAt: "2025-12-01T00:00:00Z" } as const;
  const planned = { ...tried, ...early };

  it("is scheduled, and bills nothing before its start", () => {
    const { standing, billed } = lived(subscription({ start: "2031-05-01", ...early }));
    expect(standing("2031-04-30")).toBe("scheduled");
    expect(billed("2031-05-01T00:00:00Z")).toEqual(["2031-05-01 s-1/base/0 499.00"]);
  });

  it("is changed from its beginning on, trial included", () => {
    const other: ChangeFact = { fact: "change", id: "o", ...about, plan: "team", ...early };
    expect(lived(planned, other).billed("2026-01-31T00:00:00Z")).toEqual([
      "2026-01-10 s-1~2/base/0 499.00",
    ]);
    const twice: ChangeFact = { ...other, id: "p", plan: "tried", trialDays: 3 };
    expect(lived(planned, other, twice).billed("2026-01-31T00:00:00Z")).toEqual([
      "2026-01-13 s-1~3/base/0 30.00",
    ]);
  });

  it("is cancelled as if it had never been, and that can be undone", () => {
    const cancel: ChangeFact = { fact: "cancel", id: "x", ...about, ...early };
    const called = lived(planned, cancel);
    expect(["2025-12-05", "2026-01-10"].map(called.standing)).toEqual(["ended", "ended"]);
    expect(called.trials).toEqual([]);
    expect(called.billed("2027-01-01T00:00:00Z")).toEqual([]);
    const undo: ChangeFact = {
      fact: "undo",
      id: "u",
      ...about,
      change: "x",
      recordedAt: "2026-01-05T00:00:00Z",
    };
    expect(lived(planned, cancel, undo).billed("2026-01-31T00:00:00Z")).toEqual([
      "2026-01-24 s-1/base/0 30.00",
    ]);
  });

  it("cannot be paused", () => {
    const pause: ChangeFact = { fact: "pause", id: "p", ...about, ...early };
    expect(lived(planned, pause).refused).toEqual(["p not-active"]);
  });
});

describe("a start in the past", () => {
  it("catches up on every period since, on one invoice", () => {
    const late = subscription({ start: "2026-01-31", recordedAt: "2026-04-15T10:00:00Z" });
    expect(lived(late).billed("2026-04-15T10:00:00Z")).toEqual([
      "2026-01-31 s-1/base/0 499.00",
      "2026-02-28 s-1/base/1 499.00",
      "2026-03-31 s-1/base/2 499.00",
    ]);
  });
});

describe("a change that is undone after a period was billed short for it", () => {
  it("charges the rest of the period from its day on", () => {
    const facts: AccountFact[] = [
      subscription({ start: "2026-01-31" }),
      {
        fact: "cancel",
        id: "x",
        ...about,
        on: "2026-03-10",
        credit: "prorated",
        recordedAt: "2026-02-01T00:00:00Z",
      },
      { fact: "undo", id: "u", ...about, change: "x", recordedAt: "2026-03-05T00:00:00Z" },
    ];
    expect(lived(...facts).billed("2026-03-31T00:00:00Z")).toEqual([
      "2026-01-31 s-1/base/0 499.00",
      "2026-02-28 s-1/base/1 160.97",
      "2026-03-10 s-1/base/1/rest/1 338.03",
      "2026-03-31 s-1/base/2 499.00",
    ]);
  });
});
