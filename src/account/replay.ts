import type { UptimeFact } from "../credit/credit-fact.ts";
import { creditFactShapes, isCreditFactKind } from "../credit/credit-fact-shape.ts";
import { type Fault, faultsOf } from "../fault/fault.ts";
import { type ExchangeRateFact, knownRateOf } from "../fx/exchange-rate-fact.ts";
import { type KnownRate, openRateBook, type RateBook } from "../fx/rate-book.ts";
import { correctionBook, type RefusedCorrection } from "../metering/correction-book.ts";
import { createEventLedger } from "../metering/dedup.ts";
import type { ReceivedCorrection } from "../metering/event-correction.ts";
import { lastVersion } from "../metering/event-history.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Instant } from "../time/instant.ts";
import { UTC, type Zone } from "../time/zone.ts";
import { type Account, openAccount } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import { holdContested, identityOf, type SettledUsage } from "./contested-usage.ts";
import { withNextTerms } from "./contracts/renew-contracts.ts";
import { booksOf, priceListOf } from "./customer-books.ts";
import { amendmentsIn, customerVersions, recordedAt, versionName } from "./customer-versions.ts";
import type { AccountFact, CustomerFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import {
  accountOf,
  customerOf,
  type DatedFact,
  type Happening,
  inputOf,
  isContract,
  isCredit,
  isMoney,
  isOfAccount,
  isOfPayer,
  issueInOrder,
  toldTo,
} from "./issue-in-order.ts";
import { knownFacts, knownSince, type RefusedFact } from "./known-facts.ts";
import { meterReaders } from "./meter-readers.ts";
import { moneyFactShapes } from "./money-fact-shape.ts";
import { childOf, payerDecides, payerFault, withChild } from "./payer.ts";
import type { PriceBooks } from "./price-book.ts";
import { soundStep } from "./sound-step.ts";
import { checkUptime, isPromised } from "./tell-service.ts";
import { zoneOf } from "./terms.ts";
import { openUsageLedger, type UnbilledReason } from "./usage-ledger.ts";

/** What became of a usage event: billed with its period, seen before, taken back, or kept unbilled for a reason. */
export type UsageOutcome = "accepted" | "duplicate" | "conflict" | "voided" | UnbilledReason;

/** Facts about accounts, in any order and as often as they come. */
export interface ReplayAccounts {
  readonly add: (fact: AccountFact) => void;
  /** Adds an exchange rate, which is of everyone. */
  readonly addRate: (fact: ExchangeRateFact) => void;
  /** Opens every account and tells it everything; the faults of the facts that were refused, each with its fact. */
  readonly open: () => {
    readonly replay: Replay;
    readonly refused: readonly RefusedFact[];
    readonly refusedRates: readonly {
      readonly fact: ExchangeRateFact;
      readonly faults: readonly Fault[];
    }[];
  };
}

/** The pure core at work on a file of facts: usage in, invoices out, no server and no clock. */
export interface Replay {
  /** Every account after all it was told, with nothing billed: the whole of each subscription's timeline. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** Every account as it stands after what has happened so far: opened at first, told and billed as far as was asked. */
  readonly standing: ReadonlyMap<string, Account>;
  /** Exchange rates, with when each became known. */
  readonly rates: RateBook;
  /** Corrects an event, whenever that comes; all corrections must be in before the first event. */
  readonly correct: (correction: ReceivedCorrection) => void;
  /** The corrections that changed nothing, once all usage is in: of no event that was there, unmeasured, or of an id that is taken. */
  readonly refusedCorrections: () => readonly RefusedCorrection[];
  /** The event as it was last said to be. */
  readonly latest: (event: UsageEvent) => UsageEvent;
  /**
   * Folds one event; all usage must be in before the first invoice is asked for. `contested`: an event of this source and
   * id came before with another time, time of receipt or content, so all usage has to be read a second time.
   */
  readonly addUsage: (event: UsageEvent) => UsageOutcome | "contested";
  /** Forgets all usage, for it to be added once more; undefined where nothing was contested. */
  readonly secondReading: () => SecondReading | undefined;
  /** Everything further that happens by `until`, in its order: invoices issued and numbered, money moved, notices, refusals. */
  readonly happeningsUntil: (until: Instant) => Iterable<Happening>;
  /** The documents among {@link happeningsUntil}. */
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
  const customers = knownFacts<CustomerFact>(versionName);
  const dated = knownFacts<AccountFact>();
  const told: ToldRate[] = [];
  return {
    add: (fact) => {
      if (fact.fact === "customer") customers.add(fact);
      else dated.add(fact);
    },
    addRate: (fact) => {
      told.push({ ...knownRateOf(fact), fact });
    },
    open: () => {
      const opened = new Map<string, Account>();
      const known = customers.settle(recordedAt);
      const rates = openRateBook(told);
      const refused = [...known.refused];
      const payers = payersAmong(known.facts);
      const sound: CustomerFact[] = [];
      for (const fact of known.facts) {
        const faults = customerFaults(fact, books, payers);
        if (faults.length === 0) sound.push(fact);
        else refused.push({ fact, faults });
      }
      const versions = customerVersions(sound);
      openAll(versions, opened);
      const payerOf = (fact: AccountFact): string | undefined => {
        const [first] = versions.get(customerOf(fact)) ?? [];
        return first?.payer;
      };
      const since = (fact: AccountFact): Instant => {
        const own = versions.get(payerOf(fact) ?? customerOf(fact));
        const told = knownSince(fact, UTC);
        const then = own?.findLast((version) => recordedAt(version) <= told) ?? own?.[0];
        return knownSince(fact, zoneOfCustomer(then, books));
      };
      const settled = dated.settle(since);
      refused.push(...settled.refused);
      const accounts = new Map(opened);
      const accepted: DatedFact[] = [];
      const everything = [...amendmentsIn(sound), ...settled.facts].map(
        (fact): Known => ({ fact, at: since(fact), payer: payerOf(fact) }),
      );
      for (const one of everything.sort(byTimeThenCustomer)) {
        const { fact, at, payer } = one;
        const about = isOfAccount(fact)
          ? [{ fact, at, payer }]
          : ofEveryone(fact, at, accounts, books);
        const faults = undated(fact) ?? tell(accounts, one, books);
        if (faults.length > 0) refused.push({ fact, faults });
        else accepted.push(...about);
      }
      for (const [id, account] of accounts)
        if (account.contracts !== null)
          accounts.set(id, withNextTerms(account, booksOf(books, account.customer)));
      const standing = new Map(opened);
      const issue = issueInOrder(standing, accepted.sort(byTimeThenCustomer), books, rates.book);
      const lived = { accounts, standing, rates: rates.book };
      const refusedRates = rates.refused.map(({ rate: { fact }, faults }) => ({ fact, faults }));
      return { replay: startReplay(lived, books, issue), refused, refusedRates };
    },
  };
}

/** A server's clock says when it learned of a change; a file must, where the change names no day of its own. */
function undated(fact: AccountFact): readonly Fault[] | undefined {
  if (fact.recordedAt !== undefined) return undefined;
  if (isMoney(fact) || fact.fact === "credit-note" || fact.fact === "uptime")
    return [undatedMoney(fact.fact)];
  if (fact.fact === "customer") return [undatedAmendment];
  if (isContract(fact) && fact.fact !== "contract") return [undatedMoney(fact.fact)];
  if (!isChange(fact) && fact.fact !== "milestone" && fact.fact !== "amendment") return undefined;
  if ("on" in fact && fact.on !== undefined) return undefined;
  return [
    {
      code: "recorded-at-needed",
      path: "/recordedAt",
      message: `nothing says when this ${fact.fact} became known`,
      suggestion: fact.fact === "undo" ? "add recordedAt" : "add recordedAt, or the day with on",
    },
  ];
}

const undatedAmendment: Fault = {
  code: "recorded-at-needed",
  path: "/recordedAt",
  message: "nothing says from when this is known of the customer",
  suggestion: 'add recordedAt: "2026-01-31T12:00:00Z"',
};

const undatedMoney = (kind: string): Fault => ({
  code: "recorded-at-needed",
  path: "/recordedAt",
  message: `nothing says when this ${kind} became known`,
  suggestion: 'add recordedAt: "2026-01-31T12:00:00Z"',
});

/**
 * As a live server would have been told them: by time, then customer. Of one customer's equally old ones what is told of it
 * comes first, then purchases, add-ons after what they go with, then changes, milestones, what is told about credits, then about money, a
 * payment before what comes of it, then credit notes; then each in the order of its id.
 */
function byTimeThenCustomer(left: Known, right: Known): number {
  if (left.at !== right.at) return left.at - right.at;
  const [own, other] = [accountOf(left), accountOf(right)];
  if (own === other) return rankOf(left.fact) - rankOf(right.fact);
  return own < other ? -1 : 1;
}

/** A fact, when it became known, and who pays where that is not its customer. */
interface Known {
  readonly fact: AccountFact;
  readonly at: Instant;
  readonly payer?: string | undefined;
}

/** What opens each customer, by its id: the first fact of it that is no amendment. */
const payersAmong = (facts: readonly CustomerFact[]): ReadonlyMap<string, CustomerFact> =>
  new Map(facts.filter(({ amends }) => amends !== true).map((fact) => [fact.id, fact]));

/** Opens the account of each customer that pays for itself, with those that it pays for. */
function openAll(
  versions: ReturnType<typeof customerVersions>,
  accounts: Map<string, Account>,
): void {
  for (const [id, [first]] of versions)
    if (first.payer === undefined) accounts.set(id, openAccount(first));
  for (const [, [first]] of versions) {
    const account = first.payer === undefined ? undefined : accounts.get(first.payer);
    if (account !== undefined)
      accounts.set(account.customer.id, withChild(account, childOf(first)));
  }
}

/** A measurement of everyone's service, as every account is told it that has been promised something by then. */
const ofEveryone = (
  fact: UptimeFact,
  at: Instant,
  accounts: ReadonlyMap<string, Account>,
  books: PriceBooks,
): readonly DatedFact[] =>
  [...accounts]
    .filter(([, account]) => isPromised(account, fact.sla, books))
    .map(([customer]) => ({ fact: toldTo(fact, customer), at }));

const moneyKinds = Object.keys(moneyFactShapes);

const creditKinds = Object.keys(creditFactShapes);

function rankOf(fact: AccountFact): number {
  if (fact.fact === "customer") return -3;
  if (fact.fact === "vat-check" || fact.fact === "tax-decision") return -2;
  if (fact.fact === "contract") return -1;
  if (fact.fact === "credit-note") return 4 + creditKinds.length + moneyKinds.length;
  if (isMoney(fact)) return 4 + creditKinds.length + moneyKinds.indexOf(fact.fact);
  if (isCreditFactKind(fact.fact)) return 4 + creditKinds.indexOf(fact.fact);
  if (fact.fact === "milestone" || fact.fact === "amendment") return 3;
  if (isChange(fact) || isContract(fact)) return 2;
  return Number(fact.fact === "subscription" && fact.addon !== undefined);
}

const isChange = (fact: AccountFact): fact is ChangeFact =>
  "subscription" in fact && !isCreditFactKind(fact.fact);

function customerFaults(
  fact: CustomerFact,
  books: PriceBooks,
  opened: ReadonlyMap<string, CustomerFact>,
): readonly Fault[] {
  const payer = fact.payer === undefined ? undefined : opened.get(fact.payer);
  const unpaid = fact.amends === true ? undefined : payerFault(fact, payer);
  if (unpaid !== undefined) return [unpaid];
  const zone = zoneOf(fact, books.current);
  if (!zone.ok) return zone.faults;
  return faultsOf(priceListOf(books.current.model, fact));
}

function zoneOfCustomer(customer: CustomerFact | undefined, books: PriceBooks): Zone {
  if (customer === undefined) return books.current.zone;
  const zone = zoneOf(customer, books.current);
  return zone.ok ? zone.value : books.current.zone;
}

function tell(
  accounts: Map<string, Account>,
  { fact, at, payer }: Known,
  books: PriceBooks,
): readonly Fault[] {
  if (!isOfAccount(fact)) return faultsOf(checkUptime(fact, books.current));
  if (payer !== undefined && isOfPayer(fact))
    return [payerDecides(fact.fact, customerOf(fact), payer)];
  const customer = payer ?? customerOf(fact);
  const account = accounts.get(customer);
  if (account === undefined) {
    const message = "no customer fact has this id";
    return [{ code: "unknown-customer", path: "/customer", message, value: customer }];
  }
  // Whether it fits can be told only where the invoices are.
  if (isMoney(fact) || isCredit(fact) || fact.fact === "credit-note") return [];
  const stepped = soundStep(account, inputOf({ fact, at }), books);
  if (!stepped.ok) return stepped.faults;
  accounts.set(customer, stepped.value.account);
  return [];
}

/** A rate with the fact that told it. */
type ToldRate = KnownRate & { readonly fact: ExchangeRateFact };

function startReplay(
  lived: Pick<Replay, "accounts" | "standing" | "rates">,
  books: PriceBooks,
  issue: ReturnType<typeof issueInOrder>,
): Replay {
  let seen = createEventLedger();
  const { accounts } = lived;
  let ledger = openUsageLedger(accounts, books);
  const contested = new Set<string>();
  const corrections = correctionBook(meterReaders(books.current.model).faults);
  const fold = (event: UsageEvent): UsageOutcome => {
    let outcome: UsageOutcome = "accepted";
    for (const { event: said, withdrawnAt } of corrections.historyOf(event))
      if (withdrawnAt === undefined) outcome = ledger.add(said) ?? "accepted";
      else {
        ledger.addWithdrawn(said, withdrawnAt);
        outcome = "voided";
      }
    return outcome;
  };
  return {
    ...lived,
    correct: corrections.add,
    refusedCorrections: corrections.refused,
    latest: (event) => lastVersion(corrections.historyOf(event)).event,
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
      corrections.again();
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
    happeningsUntil: (until) => issue(until, ledger.view),
    invoicesUntil: function* (until) {
      for (const one of issue(until, ledger.view)) if (one.kind === "document") yield one.invoice;
    },
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
