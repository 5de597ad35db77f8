import { assert } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import { createDueQueue, type DueQueue, earlier } from "./due-queue.ts";
import type { PurchaseFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { firstNumbers, numberInvoices } from "./numbering.ts";
import type { PriceBooks } from "./price-book.ts";
import { type Input, type Stepped, step } from "./step.ts";
import type { UsageView } from "./usage-view.ts";

/** A purchase or change, and when it became known. */
export interface DatedFact {
  readonly fact: PurchaseFact | ChangeFact;
  readonly at: Instant;
}

/** How a fact is put to the account. */
export const inputOf = ({ fact, at }: DatedFact): Input =>
  isPurchase(fact)
    ? { kind: "purchase", fact, knownSince: at }
    : { kind: "change", fact, knownSince: at };

const isPurchase = (fact: PurchaseFact | ChangeFact): fact is PurchaseFact =>
  fact.fact === "subscription" || fact.fact === "licence" || fact.fact === "sale";

/**
 * Lives through time as a server does: each fact is told to its account when it became known, and each account is ticked at
 * its next due instant, both in the order of (time, customer), facts first. That order is also the order of numbers.
 *
 * `facts` are those that their accounts accept, in the order in which they became known.
 */
export function issueInOrder(
  opened: Iterable<Account>,
  facts: readonly DatedFact[],
  books: PriceBooks,
): (until: Instant, usage: UsageView) => Generator<Invoice> {
  const accounts = new Map([...opened].map((account) => [account.customer.id, account]));
  const due = new Map<string, Instant>();
  const queue = createDueQueue();
  let numbering = firstNumbers(books.current.series);
  let told = 0;

  const put = (customer: string, input: Input, usage: UsageView): Stepped => {
    const account = accounts.get(customer);
    assert(account !== undefined, `account ${customer} is not in the book`);
    const stepped = step(account, input, books, usage);
    assert(stepped.ok, `account ${customer} refused what it accepted before`);
    accounts.set(customer, stepped.value.account);
    waitFor(queue, due, customer, stepped.value.nextDue);
    return stepped.value;
  };

  return function* (until, usage) {
    for (;;) {
      const fact = facts[told];
      const turn = queue.first();
      if (fact !== undefined && fact.at <= until && factIsNext(fact, turn)) {
        told += 1;
        put(fact.fact.customer, inputOf(fact), usage);
        continue;
      }
      const taken = queue.takeDue(until);
      if (taken === undefined) return;
      // What an account was told since may have moved its next turn.
      if (due.get(taken.customer) !== taken.at) continue;
      due.delete(taken.customer);
      const { documents } = put(taken.customer, { kind: "tick", now: taken.at }, usage);
      const numbered = numberInvoices(numbering, documents);
      numbering = numbered.numbering;
      yield* numbered.invoices;
    }
  };
}

const factIsNext = ({ fact, at }: DatedFact, turn: ReturnType<DueQueue["first"]>): boolean =>
  turn === undefined || !earlier(turn, { at, customer: fact.customer });

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
