import { assert, ok, type Result } from "../../fault/fault.ts";
import type { Receivables } from "../../receivable/receivables.ts";
import { lockedAccount } from "../../store/accounts.ts";
import { followDocuments, saveOpenItems } from "../../store/open-items.ts";
import {
  acceptEffect,
  addEffect,
  customersWithEffects,
  findEffect,
  knownEffects,
} from "../../store/payment-effects.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import { type MoneyFact, receivablesOfMany, recordMoneyFacts } from "../money-facts.ts";

/** What happened to a customer's money, and where it was learned. */
export interface MoneyNews {
  readonly customer: string;
  /** An intent, a line of a statement, a receipt: for whoever asks where a payment came from. */
  readonly source: string;
  readonly facts: readonly MoneyFact[];
}

/** Locks what belongs to a customer's money until the transaction ends; false where there is no such customer. */
export const holdCustomer = async (tx: Tx, customer: string): Promise<boolean> =>
  (await lockedAccount(tx, customer)) !== undefined;

/**
 * Records what money did, each fact once. What happened has happened, so a fact that the account refuses is kept with the
 * reason, for somebody to look at, and does not hold up what else is to be saved. The caller holds the customer.
 */
export async function recordEffects(tx: Tx, news: MoneyNews, now: Instant): Promise<void> {
  const { customer, source } = news;
  const fresh = await newFacts(tx, news.facts);
  for (const fact of fresh) {
    const recorded = await recordMoneyFacts(tx, customer, [fact], now);
    await addEffect(tx, {
      id: fact.id,
      customer,
      source,
      at: timeOf(fact, now),
      recordedAt: now,
      state: recorded.ok ? "recorded" : "refused",
      effect: JSON.stringify(fact),
      faults: recorded.ok ? null : JSON.stringify(recorded.faults),
    });
    if (recorded.ok) await saveOpen(tx, customer, recorded.value);
  }
}

/**
 * Records what somebody wants done with money: all of it, or nothing where the account refuses a part. Facts that are
 * recorded already are passed over. The caller holds the customer.
 */
export async function recordWish(tx: Tx, news: MoneyNews, now: Instant): Promise<Result<void>> {
  const { customer, source } = news;
  const fresh = await newFacts(tx, news.facts);
  if (fresh.length === 0) return ok(undefined);
  const recorded = await recordMoneyFacts(tx, customer, fresh, now);
  if (!recorded.ok) return recorded;
  for (const fact of fresh)
    await addEffect(tx, {
      id: fact.id,
      customer,
      source,
      at: timeOf(fact, now),
      recordedAt: now,
      state: "recorded",
      effect: JSON.stringify(fact),
      faults: null,
    });
  await saveOpen(tx, customer, recorded.value);
  return ok(undefined);
}

/** Tells an account again what it refused before. The caller holds the customer. */
export async function recordAgain(tx: Tx, id: string, now: Instant): Promise<Result<void>> {
  const kept = await findEffect(tx, id);
  assert(kept !== undefined, `there is an effect ${id}`);
  if (kept.state === "recorded") return ok(undefined);
  const fact = JSON.parse(kept.effect) as MoneyFact;
  const recorded = await recordMoneyFacts(tx, kept.customer, [fact], now);
  if (!recorded.ok) return recorded;
  await acceptEffect(tx, id, now);
  await saveOpen(tx, kept.customer, recorded.value);
  return ok(undefined);
}

const followedAtOnce = 1_000;

/** Opens items for all that was issued, so that what is open can be looked up over all customers. */
export async function followIssued(tx: Tx): Promise<void> {
  for (;;) {
    const followed = await followDocuments(tx, followedAtOnce);
    if (followed.length === 0) return;
    const payers = await customersWithEffects(
      tx,
      followed.map(({ customer }) => customer),
    );
    // Who has never paid nor been credited anything owes what its invoices say.
    const others = followed.filter(({ customer, notes }) => notes || payers.has(customer));
    const states = await receivablesOfMany(
      tx,
      others.map(({ customer }) => customer),
    );
    for (const [customer, own] of states) await saveOpen(tx, customer, own);
    if (followed.reduce((sum, { documents }) => sum + documents, 0) < followedAtOnce) return;
  }
}

async function newFacts(tx: Tx, facts: readonly MoneyFact[]): Promise<readonly MoneyFact[]> {
  if (facts.length === 0) return facts;
  const known = await knownEffects(
    tx,
    facts.map(({ id }) => id),
  );
  return facts.filter(({ id }) => !known.has(id));
}

/** When it happened, where the fact says so. */
const timeOf = ({ command }: MoneyFact, now: Instant): Instant =>
  command.kind === "receive-payment" ? (command.receivedAt ?? now) : now;

async function saveOpen(tx: Tx, customer: string, states: readonly Receivables[]): Promise<void> {
  for (const { currency, items } of states) await saveOpenItems(tx, customer, currency, items);
}
