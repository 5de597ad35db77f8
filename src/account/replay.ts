import { assert, type Fault } from "../fault/fault.ts";
import { createEventLedger, type EventVerdict } from "../metering/dedup.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { parseCivilDate } from "../time/calendar.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { startOfDay } from "../time/zone.ts";
import { type Account, openAccount } from "./account.ts";
import { createDueQueue } from "./due-queue.ts";
import type { AccountFact, CustomerFact, PurchaseFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { type NumberSeries, numberInvoices } from "./numbering.ts";
import type { PriceBooks } from "./price-book.ts";
import { step } from "./step.ts";
import { zoneOf } from "./terms.ts";
import { openUsageLedger, type UnbilledReason } from "./usage-ledger.ts";

/** What became of a usage event: billed with its period, seen before, or kept unbilled for a reason. */
export type UsageOutcome = "accepted" | Exclude<EventVerdict, "accepted"> | UnbilledReason;

/** Facts about accounts, in any order and as often as they come. */
export interface ReplayAccounts {
  readonly add: (fact: AccountFact) => void;
  /** Opens every account and makes every purchase; the faults of the facts that were refused, each with the fact's id. */
  readonly open: () => { readonly replay: Replay; readonly refused: readonly RefusedFact[] };
}

/** A fact that could not be applied, and why. */
export interface RefusedFact {
  readonly fact: AccountFact;
  readonly faults: readonly Fault[];
}

/** The pure core at work on a file of facts: usage in, invoices out, no server and no clock. */
export interface Replay {
  readonly accounts: ReadonlyMap<string, Account>;
  /** Folds one event; all usage must be in before the first invoice is asked for. */
  readonly addUsage: (event: UsageEvent) => UsageOutcome;
  /** Every invoice that is final by `until`, numbered, in order of issue. */
  readonly invoicesUntil: (until: Instant) => Iterable<Invoice>;
}

/** Begins a replay. The same facts give the same bytes, in whatever order they are added. */
export function replayAccounts(books: PriceBooks): ReplayAccounts {
  const customers = new Map<string, CustomerFact>();
  const purchases = new Map<string, PurchaseFact>();
  const refused: RefusedFact[] = [];
  const add = (fact: AccountFact): void => {
    if (fact.fact === "customer") keep(customers, fact.id, fact, refused);
    else keep(purchases, `${fact.customer}\n${fact.id}`, fact, refused);
  };
  return { add, open: () => openReplay(customers, purchases, refused, books) };
}

function keep<F extends AccountFact>(
  known: Map<string, F>,
  key: string,
  fact: F,
  refused: RefusedFact[],
): void {
  const before = known.get(key);
  if (before === undefined) {
    known.set(key, fact);
  } else if (sortedText(before) !== sortedText(fact)) {
    const message = `another ${fact.fact} fact has the id "${fact.id}" and other content; the first stays`;
    refused.push({
      fact,
      faults: [{ code: "fact-conflict", path: "/id", message, value: fact.id }],
    });
  }
}

const sortedText = (fact: AccountFact): string =>
  JSON.stringify(fact, Object.keys(flattened(fact)).sort());

const flattened = (fact: AccountFact): object =>
  Object.assign({}, fact, ...Object.values(fact).filter((value) => typeof value === "object"));

function openReplay(
  customers: ReadonlyMap<string, CustomerFact>,
  purchases: ReadonlyMap<string, PurchaseFact>,
  conflicts: readonly RefusedFact[],
  books: PriceBooks,
): { replay: Replay; refused: readonly RefusedFact[] } {
  const accounts = new Map<string, Account>();
  const refused = [...conflicts];
  for (const id of [...customers.keys()].sort()) {
    const fact = customers.get(id);
    if (fact === undefined) continue;
    const zone = zoneOf(fact, books.current);
    if (zone.ok) accounts.set(id, openAccount(fact));
    else refused.push({ fact, faults: zone.faults });
  }
  for (const key of [...purchases.keys()].sort()) {
    const fact = purchases.get(key);
    if (fact !== undefined) buy(accounts, fact, books, refused);
  }
  return { replay: startReplay(accounts, books), refused };
}

function buy(
  accounts: Map<string, Account>,
  fact: PurchaseFact,
  books: PriceBooks,
  refused: RefusedFact[],
): void {
  const account = accounts.get(fact.customer);
  if (account === undefined) {
    const message = `no customer fact has the id "${fact.customer}"`;
    const fault = { code: "unknown-customer", path: "/customer", message, value: fact.customer };
    refused.push({ fact, faults: [fault] });
    return;
  }
  const since = knownSince(account, fact, books);
  const stepped =
    typeof since === "number"
      ? step(account, { kind: "purchase", fact, knownSince: since }, books)
      : { ok: false as const, faults: since };
  if (stepped.ok) accounts.set(fact.customer, stepped.value.account);
  else refused.push({ fact, faults: stepped.faults });
}

/** When the purchase became known: as recorded, else at the first instant it speaks of. */
function knownSince(
  account: Account,
  fact: PurchaseFact,
  books: PriceBooks,
): Instant | readonly Fault[] {
  if (fact.recordedAt !== undefined) {
    const recorded = parseInstant(fact.recordedAt, "/recordedAt");
    return recorded.ok ? recorded.value : recorded.faults;
  }
  const day = fact.fact === "sale" ? fact.date : fact.start;
  const date = parseCivilDate(day, fact.fact === "sale" ? "/date" : "/start");
  if (!date.ok) return date.faults;
  const zone = zoneOf(account.customer, books.current);
  return zone.ok ? startOfDay(zone.value, date.value) : zone.faults;
}

function startReplay(accounts: Map<string, Account>, books: PriceBooks): Replay {
  const seen = createEventLedger();
  const ledger = openUsageLedger(accounts, books);
  return {
    accounts,
    addUsage: (event) => {
      const verdict = seen.record(event);
      return verdict === "accepted" ? (ledger.add(event) ?? "accepted") : verdict;
    },
    invoicesUntil: function* (until) {
      const queue = createDueQueue();
      for (const [customer, account] of accounts) {
        const stepped = step(account, { kind: "tick", now: 0 }, books);
        if (stepped.ok && stepped.value.nextDue !== undefined)
          queue.push({ at: stepped.value.nextDue, customer });
      }
      let series: NumberSeries = { series: books.current.series, next: 1 };
      for (let turn = queue.takeDue(until); turn !== undefined; turn = queue.takeDue(until)) {
        const account = accounts.get(turn.customer);
        assert(
          account !== undefined,
          `account ${turn.customer} is in the queue and not in the book`,
        );
        const stepped = step(account, { kind: "tick", now: turn.at }, books, ledger.view);
        assert(stepped.ok, `a tick of account ${turn.customer} was refused`);
        accounts.set(turn.customer, stepped.value.account);
        const numbered = numberInvoices(series, stepped.value.documents);
        series = numbered.series;
        yield* numbered.invoices;
        if (stepped.value.nextDue !== undefined)
          queue.push({ at: stepped.value.nextDue, customer: turn.customer });
      }
    },
  };
}
