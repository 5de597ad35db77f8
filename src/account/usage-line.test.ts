import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import {
  accountWith,
  acmeBooks,
  at,
  billUntil,
  inference,
  subscription,
} from "./account.fixture.ts";
import type { DueItem } from "./due.ts";
import { nextDueGroup } from "./due.ts";
import { step } from "./step.ts";
import { billedKey, usageQuery } from "./usage-line.ts";

const hybrid = subscription({ plan: "hybrid", start: "2026-01-22", alignment: "calendar" });

describe("included units in a period cut short", () => {
  const events = [
    inference("e1", "2026-01-25T00:00:00Z", 400),
    inference("e2", "2026-02-05T00:00:00Z", 1_100),
  ];

  it("shrink by day, rounded up to a whole unit, where the charge says so", () => {
    const [, february, march] = billUntil(accountWith(hybrid), "2026-03-01T01:00:00Z", events);
    // 10 of 31 days of 1,000 units are 322.58…: 323 are included and 77 billed.
    expect(february?.lines[1]).toMatchObject({
      quantity: "400",
      amount: "7.70",
      explanation: {
        included: "323",
        notes: ["323 of 1000 units are included, for 10 of 31 days"],
      },
    });
    expect(february?.lines[1]?.explanation).not.toHaveProperty("proration");
    expect(march?.lines[1]).toMatchObject({ explanation: { included: "1000" }, amount: "10.00" });
    expect(march?.lines[1]?.explanation).not.toHaveProperty("notes");
  });

  it("stay whole where it does not", () => {
    const capped = accountWith({ ...hybrid, plan: "capped" });
    const [, february] = billUntil(capped, "2026-02-01T01:00:00Z", [
      inference("e1", "2026-01-25T00:00:00Z", 100),
    ]);
    expect(february?.lines[1]).toMatchObject({ explanation: { included: "100" } });
    expect(february?.lines[1]?.explanation).not.toHaveProperty("notes");
  });

  it("shrink at the end of a subscription too", () => {
    const ended = accountWith({ ...hybrid, end: "2026-02-15" });
    const invoices = billUntil(ended, "2026-12-31T00:00:00Z", [
      inference("e1", "2026-02-05T00:00:00Z", 600),
    ]);
    expect(invoices.at(-1)?.lines.at(-1)).toMatchObject({
      quantity: "600",
      amount: "10.00",
      explanation: { included: "500" },
    });
  });
});

describe("a usage line", () => {
  const account = accountWith(subscription({ plan: "hybrid", start: "2026-01-01" }));

  it("says what was metered, under the charge's own stream, for its period", () => {
    const events = [inference("e1", "2026-01-05T00:00:00Z", 1_100)];
    const [, second] = billUntil(account, "2026-02-01T01:00:00Z", events);
    expect(second?.lines[1]).toMatchObject({
      id: "s-1/operations/0",
      kind: "usage",
      description: "Hybrid: operations",
      stream: "usage",
      subscription: "s-1",
      plan: "hybrid",
      charge: "operations",
      meter: "operations",
      unit: "operation",
      period: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
    });
  });

  it("is left out where nothing was used, and shown at zero where the use cost nothing", () => {
    const kinds = (events: readonly UsageEvent[]) =>
      billUntil(account, "2026-02-01T01:00:00Z", events)[1]?.lines.map(({ kind }) => kind);
    expect(kinds([])).toEqual(["recurring"]);
    expect(kinds([inference("e1", "2026-01-05T00:00:00Z", 10)])).toEqual(["recurring", "usage"]);
  });
});

describe("late usage", () => {
  const account = accountWith(subscription({ plan: "hybrid", start: "2026-01-01" }));
  const late = (id: string, received: string, operations: number): UsageEvent => ({
    ...inference(id, "2026-01-20T00:00:00Z", operations),
    receivedAt: at(received),
  });

  it("is billed once, each time as the difference to what was billed before", () => {
    const events = [
      inference("e1", "2026-01-05T00:00:00Z", 1_050),
      late("e2", "2026-02-10T00:00:00Z", 100),
      late("e3", "2026-03-10T00:00:00Z", 20),
    ];
    const invoices = billUntil(account, "2026-05-01T01:00:00Z", events);
    const lines = invoices.flatMap((invoice) => invoice.lines.filter(({ meter }) => meter));
    expect(lines.map(({ id, gross, amount }) => [id, gross, amount])).toEqual([
      ["s-1/operations/0", "5.00", "5.00"],
      ["s-1/operations/0/late/1", "7.50", "7.50"],
      ["s-1/operations/0/late/2", "1.00", "1.00"],
    ]);
    expect(lines[1]).toMatchObject({
      description: "Hybrid: operations (late usage)",
      quantity: "1150",
      explanation: { events: 1, rounding: { from: "7.5", to: "7.50" } },
    });
    expect(lines[1]?.explanation.steps.at(-1)).toEqual({
      label: "already billed",
      amount: "-5.00",
    });
  });

  it("that corrects gives back, and shows the discounts on the difference as one", () => {
    const discounted = accountWith(
      subscription({
        plan: "hybrid",
        start: "2026-01-01",
        discounts: ["partner"],
        agreedDiscounts: { partner: "20%" },
      }),
    );
    const events = [
      inference("e1", "2026-01-05T00:00:00Z", 1_100),
      late("e2", "2026-02-10T00:00:00Z", -50),
    ];
    const line = billUntil(discounted, "2026-03-01T01:00:00Z", events)
      .flatMap((invoice) => invoice.lines)
      .find(({ kind }) => kind === "late-usage");
    expect(line).toMatchObject({
      gross: "-5.00",
      discounts: [{ id: "late-usage", label: "discounts on the late usage", amount: "-1.00" }],
      amount: "-4.00",
    });
  });

  it("that changes no amount is still told", () => {
    const events = [
      inference("e1", "2026-01-05T00:00:00Z", 10),
      late("e2", "2026-02-10T00:00:00Z", 5),
    ];
    const line = billUntil(account, "2026-03-01T01:00:00Z", events).at(-1)?.lines.at(-1);
    expect(line).toMatchObject({ kind: "late-usage", amount: "0.00", explanation: { events: 1 } });
    expect(line?.discounts).toEqual([]);
  });
});

it("asks for usage by a key that tells customer's charge and period, up to the cutoff", () => {
  const account = accountWith(subscription({ plan: "hybrid", start: "2026-01-01" }));
  const now = at("2026-01-01T00:00:00Z");
  const { account: billed } = expectOk(step(account, { kind: "tick", now }, acmeBooks));
  const group = nextDueGroup(billed, acmeBooks);
  const item = group?.items.find(
    (one): one is Extract<DueItem, { kind: "usage" }> => one.kind === "usage",
  );
  if (group === undefined || item === undefined) throw new Error("no usage is due");
  const query = usageQuery("c-1", "s-1", item.charge, item.period, 3, group.cutoff);
  expect(query).toMatchObject({
    key: "s-1/operations/0",
    customer: "c-1",
    period: 0,
    billedWith: 3,
    from: at("2026-01-01T00:00:00Z"),
    to: at("2026-02-01T00:00:00Z"),
    receivedBefore: at("2026-02-01T01:00:00Z"),
  });
  expect(billedKey("s-1", "operations")).toBe("s-1/operations");
});
