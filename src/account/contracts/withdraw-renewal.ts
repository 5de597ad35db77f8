import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { Instant } from "../../time/instant.ts";
import type { Account, RecordedChange, SubscriptionState } from "../account.ts";
import { isActive } from "../changing.ts";
import type { PriceBooks } from "../price-book.ts";
import { takenBack } from "../undo.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import { lastTerm } from "./contract-terms.ts";
import { prepaidPackOf } from "./prepaid-commitment.ts";

/** The contract without a term that was agreed and has not begun; a notice that it took back holds again. */
export function withdrawRenewal(contract: ContractState, today: string): Result<ContractState> {
  const last = lastTerm(contract);
  if (last.by !== "renewal" || last.start <= today)
    return refuse({
      code: "no-renewal-to-come",
      path: "/contract",
      message: `no term that begins after ${today} is agreed for contract "${contract.fact.id}"`,
      value: contract.fact.id,
      suggestion: "give notice, so that the present term is the last one",
    });
  return ok({ ...contract, notice: last.instead ?? null, terms: contract.terms.slice(0, -1) });
}

/**
 * The account without what the last term of a contract was to bring: the credits that it is paid for with, and the prices that
 * subscriptions were to have. Refuses `change-pending` where something else was told of one for the time of that term.
 */
export function withoutLastTerm(
  account: Account,
  contract: ContractState,
  at: Instant,
  books: PriceBooks,
): Result<Account> {
  const term = lastTerm(contract);
  const subscriptions: SubscriptionState[] = [];
  for (const subscription of account.subscriptions) {
    const cleared = withoutRenewal(account, subscription, contract, term, at, books);
    if (!cleared.ok) return cleared;
    subscriptions.push(cleared.value);
  }
  const { credits } = account;
  if (credits === null) return ok({ ...account, subscriptions });
  const pack = prepaidPackOf(contract, contract.terms.length - 1);
  const packs = credits.packs.filter(({ fact }) => fact.id !== pack);
  return ok({ ...account, subscriptions, credits: { ...credits, packs } });
}

function withoutRenewal(
  account: Account,
  subscription: SubscriptionState,
  { fact: { id } }: ContractState,
  { start }: ContractTerm,
  knownSince: Instant,
  books: PriceBooks,
): Result<SubscriptionState> {
  const isUnder = subscription.phases.some(({ fact }) => fact.contract === id);
  if (!isUnder) return ok(subscription);
  const isRenewal = ({ by, day }: RecordedChange): boolean =>
    by?.kind === "contract" && by.contract === id && day === start;
  const later = subscription.changes.filter((one) => isActive(one) && one.day >= start);
  const told = later.find((one) => !isRenewal(one) && one.by?.kind !== "ramp");
  if (told !== undefined)
    return refuse({
      code: "change-pending",
      path: "/contract",
      message: `subscription "${subscription.fact.id}" has change "${told.fact.id}" to come on ${told.day}, in the agreed term`,
      value: id,
      suggestion: "undo it first",
    });
  const brought = later.find(isRenewal);
  const back =
    brought === undefined
      ? ok(subscription)
      : takenBack({ account, subscription, knownSince, books }, brought);
  if (!back.ok) return back;
  // Nobody told it: a term that is agreed in its place brings another of the same name.
  const changes = back.value.changes.filter((one) => !isRenewal(one));
  return ok({ ...back.value, changes });
}
