import type { Account } from "../../account/account.ts";
import type { CustomerFact } from "../../account/fact.ts";
import type { Happening } from "../../account/issue-in-order.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { zoneOf } from "../../account/terms.ts";
import { expectOk } from "../../fault/fault.ts";
import {
  type Booked,
  bookedDocument,
  breakageStream,
  compareBooked,
  entriesOf,
} from "../../ledger/booked.ts";
import type { BookZones } from "../../ledger/recognition/sold-line.ts";
import type { Model } from "../../model/model.ts";
import type { Instant } from "../../time/instant.ts";
import type { BilledLine } from "../metrics-input.ts";
import { readAccounts } from "./accounts-input.ts";
import { billedLines, recurringStreams } from "./billed-lines.ts";
import { type BooksInput, readBooks } from "./books-reader.ts";
import type { UsageLine } from "./metered-use.ts";
import type { CountedInput } from "./metrics-answer.ts";
import { type MetricsPlan, monthsBack, noCosts } from "./metrics-request.ts";
import { streamKinds } from "./stream-kinds.ts";
import { usageLines } from "./usage-lines.ts";

/** A replay that has been lived through: what happened in its order, and where its accounts stand after it. */
export interface LivedReplay {
  readonly models: readonly Model[];
  readonly books: PriceBooks;
  readonly happenings: Iterable<Happening>;
  readonly customerOf: (id: string) => CustomerFact | undefined;
  /** Asked for once everything has happened. */
  readonly accounts: () => Iterable<Account>;
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
  const booked: Booked[] = [];
  const numbers = new Map<string, string>();
  for (const happening of lived.happenings) {
    if (happening.kind === "movement") booked.push(happening);
    if (happening.kind !== "document") continue;
    const { invoice } = happening;
    if (parts.has("billed")) billed.push(...billedLines(invoice, recurring));
    if (settings.usage === "in") addUse(used, invoice.customer, usageLines(invoice));
    booked.push(bookedDocument(invoice));
    numbers.set(invoice.id, invoice.number ?? invoice.id);
  }
  const reader = readAccounts({ books, settings, asOf: until });
  for (const account of lived.accounts()) reader.add(account, used.get(account.customer.id));
  const { unknown, ...fromBooks } = needsBooks(plan)
    ? booksOf(booked, numbers, plan, lived)
    : { unknown: {} };
  return {
    ...reader.input(),
    ...(parts.has("billed") ? { billed } : {}),
    ...fromBooks,
    unknown: { margins: noCosts, ...unknown },
    asOf: until,
  };
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
function booksOf(
  booked: readonly Booked[],
  numbers: ReadonlyMap<string, string>,
  { first, last }: MetricsPlan,
  { books, models, customerOf }: LivedReplay,
): BooksInput {
  const { zone, model } = books.current;
  const zonesOf = (customer: string): BookZones => {
    const known = customerOf(customer);
    const service = known === undefined ? zone : expectOk(zoneOf(known, books.current));
    return { service, books: zone };
  };
  const numberOf = (id: string): string => numbers.get(id) ?? id;
  const context = { zonesOf, numberOf, breakageStream: breakageStream(model) };
  const reader = readBooks({
    zone,
    currency: model.currency,
    kinds: streamKinds(models),
    first: Math.max(0, first - monthsBack),
    last,
  });
  const entries = booked.toSorted(compareBooked).flatMap((one) => entriesOf(one, context));
  for (const entry of entries.toSorted((one, other) => one.date - other.date)) reader.add(entry);
  return reader.input();
}
