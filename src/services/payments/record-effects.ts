import type { MoneyFact } from "../../account/money-fact.ts";
import { assert, ok, type Result } from "../../fault/fault.ts";
import { lockedAccount, storedAccounts } from "../../store/accounts.ts";
import { followDocuments, saveOpen, takeStaleCustomers } from "../../store/open-items.ts";
import {
  acceptEffect,
  addEffect,
  findEffect,
  hasWaitingEffects,
  isKnownEffect,
  refuseEffect,
  waitingEffects,
} from "../../store/payment-effects.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import { isBehind, type MoneyBooks } from "../money-facts.ts";

/** What happened to a customer's money, and where it was learned. */
export interface MoneyNews {
  /** Says what it is the news of: the same however often, and in whatever order, it is worked out. */
  readonly id: string;
  /** An intent or a line of a statement: for whoever asks where a payment came from. */
  readonly source: string;
  readonly fact: MoneyFact;
}

/** Locks what belongs to a customer's money until the transaction ends; false where there is no such customer, or another pays for it. */
export const holdCustomer = async (tx: Tx, customer: string): Promise<boolean> =>
  (await lockedAccount(tx, customer))?.customer === customer;

/**
 * Records what money did, once. What happened has happened: where the account refuses the fact, it is kept with the reason
 * for somebody to look at, and holds up nothing else. Where invoices must be issued first it waits, and what comes after it
 * for the same customer waits behind it. The caller holds the customer.
 */
export async function recordEffect(
  tx: Tx,
  books: MoneyBooks,
  { id, source, fact }: MoneyNews,
  now: Instant,
): Promise<void> {
  if (await isKnownEffect(tx, id)) return;
  const { customer } = fact;
  const waits = await hasWaitingEffects(tx, customer);
  const told = waits ? undefined : await tell(tx, books, fact);
  const state = told === undefined || isBehind(told.result) ? "waiting" : stateOf(told.result);
  await addEffect(tx, {
    id,
    customer,
    source,
    recordedAt: now,
    state,
    effect: JSON.stringify(told?.fact ?? fact),
    faults: told === undefined ? null : faultsText(told.result),
  });
}

/** Tells accounts what had to wait for their invoices, in the order in which it was learned; what still waits, waits. */
export async function recordWaiting(
  tx: Tx,
  books: MoneyBooks,
  customer: string,
  now: Instant,
): Promise<void> {
  if (!(await holdCustomer(tx, customer))) return;
  for (const waiting of await waitingEffects(tx, customer)) {
    const { result } = await tell(tx, books, JSON.parse(waiting.effect) as MoneyFact);
    if (isBehind(result)) return;
    if (result.ok) await acceptEffect(tx, waiting.id, now);
    else await refuseEffect(tx, waiting.id, JSON.stringify(result.faults));
  }
}

/**
 * Records what somebody wants done with money, once; nothing where the account refuses it. The caller holds the customer.
 */
export async function recordWish(
  tx: Tx,
  books: MoneyBooks,
  { id, source, fact }: MoneyNews,
  now: Instant,
): Promise<Result<void>> {
  if (await isKnownEffect(tx, id)) return ok(undefined);
  const recorded = await books.record(tx, fact);
  if (!recorded.ok) return recorded;
  const effect = JSON.stringify(fact);
  const { customer } = fact;
  await addEffect(tx, {
    id,
    customer,
    source,
    recordedAt: now,
    state: "recorded",
    effect,
    faults: null,
  });
  return ok(undefined);
}

/** Tells an account again what it refused before. The caller holds the customer. */
export async function recordAgain(
  tx: Tx,
  books: MoneyBooks,
  id: string,
  now: Instant,
): Promise<Result<void>> {
  const kept = await findEffect(tx, id);
  assert(kept !== undefined, `there is an effect ${id}`);
  if (kept.state === "recorded") return ok(undefined);
  const { result } = await tell(tx, books, JSON.parse(kept.effect) as MoneyFact);
  if (result.ok) await acceptEffect(tx, id, now);
  return result;
}

/** A refund that has left is recorded also where the credit it was to come from is gone: then what it paid is owed again. */
async function tell(
  tx: Tx,
  books: MoneyBooks,
  fact: MoneyFact,
): Promise<{ readonly fact: MoneyFact; readonly result: Result<void> }> {
  const result = await books.record(tx, fact);
  if (result.ok || fact.fact !== "refund" || !needsReopen(result)) return { fact, result };
  const reopening: MoneyFact = { ...fact, reopen: "last" };
  return { fact: reopening, result: await books.record(tx, reopening) };
}

const needsReopen = (result: Result<unknown>): boolean =>
  !result.ok && result.faults.some(({ code }) => code === "refund-needs-reopen");

const stateOf = (result: Result<unknown>) => (result.ok ? "recorded" : "refused");

const faultsText = (result: Result<unknown>): string | null =>
  result.ok ? null : JSON.stringify(result.faults);

const followedAtOnce = 1_000;

/**
 * Brings what is open of invoices up to date over all customers: an item for each that was issued, and, once there is one of every
 * invoice, what accounts say of those whose money moved. Does some of it, and answers whether more is left.
 */
export async function followSomeMoney(tx: Tx): Promise<boolean> {
  if ((await followDocuments(tx, followedAtOnce)) === followedAtOnce) return true;
  const stale = await takeStaleCustomers(tx, followedAtOnce);
  for (const { account } of await storedAccounts(tx, stale))
    if (account.receivables !== null) await saveOpen(tx, account.receivables.items);
  return stale.length === followedAtOnce;
}

/** Does all of it. */
export async function followMoney(tx: Tx): Promise<void> {
  while (await followSomeMoney(tx));
}
