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

  it("takes the day of a pause, or of an end that is past, for nothing to come", () => {
    expect(words({ standing: "paused", end: "2026-02-01" })).toEqual([]);
    expect(words({ standing: "ended", end: "2026-02-01" })).toEqual([]);
  });

  it("says when a paused one goes on, and when it ends after that", () => {
    const resumed = { standing: "paused", changesOn: "2026-03-01", end: "2026-04-01" } as const;
    expect(words(resumed)).toEqual(["changes 1 Mar 2026", "ends 1 Apr 2026"]);
  });
});
