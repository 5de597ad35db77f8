import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { defineModel } from "../model/define-model.ts";
import { usd } from "../money/money.ts";
import { percentOff } from "../pricing/discount.ts";
import { flat } from "../pricing/flat.ts";
import { matrix } from "../pricing/matrix.ts";
import { perUnit } from "../pricing/per-unit.ts";
import type { Price } from "../pricing/registry.ts";
import { seat } from "../pricing/seat.ts";
import { formatInstant } from "../time/instant.ts";
import {
  accountWith,
  acmeBooks,
  at,
  billUntil,
  customer,
  inference,
  subscription,
} from "./account.fixture.ts";
import { openAccount } from "./account.ts";
import type { DueItem } from "./due.ts";
import { nextDueGroup } from "./due.ts";
import type { InvoiceLine } from "./invoice.ts";
import { priceBooks } from "./price-book.ts";
import { step } from "./step.ts";
import { compileTerms } from "./terms.ts";
import { usageQuery } from "./usage-line.ts";
import type { UsageView } from "./usage-view.ts";

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
    expect(february?.lines[1]?.explanation.proration).toBeUndefined();
    expect(march?.lines[1]).toMatchObject({ explanation: { included: "1000" }, amount: "10.00" });
    expect(march?.lines[1]?.explanation.notes).toBeUndefined();
  });

  it("stay whole where it does not", () => {
    const capped = accountWith({ ...hybrid, plan: "capped" });
    const [, february] = billUntil(capped, "2026-02-01T01:00:00Z", [
      inference("e1", "2026-01-25T00:00:00Z", 100),
    ]);
    expect(february?.lines[1]).toMatchObject({ explanation: { included: "100" } });
    expect(february?.lines[1]?.explanation.notes).toBeUndefined();
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

describe("a charge", () => {
  const desk = defineModel({
    id: "desk",
    name: "Desk",
    version: "1",
    currency: "USD",
    streams: { sales: { name: "Sales" } },
    meters: {
      desks: {
        event: "desks",
        aggregation: { kind: "max", property: "n" },
        unit: "desk",
        dimensions: { floor: "any" },
      },
    },
    features: {},
    plans: {
      hall: planOf(flat(usd(310))),
      seats: planOf(seat(usd(31), { included: 1 })),
      units: planOf(perUnit(usd(31))),
      blocked: {
        name: "Desk",
        stream: "sales",
        charges: {
          desks: {
            meter: "desks",
            price: perUnit(usd(31)),
            included: 9,
            includedInStub: "prorated",
            overage: "block",
          },
        },
      },
      floors: planOf(
        matrix(["floor"], [{ when: { floor: "1" }, price: perUnit(usd(2)) }], {
          otherwise: perUnit(usd(3)),
        }),
      ),
      cheap: {
        ...planOf(perUnit(usd(10))),
        prices: { monthly: flat(usd(20)) },
        discounts: ["of-use", "of-base"],
      },
    },
    discounts: {
      "of-use": { ...percentOff("50%", { reason: "promotional" }), appliesTo: "usage" },
      "of-base": { ...percentOff("10%", { reason: "promotional" }), appliesTo: "recurring" },
    },
    discountOrder: ["of-use", "of-base"],
  });

  function planOf<P extends Price<"USD">>(price: P) {
    return {
      name: "Desk",
      stream: "sales",
      charges: { desks: { meter: "desks", price } },
    } as const;
  }

  const books = expectOk(priceBooks([desk]));

  /** The lines of the first month: ten of its 31 days, with four desks. */
  function linesOf(plan: string, start = "2026-01-22", usage = fourDesks): readonly InvoiceLine[] {
    const fact = { fact: "subscription", id: "s-1", customer: "c-1", plan, start } as const;
    const purchase = { fact: { ...fact, alignment: "calendar" }, kind: "purchase" } as const;
    const bought = expectOk(step(openAccount(customer()), { ...purchase, knownSince: 0 }, books));
    const now = at("2026-02-01T01:00:00Z");
    let { account } = bought;
    if (desk.plans[plan as "cheap"].prices !== undefined)
      account = expectOk(step(account, { kind: "tick", now }, books)).account;
    const [invoice] = expectOk(step(account, { kind: "tick", now }, books, usage)).documents;
    return invoice?.lines ?? [];
  }

  const fourDesks: UsageView = {
    cameSince: () => false,
    hasLate: () => false,
    find: ({ charge }) =>
      charge.fold.lift({
        ...inference("d", "2026-01-25T00:00:00Z", 0),
        type: "desks",
        data: { n: 4 },
      }),
    findLate: () => "unchanged",
  };

  it.each([
    ["hall", "100.00"],
    ["seats", "30.00"],
    ["units", "124.00"],
  ])("of a period cut short is prorated where it is for the time: %s, %s", (plan, amount) => {
    expect(linesOf(plan).map((line) => line.amount)).toEqual([amount]);
  });

  it("that blocks over-use blocks it past the units of the time served", () => {
    const unreadable: UsageView = {
      ...fourDesks,
      find: (query) => {
        const { fold } = query.charge;
        const event = { ...inference("x", "2026-01-25T00:00:00Z", 0), type: "desks", data: {} };
        return fold.merge(fourDesks.find(query), fold.lift(event));
      },
    };
    const [line] = linesOf("blocked", "2026-01-22", unreadable);
    expect(line).toMatchObject({ quantity: "4", amount: "0.00", explanation: { included: "3" } });
    expect(line?.explanation.notes).toEqual([
      "3 of 9 units are included, for 10 of 31 days",
      "1 event has no readable value and was not charged",
      "1 units past the allowance are not billed: the plan blocks over-use",
    ]);
  });

  it("takes only the discounts of use, and the base only those of the base", () => {
    const lines = linesOf("cheap", "2026-01-01");
    expect(lines.map(({ kind, discounts }) => [kind, discounts.map(({ id }) => id)])).toEqual([
      ["recurring", ["of-base"]],
      ["usage", ["of-use"]],
    ]);
    expect(lines.map(({ amount }) => amount)).toEqual(["18.00", "20.00"]);
  });

  it("tells a store what its price folds over", () => {
    const chargeOf = (plan: string) => {
      const fact = { fact: "subscription", id: "s-1", customer: "c-1", plan } as const;
      const dated = { ...fact, start: "2026-01-01" } as const;
      return expectOk(compileTerms(dated, customer(), books.current)).charges[0];
    };
    expect(chargeOf("floors")).toMatchObject({ input: "groups", dimensions: ["floor"] });
    expect(chargeOf("units")).toMatchObject({ input: "quantity", dimensions: [] });
  });

  it("asks after late events from where it saw them last", () => {
    const asked: unknown[] = [];
    const usage: UsageView = {
      cameSince: () => false,
      hasLate: () => true,
      find: () => undefined,
      findLate: (query, since) => {
        asked.push([query.key, query.billedWith, formatInstant(since)]);
        return query.billedWith === 1 ? fourDesks.find(query) : "unchanged";
      },
    };
    const fact = { fact: "subscription", id: "s-1", customer: "c-1", plan: "units" } as const;
    const purchase = { kind: "purchase", fact: { ...fact, start: "2026-01-01" } } as const;
    let { account } = expectOk(
      step(openAccount(customer()), { ...purchase, knownSince: 0 }, books),
    );
    for (let month = 0; month < 3; month += 1) {
      const now = at("2026-04-01T01:00:00Z");
      account = expectOk(step(account, { kind: "tick", now }, books, usage)).account;
    }
    expect(asked).toEqual([
      ["s-1/desks/0", 1, "2026-02-01T01:00:00Z"],
      ["s-1/desks/0", 2, "2026-03-01T01:00:00Z"],
      ["s-1/desks/1", 2, "2026-03-01T01:00:00Z"],
    ]);
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
  const query = usageQuery(item.state, item.charge, item.period, 3, group.cutoff);
  expect(query).toMatchObject({
    key: "s-1/operations/0",
    customer: "c-1",
    period: 0,
    billedWith: 3,
    from: at("2026-01-01T00:00:00Z"),
    to: at("2026-02-01T00:00:00Z"),
    receivedBefore: at("2026-02-01T01:00:00Z"),
  });
});
