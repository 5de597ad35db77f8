import type { Instant } from "../../time/instant.ts";
import type { Account, SubscriptionState } from "../account.ts";
import { applied } from "../apply-change.ts";
import type { TermsChange } from "../change-fact.ts";
import { lastPhase } from "../phase.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import { signedContract } from "./contract-terms.ts";

/** The version that a term which begins now has: the current one, where it still has the template; else that of the last term. */
export function renewedBook(
  contract: ContractState,
  last: ContractTerm,
  books: PriceBooks,
): PriceBook {
  const { current } = books;
  const before = books.find(last.model);
  const has = current.model.contracts?.[contract.fact.template] !== undefined;
  return has && current.model.currency === before.model.currency ? current : before;
}

/**
 * The account whose subscriptions under a contract change to the prices of its last term on the first day of that, by changes
 * that nobody told: to another version, to what was agreed anew. One that cannot move keeps its prices.
 */
export function withRenewedPrices(
  account: Account,
  id: string,
  at: Instant,
  books: PriceBooks,
): Account {
  const contract = signedContract(account, id);
  const [before, term] = contract.terms.slice(-2);
  if (before === undefined || term === undefined) return account;
  const by = { kind: "contract", contract: id } as const;
  let renewed = account;
  for (const { fact } of account.subscriptions) {
    const subscription = renewed.subscriptions.find((one) => one.fact.id === fact.id);
    const change = subscription && renewalChange(subscription, contract, before, term, books);
    if (subscription === undefined || change === undefined) continue;
    const told = { account: renewed, subscription, knownSince: at, books };
    const moved = applied({ ...told, fact: change, by });
    if (!moved.ok) continue;
    const subscriptions = renewed.subscriptions.map((one) =>
      one === subscription ? moved.value : one,
    );
    renewed = { ...renewed, subscriptions };
  }
  return renewed;
}

function renewalChange(
  subscription: SubscriptionState,
  { fact: { id }, terms }: ContractState,
  before: ContractTerm,
  term: ContractTerm,
  books: PriceBooks,
): TermsChange | undefined {
  const last = lastPhase(subscription);
  const { fact } = last;
  if (fact.contract !== id || (fact.end !== undefined && fact.end <= term.start)) return undefined;
  const book = books.find(term.model);
  const named = last.model === term.model ? {} : { model: book.version };
  const points = term.choices.agreed?.[fact.plan ?? ""];
  const agreed =
    points === undefined || points === before.choices.agreed?.[fact.plan ?? ""]
      ? {}
      : { agreed: { ...fact.agreed, ...points } };
  const changed = { ...named, ...agreed };
  if (Object.keys(changed).length === 0) return undefined;
  const { customer } = subscription.fact;
  return {
    fact: "change",
    id: `${id}/renewal-${terms.length - 1}/${subscription.fact.id}`,
    customer,
    subscription: subscription.fact.id,
    on: term.start,
    ...changed,
  };
}
