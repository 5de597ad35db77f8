import type { Account } from "../../account/account.ts";
import type { Invoice } from "../../account/invoice.ts";
import { type DatedFact, inputOf } from "../../account/issue-in-order.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { type Input, step } from "../../account/step.ts";
import type { UsageView } from "../../account/usage-view.ts";
import { ok, type Result } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { Instant } from "../../time/instant.ts";

/** How a customer leaves in a month. */
export interface SampleLeave {
  /** Of the calendar. */
  readonly month: Month;
  /** The first moment at which it is gone. */
  readonly gone: Instant;
  /** Everything that its account is told, in the order of time. */
  readonly facts: readonly DatedFact[];
}

/** A life that is looked at until a moment. */
export interface SampleLife {
  readonly facts: readonly DatedFact[];
  /** How those leave who do not stay. */
  readonly leaves: readonly SampleLeave[];
  readonly until: Instant;
}

/** What became of who stays, and of those who leave. */
export interface LivedSample {
  readonly account: Account;
  readonly issued: readonly IssuedInvoice[];
  /** By the month in which it leaves, what somebody is issued from the moment on at which it is gone. */
  readonly left: ReadonlyMap<Month, readonly IssuedInvoice[]>;
}

/** An invoice, and when what it is for was due. */
export interface IssuedInvoice {
  readonly at: Instant;
  readonly invoice: Invoice;
}

/** An account in the course of its life. */
interface Living {
  account: Account;
  due: Instant | undefined;
  readonly issued: IssuedInvoice[];
}

/**
 * Tells an account its facts, and ticks it through everything that is due before `until`: at one moment facts come first. Who leaves has the life
 * of who stays up to the first fact that is another one, so that only the rest of its life is lived again.
 */
export function liveSample(
  opened: Account,
  { facts, leaves, until }: SampleLife,
  books: PriceBooks,
  usage: UsageView,
): Result<LivedSample> {
  const put = (living: Living, input: Input, at: Instant): Result<undefined> => {
    const stepped = step(living.account, input, books, usage);
    if (!stepped.ok) return stepped;
    living.account = stepped.value.account;
    for (const invoice of stepped.value.documents) living.issued.push({ at, invoice });
    living.due = stepped.value.nextDue;
    return ok(undefined);
  };
  const tickBefore = (living: Living, end: Instant): Result<undefined> => {
    while (living.due !== undefined && living.due < end) {
      const ticked = put(living, { kind: "tick", now: living.due }, living.due);
      if (!ticked.ok) return ticked;
    }
    return ok(undefined);
  };
  const tell = (living: Living, told: readonly DatedFact[]): Result<undefined> => {
    for (const fact of told) {
      if (fact.at >= until) break;
      const ticked = tickBefore(living, fact.at);
      const heard = ticked.ok ? put(living, inputOf(fact), fact.at) : ticked;
      if (!heard.ok) return heard;
    }
    return ok(undefined);
  };
  const liveOn = (living: Living, told: readonly DatedFact[], end = until): Result<undefined> => {
    const heard = tell(living, told);
    return heard.ok ? tickBefore(living, end) : heard;
  };
  const partings = leaves
    .map((leave) => partingOf(leave, facts))
    .filter(({ at }) => at < until)
    .sort((one, other) => one.told - other.told || one.at - other.at);
  const left = new Map<Month, readonly IssuedInvoice[]>();
  const stays: Living = { account: opened, due: undefined, issued: [] };
  let told = 0;
  for (const { leave, told: common, at } of partings) {
    const stayed = liveOn(stays, facts.slice(told, common), at);
    if (!stayed.ok) return stayed;
    told = common;
    const leaving: Living = { ...stays, issued: [] };
    const lived = liveOn(leaving, leave.facts.slice(common));
    if (!lived.ok) return lived;
    left.set(
      leave.month,
      leaving.issued.filter((one) => one.at >= leave.gone),
    );
  }
  const lived = liveOn(stays, facts.slice(told));
  if (!lived.ok) return lived;
  return ok({ account: stays.account, issued: stays.issued, left });
}

/** Where somebody's life becomes another one: after how many facts, and when. */
function partingOf(leave: SampleLeave, facts: readonly DatedFact[]) {
  const same = (index: number): boolean =>
    JSON.stringify(facts[index]) === JSON.stringify(leave.facts[index]);
  let told = 0;
  while (told < facts.length && told < leave.facts.length && same(told)) told += 1;
  const at = Math.min(
    facts[told]?.at ?? Number.POSITIVE_INFINITY,
    leave.facts[told]?.at ?? Number.POSITIVE_INFINITY,
  );
  return { leave, told, at };
}
