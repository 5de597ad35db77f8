import type { Account, PhaseState, SubscriptionState } from "../account.ts";
import { lastPhase, withEnd } from "../phase.ts";
import type { PriceBooks } from "../price-book.ts";
import type { ContractState } from "./contract-state.ts";
import { lastTerm, renewsItself } from "./contract-terms.ts";

/** The first local day after a contract, where it is not to go on by itself; undefined where it is. */
export const endsOn = (contract: ContractState, books: PriceBooks): string | undefined =>
  renewsItself(contract, books) ? undefined : lastTerm(contract).end;

/**
 * The account whose subscriptions under contracts end with them, and go on where their contract does. What ends sooner by its
 * own terms, or by a change, stays so. The same account where nothing moves.
 */
export function withContractEnds(account: Account, books: PriceBooks): Account {
  const { contracts } = account;
  if (contracts === null) return account;
  const subscriptions = account.subscriptions.map((one) => {
    const id = lastPhase(one).fact.contract;
    const contract = contracts.find(({ fact }) => fact.id === id);
    return contract === undefined ? one : endedWith(one, contract, books);
  });
  const unmoved = subscriptions.every((one, place) => one === account.subscriptions[place]);
  return unmoved ? account : { ...account, subscriptions };
}

function endedWith(
  subscription: SubscriptionState,
  contract: ContractState,
  books: PriceBooks,
): SubscriptionState {
  const last = lastPhase(subscription);
  const { end, start } = last.fact;
  const until = endsOn(contract, books);
  if (until !== undefined && (end === undefined || end > until))
    return withLastPhase(subscription, endedOn(last, until > start ? until : start));
  // An end that a term of the contract had, and that nobody told: the contract has gone on since.
  const stale =
    end !== undefined &&
    end !== until &&
    end !== subscription.fact.end &&
    last.cutSince === null &&
    contract.terms.some((term) => term.end === end);
  if (!stale) return subscription;
  const open = withEnd(last, { end: null, cutSince: null, refundsUnused: false });
  const told = subscription.fact.end;
  const next = until === undefined || (told !== undefined && told < until) ? told : until;
  return withLastPhase(subscription, next === undefined ? open : endedOn(open, next));
}

const endedOn = (phase: PhaseState, end: string): PhaseState => ({
  ...phase,
  fact: { ...phase.fact, end },
});

const withLastPhase = (subscription: SubscriptionState, phase: PhaseState): SubscriptionState => ({
  ...subscription,
  phases: [...subscription.phases.slice(0, -1), phase],
});
