import type { Account } from "../account/account.ts";
import { booksOf } from "../account/customer-books.ts";
import { type DueGroup, nextGroup } from "../account/due.ts";
import type { Invoice } from "../account/invoice.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { soundStep } from "../account/sound-step.ts";
import { nextDueOf } from "../account/step.ts";
import { isUsageCheck } from "../account/usage-check.ts";
import { noUsage, type UsageView } from "../account/usage-view.ts";
import { ok, type Result, refuse } from "../fault/fault.ts";
import type { SettlesUsage } from "../store/event-store.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { fetchUsage } from "./usage-answers.ts";

/** Turns of an account taken at most, most of which come to no document. */
export const turnsMax = 2_000;

/** An account, and the drafts of what it issued on the way. */
export interface Issued {
  readonly account: Account;
  readonly documents: readonly Invoice[];
}

/** How far to look ahead. */
export interface LookAhead {
  /** From when: usage is what is known now, and nothing comes in later. */
  readonly at: Instant;
  /** What is due by this instant has its turn. */
  readonly until: Instant;
  /** No turn is taken once there are so many documents. */
  readonly documentsMax: number;
  readonly events: SettlesUsage;
}

/**
 * The account after everything that falls due until an instant, and what it issued on the way. Credits that expire, breaches that
 * are made good and steps of dunning have their turns too, as they may come to a document. Refuses `preview-too-long`, and what
 * a turn refuses.
 */
export async function issuedAhead(
  tx: Tx,
  from: Account,
  books: PriceBooks,
  { at, until, documentsMax, events }: LookAhead,
  before: readonly Invoice[] = [],
): Promise<Result<Issued>> {
  const documents = [...before];
  let account = from;
  for (let turns = 0; ; turns += 1) {
    const now = nextDueOf(account, booksOf(books, account.customer));
    if (now === undefined || now > until) return ok({ account, documents });
    if (documents.length >= documentsMax || turns >= turnsMax)
      return refuse({
        code: "preview-too-long",
        path: "/until",
        message: `there would be more than ${documentsMax} documents by then`,
        value: formatInstant(until),
        suggestion: "look less far ahead",
      });
    const turn = await turnAhead(tx, account, books, { at, now, events });
    if (!turn.ok) return turn;
    account = turn.value.account;
    documents.push(...turn.value.documents);
  }
}

/** When a turn is taken, and when the usage is that is known. */
export interface TurnAhead {
  readonly at: Instant;
  readonly now: Instant;
  readonly events: SettlesUsage;
  /** Which usage it is billed with; what is known where absent. */
  readonly asIf?: (known: UsageView) => UsageView;
}

/** The account after the turn that it has at an instant, `now`, with the usage that is known at another, and the drafts of what it issued. */
export async function turnAhead(
  tx: Tx,
  account: Account,
  books: PriceBooks,
  { at, now, events, asIf = (known) => known }: TurnAhead,
): Promise<Result<Issued>> {
  const group = nextGroup(account, booksOf(books, account.customer));
  const waits = group === undefined || group.cutoff > now;
  const usage = waits ? noUsage : asIf(await usageOf(tx, account, group, at, events));
  const stepped = soundStep(account, { kind: "tick", now }, books, usage);
  if (!stepped.ok) return stepped;
  const documents = stepped.value.documents.map((one) => ({ ...one, status: "draft" as const }));
  return ok({ account: stepped.value.account, documents });
}

/** The usage that a group asks for; of a look at what came in after the look ahead begins, which is nothing, nobody is asked. */
async function usageOf(
  tx: Tx,
  account: Account,
  group: DueGroup,
  at: Instant,
  events: SettlesUsage,
): Promise<UsageView> {
  if (isUsageCheck(group) && (account.usageCheckedAt ?? 0) > at) return noUsage;
  const usage = await events.settle(tx, at);
  return fetchUsage([{ account, group }], usage.aggregate, usage.findLate);
}
