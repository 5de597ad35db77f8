import { describe, expect, it } from "vitest";
import type { SubscriptionSummary } from "../api/customers.ts";
import { whatComes } from "./standing-and-coming.tsx";

const active: SubscriptionSummary = {
  id: "s-1",
  plan: "team",
  planName: "Team",
  cadence: "monthly",
  quantity: "1",
  start: "2026-01-01",
  end: null,
  standing: "active",
  pausedOn: null,
  resumesOn: null,
  renewsOn: null,
  of: null,
  trialUntil: null,
  changesOn: null,
};
const words = (part: Partial<SubscriptionSummary>) =>
  whatComes({ ...active, ...part }).map((one) => one.words);

describe("whatComes", () => {
  it("says what is known to come in the order of its days", () => {
    expect(words({})).toEqual([]);
    expect(words({ end: "2026-04-01", changesOn: "2026-03-01" })).toEqual([
      "changes 1 Mar 2026",
      "ends 1 Apr 2026",
    ]);
    expect(words({ standing: "scheduled", trialUntil: "2026-01-15" })).toEqual([
      "starts 1 Jan 2026",
      "first paid day 15 Jan 2026",
    ]);
  });

  it("takes an end that is past for nothing to come", () => {
    expect(words({ standing: "ended", end: "2026-02-01" })).toEqual([]);
  });

  it("says when it renews, unless other terms or paid days begin then", () => {
    const renewsOn = "2026-02-01";
    expect(words({ renewsOn })).toEqual(["renews 1 Feb 2026"]);
    expect(words({ renewsOn, changesOn: renewsOn })).toEqual(["changes 1 Feb 2026"]);
    expect(words({ renewsOn, trialUntil: renewsOn })).toEqual(["first paid day 1 Feb 2026"]);
  });

  it("says since when one is paused, when it goes on, and when it ends after that", () => {
    const paused = { standing: "paused", pausedOn: "2026-02-01" } as const;
    expect(words(paused)).toEqual(["since 1 Feb 2026"]);
    const resumed = { changesOn: "2026-03-01", resumesOn: "2026-03-01", end: "2026-04-01" };
    expect(words({ ...paused, ...resumed })).toEqual([
      "since 1 Feb 2026",
      "resumes 1 Mar 2026",
      "ends 1 Apr 2026",
    ]);
    expect(words({ ...paused, standing: "active" })).toEqual(["pauses 1 Feb 2026"]);
  });
});
