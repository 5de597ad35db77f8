import type { UptimeFact } from "../credit/credit-fact.ts";
import { isCreditFactKind } from "../credit/credit-fact-shape.ts";
import { assert, type Fault, type Result } from "../fault/fault.ts";
import { noRates, type RateBook } from "../fx/rate-book.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import type { ContractTold } from "./contracts/contract-fact.ts";
import { isContractFactKind } from "./contracts/contract-fact-shape.ts";
import type { DocumentView } from "./document-view.ts";
import { createDueQueue, type DueQueue, earlier } from "./due-queue.ts";
import type { DunningNotice } from "./dun-account.ts";
import type {
  AccountFact,
  Bought,
  CreditTold,
  CustomerFact,
  TaxDecisionFact,
  ToldUptime,
  VatCheckFact,
} from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import type { RefusedFact } from "./known-facts.ts";
import type { MoneyFact } from "./money-fact.ts";
import { moneyFactShapes } from "./money-fact-shape.ts";
import { firstNumbers, numberInvoices } from "./numbering.ts";
import type { PriceBooks } from "./price-book.ts";
import { isBroken, soundStep } from "./sound-step.ts";
import type { AccountMovement, Input, Stepped } from "./step.ts";
import type { UsageView } from "./usage-view.ts";

/** A fact about an account, and when it became known. */
export interface DatedFact {
  readonly fact: DatedKind;
  readonly at: Instant;
  /** Whose account it is about, where that is not its customer's own: who pays. */
  readonly payer?: string | undefined;
}

/** Everything an account is told at a time; a customer where its account is open already. */
export type DatedKind = Exclude<AccountFact, UptimeFact> | ToldUptime;

/** Whose account a fact is about; nobody's id, and before all, where it is about everyone. */
export const customerOf = (fact: AccountFact): string =>
  fact.fact === "customer" ? fact.id : (fact.customer ?? "");

/** The account that a fact is put to, by its customer. */
export const accountOf = ({
  fact,
  payer,
}: Pick<DatedFact, "payer"> & { readonly fact: AccountFact }) => payer ?? customerOf(fact);

/** Whether a fact is about one account, and not about everyone under a promise. */
export const isOfAccount = (fact: AccountFact): fact is DatedKind =>
  fact.fact !== "uptime" || fact.customer !== undefined;

/** What each account is told of a measurement of everyone's service. */
export const toldTo = (fact: UptimeFact, customer: string): ToldUptime => ({
  ...fact,
  customer,
  everyone: true,
});

/** How a fact is put to the account, with the exchange rates that are known; none where absent. */
export function inputOf({ fact, at }: DatedFact, rates: RateBook = noRates): Input {
  if (fact.fact === "customer") return { kind: "amend-customer", fact, knownSince: at };
  if (fact.fact === "vat-check") return { kind: "vat-check", fact, knownSince: at };
  if (fact.fact === "tax-decision") return { kind: "tax-decision", fact, knownSince: at };
  if (fact.fact === "credit-note") return { kind: "credit-note", fact, knownSince: at };
  if (fact.fact === "milestone") return { kind: "milestone", fact, knownSince: at };
  if (fact.fact === "amendment") return { kind: "amendment", fact, knownSince: at };
  if (isPurchase(fact)) return { kind: "purchase", fact, knownSince: at };
  if (isMoney(fact)) return { kind: "money", fact, knownSince: at, rates: rates.knownAt(at) };
  if (isContract(fact)) return { kind: "contract", fact, knownSince: at };
  return isCredit(fact)
    ? { kind: "credit", fact, knownSince: at }
    : { kind: "change", fact, knownSince: at };
}

const isPurchase = (fact: DatedKind): fact is Bought =>
  fact.fact === "subscription" ||
  fact.fact === "licence" ||
  fact.fact === "sale" ||
  fact.fact === "bundle";

/** Whether a fact is about the customer itself, and so may tell what its invoices lacked. */
export const isAboutCustomer = (
  fact: AccountFact,
): fact is CustomerFact | VatCheckFact | TaxDecisionFact =>
  fact.fact === "customer" || fact.fact === "vat-check" || fact.fact === "tax-decision";

/** Whether a fact is about money, of invoices that have to be issued first. */
export const isMoney = (fact: AccountFact): fact is MoneyFact =>
  Object.hasOwn(moneyFactShapes, fact.fact);

/** Whether a fact is about credits, which expire and are used as time goes by. */
export const isCredit = (fact: DatedKind): fact is CreditTold => isCreditFactKind(fact.fact);

/** Whether a fact is about a contract. */
export const isContract = (fact: AccountFact): fact is ContractTold =>
  isContractFactKind(fact.fact);

/** Whether a fact is about what the account as a whole has, and not about what one customer in it buys. */
export const isOfPayer = (fact: DatedKind): boolean =>
  fact.fact === "vat-check" ||
  fact.fact === "credit-note" ||
  isMoney(fact) ||
  isCredit(fact) ||
  isContract(fact);

/** Something that came of living through time. */
export type Happening =
  | { readonly kind: "document"; readonly invoice: Invoice }
  | {
      readonly kind: "movement";
      readonly customer: string;
      /** When it happened. UTC. */
      readonly at: Instant;
      /** The account's own count. */
      readonly place: number;
      readonly movement: AccountMovement;
    }
  | { readonly kind: "notice"; readonly notice: DunningNotice }
  /** A fact about money, credits or an invoice that did not fit what there was by then; the account goes on without it. */
  | { readonly kind: "refused"; readonly refused: RefusedFact }
  /** An account that cannot be billed, and the reason: it waits until it is told more of its customer. */
  | { readonly kind: "parked"; readonly customer: string; readonly faults: readonly Fault[] };

/**
 * Lives through time as a server does: each fact is told to its account when it became known, and each account is ticked at
 * its next due instant, both in the order of (time, customer), facts first. That order is also the order of numbers.
 *
 * `facts` are in the order in which they became known. Purchases and changes are those that their accounts accept; whether a
 * fact about money or credits is accepted shows only here, where the invoices are. `accounts` are the opened ones by
 * customer; each is replaced by what it has become as time goes on.
 */
export function issueInOrder(
  accounts: Map<string, Account>,
  facts: readonly DatedFact[],
  books: PriceBooks,
  rates: RateBook = noRates,
): (until: Instant, usage: UsageView) => Generator<Happening> {
  const due = new Map<string, Instant>();
  const queue = createDueQueue();
  let numbering = firstNumbers(books.current.series);
  let told = 0;

  const parked = new Set<string>();
  const wanted = new Set(
    facts.flatMap(({ fact }) => (fact.fact === "credit-note" ? [fact.invoice] : [])),
  );
  const kept = new Map<string, Invoice>();
  const documents: DocumentView = { find: (id) => kept.get(id) };

  const put = (customer: string, input: Input, usage: UsageView): Result<Stepped> => {
    const account = accounts.get(customer);
    assert(account !== undefined, `account ${customer} is not in the book`);
    const stepped = soundStep(account, input, books, usage, documents);
    if (!stepped.ok) return stepped;
    accounts.set(customer, stepped.value.account);
    waitFor(queue, due, customer, stepped.value.nextDue);
    return stepped;
  };

  const park = (customer: string, faults: readonly Fault[]): Happening => {
    parked.add(customer);
    return { kind: "parked", customer, faults };
  };

  function* happened(at: Instant, stepped: Stepped): Generator<Happening> {
    const { account, documents, movements, notices } = stepped;
    const customer = account.customer.id;
    const numbered = numberInvoices(numbering, documents);
    numbering = numbered.numbering;
    for (const invoice of numbered.invoices) {
      if (wanted.has(invoice.id)) kept.set(invoice.id, invoice);
      yield { kind: "document", invoice };
    }
    const before = account.moved - movements.length;
    for (const [index, movement] of movements.entries())
      yield { kind: "movement", customer, at, place: before + index + 1, movement };
    for (const notice of notices) yield { kind: "notice", notice };
  }

  return function* (until, usage) {
    for (;;) {
      const fact = facts[told];
      const turn = queue.first();
      if (fact !== undefined && fact.at <= until && factIsNext(fact, turn)) {
        told += 1;
        const customer = accountOf(fact);
        const stepped = put(customer, inputOf(fact, rates), usage);
        if (stepped.ok && isAboutCustomer(fact.fact)) parked.delete(customer);
        if (stepped.ok) yield* happened(fact.at, stepped.value);
        else {
          const { faults } = stepped;
          yield { kind: "refused", refused: { fact: fact.fact, faults } };
          if (isBroken(faults)) yield park(customer, faults);
        }
        continue;
      }
      const taken = queue.takeDue(until);
      if (taken === undefined) return;
      // What an account was told since may have moved its next turn.
      if (due.get(taken.customer) !== taken.at) continue;
      due.delete(taken.customer);
      if (parked.has(taken.customer)) continue;
      const stepped = put(taken.customer, { kind: "tick", now: taken.at }, usage);
      if (stepped.ok) {
        yield* happened(taken.at, stepped.value);
        continue;
      }
      yield park(taken.customer, stepped.faults);
    }
  };
}

const factIsNext = (told: DatedFact, turn: ReturnType<DueQueue["first"]>): boolean =>
  turn === undefined || !earlier(turn, { at: told.at, customer: accountOf(told) });

function waitFor(
  queue: DueQueue,
  due: Map<string, Instant>,
  customer: string,
  nextDue: Instant | undefined,
): void {
  if (nextDue === undefined) {
    due.delete(customer);
    return;
  }
  if (due.get(customer) === nextDue) return;
  due.set(customer, nextDue);
  queue.push({ at: nextDue, customer });
}
