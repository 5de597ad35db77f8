import type { Account } from "../../account/account.ts";
import { booksOf } from "../../account/customer-books.ts";
import type { Invoice, InvoiceLine } from "../../account/invoice.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { expectOk } from "../../fault/fault.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { readAccounts } from "../../metrics/accounts/accounts-input.ts";
import { usageByCustomer } from "../../metrics/accounts/usage-lines.ts";
import { monthAt, monthStart } from "../../metrics/calendar-month.ts";
import { measureStretches } from "../../metrics/measured-stretches.ts";
import { settingsOf } from "../../metrics/model-settings.ts";
import type { Model } from "../../model/model.ts";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import { type Decimal, decimalOf, format } from "../../money/decimal.ts";
import type { Money } from "../../money/money.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import { chargeKind } from "../billing/charge-kind.ts";
import type { ActualFigures, MeasuredUsage, PurchaseKey } from "../variance/business-figures.ts";
import { countCustomers } from "./count-customers.ts";
import { type FoundPurchase, otherPurchase, purchaseFinder } from "./find-purchase.ts";
import { growingCells } from "./growing-cells.ts";
import { type HeldPurchase, heldPurchases } from "./held-purchases.ts";
import { type PlanPriceRatio, planPriceRatio, type SoldBy } from "./plan-prices.ts";

/** What really happened, as the account machine and the books have it. */
export interface HappenedBusiness {
  readonly books: PriceBooks;
  /** As they stand after everything. */
  readonly accounts: Iterable<Account>;
  /** Final documents. */
  readonly invoices: Iterable<Invoice>;
  /** The journal, with every month closed that is looked at. */
  readonly entries: Iterable<JournalEntry>;
  /** What a unit of another currency is worth in a month, in the plan's currency. */
  readonly rateOf: (currency: CurrencyCode, month: Month) => number;
}

/** The plan that it is held against, and for how many of its months from the first. */
export interface PlanSide {
  readonly model: Model;
  readonly first: Month;
  readonly months: number;
  /** What the plan takes a unit of another currency to be worth; undefined where it says nothing, and takes what it was worth. */
  readonly rateOf: (currency: CurrencyCode) => number | undefined;
}

/** What happened, by the purchases of a plan. */
export function actualBusiness(happened: HappenedBusiness, plan: PlanSide): ActualFigures {
  const reading = openReading(happened, plan);
  readCustomers(reading);
  readRecurring(reading);
  readInvoices(reading);
  readJournal(reading);
  const { cells, count, usage } = reading;
  return {
    currency: plan.model.currency,
    first: plan.first,
    months: plan.months,
    purchases: count.purchases(),
    cells: cells.list(),
    usage: usage.list(),
  };
}

/** A reading under way. */
type Reading = ReturnType<typeof openReading>;

function openReading(happened: HappenedBusiness, plan: PlanSide) {
  const { zone } = happened.books.current;
  const { first, months, model } = plan;
  const ends = Array.from({ length: months + 1 }, (_, month) => monthStart(zone, first + month));
  const finder = purchaseFinder(model);
  const accounts = [...happened.accounts];
  const held = new Map<string, readonly HeldPurchase[]>();
  const segments = new Map<string, string>();
  const sold = new Map<string, PriceBooks>();
  const fees = new Map<string, Money | undefined>();
  for (const account of accounts) {
    const segment = finder.segmentOf(account.customer.segment);
    segments.set(account.customer.id, segment);
    // A customer on a price list buys by its prices.
    const bought = booksOf(happened.books, account.customer);
    sold.set(account.customer.id, bought);
    held.set(account.customer.id, heldPurchases(account, segment, bought, finder));
    for (const { fact } of account.sales)
      fees.set(`${account.customer.id} ${fact.id}`, fact.agreed);
  }
  const ratio: PlanPriceRatio = planPriceRatio(model);
  const digits = (currency: CurrencyCode): number => 10 ** minorUnits(currency);
  /** In minor units of the plan's currency, at the rates that were and at the plan's. */
  const worth = (amount: Decimal, currency: CurrencyCode, month: number) => {
    const value = Number(format(amount)) * digits(plan.model.currency);
    if (currency === model.currency) return { was: value, planned: value, foreign: false };
    // What lies outside is not counted, so it needs no rate.
    const isCounted = month >= 0 && month < months;
    const rate = isCounted ? happened.rateOf(currency, first + month) : 0;
    return {
      was: value * rate,
      planned: value * (plan.rateOf(currency) ?? rate),
      foreign: true,
    };
  };
  return {
    ...happened,
    accounts,
    plan,
    ends,
    finder,
    ratio,
    worth,
    segmentOf: (customer: string): string => segments.get(customer) ?? finder.segmentOf(undefined),
    soldTo: (customer: string): PriceBooks => sold.get(customer) ?? happened.books,
    heldOf: (customer: string): readonly HeldPurchase[] => held.get(customer) ?? [],
    /** The fee that was agreed for the sale of a line: `anvil-certification/sale`. */
    feeOf: (customer: string, line: string): Money | undefined =>
      fees.get(`${customer} ${line.replace(/\/sale(\/.*)?$/, "")}`),
    monthOf: (at: Instant): number => monthAt(zone, at) - first,
    cells: growingCells(months),
    usage: growingUsage(months),
    count: countCustomers(ends),
    /** What a line of a document is for, by the document's number and the line's id. */
    lines: new Map<string, { readonly found: FoundPurchase; readonly kind: InvoiceLine["kind"] }>(),
  };
}

function readCustomers({ accounts, count, heldOf }: Reading): void {
  for (const { customer } of accounts) count.add(heldOf(customer.id));
}

/** Recurring value at months' ends: as the metrics count it, at list prices, after discounts, and at the plan's list prices. */
function readRecurring(reading: Reading): void {
  const { accounts, invoices, books, ends, cells, heldOf, segmentOf, plan, worth } = reading;
  const asOf = (ends.at(-1) ?? 0) - 1;
  const settings = settingsOf(plan.model);
  const reader = readAccounts({ books, settings, asOf });
  const used = settings.usage === "in" ? usageByCustomer(invoices) : undefined;
  for (const account of accounts) reader.add(account, used?.get(account.customer.id));
  const input = reader.input();
  const each = (from: Instant, to: Instant, add: (month: number, end: Instant) => void): void => {
    for (let month = 0; month < plan.months; month += 1) {
      const end = ends[month + 1] ?? 0;
      if (from < end && to >= end) add(month, end);
    }
  };
  const at = (customer: string, subscription: string, end: Instant): HeldPurchase | undefined =>
    heldOf(customer).find(
      (one) => one.subscription === subscription && one.from < end && one.to >= end,
    );
  for (const one of measureStretches(input, settings))
    each(one.from, one.to, (month, end) => {
      const own = at(one.customer, one.subscription, end) ?? otherPurchase(segmentOf(one.customer));
      const { was, planned } = worth(one.value, one.currency, month);
      cells.addFlow(own, one.stream, "recurring", "mrr", month, was, planned);
      if (one.cause !== "usage") return;
      const value = { list: planned, net: planned, atPlanPrices: planned };
      cells.addValue(own, one.stream, "recurring", month, value);
    });
  for (const one of input.stretches) {
    if (!one.paying) continue;
    each(one.from, one.to ?? Number.POSITIVE_INFINITY, (month, end) => {
      const own = at(one.customer, one.subscription, end);
      const list = worth(one.amount, one.currency, month);
      cells.addValue(
        own ?? otherPurchase(segmentOf(one.customer)),
        one.stream,
        "recurring",
        month,
        {
          list: list.planned,
          net: worth(one.netAll, one.currency, month).planned,
          atPlanPrices:
            own === undefined
              ? list.planned
              : recurringAtPlan(reading, one, own, list.planned, Number(format(one.amount))),
        },
      );
    });
  }
}

/** What the own price of something held is worth at the plan's; what its charges are worth without use stays as it is. */
function recurringAtPlan(
  { soldTo, ratio, plan }: Reading,
  { stream, customer }: { readonly stream: string; readonly customer: string },
  held: HeldPurchase,
  list: number,
  amount: number,
): number {
  const { terms, price } = held;
  if (price === undefined) return list;
  const { model } = soldTo(customer).find(held.model);
  if (terms !== undefined) {
    const item =
      terms.addon === undefined ? model.plans[terms.plan ?? ""] : model.addons?.[terms.addon];
    if (item?.stream !== stream) return list;
  }
  const found = ratio({ model, ...price }, held, String(terms?.quantity ?? 1));
  return found === undefined ? list : amount * found * 10 ** minorUnits(plan.model.currency);
}

function readInvoices(reading: Reading): void {
  const { invoices, cells, usage, count, monthOf, worth, lines, soldTo } = reading;
  for (const invoice of invoices) {
    const { customer, currency, number, id } = invoice;
    const issued = expectOk(parseInstant(invoice.issuedAt));
    const billed = monthOf(issued);
    const buys = new Map<string, FoundPurchase>();
    for (const line of invoice.lines) {
      const served = line.period === null ? issued : expectOk(parseInstant(line.period.from));
      // One who pays for others has their lines.
      const of = line.customer?.id ?? customer;
      const found = foundFor(reading, of, line, served);
      const kind = chargeKind(line.kind);
      lines.set(`${number ?? id} ${line.id}`, { found, kind: line.kind });
      const amount = worth(decimalOf(line.amount), currency, billed);
      cells.addFlow(found, line.stream, kind, "billings", billed, amount.was, amount.planned);
      if (kind === "recurring") continue;
      const month = monthOf(served);
      const gross = worth(decimalOf(line.gross), currency, month).planned;
      const sold = soldTo(of).find(line.explanation.priceVersion).model;
      const { price: pointer, quantity } = line.explanation;
      const priced = { model: sold, pointer, ...pointOf(reading, of, line, served) };
      const times = reading.ratio(priced, found, quantity);
      cells.addValue(found, line.stream, kind, month, {
        list: gross,
        net: worth(decimalOf(line.amount), currency, month).planned,
        atPlanPrices:
          times === undefined
            ? gross
            : Number(line.gross) * times * 10 ** minorUnits(reading.plan.model.currency),
      });
      if (line.meter !== undefined && line.kind === "usage")
        usage.add(found, line.meter, of, month, Number(line.explanation.quantity));
      if (found.lasts === "once") buys.set(found.purchase, found);
    }
    for (const found of buys.values()) count.buys(found, billed);
  }
}

/** What a line is for: what its price is of, else what its subscription was then. */
function foundFor(
  { finder, segmentOf, heldOf }: Reading,
  customer: string,
  { subscription, explanation }: InvoiceLine,
  served: Instant,
): FoundPurchase {
  const segment = segmentOf(customer);
  const sold = finder.at(segment, explanation.price);
  if (sold !== undefined) return sold;
  const own = heldOf(customer).filter((one) => one.subscription === subscription);
  return own.findLast((one) => one.from <= served) ?? own[0] ?? otherPurchase(segment);
}

/** What was agreed of the price of a line that leaves something open, by the purchase that it is of. */
function pointOf(
  { heldOf, feeOf }: Reading,
  customer: string,
  { id, subscription, charge }: InvoiceLine,
  served: Instant,
): Pick<SoldBy, "agreed" | "reserved"> {
  const own = heldOf(customer).filter((one) => one.subscription === subscription);
  const held = own.findLast((one) => one.from <= served) ?? own[0];
  if (held === undefined) return { agreed: feeOf(customer, id) };
  if (charge === undefined) return { agreed: held.price?.agreed };
  const reserved = held.terms?.quantities?.[charge];
  return {
    agreed: held.terms?.agreed?.[charge],
    reserved: reserved === undefined ? undefined : String(reserved),
  };
}

/** What the books earned, line by line; what is of no line is of no purchase. */
function readJournal({ entries, cells, lines, monthOf, segmentOf, worth }: Reading): void {
  for (const { date, document, customer, postings } of entries) {
    const month = monthOf(date);
    for (const { account, amount, currency, invoice, line } of postings) {
      if (!account.startsWith(revenueAccounts)) continue;
      const of = lines.get(`${invoice ?? document.number} ${line ?? ""}`);
      const found = of?.found ?? otherPurchase(customer === undefined ? "" : segmentOf(customer));
      const kind = of === undefined ? "one-off" : chargeKind(of.kind);
      const { was, planned } = worth(decimalOf(amount), currency, month);
      const stream = account.slice(revenueAccounts.length);
      // Credits stand below zero.
      cells.addFlow(found, stream, kind, "revenue", month, 0 - was, 0 - planned);
    }
  }
}

const revenueAccounts = "income:revenue:";

/** Units used of each meter, by purchase, while they are counted. */
function growingUsage(months: number) {
  const all = new Map<string, PurchaseKey & { readonly meter: string } & UsedBy>();
  return {
    add: (
      { segment, purchase }: FoundPurchase,
      meter: string,
      customer: string,
      month: number,
      units: number,
    ) => {
      if (month < 0 || month >= months) return;
      const key = `${segment}/${purchase}/${meter}`;
      const known = all.get(key) ?? { segment, purchase, meter, used: new Map() };
      all.set(key, known);
      const own = `${month} ${customer}`;
      const before = known.used.get(own)?.units ?? 0;
      known.used.set(own, { month, units: before + units });
    },
    list: () =>
      [...all.values()].map(({ used, ...of }): MeasuredUsage => {
        const units = new Array<number>(months).fill(0);
        const squares = new Array<number>(months).fill(0);
        for (const { month, units: own } of used.values()) {
          units[month] = (units[month] ?? 0) + own;
          squares[month] = (squares[month] ?? 0) + own * own;
        }
        return { ...of, units, squares };
      }),
  };
}

/** What each customer used in each month. */
interface UsedBy {
  readonly used: Map<string, { readonly month: number; readonly units: number }>;
}
