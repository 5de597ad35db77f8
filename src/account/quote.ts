import { assert, ok, type Result, refuse } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { parseCivilDate } from "../time/calendar.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { type Account, openAccount } from "./account.ts";
import { type Billed, bill } from "./bill.ts";
import { type DueGroup, type DueItem, nextDueGroup } from "./due.ts";
import type {
  CustomerFact,
  LicenceFact,
  PurchaseFact,
  SaleFact,
  SubscriptionFact,
} from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { knownSince } from "./known-facts.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";
import { type QuotedUsage, quotedEvents, quotedMeters } from "./quoted-usage.ts";
import { step } from "./step.ts";
import { termsOf } from "./terms.ts";
import { openUsageLedger, type UsageLedger } from "./usage-ledger.ts";
import { noUsage } from "./usage-view.ts";

export type { QuotedUsage } from "./quoted-usage.ts";

/** Who asks, as far as tax law wants to know. */
export type QuotedBuyer = Pick<
  CustomerFact,
  "country" | "address" | "vatNumber" | "business" | "taxExempt"
>;

/** What to quote: a plan on its terms, and the usage of one period. */
export interface QuoteRequest {
  readonly terms: Omit<
    SubscriptionFact,
    "fact" | "id" | "customer" | "start" | "plan" | "addon" | "of"
  > & {
    readonly plan: string;
  };
  readonly usage: readonly QuotedUsage[];
  /** First day of service, `2026-01-01`. */
  readonly start: string;
  /** Who asks: then the quote bears tax, by the rules of the model. Default: nobody knows, and it says the price as stated. */
  readonly buyer?: QuotedBuyer | undefined;
}

/** A licence or an offer to quote. */
export type QuotedPurchase =
  | Omit<LicenceFact, "id" | "customer">
  | Omit<SaleFact, "id" | "customer">;

const customerId = "quote";

/**
 * What a price is taxed depends on who asks; where nobody knows, a quote says the price as it is stated, with tax where it
 * includes it. So it does where an engine decides, which is asked about invoices.
 */
function taxedFor({ taxes, ...model }: Model, buyer: QuotedBuyer | undefined): Model {
  const byRules = taxes !== undefined && taxes.provider === undefined;
  return buyer !== undefined && byRules ? { ...model, taxes } : model;
}

/** A quote comes before the contract, and before anybody has seen who the customer is. */
function openToAll(model: Model): Model {
  const { plans, addons, licences, offers } = model;
  return {
    ...model,
    plans: open(plans),
    ...(addons === undefined ? {} : { addons: open(addons) }),
    ...(licences === undefined ? {} : { licences: open(licences) }),
    ...(offers === undefined ? {} : { offers: open(offers) }),
  };
}

const open = <T extends { readonly requiresContract?: boolean; readonly eligibility?: string }>(
  all: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> =>
  Object.fromEntries(
    Object.entries(all).map(([id, { eligibility: _, ...item }]) => [
      id,
      { ...item, requiresContract: false } as T,
    ]),
  );

/**
 * The first bill of each price of a plan, with its explanation: the recurring price in advance and one period of every
 * charge. It is worked out by the account machine itself, so a quote and an invoice cannot differ.
 *
 * Refuses what could not be billed, and usage that would be lost: `unknown-meter`, `meter-not-charged`,
 * `unknown-dimension`, `unknown-dimension-value`, `quantity-out-of-range`, `meter-does-not-add-up`.
 */
export function quote(model: Model, request: QuoteRequest): Result<Invoice> {
  const books = priceBooks([
    openToAll({ ...taxedFor(model, request.buyer), meters: quotedMeters(model.meters) }),
  ]);
  if (!books.ok) return books;
  const { terms, start } = request;
  const fact: SubscriptionFact = {
    ...terms,
    fact: "subscription",
    id: terms.plan,
    customer: customerId,
    start,
  };
  const account = bought(fact, books.value, request.buyer);
  if (!account.ok) return account;
  const phase = account.value.subscriptions[0]?.phases[0];
  assert(phase !== undefined, "what was bought is on the account");
  const compiled = termsOf(phase, account.value.customer, books.value.current);
  const events = quotedEvents(request.usage, customerId, model, compiled);
  if (!events.ok) return events;

  const ledger = openUsageLedger(new Map([[customerId, account.value]]), books.value);
  for (const event of events.value) ledger.add(event);
  const wanted = compiled.charges.length;
  const due = firstDue(account.value, books.value, (found) => count(found, "usage") >= wanted);
  return due.ok ? firstBill(account.value, due.value, books.value, ledger) : due;
}

/** What a licence or an offer costs: its first bill, and the one after it, the first maintenance, where there is one. */
export interface PurchaseQuote {
  readonly first: Invoice;
  readonly next: Invoice | undefined;
}

/** Quotes a licence or a one-off as the account machine would bill it; refuses what could not be billed. */
export function quotePurchase(
  model: Model,
  purchase: QuotedPurchase,
  buyer?: QuotedBuyer,
): Result<PurchaseQuote> {
  const books = priceBooks([openToAll(taxedFor(model, buyer))]);
  if (!books.ok) return books;
  const id = purchase.fact === "sale" ? purchase.offer : purchase.licence;
  const account = bought({ ...purchase, id, customer: customerId }, books.value, buyer);
  if (!account.ok) return account;
  const billed = nextBill(account.value, books.value);
  if (!billed.ok) return billed;
  const [first] = billed.value.invoices;
  assert(first !== undefined, "a fee or a price is due on the day of the purchase");
  const after = nextBill(billed.value.after, books.value);
  return after.ok ? ok({ first, next: after.value.invoices[0] }) : after;
}

function nextBill(account: Account, books: PriceBooks): Result<Billed> {
  const group = nextDueGroup(account, books);
  if (group === undefined) return ok({ invoices: [], after: account, movements: [] });
  const billed = bill(account, group, books, noUsage);
  if (!billed.ok) return billed;
  const { invoices, ...rest } = billed.value;
  return ok({ invoices: invoices.map((one) => ({ ...one, status: "draft" })), ...rest });
}

const count = (items: readonly DueItem[], kind: DueItem["kind"]): number =>
  items.filter((item) => item.kind === kind).length;

/** An account that bought just this, on the day it begins. */
function bought(fact: PurchaseFact, books: PriceBooks, buyer: QuotedBuyer = {}): Result<Account> {
  const account = openAccount({ fact: "customer", id: customerId, name: "Quote", ...buyer });
  const date =
    fact.fact === "sale"
      ? parseCivilDate(fact.date, "/date")
      : parseCivilDate(fact.start, "/start");
  if (!date.ok) return date;
  const since = knownSince(fact, books.current.zone);
  const stepped = step(account, { kind: "purchase", fact, knownSince: since }, books);
  return stepped.ok ? ok(stepped.value.account) : stepped;
}

/** What falls due first of every price of the account, in order of time, until `done` says it is all there. */
function firstDue(
  account: Account,
  books: PriceBooks,
  done: (found: readonly DueItem[]) => boolean,
): Result<DueGroup> {
  const items: DueItem[] = [];
  let ahead = account;
  let dueAt = 0;
  do {
    const group = nextDueGroup(ahead, books);
    if (group === undefined) break;
    items.push(...group.items.filter(isFirst));
    dueAt = group.dueAt;
    const billed = bill(ahead, group, books, noUsage);
    if (!billed.ok) return billed;
    ahead = billed.value.after;
  } while (!done(items));
  return ok({ dueAt, cutoff: dueAt, items });
}

const isFirst = (item: DueItem): boolean => "period" in item && item.period.index === 0;

/** All of it on one document, whatever the cadence it belongs to. */
function firstBill(
  account: Account,
  due: DueGroup,
  books: PriceBooks,
  ledger: UsageLedger,
): Result<Invoice> {
  const billed = bill(account, due, books, ledger.view);
  if (!billed.ok) return billed;
  const [invoice, ...more] = billed.value.invoices;
  if (more.length > 0)
    return refuse({
      code: "quote-on-several-documents",
      path: "/country",
      message: "some of this lies outside the scope of tax, and is invoiced by itself",
      suggestion: "quote it without the country, or preview it for a customer",
    });
  return ok(invoice === undefined ? emptyQuote(books, due.dueAt) : { ...invoice, status: "draft" });
}

/** Nothing is due: what is free. */
const emptyQuote = ({ current }: PriceBooks, at: Instant): Invoice => {
  const nothing = (0).toFixed(current.minorUnits);
  return {
    kind: "invoice",
    number: null,
    id: `${customerId}:1`,
    customer: customerId,
    customerName: "Quote",
    currency: current.model.currency,
    status: "draft",
    issuedAt: formatInstant(at),
    dueAt: formatInstant(at),
    model: current.id,
    lines: [],
    subtotal: nothing,
    discount: nothing,
    tax: nothing,
    total: nothing,
  };
};
