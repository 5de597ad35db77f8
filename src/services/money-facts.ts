import type { MoneyFact } from "../account/money-fact.ts";
import { receivablesOf } from "../account/owed.ts";
import { ok, type Result } from "../fault/fault.ts";
import type { Receivables } from "../receivable/receivables.ts";
import { accountStanding } from "../store/accounts.ts";
import { lastBilled } from "../store/billing-places.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { behind, type FactTimes } from "./fact-times.ts";
import type { ModelLibrary } from "./model-library.ts";
import { recordFact } from "./record-fact.ts";

/** What payments tell accounts, and what they ask them: the one way from a provider's money to a customer's. */
export interface MoneyBooks {
  /**
   * Tells an account what happened to its money, in the caller's transaction. The same fact again changes nothing. Refuses
   * what the account refuses, and `billing-behind` while invoices from before are still being issued.
   */
  readonly record: (tx: Tx, fact: MoneyFact) => Promise<Result<void>>;
  /** What a customer owes and has paid, by the ids of its invoices; undefined where there is no account or no model. */
  readonly owedBy: (tx: Tx, customer: string) => Promise<Receivables | undefined>;
  /** Does work in which accounts may be told something: a run of billing waits for it. */
  readonly recording: <T>(tenant: string, work: () => Promise<T>) => Promise<T>;
  /** Lets nobody bill the tenant until the transaction ends; asked in it before any account is locked. */
  readonly holdBilling: (tx: Tx) => Promise<void>;
  /** When what is told now of no customer becomes known. */
  readonly now: (tx: Tx) => Promise<Instant>;
  /** Issues what is due, so that nothing is behind. */
  readonly catchUp: () => Promise<unknown>;
}

/** The books of a server's accounts. */
export const accountBooks = (
  library: ModelLibrary,
  times: FactTimes,
  catchUp: () => Promise<unknown>,
): MoneyBooks => {
  const knownSince = async (tx: Tx, customer: string): Promise<Instant> =>
    behind(await lastBilled(tx), { at: times.now(tx.tenant, customer), customer });
  return {
    record: async (tx, fact) => {
      const at = await knownSince(tx, fact.customer);
      const recorded = await recordFact(tx, fact, await library.of(tx), at);
      return recorded.ok ? ok(undefined) : recorded;
    },
    owedBy: async (tx, customer) => {
      const held = await accountStanding(tx, customer);
      const book = (await library.of(tx))?.books.current;
      return held === undefined || book === undefined
        ? undefined
        : receivablesOf(held.account, book);
    },
    holdBilling: async (tx) => {
      await lastBilled(tx);
    },
    now: (tx) => knownSince(tx, ""),
    // No customer is known before the work has read some: when its facts become known is asked for each.
    recording: (tenant, work) => times.recording(tenant, "", work),
    catchUp,
  };
};

/** Whether somebody must only wait for billing. */
export const isBehind = (result: Result<unknown>): boolean =>
  !result.ok && result.faults.some(({ code }) => code === "billing-behind");

/** Does a use case again, a few times, where billing has to come first. */
export async function afterBilling<T>(
  books: MoneyBooks,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  let answer = await work();
  for (let more = attemptsMax; more > 0 && isBehind(answer); more -= 1) {
    await books.catchUp();
    answer = await work();
  }
  return answer;
}

/** Something may fall due again between a run of billing and the next attempt. */
const attemptsMax = 3;
