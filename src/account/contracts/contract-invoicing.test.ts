import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import type { ContractTemplate } from "../../model/contract.ts";
import type { Invoicing } from "../../model/invoicing.ts";
import { usd } from "../../money/money.ts";
import { at } from "../account.fixture.ts";
import type { AccountFact } from "../fact.ts";
import { priceBooks } from "../price-book.ts";
import { calls, contract, lines, signedStory, under, withTemplate } from "./contract.fixture.ts";

const signed = contract({ template: "own" });
const { cadence: _, ...use } = under({ id: "s-2", plan: "usage" });
const { contract: __, ...alone } = under({ id: "s-9", plan: "small" });

const own = (invoicing: Invoicing, more: Partial<ContractTemplate> = {}) =>
  withTemplate({ name: "Own", term: 12, invoicing, ...more });

const story = (
  facts: readonly AccountFact[],
  until: string,
  invoicing: Invoicing,
  usage: readonly UsageEvent[] = [],
  more: Partial<ContractTemplate> = {},
) => signedStory([signed, ...facts], until, { usage, books: own(invoicing, more) });

const received = (event: UsageEvent, when: string): UsageEvent => ({
  ...event,
  receivedAt: at(when),
});

// S1-005: monthly, annual or usage-triggered; per contract. S1-006: terms per contract.
describe("a contract with invoices of its own", () => {
  it("has them apart from the account's others, in a series and with days to pay of its own", () => {
    const told = story([under(), alone], "2026-02-02T00:00:00Z", { series: "ENT", netDays: 60 });
    expect(
      told.invoices.map(({ number, series, dueAt, lines: all }) => [
        number,
        series,
        dueAt.slice(0, 10),
        ...all.map(({ id }) => id),
      ]),
    ).toEqual([
      ["INV-000001", undefined, "2026-01-31", "s-9/base/0"],
      ["ENT-000001", "ENT", "2026-03-02", "s-1/base/0"],
      ["INV-000002", undefined, "2026-03-03", "s-9/base/1"],
      ["ENT-000002", "ENT", "2026-04-02", "s-1/base/1"],
    ]);
    const shared = story([under(), alone], "2026-01-02T00:00:00Z", { netDays: 60 });
    expect(shared.invoices.map(({ number }) => number)).toEqual(["INV-000001", "INV-000002"]);
  });

  it("gives back on credit notes of its own series", () => {
    const cancel = {
      fact: "cancel",
      id: "x",
      customer: "c-1",
      subscription: "s-1",
      credit: "prorated",
      on: "2026-01-16",
      recordedAt: "2026-01-15T00:00:00Z",
    } as const;
    const told = story([under(), cancel], "2026-03-01T00:00:00Z", { creditNoteSeries: "ECN" });
    expect(told.invoices.map(({ number, total }) => [number, total])).toEqual([
      ["INV-000001", "1000.00"],
      ["ECN-000001", "-516.13"],
    ]);
  });

  it("is split by subscription where its template says so, whatever the customer's others are", () => {
    const told = story(
      [under(), under({ id: "s-3", plan: "small" }), alone],
      "2026-01-02T00:00:00Z",
      {
        invoicesPer: "subscription",
      },
    );
    expect(lines(told)).toEqual([
      ["2026-01-01", "s-9/base/0 10.00"],
      ["2026-01-01", "s-1/base/0 1000.00"],
      ["2026-01-01", "s-3/base/0 10.00"],
    ]);
  });

  it("waits for late events as long as its template says, and nothing else waits with it", () => {
    const usage = [
      received(calls("a", "2026-01-10T00:00:00Z", 5), "2026-02-03T00:00:00Z"),
      received(calls("b", "2026-01-11T00:00:00Z", 7), "2026-02-07T00:00:00Z"),
    ];
    const told = story([use, alone], "2026-04-01T00:00:00Z", { grace: "P5D" }, usage);
    expect(
      told.invoices.map(({ issuedAt, lines: all }) => [
        issuedAt.slice(0, 16),
        ...all.map(({ id, amount }) => `${id} ${amount}`),
      ]),
    ).toEqual([
      ["2026-01-01T00:00", "s-9/base/0 10.00"],
      ["2026-02-01T00:00", "s-9/base/1 10.00"],
      ["2026-02-06T00:00", "s-2/calls/0 5.00"],
      ["2026-03-01T00:00", "s-9/base/2 10.00"],
      ["2026-03-06T00:00", "s-2/calls/0/late/1 7.00"],
      ["2026-04-01T00:00", "s-9/base/3 10.00"],
    ]);
  });
});

describe("a contract that is invoiced by periods", () => {
  const quarterly: Invoicing = { trigger: { kind: "period", every: "quarterly" } };

  it("has all that fell due since on one invoice, on the first day of each", () => {
    const usage = ["01", "02", "03", "05"].map((month) =>
      calls(month, `2026-${month}-10T00:00:00Z`, Number(month)),
    );
    expect(
      lines(story([under(), alone], "2026-07-02T00:00:00Z", quarterly, usage)).filter(
        ([, line]) => !line?.startsWith("s-9"),
      ),
    ).toEqual([
      ["2026-01-01", "s-1/base/0 1000.00"],
      [
        "2026-04-01",
        "s-1/base/1 1000.00",
        "s-1/base/2 1000.00",
        "s-1/base/3 1000.00",
        "s-1/calls/0 0.10",
        "s-1/calls/1 0.20",
        "s-1/calls/2 0.30",
      ],
      [
        "2026-07-01",
        "s-1/base/4 1000.00",
        "s-1/base/5 1000.00",
        "s-1/base/6 1000.00",
        "s-1/calls/4 0.50",
      ],
    ]);
  });

  it("counts what comes in until then in its own period, and later as late usage of the next invoice", () => {
    const usage = [
      received(calls("a", "2026-01-10T00:00:00Z", 5), "2026-03-20T00:00:00Z"),
      received(calls("b", "2026-01-11T00:00:00Z", 7), "2026-04-20T00:00:00Z"),
      received(calls("c", "2026-05-11T00:00:00Z", 1), "2026-05-20T00:00:00Z"),
    ];
    expect(lines(story([use], "2026-07-02T00:00:00Z", quarterly, usage))).toEqual([
      ["2026-04-01", "s-2/calls/0 5.00"],
      ["2026-07-01", "s-2/calls/0/late/3 7.00", "s-2/calls/4 1.00"],
    ]);
  });

  it("is invoiced for the last time at its end, or when it is left", () => {
    const bounded = story(
      [under()],
      "2027-06-01T00:00:00Z",
      { trigger: { kind: "period", every: "annual" } },
      [],
      { term: 10 },
    );
    expect(lines(bounded).map(([day, ...all]) => [day, all.length])).toEqual([
      ["2026-01-01", 1],
      ["2026-11-01", 9],
    ]);
    const cancel = {
      fact: "cancel",
      id: "x",
      customer: "c-1",
      subscription: "s-1",
      on: "2026-05-15",
      recordedAt: "2026-05-01T00:00:00Z",
    } as const;
    const left = story([under(), cancel], "2027-06-01T00:00:00Z", quarterly, [], {
      earlyTermination: { noticeDays: 0, fee: usd(50) },
    });
    expect(
      lines(left).map(([day, ...all]) => [day, ...all.map((one) => one.split(" ")[0])]),
    ).toEqual([
      ["2026-01-01", "s-1/base/0"],
      ["2026-04-01", "s-1/base/1", "s-1/base/2", "s-1/base/3"],
      ["2026-05-15", "s-1/base/4", "s-1/fee/x"],
    ]);
  });

  it("invoices in all what it would without, whatever is used, bought and received when", () => {
    const events = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 364 }),
        wait: fc.integer({ min: 0, max: 200 }),
        count: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 12 },
    );
    const cadences = fc.constantFrom("monthly", "quarterly", "semiannual", "annual");
    const day = 86_400_000;
    const first = at("2026-01-01T12:00:00Z");
    property(
      fc.property(events, cadences, fc.integer({ min: 1, max: 300 }), (told, every, bought) => {
        const usage = told.map(({ day: nth, wait, count }, index) => ({
          ...calls(`e-${index}`, "2026-01-01T00:00:00Z", count),
          time: first + nth * day,
          receivedAt: first + (nth + wait) * day,
        }));
        const facts = [
          use,
          under({ start: new Date(first + bought * day).toISOString().slice(0, 10) }),
        ];
        const amounts = (invoicing: Invoicing) =>
          story(facts, "2028-06-01T00:00:00Z", { lateMonths: 24, ...invoicing }, usage, {
            renewal: { automatic: true, noticeDays: 0 },
          }).invoices.flatMap(({ lines: all, issuedAt }) =>
            all.map((line) => ({ ...line, issuedAt })),
          );
        const sums = (all: ReturnType<typeof amounts>) => {
          const byPeriod = new Map<string, number>();
          for (const { subscription, charge, period, amount } of all) {
            if ((period?.to ?? "") > "2028-01-01T00:00:00Z") continue;
            const key = `${subscription}/${charge ?? "base"}/${period?.from}`;
            byPeriod.set(key, (byPeriod.get(key) ?? 0) + Math.round(Number(amount) * 100));
          }
          return Object.fromEntries([...byPeriod].filter(([, cents]) => cents !== 0).sort());
        };
        const held = amounts({ trigger: { kind: "period", every } });
        expect(sums(held)).toEqual(sums(amounts({})));
        const months = { monthly: 1, quarterly: 3, semiannual: 6, annual: 12 }[every];
        for (const { issuedAt } of held)
          expect([issuedAt.slice(8, 10), (Number(issuedAt.slice(5, 7)) - 1) % months]).toEqual([
            "01",
            0,
          ]);
      }),
      40,
    );
  });
});

describe("a contract that is invoiced by its use", () => {
  const at500: Invoicing = { trigger: { kind: "usage-threshold", amount: usd(500) } };

  it("is billed what it used when that reaches the amount, and by its period's end where it does not", () => {
    const usage = [
      calls("a", "2026-01-10T06:00:00Z", 300),
      calls("b", "2026-01-12T06:00:00Z", 250),
    ];
    expect(lines(story([use, alone], "2026-02-01T12:00:00Z", at500, usage))).toEqual([
      ["2026-01-01", "s-9/base/0 10.00"],
      ["2026-01-13", "s-2/calls/0/so-far/1 550.00"],
      ["2026-02-01", "s-9/base/1 10.00"],
    ]);
    const less = story([use], "2026-02-02T00:00:00Z", at500, usage.slice(0, 1));
    expect(lines(less)).toEqual([["2026-02-01", "s-2/calls/0 300.00"]]);
  });

  it("has an amount of its own beside the model's, or periods in its place", () => {
    const usage = [calls("a", "2026-01-10T06:00:00Z", 300)];
    const { model } = own({}).current;
    const usual = { ...model, invoicing: { ...model.invoicing, ...at500 } };
    const told = (invoicing: Invoicing) => {
      const contracts = { ...model.contracts, own: { name: "Own", term: 12, invoicing } };
      const books = expectOk(priceBooks([{ ...usual, contracts }]));
      return lines(signedStory([signed, use], "2026-02-02T00:00:00Z", { usage, books }));
    };
    expect(told({})).toEqual([["2026-02-01", "s-2/calls/0 300.00"]]);
    expect(told({ trigger: { kind: "usage-threshold", amount: usd(200) } })).toEqual([
      ["2026-01-11", "s-2/calls/0/so-far/1 300.00"],
    ]);
    expect(told({ trigger: { kind: "period", every: "quarterly" } })).toEqual([]);
  });
});
