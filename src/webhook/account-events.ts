import type { Account } from "../account/account.ts";
import type { DunningNotice } from "../account/dun-account.ts";
import type { AccountFact } from "../account/fact.ts";
import { amountDue, type Invoice } from "../account/invoice.ts";
import type { AccountMovement } from "../account/step.ts";
import { assert } from "../fault/fault.ts";
import type { OpenItem, Receivables } from "../receivable/receivables.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { type EventDraft, namedEvent, type OutgoingEvent, type Sha256 } from "./event.ts";
import type { DocumentData, DunningData, InvoiceStanding } from "./event-data.ts";
import { eventTypeOfFact, factData } from "./fact-events.ts";
import { creditsRunLow } from "./low-credits.ts";
import { documentName, movementNews, type NumberOf } from "./movement-events.ts";

/** A step of an account: what it was told, if anything, and what that did. */
export interface AccountStep {
  /** When, in the account's life. UTC. */
  readonly at: Instant;
  readonly before: Account;
  readonly after: Account;
  /** Absent where only time passed. */
  readonly fact?: AccountFact;
  /** With their numbers. */
  readonly documents: readonly Invoice[];
  readonly movements: readonly AccountMovement[];
  readonly notices: readonly DunningNotice[];
}

/**
 * The events that follow from a step of an account, in the order in which they are sent: what was told, the documents, the
 * money, what became of invoices, dunning, credits. The same step gives the same events, ids included.
 */
export function accountEvents(
  step: AccountStep,
  numberOf: NumberOf,
  sha256: Sha256,
): readonly OutgoingEvent[] {
  const account = step.after.customer.id;
  const own = new Map(step.documents.map(({ id, number }) => [id, number ?? id]));
  const named: NumberOf = (id) => own.get(id) ?? numberOf(id);
  const drafts: readonly Omit<EventDraft, "account" | "at">[] = [
    ...toldBy(step),
    ...step.documents.map((document) => issued(document, named)),
    ...moved(step, named),
    ...settled(step, named),
    ...step.notices.map((notice) => dunned(notice, step.after, named)),
    ...creditsRunLow(step.before, step.after, step.at).map((data) => ({
      type: "credits.low" as const,
      key: `${account}/${data.currency}/${data.credit ?? ""}/${step.at}/${step.after.moved}`,
      data,
    })),
  ];
  return drafts.map((draft) => namedEvent({ ...draft, account, at: step.at }, sha256));
}

type Draft = Omit<EventDraft, "account" | "at">;

function toldBy({ fact, at }: AccountStep): readonly Draft[] {
  const type = fact === undefined ? undefined : eventTypeOfFact(fact.fact);
  if (fact === undefined || type === undefined) return [];
  // A customer is told of again and again under one id.
  const version = fact.fact === "customer" ? `@${formatInstant(at)}` : "";
  return [{ type, key: `${fact.id}${version}`, data: factData(fact, at) }];
}

function issued(document: Invoice, numberOf: NumberOf): Draft {
  const { id, number, customer, customerName, currency, corrects, reason } = document;
  const { subtotal, discount, tax, total, issuedAt, dueAt, model, lines } = document;
  const data: DocumentData = {
    id,
    number: number ?? id,
    customer,
    customerName,
    currency,
    subtotal,
    discount,
    tax,
    total,
    due: amountDue(document),
    issuedAt,
    dueAt,
    model,
    lines: lines.length,
    ...(corrects === undefined
      ? {}
      : { corrects: corrects.map((one) => documentName(one, numberOf)) }),
    ...(reason === undefined ? {} : { reason }),
  };
  const type = document.kind === "invoice" ? "invoice.issued" : "credit_note.issued";
  return { type, key: id, data };
}

const moved = ({ movements, after }: AccountStep, numberOf: NumberOf): readonly Draft[] =>
  movements.flatMap((movement, index) => {
    const news = movementNews(movement, numberOf);
    if (news === undefined) return [];
    // The account counts its movements, so a place is one movement's for ever.
    const place = after.moved - movements.length + index + 1;
    return [{ ...news, key: `${after.customer.id}/${place}` }];
  });

/** What became of invoices: those that nothing is open of any more, and those that are owed again. */
function settled({ before, after, at }: AccountStep, numberOf: NumberOf): readonly Draft[] {
  const { receivables } = after;
  if (receivables === null || receivables === before.receivables) return [];
  const known = new Map(before.receivables?.items.map((item) => [item.id, item]));
  return receivables.items.flatMap((item) => {
    const was = known.get(item.id);
    if (item === was) return [];
    const wasClosed = was !== undefined && was.closedAt !== null;
    const isClosed = item.closedAt !== null;
    if (wasClosed === isClosed) return [];
    if (isClosed && isGivenUp(receivables, item)) return [];
    const data = standingOf(item, receivables, numberOf);
    const type = isClosed ? "invoice.paid" : "invoice.reopened";
    return [{ type, key: `${item.id}@${at}/${after.moved}`, data } as const];
  });
}

/** Whether a part of what closed an invoice is a write-off, which has an event of its own. */
const isGivenUp = ({ settlements }: Receivables, { id, invoice }: OpenItem): boolean =>
  settlements.some(
    ({ kind, applications }) =>
      kind === "write-off" &&
      applications.some((one) => one.invoice === invoice || one.invoice === id),
  );

const standingOf = (
  { id, total, open, issuedAt, dueAt }: OpenItem,
  { customer, currency }: Receivables,
  numberOf: NumberOf,
): InvoiceStanding => ({
  ...documentName(id, numberOf),
  customer,
  currency,
  total,
  open,
  issuedAt: formatInstant(issuedAt),
  dueAt: formatInstant(dueAt),
});

function dunned(notice: DunningNotice, { receivables }: Account, numberOf: NumberOf): Draft {
  assert(receivables !== null, "who is dunned owes something");
  const { id, customer, action, afterDueDays, template, total, invoices } = notice;
  const data: DunningData = {
    id,
    customer,
    currency: receivables.currency,
    action,
    afterDueDays,
    ...(template === undefined ? {} : { template }),
    total,
    invoices: invoices.map(({ invoice, open }) => ({
      ...documentName(invoice, numberOf),
      amount: open,
    })),
  };
  return { type: "dunning.step_taken", key: id, data };
}

/** Invoices that are due after one instant and by another, and not paid at `now`. */
export function overdueEvents(
  { customer, receivables }: Account,
  { after, until }: { readonly after: Instant; readonly until: Instant },
  now: Instant,
  numberOf: NumberOf,
): readonly EventDraft[] {
  if (receivables === null) return [];
  return receivables.items
    .filter(({ closedAt, dueAt }) => closedAt === null && dueAt > after && dueAt <= until)
    .map((item) => ({
      type: "invoice.overdue",
      key: `${item.id}@${item.dueAt}`,
      account: customer.id,
      at: now,
      data: standingOf(item, receivables, numberOf),
    }));
}
