import { assert, type Fault } from "../fault/fault.ts";
import { createEventLedger } from "../metering/dedup.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import type { Zone } from "../time/zone.ts";
import { type Account, openAccount } from "./account.ts";
import { holdContested, identityOf, type SettledUsage } from "./contested-usage.ts";
import { createDueQueue, type DueQueue } from "./due-queue.ts";
import type { AccountFact, CustomerFact, PurchaseFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { knownFacts, knownSince, type RefusedFact } from "./known-facts.ts";
import { type NumberSeries, numberInvoices } from "./numbering.ts";
import type { PriceBooks } from "./price-book.ts";
import { step } from "./step.ts";
import { zoneOf } from "./terms.ts";
import { openUsageLedger, type UnbilledReason } from "./usage-ledger.ts";

/** What became of a usage event: billed with its period, seen before, or kept unbilled for a reason. */
export type UsageOutcome = "accepted" | "duplicate" | "conflict" | UnbilledReason;

/** Facts about accounts, in any order and as often as they come. */
export interface ReplayAccounts {
  readonly add: (fact: AccountFact) => void;
  /** Opens every account and makes every purchase; the faults of the facts that were refused, each with its fact. */
  readonly open: () => { readonly replay: Replay; readonly refused: readonly RefusedFact[] };
}

/** The pure core at work on a file of facts: usage in, invoices out, no server and no clock. */
export interface Replay {
  readonly accounts: ReadonlyMap<string, Account>;
  /**
   * Folds one event; all usage must be in before the first invoice is asked for. `contested`: an event of this source and
   * id came before with another time, time of receipt or content, so all usage has to be read a second time.
   */
  readonly addUsage: (event: UsageEvent) => UsageOutcome | "contested";
  /** Forgets all usage, for it to be added once more; undefined where nothing was contested. */
  readonly secondReading: () => SecondReading | undefined;
  /** Every further invoice that is final by `until`, numbered, in order of issue. */
  readonly invoicesUntil: (until: Instant) => Iterable<Invoice>;
}

/** All usage once more. Of a contested event only the version that was received first counts, wherever it stands. */
export interface SecondReading {
  /** Folds an event, or holds it where its identity is contested; `place` is given back with a conflict. */
  readonly add: (event: UsageEvent, place: number) => UsageOutcome | "held";
  /** Folds the versions that count, and says what became of the others. */
  readonly settle: () => readonly (SettledUsage & { readonly outcome: UsageOutcome })[];
}

/** Begins a replay. The same facts give the same bytes, in whatever order they are added. */
export function replayAccounts(books: PriceBooks): ReplayAccounts {
  const customers = knownFacts<CustomerFact>();
  const purchases = knownFacts<PurchaseFact>();
  return {
    add: (fact) => {
      if (fact.fact === "customer") customers.add(fact);
      else purchases.add(fact);
    },
    open: () => {
      const accounts = new Map<string, Account>();
      const known = customers.settle(recordedAt);
      const refused = [...known.refused];
      for (const fact of known.facts) {
        const faults = customerFaults(fact, books);
        if (faults.length === 0) accounts.set(fact.id, openAccount(fact));
        else refused.push({ fact, faults });
      }
      const since = (fact: PurchaseFact): Instant =>
        knownSince(fact, zoneOfCustomer(accounts.get(fact.customer), books));
      const bought = purchases.settle(since);
      refused.push(...bought.refused);
      for (const { fact, at } of inOrderOf(since, bought.facts)) {
        const faults = buy(accounts, fact, at, books);
        if (faults.length > 0) refused.push({ fact, faults });
      }
      return { replay: startReplay(accounts, books), refused };
    },
  };
}

function recordedAt(fact: CustomerFact): Instant {
  const recorded = fact.recordedAt === undefined ? undefined : parseInstant(fact.recordedAt);
  return recorded?.ok === true ? recorded.value : 0;
}

/** As a live server would have been told them; equally old ones stay in the order of their ids. */
const inOrderOf = (
  since: (fact: PurchaseFact) => Instant,
  facts: readonly PurchaseFact[],
): readonly { readonly fact: PurchaseFact; readonly at: Instant }[] =>
  facts.map((fact) => ({ fact, at: since(fact) })).sort((left, right) => left.at - right.at);

function customerFaults(fact: CustomerFact, books: PriceBooks): readonly Fault[] {
  const zone = zoneOf(fact, books.current);
  if (!zone.ok) return zone.faults;
  const { currency } = books.current.model;
  if (fact.currency === undefined || fact.currency === currency) return [];
  const message = `the model bills in ${currency}`;
  return [{ code: "currency-mismatch", path: "/currency", message, value: fact.currency }];
}

function zoneOfCustomer(account: Account | undefined, books: PriceBooks): Zone {
  if (account === undefined) return books.current.zone;
  const zone = zoneOf(account.customer, books.current);
  return zone.ok ? zone.value : books.current.zone;
}

function buy(
  accounts: Map<string, Account>,
  fact: PurchaseFact,
  since: Instant,
  books: PriceBooks,
): readonly Fault[] {
  const account = accounts.get(fact.customer);
  if (account === undefined) {
    const message = "no customer fact has this id";
    return [{ code: "unknown-customer", path: "/customer", message, value: fact.customer }];
  }
  const stepped = step(account, { kind: "purchase", fact, knownSince: since }, books);
  if (!stepped.ok) return stepped.faults;
  accounts.set(fact.customer, stepped.value.account);
  return [];
}

function startReplay(accounts: Map<string, Account>, books: PriceBooks): Replay {
  let seen = createEventLedger();
  let ledger = openUsageLedger(accounts, books);
  const contested = new Set<string>();
  const fold = (event: UsageEvent): UsageOutcome => ledger.add(event) ?? "accepted";
  const issue = issuing(accounts, books);
  return {
    accounts,
    addUsage: (event) => {
      const verdict = seen.record(withAllItSays(event));
      if (verdict === "accepted") return fold(event);
      if (verdict === "duplicate") return verdict;
      contested.add(identityOf(event));
      return "contested";
    },
    secondReading: () => {
      if (contested.size === 0) return undefined;
      seen = createEventLedger();
      ledger = openUsageLedger(accounts, books);
      const held = holdContested();
      return {
        add: (event, place) => {
          if (contested.has(identityOf(event))) {
            held.hold(event, place);
            return "held";
          }
          return seen.record(event) === "accepted" ? fold(event) : "duplicate";
        },
        settle: () =>
          held.settle().map((settled) => ({ ...settled, outcome: fold(settled.event) })),
      };
    },
    invoicesUntil: (until) => issue(until, ledger.view),
  };
}

/**
 * The event with its times among its content. The ledger counts a copy with another time as a duplicate, which is right
 * where the first to come stays; here nothing may depend on which came first.
 */
const withAllItSays = (event: UsageEvent): UsageEvent => ({
  id: event.id,
  source: event.source,
  type: `${event.type} ${event.time} ${event.receivedAt ?? ""}`,
  customer: event.customer,
  time: event.time,
  data: event.data,
});

/** Ticks accounts in the order of (next due, customer), which is the order of invoice numbers. */
function issuing(accounts: Map<string, Account>, books: PriceBooks) {
  let queue: DueQueue | undefined;
  let series: NumberSeries = { series: books.current.series, next: 1 };
  return function* (until: Instant, usage: Parameters<typeof step>[3]): Generator<Invoice> {
    queue ??= queueOf(accounts, books);
    for (let turn = queue.takeDue(until); turn !== undefined; turn = queue.takeDue(until)) {
      const account = accounts.get(turn.customer);
      assert(account !== undefined, `account ${turn.customer} is in the queue and not in the book`);
      const stepped = step(account, { kind: "tick", now: turn.at }, books, usage);
      assert(stepped.ok, `a tick of account ${turn.customer} was refused`);
      const { nextDue, documents } = stepped.value;
      accounts.set(turn.customer, stepped.value.account);
      if (nextDue !== undefined) queue.push({ at: nextDue, customer: turn.customer });
      const numbered = numberInvoices(series, documents);
      series = numbered.series;
      yield* numbered.invoices;
    }
  };
}

/** A tick before all time issues nothing and says when an account first matters. */
const beforeAllTime = -1;

function queueOf(accounts: ReadonlyMap<string, Account>, books: PriceBooks): DueQueue {
  const queue = createDueQueue();
  for (const [customer, account] of accounts) {
    const stepped = step(account, { kind: "tick", now: beforeAllTime }, books);
    if (stepped.ok && stepped.value.nextDue !== undefined)
      queue.push({ at: stepped.value.nextDue, customer });
  }
  return queue;
}
