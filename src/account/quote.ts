import { type Fault, faultsOf, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import { isNegative } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import { parseCivilDate } from "../time/calendar.ts";
import { type Account, openAccount } from "./account.ts";
import { bill } from "./bill.ts";
import { type DueGroup, type DueItem, nextDueGroup } from "./due.ts";
import type { LicenceFact, PurchaseFact, SaleFact, SubscriptionFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { knownSince } from "./known-facts.ts";
import { meterReaders } from "./meter-readers.ts";
import { named, type PriceBooks, priceBooks } from "./price-book.ts";
import { step } from "./step.ts";
import { type SubscriptionTerms, termsOf } from "./terms.ts";
import { openUsageLedger, type UsageLedger } from "./usage-ledger.ts";

/** An amount of usage to price: so much of a meter, all in one event or in several equal ones. */
export interface QuotedUsage {
  readonly meter: string;
  /** Decimal text: the period's quantity, or each event's value where the price looks at single events. */
  readonly quantity: string;
  /** Equal events of that value, a whole number; 1 where absent. Only for meters that add up. */
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

/** A licence or an offer to quote. */
export type QuotedPurchase =
  | Omit<LicenceFact, "id" | "customer">
  | Omit<SaleFact, "id" | "customer">;

const customerId = "quote";
const property = "quantity";

/**
 * The first bill of each price of a plan, with its explanation: the recurring price in advance and one period of every
 * charge. It is worked out by the account machine itself, so a quote and an invoice cannot differ.
 *
 * Refuses with every fault at once what could not be billed, and usage that would be lost: `unknown-meter`,
 * `meter-not-charged`, `unknown-dimension`, `unknown-dimension-value`, `quantity-out-of-range`, `unknown-charge`,
 * `unknown-discount`.
 */
export function quote(model: Model, request: QuoteRequest): Result<Invoice> {
  const books = priceBooks([{ ...model, meters: quotedMeters(model.meters) }]);
  if (!books.ok) return books;
  const { terms, start } = request;
  const fact: SubscriptionFact = {
    ...terms,
    fact: "subscription",
    id: terms.plan,
    customer: customerId,
    start,
  };
  const names = nameFaults(model, request);
  const account = bought(fact, books.value);
  if (!account.ok || names.length > 0)
    return { ok: false, faults: [...names, ...faultsOf(account)] };
  const [subscription] = account.value.subscriptions;
  if (subscription === undefined) return ok(emptyQuote(books.value));
  const compiled = termsOf(subscription, account.value.customer, books.value.current);
  const events = quotedEvents(request, model, compiled);
  if (!events.ok) return events;

  const ledger = openUsageLedger(new Map([[customerId, account.value]]), books.value);
  for (const { event, times } of events.value) addTimes(ledger, event, times);
  const wanted = compiled.charges.length;
  const due = firstDue(account.value, books.value, (found) => count(found, "usage") >= wanted);
  return ok(firstBill(account.value, due, books.value, ledger));
}

/** The first bill of a licence, fee and first maintenance, or of a one-off; refuses what could not be billed. */
export function quotePurchase(model: Model, purchase: QuotedPurchase): Result<Invoice> {
  const books = priceBooks([model]);
  if (!books.ok) return books;
  const id = purchase.fact === "sale" ? purchase.offer : purchase.licence;
  const account = bought({ ...purchase, id, customer: customerId }, books.value);
  if (!account.ok) return account;
  const maintained =
    purchase.fact === "licence" && model.licences?.[purchase.licence]?.maintenance !== undefined;
  const due = firstDue(
    account.value,
    books.value,
    (found) => found.length > 0 && (!maintained || count(found, "maintenance") > 0),
  );
  const ledger = openUsageLedger(new Map(), books.value);
  return ok(firstBill(account.value, due, books.value, ledger));
}

const count = (items: readonly DueItem[], kind: DueItem["kind"]): number =>
  items.filter((item) => item.kind === kind).length;

/** An account that bought just this, on the day it begins. */
function bought(fact: PurchaseFact, books: PriceBooks): Result<Account> {
  const account = openAccount({ fact: "customer", id: customerId, name: "Quote" });
  const date =
    fact.fact === "sale"
      ? parseCivilDate(fact.date, "/date")
      : parseCivilDate(fact.start, "/start");
  if (!date.ok) return date;
  const since = knownSince(fact, books.current.zone);
  const stepped = step(account, { kind: "purchase", fact, knownSince: since }, books);
  return stepped.ok ? ok(stepped.value.account) : stepped;
}

/** Every meter as a sum of the quantity that is quoted, under an event type of its own. */
const quotedMeters = (meters: Model["meters"]): Model["meters"] =>
  Object.fromEntries(
    Object.entries(meters).map(([id, { filter: _, ...meter }]): [string, Meter] => [
      id,
      { ...meter, event: id, aggregation: { kind: "sum", property } },
    ]),
  );

/** Names in the terms that nothing would look at: a charge or a discount that does not exist. */
function nameFaults(model: Model, { terms }: QuoteRequest): readonly Fault[] {
  const plan = Object.hasOwn(model.plans, terms.plan) ? model.plans[terms.plan] : undefined;
  if (plan === undefined) return [];
  const charges = Object.keys(plan.charges ?? {});
  const unknown = (field: string, id: string, noun: string, known: readonly string[]): Fault[] =>
    known.includes(id) ? [] : [unknownName(`/${field}/${id}`, id, noun, known)];
  return [
    ...Object.keys(terms.quantities ?? {}).flatMap((id) =>
      unknown("quantities", id, "charge", charges),
    ),
    ...Object.keys(terms.agreed ?? {}).flatMap((id) =>
      unknown("agreed", id, "charge", ["base", ...charges]),
    ),
    ...[...(terms.discounts ?? []), ...Object.keys(terms.agreedDiscounts ?? {})].flatMap((id) =>
      unknown("discounts", id, "discount", Object.keys(model.discounts ?? {})),
    ),
  ];
}

function unknownName(path: string, id: string, noun: string, known: readonly string[]): Fault {
  const near = nearest(id, known);
  const all = known.length === 0 ? `there is no ${noun} here` : `one of ${known.join(", ")}`;
  return {
    code: `unknown-${noun}`,
    path,
    message: `there is no ${noun} "${id}"`,
    value: id,
    suggestion: near === undefined ? all : `did you mean "${near}"?`,
  };
}

interface RepeatedEvent {
  readonly event: UsageEvent;
  readonly times: number;
}

function quotedEvents(
  request: QuoteRequest,
  model: Model,
  terms: SubscriptionTerms,
): Result<readonly RepeatedEvent[]> {
  const readers = meterReaders({ meters: quotedMeters(model.meters) });
  const events: RepeatedEvent[] = [];
  const faults: Fault[] = [];
  for (const [index, usage] of request.usage.entries()) {
    const { meter, quantity, times = 1, dimensions } = usage;
    const event: UsageEvent = {
      id: String(index).padStart(6, "0"),
      source: "quote",
      type: meter,
      customer: customerId,
      time: terms.startsAt,
      data: { ...dimensions, [property]: quantity },
    };
    const path = `/usage/${meter}`;
    const found = [...usageFaults(usage, model, terms)];
    if (found.length === 0)
      for (const reader of readers.of(event))
        found.push(...reader.check(event).map((fault) => ({ ...fault, path })));
    faults.push(...found);
    events.push({ event, times });
  }
  return faults.length === 0 ? ok(events) : { ok: false, faults };
}

const timesMax = 1_000_000;

function usageFaults(usage: QuotedUsage, model: Model, terms: SubscriptionTerms): readonly Fault[] {
  const path = `/usage/${usage.meter}`;
  const known = named(model.meters, usage.meter, "meter", path);
  if (!known.ok) return known.faults.map((fault) => withChoice(fault, Object.keys(model.meters)));
  const meter = known.value;
  const charged = [...new Set(terms.charges.map((charge) => charge.meterId))];
  if (!charged.includes(usage.meter))
    return faultsOf(
      refuse({
        code: "meter-not-charged",
        path,
        message: `"${terms.plan.name}" has no charge that reads meter "${usage.meter}"`,
        value: usage.meter,
        suggestion:
          charged.length === 0 ? "it charges for no use" : `it reads ${charged.join(", ")}`,
      }),
    );
  const quantity = parseQuantity(usage.quantity as Quantity, path);
  if (!quantity.ok) return quantity.faults;
  if (isNegative(quantity.value))
    return [outOfRange(path, "a quoted quantity is not negative", usage.quantity)];
  const dimensions = Object.keys(meter.dimensions ?? {});
  return [
    ...Object.keys(usage.dimensions ?? {}).flatMap((name) =>
      dimensions.includes(name) ? [] : [unknownName(path, name, "dimension", dimensions)],
    ),
    ...timesFaults(usage, meter, path),
  ];
}

const outOfRange = (path: string, message: string, value: unknown): Fault => ({
  code: "quantity-out-of-range",
  path,
  message,
  value,
});

function timesFaults({ times }: QuotedUsage, meter: Meter, path: string): readonly Fault[] {
  if (times === undefined) return [];
  if (!Number.isInteger(times) || times < 1 || times > timesMax)
    return [outOfRange(path, `usage is repeated 1 to ${timesMax} times`, times)];
  if (meter.aggregation.kind === "sum") return [];
  return [
    {
      code: "meter-does-not-add-up",
      path,
      message: `this meter takes the ${meter.aggregation.kind} of its events, so equal events cannot be quoted`,
      suggestion: "give the quantity of the whole period",
    },
  ];
}

const withChoice = (fault: Fault, known: readonly string[]): Fault =>
  fault.suggestion === undefined ? { ...fault, suggestion: `one of ${known.join(", ")}` } : fault;

/** Ids in the order of the request: a price that gives its first events away looks at them. */
function addTimes(ledger: UsageLedger, event: UsageEvent, times: number): void {
  for (let index = 0; index < times; index += 1)
    ledger.add({ ...event, id: `${event.id}-${String(index).padStart(6, "0")}` });
}

/** What falls due first of every price of the account, in order of time, until `done` says it is all there. */
function firstDue(
  account: Account,
  books: PriceBooks,
  done: (found: readonly DueItem[]) => boolean,
): DueGroup {
  const items: DueItem[] = [];
  const noUsage = openUsageLedger(new Map(), books).view;
  let ahead = account;
  let dueAt = 0;
  do {
    const group = nextDueGroup(ahead, books);
    if (group === undefined) break;
    items.push(...group.items.filter((item) => isFirst(item, items)));
    dueAt = group.dueAt;
    ahead = bill(ahead, group, books, noUsage).after;
  } while (!done(items));
  return { dueAt, cutoff: dueAt, items };
}

/** Periods count from 0; maintenance may begin with the first anniversary. */
const isFirst = (item: DueItem, before: readonly DueItem[]): boolean =>
  item.kind === "maintenance"
    ? count(before, "maintenance") === 0
    : !("period" in item) || item.period.index === 0;

/** All of it on one document, whatever the cadence it belongs to. */
function firstBill(
  account: Account,
  due: DueGroup,
  books: PriceBooks,
  ledger: UsageLedger,
): Invoice {
  const { invoice } = bill(account, due, books, ledger.view);
  return invoice === undefined ? emptyQuote(books) : { ...invoice, status: "draft" };
}

const emptyQuote = ({ current }: PriceBooks): Invoice => {
  const nothing = (0).toFixed(current.minorUnits);
  return {
    number: null,
    id: `${customerId}:1`,
    customer: customerId,
    customerName: "Quote",
    currency: current.model.currency,
    status: "draft",
    issuedAt: "1970-01-01T00:00:00Z",
    dueAt: "1970-01-01T00:00:00Z",
    model: current.id,
    lines: [],
    subtotal: nothing,
    discount: nothing,
    tax: nothing,
    total: nothing,
  };
};
