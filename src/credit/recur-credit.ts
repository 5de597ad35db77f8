import { type Fault, faultsOf, ok, type Result, refuse } from "../fault/fault.ts";
import { parseCadence } from "../time/cadence.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { CreditBook, CreditChange } from "./credit-book.ts";
import { byText, isOpen, remainingOf } from "./grant.ts";
import { duplicateGrant, isNumbered } from "./grant-credit.ts";
import { termsFaults } from "./new-grant.ts";
import { passTime } from "./pass-time.ts";
import type { RecurringGrant } from "./recurring-grant.ts";
import { takeBack } from "./void-grant.ts";

/** Credits to be given again and again. */
export type RecurCommand = Omit<RecurringGrant, "given" | "endsAt" | "alignment"> & {
  readonly alignment?: RecurringGrant["alignment"];
  /** Nothing is granted from this moment on. Default: no end. */
  readonly endsAt?: Instant;
};

/**
 * Begins to give credits period by period. Periods that began before `at` are given now, as of then.
 * Refuses with `duplicate-grant`, `unknown-cadence`, `invalid-date`, `out-of-range` and the faults of the terms.
 */
export function recurCredit(
  before: CreditBook,
  command: RecurCommand,
  at: Instant,
): Result<CreditChange> {
  const faults = recurFaults(before, command);
  if (faults.length > 0) return refuse(...faults);
  const rule: RecurringGrant = {
    ...command,
    alignment: command.alignment ?? "anniversary",
    endsAt: command.endsAt ?? null,
    given: 0,
  };
  const passed = passTime(before, at);
  const recurring = [...passed.book.recurring, rule].sort((a, b) => byText(a.id, b.id));
  const change = passTime({ ...passed.book, recurring }, at);
  return ok({ ...change, movements: [...passed.movements, ...change.movements] });
}

function recurFaults(book: CreditBook, command: RecurCommand): readonly Fault[] {
  const { id, terms, every, start, anchor, count, life } = command;
  const taken =
    book.recurring.some((rule) => rule.id === id) ||
    book.grants.some((grant) => isNumbered(id, grant.id));
  const length =
    life === null || life === "period" ? 1 : "months" in life ? life.months : life.days;
  const counts = { count: count ?? 1, life: length };
  return [
    ...(taken ? [duplicateGrant(id)] : []),
    ...faultsOf(parseCadence(every, "/every")),
    ...faultsOf(parseCivilDate(start, "/start")),
    ...(anchor === undefined ? [] : faultsOf(parseCivilDate(anchor, "/anchor"))),
    ...Object.entries(counts).flatMap(([field, value]) =>
      Number.isSafeInteger(value) && value > 0 ? [] : [notCounted(field, value)],
    ),
    ...termsFaults(terms, "/terms"),
  ];
}

const notCounted = (field: string, value: number): Fault => ({
  code: "out-of-range",
  path: `/${field}`,
  message: "this must be a whole number above zero",
  value,
});

/** Which recurring grants end, and when. */
export interface StopCommand {
  /** One recurring grant, or all that belong to a subscription. */
  readonly of: { readonly recurring: string } | { readonly subscription: string };
  /** The first moment from which nothing is granted. */
  readonly endsAt: Instant;
}

/**
 * Ends recurring grants, as when their subscription ends. Credits of periods that began before the end live on by their own
 * terms; those given for later periods, where the end is told no earlier than they began, are taken back as far as they are unused.
 * An earlier end stays. A subscription without recurring grants is left alone; an unknown id is refused with `unknown-grant`.
 */
export function stopRecurring(
  before: CreditBook,
  { of, endsAt }: StopCommand,
  at: Instant,
): Result<CreditChange> {
  const ends = (rule: RecurringGrant): boolean =>
    "recurring" in of ? rule.id === of.recurring : rule.subscription === of.subscription;
  const passed = passTime(before, at);
  const { book } = passed;
  if ("recurring" in of && !book.recurring.some(ends)) {
    const message = `the customer has no recurring grant "${of.recurring}"`;
    return refuse({ code: "unknown-grant", path: "/of/recurring", message, value: of.recurring });
  }
  const recurring = book.recurring.map((rule) =>
    ends(rule) ? { ...rule, endsAt: Math.min(endsAt, rule.endsAt ?? endsAt) } : rule,
  );
  let change: CreditChange = { ...passed, book: { ...book, recurring } };
  for (const rule of recurring.filter(ends))
    for (const grant of book.grants)
      if (isNumbered(rule.id, grant.id) && grant.effectiveAt >= endsAt && isOpen(grant)) {
        const voided = { ...grant, voidedAt: at };
        change = takeBack(change, voided, remainingOf(grant), "subscription-ended", at);
      }
  return ok(change);
}
