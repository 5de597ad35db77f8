import { ok, type Result } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import { type CivilDate, parseCivilDate } from "../time/calendar.ts";
import { startOfDay } from "../time/zone.ts";
import { type Account, openAccount } from "./account.ts";
import { bill } from "./bill.ts";
import { type DueItem, nextDueGroup } from "./due.ts";
import type { SubscriptionFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { named, type PriceBook, type PriceBooks, priceBooks } from "./price-book.ts";
import { step } from "./step.ts";
import { openUsageLedger } from "./usage-ledger.ts";

/** An amount of usage to price: so much of a meter, all in one event or in several equal ones. */
export interface QuotedUsage {
  readonly meter: string;
  /** Decimal text: the period's quantity, or each event's value where the price looks at single events. */
  readonly quantity: string;
  /** Equal events of that value; 1 where absent. */
  readonly times?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** What to quote: a plan on its terms, and the usage of one period. */
export interface QuoteRequest {
  readonly terms: Omit<SubscriptionFact, "fact" | "id" | "customer" | "start">;
  readonly usage: readonly QuotedUsage[];
  /** First day of service, `2026-01-01`. */
  readonly start: string;
}

const customerId = "quote";
const property = "quantity";

/**
 * The first bill of each price of a plan, with its explanation: the recurring price in advance and one period of every
 * charge. It is worked out by the account machine itself, so a quote and an invoice cannot differ.
 */
export function quote(model: Model, request: QuoteRequest): Result<Invoice> {
  const books = priceBooks([{ ...model, meters: quotedMeters(model.meters) }]);
  if (!books.ok) return books;
  const fact: SubscriptionFact = {
    ...request.terms,
    fact: "subscription",
    id: request.terms.plan,
    customer: customerId,
    start: request.start,
  };
  const start = parseCivilDate(request.start, "/start");
  if (!start.ok) return start;
  const account = openAccount({ fact: "customer", id: customerId, name: "Quote" });
  const bought = step(account, { kind: "purchase", fact, knownSince: 0 }, books.value);
  if (!bought.ok) return bought;
  const events = quotedEvents(request, books.value.current, start.value);
  if (!events.ok) return events;
  return ok(firstBill(bought.value.account, books.value, events.value));
}

/** Every meter as a sum of the quantity that is quoted, under an event type of its own. */
const quotedMeters = (meters: Model["meters"]): Model["meters"] =>
  Object.fromEntries(
    Object.entries(meters).map(([id, { filter: _, ...meter }]): [string, Meter] => [
      id,
      { ...meter, event: id, aggregation: { kind: "sum", property } },
    ]),
  );

function quotedEvents(
  request: QuoteRequest,
  book: PriceBook,
  start: CivilDate,
): Result<readonly UsageEvent[]> {
  const events: UsageEvent[] = [];
  const time = startOfDay(book.zone, start);
  for (const { meter, quantity, times = 1, dimensions } of request.usage) {
    const known = named(book.model.meters, meter, "meter", `/usage/${meter}`);
    if (!known.ok) return known;
    for (let index = 0; index < times; index += 1) {
      const id = `${meter}-${events.length}`;
      const data = { ...dimensions, [property]: quantity };
      events.push({ id, source: "quote", type: meter, customer: customerId, time, data });
    }
  }
  return ok(events);
}

/** Everything of period 0 on one document, whatever the cadence it belongs to. */
function firstBill(account: Account, books: PriceBooks, events: readonly UsageEvent[]): Invoice {
  const ledger = openUsageLedger(new Map([[customerId, account]]), books);
  for (const event of events) ledger.add(event);
  const items: DueItem[] = [];
  let ahead = account;
  const wanted = Object.keys(account.subscriptions[0]?.nextUsage ?? {}).length;
  let dueAt = 0;
  for (let found = 0; ; ) {
    const group = nextDueGroup(ahead, books);
    if (group === undefined) break;
    const first = group.items.filter((item) => "period" in item && item.period.index === 0);
    found += first.filter((item) => item.kind === "usage").length;
    items.push(...first);
    dueAt = group.dueAt;
    if (found >= wanted) break;
    ahead = bill(ahead, group, books, ledger.view).after;
  }
  const group = { dueAt, cutoff: dueAt, items };
  const { invoice } = bill(account, group, books, ledger.view);
  return invoice === undefined ? emptyQuote(books.current) : { ...invoice, status: "draft" };
}

const emptyQuote = (book: PriceBook): Invoice => {
  const nothing = (0).toFixed(book.minorUnits);
  return {
    number: null,
    id: `${customerId}:1`,
    customer: customerId,
    customerName: "Quote",
    currency: book.model.currency,
    status: "draft",
    issuedAt: "1970-01-01T00:00:00Z",
    dueAt: "1970-01-01T00:00:00Z",
    model: book.id,
    lines: [],
    subtotal: nothing,
    discount: nothing,
    tax: nothing,
    total: nothing,
  };
};
