import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import {
  accountWith,
  acmeBooks,
  billUntil,
  customer,
  inference,
  nodeCount,
  subscription,
} from "./account.fixture.ts";
import type { SubscriptionFact } from "./fact.ts";
import { openPhase } from "./phase.ts";
import { openPriceBook, type PriceBook } from "./price-book.ts";
import { compileTerms, termsOf, zoneOf } from "./terms.ts";

const refusals = (more: Partial<SubscriptionFact>): readonly string[] => {
  const { cadence: _, ...fact } = subscription(more);
  return faultsOf(compileTerms({ ...fact, ...more }, customer(), acmeBooks.current)).map(
    ({ code, path }) => `${code} ${path}`,
  );
};

describe("terms that no bill would look at", () => {
  it.each<[string, Partial<SubscriptionFact>, readonly string[]]>([
    [
      "a quantity of no charge",
      { plan: "reserved", quantities: { nods: 5, nodes: 5 } },
      ["unknown-charge /quantities/nods"],
    ],
    [
      "a price of no charge",
      { plan: "enterprise", agreed: { bse: "12000 USD" } },
      ["unknown-charge /agreed/bse"],
    ],
    [
      "a reserved quantity of a price that reserves nothing",
      { plan: "hybrid", quantities: { operations: 5 } },
      ["reserved-quantity-unused /plans/hybrid/charges/operations/price"],
    ],
    [
      "an agreed price where the list states one",
      { plan: "team", cadence: "monthly", agreed: { base: "400 USD" } },
      ["agreed-price-unused /plans/team/prices/monthly"],
    ],
    [
      "a recurring price of a plan that has none",
      { plan: "stored", agreed: { base: "400 USD" } },
      ["agreed-price-unused /agreed/base"],
    ],
    [
      "a discount of another name",
      { plan: "hybrid", discounts: ["lanch"] },
      ["unknown-discount /discounts/0"],
    ],
    [
      "a percentage of a discount that is not given",
      { plan: "hybrid", agreedDiscounts: { partner: "25%" } },
      ["agreed-discount-unused /agreedDiscounts/partner"],
    ],
    [
      "a percentage of a discount that has its own",
      { plan: "seats", cadence: "annual", agreedDiscounts: { volume: "25%" } },
      ["agreed-discount-unused /agreedDiscounts/volume"],
    ],
    [
      "a percentage of a discount of another name",
      { plan: "hybrid", agreedDiscounts: { partners: "25%" } },
      ["unknown-discount /agreedDiscounts/partners"],
    ],
    [
      "another percentage than the exact one",
      { plan: "hybrid", discounts: ["launch"], agreedDiscounts: { launch: "50%" } },
      ["outside-agreed-range /agreedDiscounts/launch"],
    ],
  ])("are refused: %s", (_, more, faults) => {
    expect(refusals(more)).toEqual(faults);
  });

  it("name what was meant", () => {
    const { cadence: _, ...fact } = subscription({ plan: "reserved", quantities: { nods: 5 } });
    expect(faultsOf(compileTerms(fact, customer(), acmeBooks.current))).toEqual([
      {
        code: "unknown-charge",
        path: "/quantities/nods",
        message: 'plan "reserved" has no charge "nods"',
        value: "nods",
        suggestion: 'did you mean "nodes"?',
      },
    ]);
  });
});

describe("what cannot be read", () => {
  it.each<[Partial<SubscriptionFact>, string]>([
    [{ start: "2026-02-30" }, "invalid-date /start"],
    [{ end: "soon" }, "invalid-date /end"],
    [{ quantity: "ten" as "10" }, "not-a-number /quantity"],
    [{ plan: "reserved", quantities: { nodes: "ten" as "10" } }, "not-a-number /quantities/nodes"],
  ])("is refused: %j", (more, fault) => {
    expect(refusals({ cadence: "monthly", ...more })).toContain(fault);
  });

  it("is a zone that the database has not", () => {
    const elsewhere = customer({ timeZone: "Europe/Berln" });
    const result = compileTerms(subscription(), elsewhere, acmeBooks.current);
    expect(faultsOf(result).map(({ code }) => code)).toEqual(["unknown-time-zone"]);
    expect(zoneOf(customer(), acmeBooks.current)).toEqual({
      ok: true,
      value: acmeBooks.current.zone,
    });
  });
});

describe("a discount whose percentage is a range", () => {
  const partner = { plan: "hybrid", discounts: ["partner"] };

  it("is refused once, for recurring lines and use alike", () => {
    expect(refusals(partner)).toEqual(["needs-agreed-price /agreedDiscounts/partner"]);
    expect(refusals({ ...partner, agreedDiscounts: { partner: "41%" } })).toEqual([
      "outside-agreed-range /agreedDiscounts/partner",
    ]);
  });

  it("takes off what was agreed", () => {
    const account = accountWith(
      subscription({ ...partner, start: "2026-01-01", agreedDiscounts: { partner: "25%" } }),
    );
    const events = [inference("e1", "2026-01-05T00:00:00Z", 1_300)];
    const [, second] = billUntil(account, "2026-02-01T01:00:00Z", events);
    expect(second?.lines.map(({ gross, amount }) => [gross, amount])).toEqual([
      ["100.00", "75.00"],
      ["20.00", "15.00"],
    ]);
  });
});

describe("a trial", () => {
  const account = accountWith(subscription({ plan: "tried", start: "2026-01-10" }));

  it("is free, and the first period begins the day after it", () => {
    const [first, second] = billUntil(account, "2026-03-01T00:00:00Z");
    expect(first).toMatchObject({ issuedAt: "2026-01-24T00:00:00Z", total: "30.00" });
    expect(first?.lines[0]?.period).toEqual({
      from: "2026-01-24T00:00:00Z",
      to: "2026-02-24T00:00:00Z",
    });
    expect(second?.issuedAt).toBe("2026-02-24T01:00:00Z");
  });

  it("charges for use only once it is over", () => {
    const events = [inference("e1", "2026-01-24T00:00:00Z", 200)];
    const [, second] = billUntil(account, "2026-02-24T01:00:00Z", events);
    expect(second?.lines.map(({ amount }) => amount)).toEqual(["30.00", "2.00"]);
    expect(() =>
      billUntil(account, "2026-02-24T01:00:00Z", [inference("e0", "2026-01-23T23:59:59Z", 200)]),
    ).toThrow("e0 is not billed");
  });

  it("that is cut short bills nothing", () => {
    const short = accountWith(
      subscription({ plan: "tried", start: "2026-01-10", end: "2026-01-24" }),
    );
    expect(billUntil(short, "2026-12-31T00:00:00Z")).toEqual([]);
  });
});

describe("the terms of an accepted subscription", () => {
  it("are those of the version it bought, though the same fact was bought of another", () => {
    const { model } = acmeBooks.current;
    const plans = { ...model.plans, team: { ...model.plans.team, per: "team" } } as Model["plans"];
    const second = expectOk(openPriceBook({ ...model, version: "2", plans }));
    const state = openPhase("s-1", subscription(), { model: "acme@1", knownSince: 0 }, null);
    const perIn = (book: PriceBook) => termsOf(state, customer(), book).plan.per;
    const asked = [acmeBooks.current, second, acmeBooks.current];
    expect(asked.map(perIn)).toEqual([undefined, "team", undefined]);
  });
});

describe("a price inside wrappers", () => {
  it("is prorated as what it charges for: capacity, with its minimum", () => {
    const { cadence: _, ...fact } = subscription({
      plan: "limited",
      start: "2026-01-22",
      alignment: "calendar",
    });
    const peaks = [nodeCount("n1", "2026-01-25T00:00:00Z", 12)];
    const lines = billUntil(accountWith(fact), "2026-03-01T01:00:00Z", peaks).flatMap(
      (invoice) => invoice.lines,
    );
    expect(lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["capacity", "100.00"],
      ["capacity", "310.00"],
    ]);
    expect(lines[0]?.explanation.proration).toEqual({ numerator: 10, denominator: 31 });
  });
});

describe("the terms of a phase", () => {
  const termsFor = (more: Partial<SubscriptionFact>, timeZone = "UTC", anchor?: string) => {
    const held = { model: acmeBooks.current.id, knownSince: 0 };
    const phase = openPhase("s", subscription(more), held, anchor ?? null);
    return termsOf(phase, { ...customer(), timeZone }, acmeBooks.current);
  };

  it("are one object for all who bought the same from one day on", () => {
    const terms = termsFor({ id: "s-1", customer: "c-1" });
    expect(termsFor({ id: "s-2", customer: "c-2" })).toBe(terms);
  });

  it("are others where anything is another: the day, the zone, the quantity, the anniversaries", () => {
    const terms = [
      termsFor({}),
      termsFor({ start: "2026-02-03" }),
      termsFor({ end: "2027-02-03" }),
      termsFor({ quantity: 3 }),
      termsFor({}, "Europe/Berlin"),
      termsFor({}, "UTC", "2025-01-31"),
    ];
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms[4]?.zone.id).toBe("Europe/Berlin");
  });
});
