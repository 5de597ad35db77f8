import { ok, type Result, refuse } from "../fault/fault.ts";
import { daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import type { Contest, EndContest, InterestCharged, PromiseToPay, Transition } from "./command.ts";
import { countOverdue, dayOf, itemOf, withItem } from "./open-item.ts";
import type { DunningProgress, OpenItem, Receivables } from "./receivables.ts";
import { unknownInvoice } from "./refusals.ts";

/** The customer contests an invoice. Told again it changes nothing. Refuses with `unknown-invoice`. */
export const contest: Transition<Contest> = (state, { invoice }, at) => {
  const item = known(state, invoice);
  if (!item.ok) return item;
  const { dunning } = item.value;
  if (dunning.contestedOn !== null) return ok({ state, movements: [] });
  return ok(dunned(state, item.value, { ...dunning, contestedOn: dayOf(state, at) }));
};

/** The contest is over: the days it took do not count for dunning. Refuses with `unknown-invoice`, `not-contested`. */
export const endContest: Transition<EndContest> = (state, { invoice }) => {
  const item = known(state, invoice);
  if (!item.ok) return item;
  const { dunning } = item.value;
  if (dunning.contestedOn === null)
    return refuse({
      code: "not-contested",
      path: "/invoice",
      message: "nobody contests this invoice",
      value: invoice,
    });
  return ok(dunned(state, item.value, { ...dunning, contestedOn: null }));
};

/**
 * The customer promises to pay by the end of a day. Dunning stands still until then and goes on where it was.
 * Refuses with `unknown-invoice`, `invalid-date` or `promise-in-past`. A later promise extends an earlier one.
 */
export const promiseToPay: Transition<PromiseToPay> = (state, { invoice, until }, at) => {
  const item = known(state, invoice);
  if (!item.ok) return item;
  const date = parseCivilDate(until, "/until");
  if (!date.ok) return date;
  const today = dayOf(state, at);
  const last = daysFromCivil(date.value);
  if (last < today)
    return refuse({
      code: "promise-in-past",
      path: "/until",
      message: "a promise is of today or of a day to come",
      value: until,
    });
  const { dunning } = item.value;
  const promisedUntil = Math.max(last, dunning.promisedUntil ?? last);
  return ok(dunned(state, item.value, { ...dunning, promisedUntil }));
};

/** Interest up to today stands on an invoice: the count begins again. Refuses with `unknown-invoice`. */
export const interestCharged: Transition<InterestCharged> = (state, { invoice }, at) => {
  const item = known(state, invoice);
  if (!item.ok) return item;
  const counted = countOverdue(item.value, dayOf(state, at), dayOf(state, item.value.dueAt));
  const overdue = { ...counted.overdue, amountDays: "0" };
  return ok({ state: withItem(state, { ...counted, overdue }), movements: [] });
};

function known(state: Receivables, invoice: string): Result<OpenItem> {
  const item = itemOf(state, invoice);
  return item === undefined ? refuse(unknownInvoice(state, invoice, "/invoice")) : ok(item);
}

const dunned = (state: Receivables, item: OpenItem, dunning: DunningProgress) => ({
  state: withItem(state, { ...item, dunning }),
  movements: [],
});
