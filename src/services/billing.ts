import type { Account } from "../account/account.ts";
import type { Invoice } from "../account/invoice.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { soundStep } from "../account/sound-step.ts";
import type { UsageView } from "../account/usage-view.ts";
import { type ReachedCommitment, reachedCommitments } from "../entitlement/reached-commitments.ts";
import { describeFault } from "../fault/fault.ts";
import { addMoneyMoved, type MoneyMoved } from "../store/account-movements.ts";
import {
  type AccountSave,
  type ClaimedAccount,
  claimDue,
  saveAccounts,
} from "../store/accounts.ts";
import type { BillingPlace } from "../store/billing-places.ts";
import type { SettledUsage, SettlesUsage } from "../store/event-store.ts";
import { type OpenSeries, openSeries } from "../store/invoices.ts";
import type { Tx } from "../store/tenant.ts";
import { isAnyoneTold } from "../store/webhook-outbox.ts";
import type { Instant } from "../time/instant.ts";
import type { AccountStep } from "../webhook/account-events.ts";
import { type CreditStep, keepLowCredits, movesCredits } from "./entitlements/credit-alerts.ts";
import { keepReachedCommitments } from "./entitlements/keep-alert.ts";
import { park } from "./parking.ts";
import { tellableTurn } from "./tellable-invoice.ts";
import { type DueAccount, fetchUsage } from "./usage-answers.ts";
import { keepSteps } from "./webhooks/tell-events.ts";

/** Accounts billed in one transaction: they stay locked for some tenths of a second. */
const accountsPerRun = 2_000;

/** Accounts read, billed and written by the same few statements: what is in memory at once. */
const accountsPerBatch = 100;

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

/** When an account has its turn to be billed. */
export type Turn = BillingPlace;

/** Negative where the left turn comes first; zero for several invoices of one account at one instant. */
export function compareTurns(left: Turn, right: Turn): number {
  if (left.at !== right.at) return left.at - right.at;
  if (left.customer === right.customer) return 0;
  return left.customer < right.customer ? -1 : 1;
}

/** A run under way: what it works with, and what it has done. */
interface Run {
  readonly tx: Tx;
  readonly books: PriceBooks;
  readonly now: Instant;
  readonly series: OpenSeries;
  readonly settled: SettledUsage;
  /** Whether anybody is told of what happens. */
  readonly tells: boolean;
  readonly parked: Parked[];
  /** Turns that were had; an account that is several periods behind has several. */
  turns: number;
  invoices: number;
  last: Turn | undefined;
}

/**
 * Bills the accounts that are due first, in one transaction: their invoices, the numbers these take, and the accounts'
 * next state are one commit, so a crash leaves all of it or none.
 *
 * Accounts have their turns in the order of (due, customer), one invoice each, so that numbers are given in order of
 * issue. One that is due again before others had their turn ends the round: the next round claims it in its place.
 */
export async function billSome(
  tx: Tx,
  books: PriceBooks,
  now: Instant,
  events: SettlesUsage,
): Promise<BillingRun> {
  let claimed = await claimDue(tx, accountsPerRun, now);
  if (claimed.length === 0) return { invoices: 0, parked: [], more: false };
  const [series, settled, tells] = await Promise.all([
    openSeries(tx, books.current.series),
    events.settle(tx, now),
    isAnyoneTold(tx),
  ]);
  const parked: Parked[] = [];
  const counts = { turns: 0, invoices: 0, last: undefined };
  const run: Run = { tx, books, now, series, settled, tells, parked, ...counts };
  while (claimed.length > 0) {
    await billRound(run, claimed);
    const left = accountsPerRun - run.turns;
    claimed = left > 0 ? await claimDue(tx, left, now) : [];
  }
  await series.close();
  const { turns, invoices, last } = run;
  const more = turns >= accountsPerRun;
  return { invoices, parked, more, ...(last === undefined ? {} : { last }) };
}

/** Bills the claimed accounts, batch by batch; the database reads and writes one while another is billed here. */
async function billRound(run: Run, claimed: readonly ClaimedAccount[]): Promise<void> {
  // An account that changed while its lock was waited for comes in the place that it had before.
  const inTurn = [...claimed].sort((left, right) => compareTurns(turnOf(left), turnOf(right)));
  const batchAt = (from: number) =>
    heard(openBatch(run, inTurn.slice(from, from + accountsPerBatch)));
  let horizon: Turn | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  let next = batchAt(0);
  for (let from = 0; from < inTurn.length; from += accountsPerBatch) {
    const batch = await next.catch(async (error) => {
      // Where the writing before it failed, that is why.
      await writing;
      throw error;
    });
    // Asked before this batch is written, so that the answer is there when the writing begins.
    next = batchAt(from + accountsPerBatch);
    const billed = billBatch(run, batch, horizon);
    horizon = billed.horizon;
    await writing;
    writing = heard(writeBatch(run, billed));
    if (billed.saves.length + billed.parked.length < batch.accounts.length) break;
  }
  await Promise.all([writing, next]);
}

const turnOf = ({ customer, nextDue }: ClaimedAccount): Turn => ({ at: nextDue, customer });

/** A promise that is waited for later; until then its failure is not one that nobody heard of. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

interface OpenAccount {
  readonly claimed: ClaimedAccount;
  readonly account: Account;
}

/** Accounts and the usage that their next invoices ask for. */
interface OpenBatch {
  readonly accounts: readonly OpenAccount[];
  readonly usage: UsageView;
}

async function openBatch(
  { books, settled }: Run,
  claimed: readonly ClaimedAccount[],
): Promise<OpenBatch> {
  const accounts = claimed.map((one) => ({ claimed: one, account: one.account() }));
  const usage = await fetchUsage(
    accounts.flatMap(({ account, claimed: { nextDue } }) => dueOn(account, books, nextDue)),
    settled.aggregate,
    settled.findLate,
    settled.customersWithLate,
  );
  return { accounts, usage };
}

/** What is due on an account; an account whose due items cannot be told is parked when it is stepped. */
function dueOn(account: Account, books: PriceBooks, at: Instant): DueAccount[] {
  const group = tellableTurn(account, books);
  return group === undefined || group.cutoff > at ? [] : [{ account, group }];
}

/** What became of the accounts of a batch; those that the round leaves to the next one are not among them. */
interface BilledBatch {
  readonly invoices: Invoice[];
  readonly saves: AccountSave[];
  readonly money: MoneyMoved[];
  /** What is told of; none where nobody is. */
  readonly steps: AccountStep[];
  readonly reached: ReachedCommitment[];
  readonly credited: CreditStep[];
  readonly parked: Parked[];
  readonly last: Turn | undefined;
  /** Where the round ends: the turn of an account that is due again. */
  readonly horizon: Turn | undefined;
}

function billBatch(
  { books, now, tells }: Run,
  { accounts, usage }: OpenBatch,
  before: Turn | undefined,
): BilledBatch {
  const invoices: Invoice[] = [];
  const saves: AccountSave[] = [];
  const money: MoneyMoved[] = [];
  const steps: AccountStep[] = [];
  const reached: ReachedCommitment[] = [];
  const credited: CreditStep[] = [];
  const parked: Parked[] = [];
  let last: Turn | undefined;
  let horizon = before;
  for (const { claimed, account } of accounts) {
    const { customer, version } = claimed;
    const turn = turnOf(claimed);
    if (horizon !== undefined && compareTurns(turn, horizon) > 0) break;
    const stepped = soundStep(account, { kind: "tick", now: turn.at }, books, usage);
    if (!stepped.ok) {
      // As it was before its turn.
      parked.push({ customer, reason: stepped.faults.map(describeFault).join("\n") });
      continue;
    }
    const { documents, movements, notices, nextDue } = stepped.value;
    const { moved } = stepped.value.account;
    saves.push({ customer, version, account: stepped.value.account, due: nextDue });
    invoices.push(...documents);
    reached.push(...reachedCommitments(account, stepped.value.account, books));
    if (movesCredits(account, stepped.value.account))
      credited.push({ at: turn.at, before: account, after: stepped.value.account });
    if (movements.length + notices.length > 0)
      money.push({ customer, at: turn.at, moved, movements, notices });
    if (tells) {
      const after = stepped.value.account;
      steps.push({ at: turn.at, before: account, after, documents, movements, notices });
    }
    if (documents.length + movements.length > 0) last = turn;
    if (nextDue !== undefined && nextDue <= now)
      horizon = earlier(horizon, { at: nextDue, customer });
  }
  return { invoices, saves, money, steps, reached, credited, parked, last, horizon };
}

const earlier = (left: Turn | undefined, right: Turn): Turn =>
  left !== undefined && compareTurns(left, right) <= 0 ? left : right;

/** Writes what became of a batch; everything is sent at once. */
async function writeBatch(run: Run, billed: BilledBatch): Promise<void> {
  const { tx, series, now } = run;
  const { invoices, saves, money, steps, reached, credited, parked } = billed;
  run.turns += saves.length + parked.length;
  run.invoices += invoices.length;
  run.parked.push(...parked);
  run.last = billed.last ?? run.last;
  await Promise.all([
    series.write(invoices).then((numbered) => tellBilled(tx, steps, numbered)),
    saveAccounts(tx, saves),
    addMoneyMoved(tx, money),
    keepReachedCommitments(tx, reached, now),
    keepLowCredits(tx, credited),
    ...parked.map(({ customer, reason }) => park(tx, customer, reason, now)),
  ]);
}

/** Tells of the steps with the numbers that their documents were given. */
async function tellBilled(
  tx: Tx,
  steps: readonly AccountStep[],
  numbered: readonly Invoice[],
): Promise<void> {
  if (steps.length === 0) return;
  const byId = new Map(numbered.map((document) => [document.id, document]));
  const told = steps.map((step) => ({
    ...step,
    documents: step.documents.map((draft) => byId.get(draft.id) ?? draft),
  }));
  await keepSteps(tx, told);
}
