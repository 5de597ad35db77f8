import { describe, expect, test } from "vitest";
import { faultsOf } from "../fault/fault.ts";
import { creditFactShapes, isCreditFactKind, parseCreditFact } from "./credit-fact-shape.ts";

const grant = {
  fact: "grant",
  id: "g1",
  customer: "acme",
  kind: "goodwill",
  amount: "100 USD",
  date: "2026-01-01",
};
const voided = {
  fact: "void-grant",
  id: "v1",
  customer: "acme",
  grant: "g1",
  date: "2026-01-02",
  reason: "error",
};
const adjusted = {
  fact: "adjust-grant",
  id: "a1",
  customer: "acme",
  grant: "g1",
  date: "2026-01-02",
  add: "5 USD",
  reason: "count",
};
const rule = {
  fact: "top-up-rule",
  id: "t1",
  customer: "acme",
  date: "2026-01-01",
  whenBelow: "20 USD",
  amount: "50 USD",
};
const uptime = { fact: "uptime", id: "u1", sla: "enterprise", month: "2026-01", uptime: "99.5%" };
const claim = {
  fact: "sla-claim",
  id: "c1",
  customer: "acme",
  sla: "enterprise",
  month: "2026-01",
  date: "2026-02-01",
};

const faults = (json: unknown): readonly string[] =>
  faultsOf(parseCreditFact(json)).map(({ code, path }) => `${code} ${path}`);

describe("a fact about credits", () => {
  test.each<[string, object]>([
    ["credits given ad hoc", grant],
    [
      "credits of a book",
      { fact: "grant", id: "g1", customer: "acme", credit: "welcome", date: "2026-01-01" },
    ],
    [
      "a pack with a bonus",
      { ...grant, kind: "prepaid", price: "80 USD", expires: "2027-01-01", streams: ["saas"] },
    ],
    [
      "an allowance",
      {
        ...grant,
        every: "monthly",
        count: 12,
        until: "2027-01-01",
        subscription: "s1",
        expiresWithPeriod: true,
        rollover: { share: "50%", maximum: "20 USD", times: 2, months: 1 },
        covers: "served",
        recordedAt: "2026-01-01T09:00:00Z",
      },
    ],
    ["credits taken back", voided],
    ["a correction", adjusted],
    ["an end put off for ever", { ...adjusted, add: undefined, expires: "never", priority: 2 }],
    [
      "an order in packs",
      { ...rule, price: "40 USD", maximumPerMonth: "200 USD", retryHours: [2] },
    ],
    ["an order to fill up", { ...rule, amount: undefined, upTo: "100 USD", price: "90%" }],
    ["a stated uptime", uptime],
    [
      "minutes of downtime",
      {
        ...uptime,
        uptime: undefined,
        month: undefined,
        from: "2026-01-01",
        to: "2026-04-01",
        downtimeMinutes: 61,
        excludedMinutes: "0.5",
      },
    ],
    ["a claim", claim],
  ])("reads %s", (_, json) => {
    const parsed = parseCreditFact(json);
    expect(parsed).toEqual({ ok: true, value: JSON.parse(JSON.stringify(json)) });
  });

  test.each<[object, readonly string[]]>([
    [{ fact: "grants" }, ["unknown-fact /fact"]],
    [{}, ["unknown-fact /fact"]],
    [{ ...grant, amount: 100, extra: 1 }, ["wrong-type /amount", "unknown-field /extra"]],
    [{ ...grant, amount: "1.005 USD" }, ["wrong-minor-unit /amount"]],
    [{ ...grant, kind: undefined }, ["names-not-one "]],
    [{ ...grant, credit: "welcome" }, ["names-not-one /kind"]],
    [{ ...grant, amount: undefined }, ["amount-missing /amount"]],
    [{ ...grant, expires: "2026-01-01" }, ["end-before-start /expires"]],
    [{ ...grant, every: "monthly", until: "2025-01-01" }, ["end-before-start /until"]],
    [
      { ...grant, expires: "2026-02-01", expiresAfterMonths: 1 },
      ["two-expiries /expiresAfterMonths"],
    ],
    [{ ...grant, expires: "2026-02-01", every: "monthly" }, ["two-expiries /expires"]],
    [{ ...grant, date: "2026-02-30" }, ["invalid-date /date"]],
    [{ ...voided, reason: undefined }, ["missing-field /reason"]],
    [{ ...adjusted, remove: "5 USD" }, ["names-not-one /remove"]],
    [{ ...adjusted, add: undefined }, ["adjusts-nothing "]],
    [{ ...adjusted, expires: "someday" }, ["invalid-date /expires"]],
    [{ ...rule, upTo: "100 USD" }, ["names-not-one /upTo"]],
    [{ ...rule, amount: undefined }, ["names-not-one "]],
    [
      { ...rule, whenBelow: "0 USD", price: "0%" },
      ["amount-not-positive /whenBelow", "amount-not-positive /price"],
    ],
    [
      { ...rule, amount: undefined, upTo: "50 USD", price: "40 USD" },
      ["price-without-amount /price"],
    ],
    [{ ...rule, end: "2026-01-01" }, ["end-before-start /end"]],
    [{ ...uptime, month: "2026-13" }, ["invalid-date /month"]],
    [{ ...uptime, month: undefined }, ["period-missing "]],
    [
      { ...uptime, month: undefined, from: "2026-02-01", to: "2026-01-01" },
      ["end-before-start /to"],
    ],
    [{ ...uptime, from: "2026-01-01" }, ["names-not-one /from"]],
    [{ ...uptime, to: "2026-02-01" }, ["names-not-one /to"]],
    [{ ...uptime, uptime: undefined }, ["names-not-one "]],
    [{ ...uptime, uptime: "101%" }, ["percent-out-of-range /uptime"]],
    [{ ...uptime, excludedMinutes: 1 }, ["excluded-above-downtime /excludedMinutes"]],
    [
      { ...uptime, uptime: undefined, downtimeMinutes: 1, excludedMinutes: 2 },
      ["excluded-above-downtime /excludedMinutes"],
    ],
    [{ ...claim, month: undefined }, ["period-missing "]],
  ])("refuses %j", (json, codes) => {
    expect(faults(json)).toEqual(codes);
  });

  test("has a shape for each of its kinds", () => {
    expect(Object.keys(creditFactShapes).every(isCreditFactKind)).toBe(true);
    expect(isCreditFactKind("customer")).toBe(false);
  });
});
