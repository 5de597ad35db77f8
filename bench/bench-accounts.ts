import { type Account, openAccount } from "../src/account/account.ts";
import type { SubscriptionFact } from "../src/account/fact.ts";
import { type PriceBooks, priceBooks } from "../src/account/price-book.ts";
import { step } from "../src/account/step.ts";
import type { UsageView } from "../src/account/usage-view.ts";
import { expectOk } from "../src/fault/fault.ts";
import type { UsageEvent } from "../src/metering/usage-event.ts";
import type { Instant } from "../src/time/instant.ts";
import { benchModel, chargeIds, type MeteredCharge } from "./billing-model.ts";
import type { PlainUsage } from "./plain-invoices.ts";
import { magnitude, seededRandom } from "./random.ts";

/** The prices of the bench plan. */
export const benchBooks: PriceBooks = expectOk(priceBooks([benchModel]));

/** Customers who began on days 1 to 28 of January 2026, with one month's quantities, equal for every period. */
export function benchUsage(count: number, eventsPerCharge = 1): PlainUsage {
  const random = seededRandom(12);
  const perCustomer = chargeIds.length;
  const most = { calls: 5_000_000, minutes: 20_000, storage: 50_000, tokens: 500_000_000 };
  return {
    count,
    eventsPerCharge,
    startDays: Uint8Array.from({ length: count }, (_, at) => 1 + (at % 28)),
    quantities: Float64Array.from({ length: count * perCustomer }, (_, at) =>
      magnitude(random, 1, most[chargeIds[at % perCustomer] ?? "calls"]),
    ),
  };
}

/** The fact of a customer's one subscription. */
export const benchSubscription = (usage: PlainUsage, at: number): SubscriptionFact => ({
  fact: "subscription",
  id: `s-${at}`,
  customer: `c-${at}`,
  plan: "platform",
  start: `2026-01-${String(usage.startDays[at]).padStart(2, "0")}`,
});

/** The events of a charge in the period that begins at `from`, a day apart; their units add up to the quantity. */
export function benchEvents(
  usage: PlainUsage,
  at: number,
  place: number,
  from: Instant,
): UsageEvent[] {
  const quantity = usage.quantities[at * chargeIds.length + place] ?? 0;
  const part = Math.floor(quantity / usage.eventsPerCharge);
  return Array.from({ length: usage.eventsPerCharge }, (_, day) => {
    const time = from + day * 86_400_000;
    return {
      id: `e-${at}-${place}-${time}`,
      source: "api",
      type: chargeIds[place] ?? "",
      customer: `c-${at}`,
      time,
      receivedAt: time,
      data: { units: day === 0 ? quantity - part * (usage.eventsPerCharge - 1) : part },
    };
  });
}

/** Folded usage as a server fetches it: the partials of many accounts by the query's key. */
export type FoldedUsage = ReadonlyMap<string, unknown>;

/** The view over folded usage, all of which arrived in time. */
export const viewOf = (folded: FoldedUsage): UsageView => ({
  cameSince: () => false,
  hasLate: () => false,
  find: (query) => folded.get(query.key),
  findLate: () => "unchanged",
});

/** A view that folds a customer's events when asked, and keeps what it answered. */
const foldingView = (usage: PlainUsage, at: number, kept?: Map<string, unknown>): UsageView => ({
  cameSince: () => false,
  hasLate: () => false,
  find: (query) => {
    const place = chargeIds.indexOf(query.charge.id as MeteredCharge);
    const { fold } = query.charge;
    const partial = benchEvents(usage, at, place, query.from)
      .map((event) => fold.lift(event))
      .reduce((left, right) => fold.merge(left, right));
    kept?.set(query.key, partial);
    return partial;
  },
  findLate: () => "unchanged",
});

/** An account and when its next invoice is final. */
export interface Ready {
  readonly account: Account;
  readonly nextDue: Instant;
}

/** The account of customer `at` in the state in which usage period `period` is the next to bill. */
export function readyAccount(usage: PlainUsage, at: number, period: number): Ready {
  const knownSince = Date.UTC(2026, 0, usage.startDays[at]);
  const customer = { fact: "customer" as const, id: `c-${at}`, name: `Customer ${at}` };
  const fact = benchSubscription(usage, at);
  const bought = step(openAccount(customer), { kind: "purchase", fact, knownSince }, benchBooks);
  let { account, nextDue = 0 } = expectOk(bought);
  // The first invoice bills the fee alone, each one after it a period's usage too.
  for (let invoice = 0; invoice <= period; invoice += 1) {
    const tick = { kind: "tick", now: nextDue } as const;
    const view = foldingView(usage, at);
    ({ account, nextDue = 0 } = expectOk(step(account, tick, benchBooks, view)));
  }
  return { account, nextDue };
}

/** The usage that the accounts' next invoices ask for, folded. */
export function foldedUsage(usage: PlainUsage, from: number, ready: readonly Ready[]): FoldedUsage {
  const kept = new Map<string, unknown>();
  for (const [place, { account, nextDue }] of ready.entries()) {
    const view = foldingView(usage, from + place, kept);
    expectOk(step(account, { kind: "tick", now: nextDue }, benchBooks, view));
  }
  return kept;
}
