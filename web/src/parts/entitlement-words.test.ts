import { describe, expect, it } from "vitest";
import type { Quota } from "../api/entitlements.ts";
import {
  durationWords,
  overageWords,
  resetWords,
  sourceWords,
  windowWords,
} from "./entitlement-words.ts";

const quota: Quota = {
  id: "calls",
  meter: "calls",
  aggregation: "count",
  unit: "call",
  per: "month",
  overage: "block",
  limit: "60",
  allowance: "70",
  grace: "6",
  used: "52",
  reserved: "8",
  remaining: "10",
  from: "2026-02-01T00:00:00Z",
  to: "2026-03-01T00:00:00Z",
  resetsAt: "2026-03-01T00:00:00Z",
  sources: [{ kind: "plan", id: "team" }],
};

describe("words of entitlements", () => {
  it.each([
    ["PT2H", "2 hours"],
    ["P1DT12H", "1 day 12 hours"],
    ["PT1M30S", "1 minute 30 seconds"],
    ["P1M", "P1M"],
  ])("say how long %s is", (duration, words) => {
    expect(durationWords(duration)).toBe(words);
  });

  it("say what a quota counts over, and when it counts from zero again", () => {
    expect(windowWords("billing-period")).toBe("a billing period");
    expect(windowWords({ rolling: "P30D" })).toBe("any 30 days");
    expect(resetWords(quota, "America/New_York")).toBe("28 Feb 2026");
    expect(resetWords({ ...quota, per: "hour" }, "UTC")).toBe("1 Mar 2026, 00:00 UTC");
    expect(resetWords({ ...quota, resetsAt: null }, "UTC")).toBe("As time goes on");
  });

  it("say what happens past a quota", () => {
    expect(overageWords(quota)).toBe("Blocked 6 past it");
    expect(overageWords({ ...quota, grace: "0" })).toBe("Blocked past it");
    expect(overageWords({ ...quota, overage: "bill" })).toBe("Billed past it");
    expect(overageWords({ ...quota, allowance: null })).toBe("No end of it");
  });

  it("name what grants something", () => {
    const names = new Map([["team", "Team"]]);
    expect(sourceWords({ kind: "trial", id: "team" }, names)).toBe("Trial of Team");
    expect(sourceWords({ kind: "contract", id: "k-1" }, names)).toBe("Contract k-1");
    expect(sourceWords({ kind: "default", id: "" }, names)).toBe("Everyone has it");
  });
});
