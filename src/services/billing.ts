import type { Account } from "../account/account.ts";
import { nextDueGroup } from "../account/due.ts";
import type { Invoice } from "../account/invoice.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { step } from "../account/step.ts";
import { expectOk } from "../fault/fault.ts";
import { type ClaimedAccount, claimDue, parkAccount, saveAccounts } from "../store/accounts.ts";
import { writeInvoices } from "../store/invoices.ts";
import { findLateUsage } from "../store/late-usage.ts";
import type { Tx } from "../store/tenant.ts";
import { aggregateUsage } from "../store/usage-aggregate.ts";
import type { Instant } from "../time/instant.ts";
import { type DueAccount, fetchUsage } from "./usage-answers.ts";

/** Accounts billed in one transaction. */
const accountsPerRun = 500;

/** An account that could not be billed, and why: it is parked, and the others go on. */
export interface Parked {
  readonly customer: string;
  readonly reason: string;
}

/** What one transaction of billing did. */
export interface BillingRun {
  readonly invoices: number;
  readonly parked: readonly Parked[];
  /** Whether more may be due. */
  readonly more: boolean;
  /** The turn of the last invoice; absent where there was none. */
  readonly last?: Turn;
}

/** A place in the order in which invoices are numbered: by time, then customer. */
export interface Turn {
  readonly at: Instant;
  readonly customer: string;
}

/** Negative where the left turn comes first; zero for several invoices of one account at one instant. */
export function compareTurns(left: Turn, right: Turn): number {
  if (left.at !== right.at) return left.at - right.at;
  if (left.customer === right.customer) return 0;
  return left.customer < right.customer ? -1 : 1;
}

const notAfter = (left: Turn, right: Turn): boolean => compareTurns(left, right) <= 0;

/**
 * Bills the accounts that are due first, in one transaction: their invoices, the numbers these take, and the accounts'
 * next state are one commit, so a crash leaves all of it or none.
 *
 * Accounts are claimed in the order of (due, customer) and each is stepped as far as the last one claimed, so that numbers
 * are given in order of issue even when an account is several periods behind.
 */
export async function billSome(tx: Tx, books: PriceBooks, now: Instant): Promise<BillingRun> {
  const claimed = await claimDue(tx, accountsPerRun, now);
  const last = claimed.at(-1);
  if (last === undefined) return { invoices: 0, parked: [], more: false };
  const full = claimed.length === accountsPerRun;
  const horizon: Turn = full
    ? { at: last.nextDue, customer: last.customer }
    : { at: now, customer: "\u{10ffff}" };
  const outcome = await stepAll(tx, claimed, books, horizon);
  outcome.issued.sort((left, right) => compareTurns(left.turn, right.turn));
  await writeInvoices(
    tx,
    books.current.series,
    outcome.issued.map(({ invoice }) => invoice),
  );
  await saveAccounts(tx, outcome.saved);
  for (const { customer, reason } of outcome.parked) await parkAccount(tx, customer, reason, now);
  const lastIssued = outcome.issued.at(-1)?.turn;
  return {
    invoices: outcome.issued.length,
    parked: outcome.parked,
    more: full || outcome.saved.length > 0,
    ...(lastIssued === undefined ? {} : { last: lastIssued }),
  };
}

interface Issued {
  readonly turn: Turn;
  readonly invoice: Invoice;
}

interface Outcome {
  readonly issued: Issued[];
  readonly saved: (ClaimedAccount & {
    readonly account: Account;
    readonly due: Instant | undefined;
  })[];
  readonly parked: Parked[];
}

interface Running {
  readonly claimed: ClaimedAccount;
  readonly account: Account;
  readonly due: Instant | undefined;
}

/** Steps every account up to the horizon, round by round: one fetch of usage serves all accounts of a round. */
async function stepAll(
  tx: Tx,
  claimed: readonly ClaimedAccount[],
  books: PriceBooks,
  horizon: Turn,
): Promise<Outcome> {
  const outcome: Outcome = { issued: [], saved: [], parked: [] };
  let running: Running[] = claimed.map((one) => ({
    claimed: one,
    account: one.account,
    due: one.nextDue,
  }));
  while (running.length > 0) {
    const due = running.flatMap((one) => dueOn(one, books));
    const usage = await fetchUsage(
      due,
      (queries) => aggregateUsage(tx, queries),
      (probes) => findLateUsage(tx, probes),
    );
    running = running.flatMap((one): Running[] => {
      const next = stepOne(one, books, usage, outcome);
      if (next === undefined) return [];
      const turn = { at: next.due ?? Number.POSITIVE_INFINITY, customer: one.claimed.customer };
      if (notAfter(turn, horizon)) return [next];
      outcome.saved.push({ ...one.claimed, account: next.account, due: next.due });
      return [];
    });
  }
  return outcome;
}

/** What is due on an account; an account whose due items cannot be told is parked when it is stepped. */
function dueOn({ account }: Running, books: PriceBooks): DueAccount[] {
  try {
    const group = nextDueGroup(account, books);
    return group === undefined ? [] : [{ account, group }];
  } catch {
    return [];
  }
}

/** The account after its next invoice; nothing where it had to be parked. */
function stepOne(
  one: Running,
  books: PriceBooks,
  usage: Parameters<typeof step>[3],
  outcome: Outcome,
): Running | undefined {
  const { customer } = one.claimed;
  const at = one.due ?? 0;
  try {
    const stepped = step(one.account, { kind: "tick", now: at }, books, usage);
    const { account, documents, nextDue } = expectOk(stepped);
    for (const invoice of documents) outcome.issued.push({ turn: { at, customer }, invoice });
    return { claimed: one.claimed, account, due: nextDue };
  } catch (error) {
    // An account that breaks an invariant is parked whole: what it issued in this run is taken back with it.
    const kept = outcome.issued.filter((issued) => issued.turn.customer !== customer);
    outcome.issued.splice(0, outcome.issued.length, ...kept);
    outcome.parked.push({
      customer,
      reason: error instanceof Error ? error.message : String(error),
    });
    return undefined;
  }
}
