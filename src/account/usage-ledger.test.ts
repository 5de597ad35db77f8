import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Model } from "../model/model.ts";
import { usd } from "../money/money.ts";
import { perUnit } from "../pricing/per-unit.ts";
import type { Period } from "../time/schedule.ts";
import { accountWith, acme, acmeBooks, at, inference, subscription } from "./account.fixture.ts";
import type { Account, PhaseState } from "./account.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";
import { termsOf } from "./terms.ts";
import { openUsageLedger, type UsageLedger } from "./usage-ledger.ts";
import { usageQuery } from "./usage-line.ts";

const received = (event: UsageEvent, time: string): UsageEvent => ({
  ...event,
  receivedAt: at(time),
});

function ledgerOf(account: Account, books: PriceBooks = acmeBooks): UsageLedger {
  return openUsageLedger(new Map([[account.customer.id, account]]), books);
}

/** How many events the invoice of `billedWith` counts for a period: in time, and with what came late. */
function eventsOf(ledger: UsageLedger, account: Account, index: number, billedWith = index) {
  const state = account.subscriptions[0]?.phases[0];
  if (state === undefined) throw new Error("the account has no subscription");
  const terms = termsOf(state, account.customer, acmeBooks.current);
  const [charge] = terms.charges;
  if (charge === undefined) throw new Error("the plan has no charge");
  const period: Period = { index, from: 0, to: 0 };
  const query = usageQuery(state, charge, period, billedWith, 0);
  const partial = billedWith === index ? ledger.view.find(query) : ledger.view.findLate(query, 0);
  if (partial === "unchanged") return partial;
  return charge.fold.finish(partial ?? charge.fold.empty, { from: 0, to: 1 }).events;
}

const withPhases = (account: Account, next: (phase: PhaseState) => PhaseState): Account => ({
  ...account,
  subscriptions: account.subscriptions.map((one) => ({ ...one, phases: one.phases.map(next) })),
});

const hybrid = subscription({ plan: "hybrid", start: "2026-01-01" });
const january = inference("e", "2026-01-10T00:00:00Z", 5);

describe("a usage ledger", () => {
  it("says why an event is on no line", () => {
    const ledger = ledgerOf(accountWith(hybrid));
    expect(ledger.add(january)).toBeUndefined();
    expect(ledger.add({ ...january, customer: "stranger" })).toBe("unknown-customer");
    expect(ledger.add({ ...january, type: "sneeze" })).toBe("unknown-meter");
    expect(ledger.add({ ...january, type: "stored" })).toBe("no-subscription");
    expect(ledger.add({ ...january, time: at("2025-12-31T23:59:59Z") })).toBe("no-subscription");
  });

  it("keeps an event unbilled that every filter turns away", () => {
    const model: Model = {
      ...acme,
      meters: {
        ...acme.meters,
        operations: { ...acme.meters.operations, filter: { property: "region", equals: "eu" } },
      },
      id: "filtered",
    };
    const books = expectOk(priceBooks([model]));
    const account = accountWith(hybrid);
    const held = withPhases(account, (phase) => ({ ...phase, model: books.current.id }));
    const ledger = ledgerOf(held, books);
    const from = (region: string): UsageEvent => ({ ...january, data: { operations: 1, region } });
    expect(ledger.add(from("eu"))).toBeUndefined();
    expect(ledger.add(from("us"))).toBe("unknown-meter");
  });

  it("keeps the customers apart", () => {
    const first = accountWith(hybrid);
    const second = withPhases(
      {
        ...first,
        customer: { ...first.customer, id: "c-2" },
        subscriptions: first.subscriptions.map((one) => ({
          ...one,
          fact: { ...one.fact, customer: "c-2" },
        })),
      },
      (phase) => ({ ...phase, fact: { ...phase.fact, customer: "c-2" } }),
    );
    const ledger = openUsageLedger(
      new Map([
        ["c-1", first],
        ["c-2", second],
      ]),
      acmeBooks,
    );
    ledger.add(january);
    ledger.add({ ...january, customer: "c-2" });
    ledger.add({ ...january, customer: "c-2", id: "f" });
    expect(eventsOf(ledger, first, 0)).toBe(1);
    expect(eventsOf(ledger, second, 0)).toBe(2);
  });
});

describe("corrected usage", () => {
  const readings = (ledger: UsageLedger, account: Account) => [
    eventsOf(ledger, account, 0),
    ...[1, 2, 3].map((invoice) => eventsOf(ledger, account, 0, invoice)),
  ];

  it("counts until the first invoice whose cutoff the correction meets", () => {
    const account = accountWith(hybrid);
    const ledger = ledgerOf(account);
    const event = received(january, "2026-01-10T00:00:00Z");
    expect(ledger.addWithdrawn(event, at("2026-02-01T01:00:00Z"))).toBe("withdrawn");
    expect(ledger.add({ ...event, id: "f" })).toBeUndefined();
    expect(readings(ledger, account)).toEqual([2, 1, 1, 1]);
  });

  it("is on no invoice where the correction came in time", () => {
    const account = accountWith(hybrid);
    const ledger = ledgerOf(account);
    const event = received(january, "2026-01-10T00:00:00Z");
    expect(ledger.addWithdrawn(event, at("2026-02-01T00:59:59Z"))).toBe("withdrawn");
    expect(eventsOf(ledger, account, 0)).toBe(0);
    expect(eventsOf(ledger, account, 0, 1)).toBe("unchanged");
  });

  it("comes late, and goes later", () => {
    const account = accountWith(hybrid);
    const ledger = ledgerOf(account);
    ledger.addWithdrawn(received(january, "2026-02-10T00:00:00Z"), at("2026-03-10T00:00:00Z"));
    expect(readings(ledger, account)).toEqual([0, 1, 0, 0]);
  });

  it("stays billed where the correction is too late for every invoice", () => {
    const account = accountWith({ ...hybrid, end: "2026-01-20" });
    const ledger = ledgerOf(account);
    const event = received(january, "2026-01-10T00:00:00Z");
    expect(ledger.addWithdrawn(event, at("2026-06-01T00:00:00Z"))).toBeUndefined();
    expect(eventsOf(ledger, account, 0)).toBe(1);
  });
});

describe("late usage", () => {
  it("goes to the first invoice whose cutoff it meets", () => {
    const account = accountWith(hybrid);
    const ledger = ledgerOf(account);
    ledger.add(received(january, "2026-02-01T00:59:59.999Z"));
    ledger.add(received({ ...january, id: "f" }, "2026-02-01T01:00:00Z"));
    ledger.add(received({ ...january, id: "g" }, "2026-03-01T00:59:59Z"));
    ledger.add(received({ ...january, id: "h" }, "2026-05-20T00:00:00Z"));
    expect(eventsOf(ledger, account, 0)).toBe(1);
    expect(eventsOf(ledger, account, 0, 1)).toBe(3);
    expect(eventsOf(ledger, account, 0, 2)).toBe(3);
    expect(eventsOf(ledger, account, 0, 4)).toBe(4);
    expect(eventsOf(ledger, account, 1, 2)).toBe("unchanged");
  });

  it("is in time for a purchase that became known later", () => {
    const account = accountWith(hybrid);
    const knownSince = at("2026-04-01T00:00:00Z");
    const backdated = withPhases(account, (phase) => ({ ...phase, knownSince }));
    const ledger = ledgerOf(backdated);
    ledger.add(received(january, "2026-04-01T00:30:00Z"));
    expect(eventsOf(ledger, backdated, 0)).toBe(1);
  });

  it("looks for the cutoff, not for the period, where the grace window is longer than a period", () => {
    const model: Model = {
      ...acme,
      id: "daily",
      invoicing: { grace: "P3D", netDays: 30 },
      plans: {
        ...acme.plans,
        hybrid: {
          name: "Daily",
          stream: "usage",
          charges: {
            operations: { meter: "operations", every: "daily", price: perUnit(usd(1)) },
          },
        },
      },
    };
    const books = expectOk(priceBooks([model]));
    const account = accountWith(hybrid);
    const daily = withPhases(account, (phase) => ({ ...phase, model: books.current.id }));
    const state = daily.subscriptions[0]?.phases[0];
    const ledger = ledgerOf(daily, books);
    ledger.add(received(inference("e", "2026-01-01T12:00:00Z", 1), "2026-01-06T06:00:00Z"));
    const charge = state && termsOf(state, daily.customer, books.current).charges[0];
    if (state === undefined || charge === undefined) throw new Error("the plan has no charge");
    const lateWith = (billedWith: number) =>
      ledger.view.findLate(
        usageQuery(state, charge, { index: 0, from: 0, to: 0 }, billedWith, 0),
        0,
      );
    // The invoice of day n is final three days after day n; that of 3 January, index 2, still waits on the 6th.
    expect(lateWith(1)).toBe("unchanged");
    expect(lateWith(2)).toMatchObject({ events: 1 });
  });

  it("has nowhere to go once the subscription has ended", () => {
    const account = accountWith({ ...hybrid, end: "2026-01-20" });
    const ledger = ledgerOf(account);
    expect(ledger.add(received(january, "2026-01-20T00:59:59Z"))).toBeUndefined();
    expect(ledger.add(received({ ...january, id: "f" }, "2026-01-20T01:00:00Z"))).toBe("too-late");
    expect(ledger.add(received({ ...january, id: "g" }, "2026-06-01T00:00:00Z"))).toBe("too-late");
  });

  it("is late, and not without a subscription, for who has come back since", () => {
    const first = { ...hybrid, end: "2026-01-20" };
    const again = { ...hybrid, id: "s-2", start: "2026-03-01" };
    const ledger = ledgerOf(accountWith(first, again));
    expect(ledger.add(received(january, "2026-03-05T00:00:00Z"))).toBe("too-late");
  });

  it("is taken for as many periods as the model says, and no longer", () => {
    const ledger = ledgerOf(accountWith(hybrid));
    expect(ledger.add(received(january, "2027-03-01T00:59:59Z"))).toBeUndefined();
    expect(ledger.add(received({ ...january, id: "f" }, "2027-03-01T01:00:00Z"))).toBe("too-late");
  });
});
