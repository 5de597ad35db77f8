import type { Instant } from "../../time/instant.ts";
import type { Account } from "../account.ts";
import type { PriceBooks } from "../price-book.ts";
import type { ContractState } from "./contract-state.ts";
import {
  accountZone,
  lastTerm,
  leftOn,
  renewsItself,
  startOf,
  termAfter,
  withContract,
} from "./contract-terms.ts";
import { withPrepayment } from "./prepaid-commitment.ts";
import { renewedBook, withRenewedPrices } from "./renewed-prices.ts";

/** When a contract of the account next goes on by itself; undefined for never. UTC. */
export function nextRenewal(account: Account, books: PriceBooks): Instant | undefined {
  let next: Instant | undefined;
  for (const contract of account.contracts ?? []) {
    if (!goesOn(contract, account, books)) continue;
    const at = renewalOf(contract, account, books);
    if (next === undefined || at < next) next = at;
  }
  return next;
}

/** Whether another term follows the last one by itself: nobody left before its end. */
function goesOn(contract: ContractState, account: Account, books: PriceBooks): boolean {
  if (!renewsItself(contract, books)) return false;
  const left = leftOn(contract, account);
  return left === undefined || left > lastTerm(contract).end;
}

function renewalOf(contract: ContractState, account: Account, books: PriceBooks): Instant {
  const { end, model } = lastTerm(contract);
  return Math.max(startOf(accountZone(account, books.find(model)), end), contract.knownSince);
}

/** The account whose contracts that go on by themselves have done so by a moment, that moment included. */
export function renewedUntil(account: Account, until: Instant, books: PriceBooks): Account {
  let renewed = account;
  for (const { fact } of account.contracts ?? [])
    for (;;) {
      const contract = renewed.contracts?.find((one) => one.fact.id === fact.id);
      if (contract === undefined || !goesOn(contract, renewed, books)) break;
      if (renewalOf(contract, renewed, books) > until) break;
      const at = renewalOf(contract, renewed, books);
      const last = lastTerm(contract);
      const model = renewedBook(contract, last, books).id;
      const terms = [...contract.terms, { ...termAfter(last, renewed, books), model }];
      const next = { ...contract, terms };
      renewed = withPrepayment(withContract(renewed, next), next, terms.length - 1, at, books);
      renewed = withRenewedPrices(renewed, fact.id, at, books);
    }
  return renewed;
}

/**
 * The account whose contracts that go on by themselves and are not at the current version's prices have done so once more, for
 * who must know its whole timeline ahead: later terms change no prices.
 */
export function withNextTerms(account: Account, books: PriceBooks): Account {
  const next = (account.contracts ?? [])
    .filter((one) => goesOn(one, account, books) && lastTerm(one).model !== books.current.id)
    .map((one) => renewalOf(one, account, books));
  return next.length === 0 ? account : renewedUntil(account, Math.max(...next), books);
}
