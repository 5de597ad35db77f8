import { expectOk } from "../../fault/fault.ts";
import type { Instant } from "../../time/instant.ts";
import type { Account } from "../account.ts";
import type { PriceBooks } from "../price-book.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import {
  accountZone,
  dayAfter,
  lastTerm,
  renewsItself,
  startOf,
  withContract,
} from "./contract-terms.ts";

/** When a contract of the account next goes on by itself; undefined for never. UTC. */
export function nextRenewal(account: Account, books: PriceBooks): Instant | undefined {
  let next: Instant | undefined;
  for (const contract of account.contracts ?? []) {
    if (!renewsItself(contract, books)) continue;
    const at = renewalOf(contract, account, books);
    if (next === undefined || at < next) next = at;
  }
  return next;
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
      if (contract === undefined || !renewsItself(contract, books)) break;
      if (renewalOf(contract, renewed, books) > until) break;
      renewed = withContract(renewed, {
        ...contract,
        terms: [...contract.terms, nextTerm(contract, renewed, books)],
      });
    }
  return renewed;
}

/** The term that follows the last one by itself, as long and on what was agreed for it. */
function nextTerm(contract: ContractState, account: Account, books: PriceBooks): ContractTerm {
  const last = lastTerm(contract);
  const zone = accountZone(account, books.find(last.model));
  const end = expectOk(dayAfter(last.end, last.months, zone));
  return { ...last, start: last.end, end, by: "automatic" };
}
