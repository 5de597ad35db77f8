import { describe, expect, it } from "vitest";
import type { Summary } from "../api/summary.ts";
import { daysOf, instantsOf, recentRange } from "./day-range.ts";

const summary: Summary = {
  model: { id: "m", name: "M", version: "1.0.0" },
  currency: "USD",
  now: "2026-04-02T09:30:00Z",
  customers: 1,
  parked: 0,
  segments: [],
  subscriptions: 1,
  invoices: { count: 0, total: "0.00" },
  from: "2026-02-01T01:00:00Z",
  to: "2026-04-01T01:00:00Z",
};

describe("recentRange", () => {
  it("ends today and spans 31 days", () => {
    expect(recentRange(summary)).toEqual({ from: "2026-03-03", to: "2026-04-02" });
  });

  it("stays with a book whose last invoice is long past", () => {
    const past = { ...summary, now: "2030-01-01T00:00:00Z" };
    expect(recentRange(past)).toEqual({ from: "2026-03-02", to: "2026-04-01" });
  });

  it("follows the clock through a quiet month", () => {
    expect(recentRange({ ...summary, now: "2026-05-20T12:00:00Z" }).to).toBe("2026-05-20");
  });

  it("has a range before the first invoice", () => {
    expect(recentRange({ ...summary, from: null, to: null }).to).toBe("2026-04-02");
  });
});

describe("instantsOf", () => {
  it("includes the whole last day", () => {
    expect(instantsOf({ from: "2026-03-01", to: "2026-03-31" })).toEqual({
      from: "2026-03-01T00:00:00Z",
      to: "2026-04-01T00:00:00Z",
    });
  });

  it("takes the days of a zone", () => {
    expect(instantsOf({ from: "2026-03-01", to: "2026-03-31" }, "Europe/Berlin")).toEqual({
      from: "2026-02-28T23:00:00Z",
      to: "2026-03-31T22:00:00Z",
    });
  });

  it("keeps the exact instants of a billing period", () => {
    const period = { from: "2026-02-28T23:00:00Z", to: "2026-03-31T22:00:00Z" };
    expect(instantsOf(period)).toEqual(period);
  });
});

describe("daysOf", () => {
  it("names the first and last UTC day that instants touch", () => {
    const period = { from: "2026-02-28T23:00:00Z", to: "2026-03-31T00:00:00Z" };
    expect(daysOf(period)).toEqual({ from: "2026-02-28", to: "2026-03-30" });
  });

  it("leaves days as they are", () => {
    const days = { from: "2026-03-01", to: "2026-03-31" };
    expect(daysOf(days)).toEqual(days);
  });
});
