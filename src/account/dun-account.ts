import { ok, type Result } from "../fault/fault.ts";
import type { DunningPolicy } from "../model/dunning.ts";
import { type DunningTask, dun, nextDunningAt } from "../receivable/dunning.ts";
import { moveReceivables } from "../receivable/move.ts";
import type { Movement } from "../receivable/movement.ts";
import type { Receivables } from "../receivable/receivables.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Account, FeeState } from "./account.ts";
import { withReceivables } from "./owed.ts";
import type { PriceBook } from "./price-book.ts";

/**
 * That a customer has come to a step of the dunning policy: what is to be told and done. The account itself suspends, charges
 * the fee and writes off; to cancel is a fact that somebody tells, for it ends service.
 */
export interface DunningNotice extends DunningTask {
  readonly kind: "dunning";
  /** `acme/dunning/3`: the account's own count. */
  readonly id: string;
  readonly customer: string;
  /** RFC 3339 UTC. */
  readonly at: string;
}

/** An account after dunning. */
export interface Dunned {
  readonly account: Account;
  readonly notices: readonly DunningNotice[];
  readonly movements: readonly Movement[];
}

/** When the account has a step of dunning to take; undefined while nothing is coming. UTC. */
export function nextNoticeAt(
  { receivables, moneyToldAt }: Account,
  book: PriceBook,
): Instant | undefined {
  const policy = book.model.payment?.dunning;
  if (receivables === null || policy === undefined) return undefined;
  const at = nextDunningAt(receivables, policy);
  // What is told late can make a step due that lies behind; it is taken as soon as that is known.
  return at === undefined ? undefined : Math.max(at, moneyToldAt ?? at);
}

/** Takes the steps that are due at a moment. */
export function dunAccount(
  account: Account,
  policy: DunningPolicy,
  now: Instant,
  book: PriceBook,
): Result<Dunned> {
  const { receivables } = account;
  if (receivables === null) return ok({ account, notices: [], movements: [] });
  const dunned = dun(receivables, policy, now);
  let after = { ...account, receivables: dunned.state };
  const notices: DunningNotice[] = [];
  const movements: Movement[] = [];
  for (const task of dunned.tasks) {
    const noticed = after.noticed + 1;
    const notice: DunningNotice = {
      kind: "dunning",
      id: `${account.customer.id}/dunning/${noticed}`,
      customer: account.customer.id,
      at: formatInstant(now),
      ...task,
    };
    notices.push(notice);
    after = { ...after, noticed, ...feeOf(after, notice, now, book) };
    if (task.action === "suspend")
      after = { ...after, suspendedSince: after.suspendedSince ?? now };
    if (task.action !== "write-off") continue;
    const written = writtenOff(after.receivables, notice, now);
    if (!written.ok) return written;
    after = withReceivables(after, written.value.state, now) as typeof after;
    movements.push(...written.value.movements);
  }
  return ok({ account: after, notices, movements });
}

function feeOf(
  { fees }: Account,
  { id, fee, afterDueDays, invoices: late }: DunningNotice,
  now: Instant,
  book: PriceBook,
): { readonly fees: readonly FeeState[] } {
  if (fee === undefined) return { fees };
  const invoices = late.map(({ invoice }) => invoice);
  const owed = { id, amount: fee, afterDueDays, invoices, knownSince: now, model: book.id };
  return { fees: [...fees, owed] };
}

function writtenOff(
  receivables: Receivables,
  { id, invoices }: DunningNotice,
  now: Instant,
): Result<{ readonly state: Receivables; readonly movements: readonly Movement[] }> {
  let state = receivables;
  const movements: Movement[] = [];
  for (const { invoice, open } of invoices) {
    const moved = moveReceivables(
      state,
      { kind: "write-off", id: `${id}/${invoice}`, invoice, amount: open },
      now,
    );
    if (!moved.ok) return moved;
    state = moved.value.state;
    movements.push(...moved.value.movements);
  }
  return ok({ state, movements });
}

/** The account with its suspension lifted where nothing is owed any more that led to one. */
export function liftSuspension(account: Account, policy: DunningPolicy | undefined): Account {
  const { suspendedSince, receivables } = account;
  if (suspendedSince === null || receivables === null) return account;
  const suspends = new Set(
    policy?.steps.filter(({ action }) => action === "suspend").map((step) => step.afterDueDays),
  );
  const stays = receivables.items.some(
    ({ closedAt, dunning }) =>
      closedAt === null && dunning.taken.some(({ afterDueDays }) => suspends.has(afterDueDays)),
  );
  return stays ? account : { ...account, suspendedSince: null };
}
