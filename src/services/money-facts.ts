import { assert, expectOk, ok, type Result } from "../fault/fault.ts";
import { type CurrencyCode, isCurrencyCode } from "../money/currency.ts";
import type { Moved, ReceivableCommand } from "../receivable/command.ts";
import { moveReceivables } from "../receivable/move.ts";
import { openReceivables, type Receivables } from "../receivable/receivables.ts";
import { storedAccounts } from "../store/accounts.ts";
import { type OwedDocument, owedDocuments } from "../store/owed-documents.ts";
import { recordedEffects } from "../store/payment-effects.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";

/** What payments tell an account: the commands of `receivable` that are about money which moved or is to move. */
export type MoneyCommand = Extract<
  ReceivableCommand,
  {
    readonly kind:
      | "receive-payment"
      | "refund"
      | "reverse-payment"
      | "apply-balance"
      | "write-off"
      | "recover"
      | "dispute-opened"
      | "dispute-won"
      | "dispute-lost"
      | "reassign"
      | "start-charge"
      | "payment-failed";
  }
>;

/** Something that happened to a customer's money. */
export interface MoneyFact {
  /** Says what it is: the same however often, and by whatever way, it is worked out. */
  readonly id: string;
  readonly currency: CurrencyCode;
  readonly command: MoneyCommand;
}

/**
 * Tells a customer's account what happened to its money, in the caller's transaction, at `now`: all of it or, where the
 * account refuses one, nothing. The caller holds the account and has kept none of these facts before.
 * Refuses what the command refuses.
 */
export async function recordMoneyFacts(
  tx: Tx,
  customer: string,
  facts: readonly MoneyFact[],
  now: Instant,
): Promise<Result<readonly Receivables[]>> {
  let states = await receivablesOf(tx, customer);
  for (const fact of facts) {
    const moved = told(states, customer, fact, now);
    if (!moved.ok) return moved;
    states = moved.value;
  }
  return ok(states);
}

/** What a customer owes and has paid, one value for each currency. */
export const receivablesOf = async (tx: Tx, customer: string): Promise<readonly Receivables[]> =>
  (await receivablesOfMany(tx, [customer])).get(customer) ?? [];

/** The same of several customers, worked out from their documents and from what payments told, in the order of both. */
export async function receivablesOfMany(
  tx: Tx,
  customers: readonly string[],
): Promise<ReadonlyMap<string, readonly Receivables[]>> {
  if (customers.length === 0) return new Map();
  const [documents, effects, accounts] = await Promise.all([
    owedDocuments(tx, customers),
    recordedEffects(tx, customers),
    storedAccounts(tx, customers),
  ]);
  const zones = new Map(
    accounts.map(({ customer, account }) => [customer, account.customer.timeZone ?? "UTC"]),
  );
  return new Map(
    customers.map((customer) => {
      const happened = inOrder(
        documents.filter((one) => one.customer === customer),
        effects
          .filter((one) => one.customer === customer)
          .map(({ recordedAt, effect }) => ({
            at: recordedAt,
            fact: JSON.parse(effect) as MoneyFact,
          })),
      );
      const zone = zones.get(customer) ?? "UTC";
      return [customer, happened.reduce((states, one) => one(states, customer, zone), noStates)];
    }),
  );
}

type States = readonly Receivables[];
type Happening = (states: States, customer: string, zone: string) => States;

const noStates: States = [];

/** Documents and facts as they came: a document goes before a fact of the same instant, which may be about it. */
function inOrder(
  documents: readonly OwedDocument[],
  facts: readonly { readonly at: Instant; readonly fact: MoneyFact }[],
): readonly Happening[] {
  const numbers = new Map(documents.map(({ id, number }) => [id, number]));
  const happenings: Happening[] = [];
  let next = 0;
  for (const document of documents) {
    for (let one = facts[next]; one !== undefined && one.at < document.issuedAt; ) {
      happenings.push(happeningOf(one.fact, one.at));
      next += 1;
      one = facts[next];
    }
    happenings.push(issueOf(document, numbers));
  }
  return [...happenings, ...facts.slice(next).map(({ fact, at }) => happeningOf(fact, at))];
}

const happeningOf =
  (fact: MoneyFact, at: Instant): Happening =>
  (states, customer, zone) =>
    expectOk(told(states, customer, fact, at, zone));

const issueOf =
  (document: OwedDocument, numbers: ReadonlyMap<string, string>): Happening =>
  (states, customer, zone) => {
    const { currency } = document;
    assert(isCurrencyCode(currency), `${currency} is a currency`);
    const state = stateIn(states, customer, currency, zone);
    const move = (command: ReceivableCommand): Result<Moved> =>
      moveReceivables(state, command, document.issuedAt);
    const asInvoice: ReceivableCommand = {
      kind: "add-invoice",
      invoice: document.number,
      id: document.id,
      issuedAt: document.issuedAt,
      dueAt: document.dueAt,
      currency,
      total: document.total,
    };
    const corrects = document.corrects.flatMap((id) => numbers.get(id) ?? []);
    const { number, total } = document;
    const note: ReceivableCommand = { kind: "add-credit-note", number, currency, total, corrects };
    const asNote = total.startsWith("-") ? move(note) : undefined;
    // A note above what it corrects is credit of the customer all the same.
    const moved = asNote?.ok === true ? asNote : move(asInvoice);
    return replaced(states, expectOk(moved).state);
  };

function told(
  states: States,
  customer: string,
  { currency, command }: MoneyFact,
  at: Instant,
  zone = "UTC",
): Result<States> {
  const moved = moveReceivables(stateIn(states, customer, currency, zone), command, at);
  return moved.ok ? ok(replaced(states, moved.value.state)) : moved;
}

const stateIn = (
  states: States,
  customer: string,
  currency: CurrencyCode,
  zone: string,
): Receivables =>
  states.find((one) => one.currency === currency) ??
  expectOk(openReceivables(customer, currency, zone));

const replaced = (states: States, state: Receivables): States =>
  states.some(({ currency }) => currency === state.currency)
    ? states.map((one) => (one.currency === state.currency ? state : one))
    : [...states, state];
