import { describe, expect, it } from "vitest";
import { expectOk, ok } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { formatInstant } from "../time/instant.ts";
import {
  accountWith,
  acmeBooks,
  at,
  billUntil,
  customer,
  inference,
  licence,
  nodeCount,
  sale,
  subscription,
} from "./account.fixture.ts";
import { openAccount } from "./account.ts";
import type { Invoice } from "./invoice.ts";
import { draftInvoices, step } from "./step.ts";
import { openUsageLedger } from "./usage-ledger.ts";

const periods = (invoice: Invoice): string[] =>
  invoice.lines.map(({ period }) => `${period?.from.slice(0, 10)}..${period?.to.slice(0, 10)}`);

describe("a subscription", () => {
  it("is billed in advance from its anchor day, which returns after short months (F5, F6)", () => {
    const invoices = billUntil(accountWith(subscription()), "2026-04-30T00:00:00Z");
    expect(invoices.map((invoice) => invoice.issuedAt)).toEqual([
      "2026-01-31T00:00:00Z",
      "2026-02-28T00:00:00Z",
      "2026-03-31T00:00:00Z",
      "2026-04-30T00:00:00Z",
    ]);
    expect(invoices.flatMap(periods)).toEqual([
      "2026-01-31..2026-02-28",
      "2026-02-28..2026-03-31",
      "2026-03-31..2026-04-30",
      "2026-04-30..2026-05-31",
    ]);
    expect(invoices.map((invoice) => invoice.total)).toEqual([
      "499.00",
      "499.00",
      "499.00",
      "499.00",
    ]);
  });

  it("is billed by the year at the annual price, due at once (S2-011)", () => {
    const [first, second] = billUntil(
      accountWith(subscription({ cadence: "annual" })),
      "2027-02-01T00:00:00Z",
    );
    expect(first).toMatchObject({
      total: "4990.00",
      issuedAt: "2026-01-31T00:00:00Z",
      dueAt: "2026-01-31T00:00:00Z",
    });
    expect(second?.issuedAt).toBe("2027-01-31T00:00:00Z");
  });

  it("is prorated by day to the calendar where it asks for that", () => {
    const [stub, whole] = billUntil(
      accountWith(subscription({ start: "2026-01-22", alignment: "calendar" })),
      "2026-02-01T00:00:00Z",
    );
    expect(stub?.lines[0]).toMatchObject({
      amount: "160.97",
      explanation: {
        proration: { numerator: 10, denominator: 31 },
        rounding: { from: "499", to: "160.97" },
      },
    });
    expect(whole?.total).toBe("499.00");
  });

  it("bills nothing from its end on, and only the served days of the last period", () => {
    const invoices = billUntil(
      accountWith(subscription({ start: "2026-01-01", end: "2026-02-15" })),
      "2026-12-31T00:00:00Z",
    );
    expect(invoices.map((invoice) => invoice.total)).toEqual(["499.00", "249.50"]);
  });

  it("prices its quantity, then takes volume and term discounts in the model's order", () => {
    const terms = { plan: "seats", cadence: "annual", quantity: 100, termYears: 3 } as const;
    const [invoice] = billUntil(accountWith(subscription(terms)), "2026-02-01T00:00:00Z");
    expect(invoice).toMatchObject({
      subtotal: "50000.00",
      discount: "11750.00",
      total: "38250.00",
    });
    expect(invoice?.lines[0]?.discounts.map(({ id, amount }) => [id, amount])).toEqual([
      ["volume", "5000.00"],
      ["term", "6750.00"],
    ]);
  });

  it("F8: a part of a leap year is a part of 366 days", () => {
    const annual = { cadence: "annual", start: "2024-03-01", alignment: "calendar" } as const;
    const [stub] = billUntil(accountWith(subscription(annual)), "2024-12-31T00:00:00Z");
    expect(stub?.lines[0]).toMatchObject({
      amount: "4171.97",
      explanation: { proration: { numerator: 306, denominator: 366 } },
    });
  });

  it("F12: the day of a change belongs to the new plan alone", () => {
    const calendar = { alignment: "calendar" } as const;
    const changed = accountWith(
      subscription({ ...calendar, id: "s-1", start: "2026-01-01", end: "2026-01-16" }),
      subscription({ ...calendar, id: "s-2", start: "2026-01-16" }),
    );
    const lines = billUntil(changed, "2026-01-31T00:00:00Z").flatMap((invoice) => invoice.lines);
    expect(lines.map(({ explanation: { proration } }) => proration)).toEqual([
      { numerator: 15, denominator: 31 },
      { numerator: 16, denominator: 31 },
    ]);
    expect(lines.map(({ amount }) => amount)).toEqual(["241.45", "257.55"]);
  });

  it("F9, F10: ends at the customer's midnight, and a change of clocks changes no price", () => {
    const fact = subscription({ start: "2026-03-01", end: "2026-03-30" });
    const account = expectOk(
      step(
        openAccount(customer({ timeZone: "America/New_York" })),
        { kind: "purchase", fact, knownSince: 0 },
        acmeBooks,
      ),
    ).account;
    const [march] = billUntil(account, "2026-12-31T00:00:00Z");
    expect(march?.lines[0]).toMatchObject({
      period: { from: "2026-03-01T05:00:00Z", to: "2026-03-30T04:00:00Z" },
      amount: "466.81",
      explanation: { proration: { numerator: 29, denominator: 31 } },
    });
  });

  it("follows the customer's own midnight", () => {
    const fact = subscription({ start: "2026-03-01" });
    const berlin = expectOk(
      step(
        openAccount(customer({ timeZone: "Europe/Berlin" })),
        { kind: "purchase", fact, knownSince: 0 },
        acmeBooks,
      ),
    ).account;
    const invoices = billUntil(berlin, "2026-04-01T00:00:00Z");
    expect(invoices.map((invoice) => invoice.issuedAt)).toEqual([
      "2026-02-28T23:00:00Z",
      "2026-03-31T22:00:00Z",
    ]);
  });
});

describe("a hybrid plan (S1-004)", () => {
  const account = accountWith(subscription({ plan: "hybrid", start: "2026-01-01" }));
  const usage = [
    inference("e1", "2026-01-05T10:00:00Z", 1_050),
    inference("e2", "2026-01-31T23:59:59Z", 200),
    inference("e3", "2026-02-01T00:00:00Z", 10),
  ];

  it("puts base and overage on one invoice, explained to the tier", () => {
    const [first, second] = billUntil(account, "2026-02-01T01:00:00Z", usage);
    expect(first).toMatchObject({ issuedAt: "2026-01-01T00:00:00Z", total: "100.00" });
    expect(second).toMatchObject({ issuedAt: "2026-02-01T01:00:00Z", total: "117.50" });
    expect(second?.lines.map((line) => [line.kind, line.amount])).toEqual([
      ["recurring", "100.00"],
      ["usage", "17.50"],
    ]);
    expect(second?.lines[1]).toMatchObject({
      quantity: "1250",
      explanation: {
        price: "/plans/hybrid/charges/operations/price",
        priceVersion: "acme@1",
        events: 2,
        included: "1000",
        rounding: { from: "17.5", to: "17.50" },
      },
    });
    expect(second?.lines[1]?.explanation.steps.map((row) => [row.quantity, row.amount])).toEqual([
      ["100", "10"],
      ["150", "7.5"],
    ]);
  });

  it("waits for the grace window before the invoice is final", () => {
    expect(billUntil(account, "2026-02-01T00:59:59Z", usage)).toHaveLength(1);
  });

  it("shows the same invoice as a draft while the window is open", () => {
    const ledger = openUsageLedger(new Map([["c-1", account]]), acmeBooks);
    for (const event of usage) ledger.add(event);
    const first = expectOk(
      step(account, { kind: "tick", now: at("2026-01-01T00:00:00Z") }, acmeBooks, ledger.view),
    );
    const draft = draftInvoices(first.account, acmeBooks, ledger.view, at("2026-02-01T00:30:00Z"));
    const [, final] = billUntil(account, "2026-02-01T01:00:00Z", usage);
    expect(expectOk(draft)).toEqual([{ ...final, status: "draft" }]);
    const early = at("2026-01-20T00:00:00Z");
    expect(draftInvoices(first.account, acmeBooks, ledger.view, early)).toEqual(ok([]));
  });

  it("bills a late event on the next invoice, as the difference, naming its period (F33)", () => {
    const late = {
      ...inference("e4", "2026-01-20T00:00:00Z", 100),
      receivedAt: at("2026-02-10T00:00:00Z"),
    };
    const invoices = billUntil(account, "2026-04-01T01:00:00Z", [...usage, late]);
    expect(invoices.map((invoice) => invoice.total)).toEqual([
      "100.00",
      "117.50",
      "105.00",
      "100.00",
    ]);
    expect(invoices[2]?.lines.at(-1)).toMatchObject({
      kind: "late-usage",
      amount: "5.00",
      period: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
      explanation: { events: 1, rounding: { from: "5", to: "5.00" } },
    });
  });

  it("joins an event to the draft when it comes within the grace window", () => {
    const inTime = {
      ...inference("e4", "2026-01-20T00:00:00Z", 100),
      receivedAt: at("2026-02-01T00:59:59Z"),
    };
    const [, second] = billUntil(account, "2026-02-01T01:00:00Z", [...usage, inTime]);
    expect(second?.total).toBe("122.50");
  });
});

describe("a plan that blocks over-use (S1-008)", () => {
  it("never bills what lies past the allowance, and says so", () => {
    const account = accountWith(subscription({ plan: "capped", start: "2026-01-01" }));
    const events = [inference("e1", "2026-01-02T00:00:00Z", 150)];
    const [, second] = billUntil(account, "2026-02-01T01:00:00Z", events);
    expect(second?.total).toBe("50.00");
    expect(second?.lines[1]).toMatchObject({
      amount: "0.00",
      quantity: "150",
      explanation: {
        included: "100",
        notes: ["50 units past the allowance are not billed: the plan blocks over-use"],
      },
    });
  });

  it.each([
    [60, "60"],
    [100, "100"],
    [-5, "0"],
  ])("shows %d units as %s included", (operations, included) => {
    const account = accountWith(subscription({ plan: "capped", start: "2026-01-01" }));
    const events = [inference("e1", "2026-01-02T00:00:00Z", operations)];
    const explanation = billUntil(account, "2026-02-01T01:00:00Z", events)[1]?.lines[1]
      ?.explanation;
    expect(explanation?.included).toBe(included);
    expect(explanation?.notes?.join() ?? "").not.toContain("past the allowance");
  });
});

describe("capacity (S1-003)", () => {
  const account = accountWith(
    subscription({ plan: "reserved", start: "2026-01-01", quantities: { nodes: 10 } }),
  );
  it("is paid whether used or not", () => {
    const [january] = billUntil(account, "2026-02-01T01:00:00Z");
    expect(january?.lines[0]).toMatchObject({ kind: "capacity", amount: "100.00" });
  });

  it("bills the peak over the reservation", () => {
    const events = [
      nodeCount("n1", "2026-01-05T00:00:00Z", 8),
      nodeCount("n2", "2026-01-06T00:00:00Z", 13),
      nodeCount("n3", "2026-01-07T00:00:00Z", 9),
    ];
    const [january] = billUntil(account, "2026-02-01T01:00:00Z", events);
    expect(january?.total).toBe("145.00");
  });
});

describe("a time-weighted charge", () => {
  it("carries the last value over the period's edge", () => {
    const account = accountWith(subscription({ plan: "stored", start: "2026-01-01" }));
    const stored: UsageEvent = {
      ...inference("g1", "2026-01-31T00:00:00Z", 0),
      type: "stored",
      data: { gb: 10 },
    };
    const totals = billUntil(account, "2026-03-01T01:00:00Z", [stored]).map(({ total }) => total);
    // 24 h × 10 GB in January, 28 days × 24 h × 10 GB in February, at a cent an hour.
    expect(totals).toEqual(["2.40", "67.20"]);
  });

  it("bills a late reading for its own period and for every closed one that it holds on into", () => {
    const account = accountWith(subscription({ plan: "stored", start: "2026-01-01" }));
    const reading = (id: string, time: string, gb: number, receivedAt: string): UsageEvent => ({
      ...inference(id, time, 0),
      type: "stored",
      data: { gb },
      receivedAt: at(receivedAt),
    });
    const readings = [
      reading("g1", "2026-01-31T00:00:00Z", 10, "2026-01-31T00:00:00Z"),
      reading("g2", "2026-01-31T12:00:00Z", 20, "2026-03-02T00:00:00Z"),
    ];
    const invoices = billUntil(account, "2026-05-01T01:00:00Z", readings);
    expect(invoices.map(({ lines }) => lines.map(({ id, amount }) => [id, amount]))).toEqual([
      [["s-1/storage/0", "2.40"]],
      [["s-1/storage/1", "67.20"]],
      // 12 h and 28 days × 24 h at 10 GB more, besides March at 20 GB.
      [
        ["s-1/storage/2", "148.80"],
        ["s-1/storage/0/late/2", "1.20"],
        ["s-1/storage/1/late/2", "67.20"],
      ],
      [["s-1/storage/3", "144.00"]],
    ]);
  });
});

describe("a licence with maintenance (S2-004, S2-030)", () => {
  it("bills the fee once and 20% on every anniversary", () => {
    const account = accountWith(licence({ start: "2024-02-29" }));
    const invoices = billUntil(account, "2026-03-01T00:00:00Z");
    expect(invoices.map((invoice) => [invoice.issuedAt.slice(0, 10), invoice.total])).toEqual([
      ["2024-02-29", "50000.00"],
      ["2025-02-28", "10000.00"],
      ["2026-02-28", "10000.00"],
    ]);
    expect(invoices[1]?.lines[0]).toMatchObject({ kind: "maintenance", stream: "licences" });
  });
});

describe("a one-off sale (S2-006, S2-007)", () => {
  it("bills hours at the rate, doubled on site", () => {
    const sold = accountWith(sale({ quantity: "7.5", delivery: "on-site" }));
    const [invoice] = billUntil(sold, "2026-03-05T00:00:00Z");
    expect(invoice?.lines[0]).toMatchObject({ kind: "one-off", amount: "7500.00", unit: "hour" });
  });
});

describe("what is due together", () => {
  it("comes on one invoice, its lines in order of the purchases' ids", () => {
    const start = "2026-01-01";
    const account = accountWith(
      subscription({ id: "s-2", start }),
      licence({ id: "l-1", start }),
      subscription({ id: "s-1", plan: "seats", cadence: "annual", start }),
    );
    const [invoice] = billUntil(account, "2026-01-01T00:00:00Z");
    expect(invoice?.lines.map((line) => line.subscription)).toEqual(["s-1", "s-2", "l-1"]);
  });

  it("is billed at once when it became known late, on one invoice that names every period", () => {
    const known = at("2026-04-15T12:00:00Z");
    const account = expectOk(
      step(
        accountWith(),
        { kind: "purchase", fact: subscription({ start: "2026-01-01" }), knownSince: known },
        acmeBooks,
      ),
    ).account;
    const [invoice, ...others] = billUntil(account, formatInstant(known));
    expect(invoice).toMatchObject({ issuedAt: "2026-04-15T12:00:00Z", total: "1996.00" });
    expect(others).toEqual([]);
  });

  it("goes on over several invoices when it is very far behind", () => {
    const account = expectOk(
      step(
        accountWith(),
        {
          kind: "purchase",
          fact: subscription({ start: "1990-01-01" }),
          knownSince: at("2200-01-15T00:00:00Z"),
        },
        acmeBooks,
      ),
    ).account;
    const invoices = billUntil(account, "2200-01-15T00:00:00Z");
    expect(invoices.map(({ lines }) => lines.length)).toEqual([1_200, 1_200, 121]);
  });
});
