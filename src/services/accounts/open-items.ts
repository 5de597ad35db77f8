import type { Account } from "../../account/account.ts";
import { receivablesOf } from "../../account/owed.ts";
import type { PriceBook } from "../../account/price-book.ts";
import type { DunningPolicy } from "../../model/dunning.ts";
import { type Decimal, decimalOf, isPositive, sum } from "../../money/decimal.ts";
import { nextSteps } from "../../receivable/dunning.ts";
import { dayOf } from "../../receivable/open-item.ts";
import { type OpenItem, type Receivables, statusOf } from "../../receivable/receivables.ts";
import { civilFromDays, formatCivilDate } from "../../time/calendar.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { DunningStepAnswer, OpenItemAnswer } from "./account-answers.ts";

/** An account's receivables and the dunning policy that holds for them. */
export interface Owing {
  readonly state: Receivables;
  readonly policy: DunningPolicy | undefined;
}

/** What an account owes by now: as it stands, or as every invoice that awaits its payment. */
export const owingOf = (account: Account, book: PriceBook): Owing => ({
  state: receivablesOf(account, book),
  policy: book.model.payment?.dunning,
});

/** How many local days an item is past its due day; 0 where nothing is open. */
export const daysOverdue = (state: Receivables, item: OpenItem, now: Instant): number =>
  item.closedAt === null ? Math.max(0, dayOf(state, now) - dayOf(state, item.dueAt)) : 0;

/** What is open of some items. */
export const openOf = (items: readonly OpenItem[]): Decimal =>
  sum(items.map(({ open }) => decimalOf(open)));

/** The items that are past their due day. */
export const overdueItems = (state: Receivables, now: Instant): readonly OpenItem[] =>
  state.items.filter((item) => daysOverdue(state, item, now) > 0);

/** Items as they are shown, those on which something is owed first; `numberOf` names invoices as people do. */
export function itemAnswers(
  { state, policy }: Owing,
  now: Instant,
  numberOf: (invoice: string) => string,
): readonly OpenItemAnswer[] {
  const next = policy === undefined ? new Map() : nextSteps(state, policy);
  const answers = state.items.map((item): OpenItemAnswer => {
    const { promisedUntil } = item.dunning;
    const coming = next.get(item.invoice);
    return {
      id: item.id,
      number: numberOf(item.id),
      issuedAt: formatInstant(item.issuedAt),
      dueAt: formatInstant(item.dueAt),
      total: item.total,
      open: item.open,
      status: statusOf(state, item),
      daysOverdue: daysOverdue(state, item, now),
      stage: stageOf(item, policy),
      next: coming === undefined ? null : stepAnswer(coming.step, Math.max(coming.at, now)),
      promisedUntil: promisedUntil === null ? null : formatCivilDate(civilFromDays(promisedUntil)),
    };
  });
  const isOwed = ({ open }: OpenItemAnswer): boolean => isPositive(decimalOf(open));
  const byTime =
    (of: (item: OpenItemAnswer) => string) => (left: OpenItemAnswer, right: OpenItemAnswer) =>
      of(left) < of(right) ? -1 : Number(of(left) > of(right));
  return [
    ...answers.filter(isOwed).toSorted(byTime(({ dueAt }) => dueAt)),
    ...answers
      .filter((item) => !isOwed(item))
      .toSorted(byTime(({ issuedAt }) => issuedAt))
      .reverse(),
  ];
}

/** The last step that was taken for an item that is still open; null before the first. */
export function stageOf(
  item: OpenItem,
  policy: DunningPolicy | undefined,
): DunningStepAnswer | null {
  const last = item.dunning.taken.at(-1);
  if (last === undefined || item.closedAt !== null) return null;
  const step = policy?.steps.find(({ afterDueDays }) => afterDueDays === last.afterDueDays);
  // A policy that has lost the step since says no longer what it was; something was told to the customer all the same.
  return stepAnswer({ action: step?.action ?? "remind", afterDueDays: last.afterDueDays }, last.at);
}

/** A step and its time, as they are shown. */
const stepAnswer = (
  { action, afterDueDays }: Pick<DunningStepAnswer, "action" | "afterDueDays">,
  at: Instant,
): DunningStepAnswer => ({ action, afterDueDays, at: formatInstant(at) });
