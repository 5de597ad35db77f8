import { describe, expect, it } from "vitest";
import { statement } from "../credit/credit.fixture.ts";
import type { SlaClaimFact, UptimeFact } from "../credit/credit-fact.ts";
import { expectOk } from "../fault/fault.ts";
import type { Sla } from "../model/sla.ts";
import { customer, subscription } from "./account.fixture.ts";
import { creditModel, isCreditMovement, own } from "./credit-story.fixture.ts";
import type { AccountFact } from "./fact.ts";
import { type MoneyStory, moneyStory } from "./money-story.fixture.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";

const promise: Sla = {
  name: "Standard",
  uptime: "99.9%",
  credits: [
    { below: "99.9%", credit: "10%" },
    { below: "99%", credit: "25%" },
  ],
};

const booksWith = (sla: Partial<Sla> = {}) =>
  expectOk(
    priceBooks([
      {
        ...creditModel,
        slas: { standard: { ...promise, ...sla } },
        plans: { ...creditModel.plans, team: { ...creditModel.plans.team, sla: "standard" } },
        credits: {
          ...creditModel.credits,
          service: { name: "Service", kind: "sla", expiresAfterMonths: 12 },
        },
      },
    ]),
  );

/** 499 USD on the first of each month. */
const team = subscription({ start: "2026-01-01" });

const uptime = (id: string, more: Partial<UptimeFact> = {}): UptimeFact => ({
  fact: "uptime",
  id,
  sla: "standard",
  ...own,
  month: "2026-01",
  uptime: "99.5%",
  recordedAt: "2026-02-03T00:00:00Z",
  ...more,
});

const told = (facts: readonly AccountFact[], until: string, sla: Partial<Sla> = {}): MoneyStory =>
  moneyStory(facts, `${until}T00:00:00Z`, booksWith(sla));

const totals = ({ invoices }: MoneyStory) =>
  invoices.map(({ kind, issuedAt, total }) => `${issuedAt.slice(0, 10)} ${kind} ${total}`);

describe("a broken promise", () => {
  it("gives a part of the period's fee back with a credit note, whose lines say why", () => {
    const story = told([team, uptime("u-1")], "2026-02-28");
    expect(totals(story)).toEqual([
      "2026-01-01 invoice 499.00",
      "2026-02-01 invoice 499.00",
      "2026-02-03 credit-note -49.90",
    ]);
    expect(story.invoices[2]).toMatchObject({
      corrects: ["c-1:1"],
      lines: [
        {
          kind: "service-credit",
          description: "Standard: credit for Team, monthly",
          period: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
          amount: "-49.90",
          explanation: {
            price: "/slas/standard",
            notes: [
              "Uptime 99.5000% from 2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z",
              "Below 99.9%: 10% of the fee",
              "10% of a fee of 499.00 USD is 49.90 USD",
            ],
          },
        },
      ],
    });
    expect(story.movements).toMatchObject([
      { kind: "credit-note", total: "49.90", appliedTo: [{ invoice: "c-1:1", amount: "49.90" }] },
    ]);
  });

  it("is made good only once the period is over and billed", () => {
    const early = uptime("u-1", { recordedAt: "2026-01-20T00:00:00Z" });
    expect(totals(told([team, early], "2026-02-28"))[2]).toBe("2026-02-01 credit-note -49.90");
  });

  it("gives the difference where a later measurement is worse, and takes nothing back where it is better", () => {
    const worse = uptime("u-2", { uptime: "98%", recordedAt: "2026-02-05T00:00:00Z" });
    const better = uptime("u-3", { uptime: "100%", recordedAt: "2026-02-07T00:00:00Z" });
    expect(totals(told([team, uptime("u-1"), worse, better], "2026-02-28")).slice(2)).toEqual([
      "2026-02-03 credit-note -49.90",
      "2026-02-05 credit-note -74.85",
    ]);
  });

  it("pays into a credit book where the promise names one, which pays the next invoice", () => {
    const story = told([team, uptime("u-1")], "2026-03-02", { credit: "service" });
    expect(totals(story)).toEqual([
      "2026-01-01 invoice 499.00",
      "2026-02-01 invoice 499.00",
      "2026-03-01 invoice 449.10",
    ]);
    expect(statement(story.movements.filter(isCreditMovement))).toEqual([
      "2026-02-03 sla:standard:u-1/1 credit-grant 49.90 paid 0.00",
      "2026-03-01 sla:standard:u-1/2 credit-burn free on c-1:3: s-1/base/2 49.90",
    ]);
  });

  it("waits for a claim where the contract wants one, made in time", () => {
    const claim = (date: string): SlaClaimFact => ({
      fact: "sla-claim",
      id: "k",
      ...own,
      sla: "standard",
      month: "2026-01",
      date,
    });
    const wanted = { claimWithinDays: 30 };
    expect(totals(told([team, uptime("u-1")], "2026-02-28", wanted))).toHaveLength(2);
    expect(totals(told([team, uptime("u-1"), claim("2026-02-20")], "2026-02-28", wanted))[2]).toBe(
      "2026-02-20 credit-note -49.90",
    );
    expect(
      totals(told([team, uptime("u-1"), claim("2026-03-05")], "2026-03-20", wanted)),
    ).toHaveLength(3);
  });

  it("counts of a fee for longer than the period only the part for it, and what was given back not at all", () => {
    const yearly = subscription({ start: "2026-01-01", cadence: "annual" });
    // Of 4990 for 365 days, 31 are January: 423.81.
    expect(totals(told([yearly, uptime("u-1")], "2026-02-28")).slice(1)).toEqual([
      "2026-02-03 credit-note -42.38",
    ]);
    const half = {
      fact: "cancel",
      id: "x",
      ...own,
      subscription: "s-1",
      on: "2026-01-11",
      credit: "prorated",
    } as const;
    const [, back, note] = told([team, half, uptime("u-1")], "2026-02-28").invoices;
    expect([back?.total, note?.total]).toEqual(["-338.03", "-16.10"]);
  });

  it("keeps to the most that is given back of a month and a year", () => {
    const february = uptime("u-2", { month: "2026-02", recordedAt: "2026-03-03T00:00:00Z" });
    expect(
      totals(told([team, uptime("u-1"), february], "2026-03-20", { maximumPerYear: "60 USD" })),
    ).toEqual([
      "2026-01-01 invoice 499.00",
      "2026-02-01 invoice 499.00",
      "2026-02-03 credit-note -49.90",
      "2026-03-01 invoice 499.00",
      "2026-03-03 credit-note -10.10",
    ]);
  });

  it("gives nothing where it was kept, where nothing was billed, or of a plan without it", () => {
    const kept = uptime("u-1", { uptime: "99.95%" });
    expect(totals(told([team, kept], "2026-02-28"))).toHaveLength(2);
    const later = subscription({ start: "2026-02-01" });
    expect(totals(told([later, uptime("u-1")], "2026-02-28"))).toHaveLength(1);
    const other = subscription({ start: "2026-01-01", plan: "plus" });
    expect(told([other, uptime("u-1")], "2026-02-28").movements.filter(isCreditMovement)).toEqual([
      expect.objectContaining({ kind: "credit-grant", grant: "s-1/allowance/0" }),
      expect.objectContaining({ kind: "credit-grant", grant: "s-1/start/0" }),
      expect.objectContaining({ kind: "credit-burn" }),
      expect.objectContaining({ kind: "credit-burn" }),
      expect.objectContaining({ kind: "credit-grant", grant: "s-1/allowance/1" }),
      expect.objectContaining({ kind: "credit-burn" }),
    ]);
  });

  it("is refused of an SLA that there is none of, of more downtime than time, and without a time in a file", () => {
    const { uptime: _, ...measured } = uptime("u-2");
    const { recordedAt: __, ...undated } = uptime("u-3");
    const story = told(
      [
        team,
        uptime("u-1", { sla: "standards" }),
        { ...measured, downtimeMinutes: 50_000 },
        undated,
      ],
      "2026-02-28",
    );
    expect(story.refused).toEqual([
      "u-3 recorded-at-needed",
      "u-1 unknown-sla",
      "u-2 downtime-above-period",
    ]);
  });
});

describe("a measurement of everyone's service", () => {
  const everyone = (id: string, more: Partial<UptimeFact> = {}): UptimeFact => {
    const { customer: _, ...fact } = uptime(id, more);
    return fact;
  };
  const ofAll = (facts: readonly AccountFact[]) => {
    const accounts = replayAccounts(booksWith());
    for (const id of ["c-1", "c-2", "c-3"]) accounts.add(customer({ id }));
    for (const fact of facts) accounts.add(fact);
    const { replay, refused } = accounts.open();
    expect(refused.map(({ faults }) => faults[0]?.code)).toEqual([]);
    return [...replay.invoicesUntil(Date.UTC(2026, 1, 20))]
      .filter(({ kind }) => kind === "credit-note")
      .map(({ customer: whose, number, total }) => `${whose} ${number} ${total}`);
  };
  const subscribed = ["c-1", "c-2"].map((whose) =>
    subscription({ id: `s-${whose}`, customer: whose, start: "2026-01-01" }),
  );

  it("is told to each customer under the promise, in the order of numbers", () => {
    expect(ofAll([...subscribed, everyone("u-1")])).toEqual([
      "c-1 CN-000001 -49.90",
      "c-2 CN-000002 -49.90",
    ]);
  });

  it("gives way to a customer's own, whenever that is told", () => {
    const better = uptime("own", { uptime: "100%", recordedAt: "2026-02-01T00:00:00Z" });
    expect(ofAll([...subscribed, everyone("u-1"), better])).toEqual(["c-2 CN-000001 -49.90"]);
  });
});

describe("a line of which some was taken back", () => {
  const note = {
    fact: "credit-note",
    id: "n-1",
    ...own,
    invoice: "c-1:1",
    reason: "Agreed",
  } as const;

  it("leaves by hand what bad service left of it", () => {
    const rest = { ...note, recordedAt: "2026-02-04T00:00:00Z" };
    expect(totals(told([team, uptime("u-1"), rest], "2026-02-28")).slice(2)).toEqual([
      "2026-02-03 credit-note -49.90",
      "2026-02-04 credit-note -449.10",
    ]);
    const above = { ...rest, amount: "449.11 USD" } as const;
    expect(told([team, uptime("u-1"), above], "2026-02-28").refused).toEqual(["n-1 above-left"]);
  });

  it("gives a part of what is left back for bad service, and more where that was worse", () => {
    const part = { ...note, amount: "399 USD", recordedAt: "2026-01-20T00:00:00Z" } as const;
    const worse = uptime("u-2", { uptime: "98%", recordedAt: "2026-02-05T00:00:00Z" });
    expect(totals(told([team, part, uptime("u-1"), worse], "2026-02-28")).slice(1)).toEqual([
      "2026-01-20 credit-note -399.00",
      "2026-02-01 invoice 499.00",
      "2026-02-03 credit-note -10.00",
      "2026-02-05 credit-note -15.00",
    ]);
    const whole = { ...note, recordedAt: "2026-01-20T00:00:00Z" };
    expect(totals(told([team, whole, uptime("u-1")], "2026-02-28"))).toHaveLength(3);
  });
});
