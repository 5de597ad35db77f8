import type { Account } from "../../account/account.ts";
import type { CustomerFact } from "../../account/fact.ts";
import type { Happening } from "../../account/issue-in-order.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { noRates, type RateBook } from "../../fx/rate-book.ts";
import { type GatheredBooked, gatherBooked } from "../../ledger/book-happenings.ts";
import type { Model } from "../../model/model.ts";
import { streamKinds } from "../../model/stream-kinds.ts";
import type { Instant } from "../../time/instant.ts";
import type { BilledLine } from "../metrics-input.ts";
import { readAccounts } from "./accounts-input.ts";
import { billedLines, recurringStreams } from "./billed-lines.ts";
import { type BooksInput, readBooks } from "./books-reader.ts";
import type { UsageLine } from "./metered-use.ts";
import type { CountedInput } from "./metrics-answer.ts";
import { type MetricsPlan, monthsBack, noCosts } from "./metrics-request.ts";
import { ratesInForce, wantedRates } from "./month-end-rates.ts";
import { usageLines } from "./usage-lines.ts";

/** A replay that has been lived through: what happened in its order, and where its accounts stand after it. */
export interface LivedReplay {
  readonly models: readonly Model[];
  readonly books: PriceBooks;
  readonly happenings: Iterable<Happening>;
  readonly customerOf: (id: string) => CustomerFact | undefined;
  /** Asked for once everything has happened. */
  readonly accounts: () => Iterable<Account>;
  /** Exchange rates, by which other currencies are counted; none where absent. */
  readonly rates?: RateBook;
  /** How far it was lived through. UTC. */
  readonly until: Instant;
}

/** What a plan is counted from, out of a replay: what a server that was told the same facts would read from its store. */
export function replayedInput(lived: LivedReplay, plan: MetricsPlan): CountedInput {
  const { models, books, until } = lived;
  const { parts, settings } = plan;
  const recurring = recurringStreams(models);
  const billed: BilledLine[] = [];
  const used = new Map<string, UsageLine[]>();
  const booked = gatherBooked();
  const keepsBooks = needsBooks(plan);
  for (const happening of lived.happenings) {
    if (keepsBooks) booked.add(happening);
    if (happening.kind !== "document") continue;
    const { invoice } = happening;
    if (parts.has("billed")) billed.push(...billedLines(invoice, recurring));
    if (settings.usage === "in") addUse(used, invoice.customer, usageLines(invoice));
  }
  const reader = readAccounts({ books, settings, asOf: until });
  for (const account of lived.accounts()) reader.add(account, used.get(account.customer.id));
  const { unknown, ...fromBooks } = keepsBooks
    ? readGathered(booked, plan, lived)
    : { unknown: {} };
  const input = {
    ...reader.input(),
    ...(parts.has("billed") ? { billed } : {}),
    ...fromBooks,
    unknown: { margins: noCosts, ...unknown },
    asOf: until,
  };
  const wanted = wantedRates(input, plan);
  const table = (lived.rates ?? noRates).knownAt(until);
  return { ...input, rates: ratesInForce(wanted, table, input) };
}

const needsBooks = ({ parts }: MetricsPlan): boolean =>
  parts.has("receivables") || parts.has("revenue") || parts.has("unpaid-deferred");

function addUse(
  used: Map<string, UsageLine[]>,
  customer: string,
  lines: readonly UsageLine[],
): void {
  const own = used.get(customer);
  if (own === undefined) used.set(customer, [...lines]);
  else own.push(...lines);
}

/** The books are those that a server would keep; only what is owed is looked at, as no month is closed in a replay. */
function readGathered(
  booked: GatheredBooked,
  { first, last }: MetricsPlan,
  { books: { current: book }, models, customerOf }: LivedReplay,
): BooksInput {
  const reader = readBooks({
    zone: book.zone,
    currency: book.model.currency,
    kinds: streamKinds(models),
    first: Math.max(0, first - monthsBack),
    last,
    detailed: true,
  });
  const entries = booked.entries({ book, customerOf }).map(({ entry }) => entry);
  for (const entry of entries.toSorted((one, other) => one.date - other.date)) reader.add(entry);
  return reader.input();
}
