import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import type { Credit } from "../model/credit.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { format } from "../money/decimal.ts";
import { type Money, parseMoneyIn } from "../money/money.ts";
import { shareOf } from "../money/percent.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, findZone } from "../time/zone.ts";
import type { CreditFilter, GrantSource, GrantTerms, Rollover } from "./grant.ts";
import type { GrantCommand } from "./grant-credit.ts";
import { dayOfMonthAt, endOfLife, type Lifetime, lifetimeOf } from "./lifetime.ts";
import type { RecurCommand } from "./recur-credit.ts";

/** A credit book: one of a model, by its id, or terms given ad hoc, which have none. */
export interface CreditOfModel {
  readonly id?: string;
  readonly credit: Credit;
}

/** What a grant from a model's book is given with. */
export interface GrantRequest {
  readonly id: string;
  readonly currency: CurrencyCode;
  readonly source: GrantSource;
  /** What this grant is worth, where the book leaves it open or this one differs. */
  readonly amount?: Money;
  /** What was paid for it, without tax. */
  readonly price?: Money;
  /** How long a `served` grant waits for invoices of what was served before its end, in ms. */
  readonly graceMs?: number;
  /** The signed contract whose purchases it pays for alone. */
  readonly contract?: string;
}

/** The terms of a grant from a model's book. Refuses with `amount-missing` where neither says what it is worth. */
function termsFromModel({ id, credit }: CreditOfModel, request: GrantRequest): Result<GrantTerms> {
  const { currency, source, graceMs } = request;
  const amount = request.amount ?? credit.amount;
  if (amount === undefined)
    return refuse({
      code: "amount-missing",
      path: "/amount",
      message: `${named(id)} does not say what a grant is worth`,
      suggestion: `write amount: "100 ${currency}"`,
    });
  // The book's price is of the book's amount; another amount has its own.
  const price = request.price ?? (request.amount === undefined ? credit.price : undefined);
  const worth = parseMoneyIn(amount, currency, "/amount");
  const paid = price === undefined ? undefined : parseMoneyIn(price, currency, "/price");
  const rollover = rolloverOf(credit, currency);
  if (!worth.ok) return worth;
  if (paid !== undefined && !paid.ok) return paid;
  if (rollover !== undefined && !rollover.ok) return rollover;
  const { contract } = request;
  const own = contract === undefined ? {} : { contracts: [contract] };
  const only: CreditFilter = { ...filterOf(credit), ...own };
  return ok({
    ...(id === undefined ? {} : { credit: id }),
    kind: credit.kind,
    currency,
    amount: format(worth.value),
    ...(paid === undefined ? {} : { pricePaid: format(paid.value) }),
    ...(credit.priority === undefined ? {} : { priority: credit.priority }),
    ...(credit.appliesTo === undefined ? {} : { appliesTo: credit.appliesTo }),
    ...(Object.keys(only).length === 0 ? {} : { only }),
    ...(credit.covers === undefined ? {} : { covers: credit.covers }),
    ...(graceMs === undefined ? {} : { graceMs }),
    ...(rollover === undefined ? {} : { rollover: rollover.value }),
    ...(credit.breakage === undefined ? {} : { stream: credit.breakage.stream }),
    source,
  });
}

const named = (id: string | undefined): string =>
  id === undefined ? "this grant" : `the credit book "${id}"`;

const filterOf = ({ streams, plans, charges }: Credit): CreditFilter => ({
  ...(streams === undefined ? {} : { streams }),
  ...(plans === undefined ? {} : { plans }),
  ...(charges === undefined ? {} : { charges }),
});

/** How long a grant of the book lives; undefined for never ending. */
function lifeOf({ every, expiresAfterMonths, expiresWithPeriod }: Credit): Lifetime | undefined {
  if (expiresAfterMonths !== undefined) return { months: expiresAfterMonths };
  return expiresWithPeriod === true && every !== undefined ? lifetimeOf(every) : undefined;
}

function rolloverOf(credit: Credit, currency: CurrencyCode): Result<Rollover> | undefined {
  const { rollover } = credit;
  const own = lifeOf(credit);
  const life = rollover?.months === undefined ? own : { months: rollover.months };
  if (rollover === undefined || life === undefined) return undefined;
  const { share = "100%", maximum, times } = rollover;
  const most =
    maximum === undefined ? undefined : parseMoneyIn(maximum, currency, "/rollover/maximum");
  if (most !== undefined && !most.ok) return most;
  return ok({
    share: format(shareOf(share)),
    ...(most === undefined ? {} : { maximum: format(most.value) }),
    times,
    life,
  });
}

/** One grant from a model's book, as of a moment: it expires on the local midnight that ends its life. */
export function grantFromModel(
  book: CreditOfModel,
  request: GrantRequest,
  timeZone: string,
  effectiveAt: Instant,
): Result<GrantCommand> {
  const terms = termsFromModel(book, request);
  if (!terms.ok) return terms;
  const life = lifeOf(book.credit);
  const anchorDay = dayOfMonthAt(timeZone, effectiveAt);
  return ok({
    ...terms.value,
    id: request.id,
    effectiveAt,
    anchorDay,
    ...(life === undefined ? {} : { expiresAt: endOfLife(timeZone, effectiveAt, life, anchorDay) }),
  });
}

/** When and with what a recurring grant begins. */
export interface RecurrenceRequest extends GrantRequest {
  readonly from: Instant;
  readonly subscription?: string;
  readonly alignment?: RecurCommand["alignment"];
  /** The subscription's own anchor, `2026-01-31`, where it began earlier. */
  readonly anchor?: string;
  readonly endsAt?: Instant;
}

/**
 * The recurring grant of a model's book that says `every`, from the local day of a moment on. Refuses with `not-recurring` where
 * it does not say so.
 */
export function recurringFromModel(
  book: CreditOfModel,
  request: RecurrenceRequest,
  timeZone: string,
): Result<RecurCommand> {
  const { credit } = book;
  const { id, from, subscription, alignment, anchor, endsAt } = request;
  const terms = termsFromModel(book, request);
  if (!terms.ok) return terms;
  if (credit.every === undefined)
    return refuse({
      code: "not-recurring",
      path: "/credit",
      message: `${named(book.id)} is granted once`,
      value: book.id,
      suggestion: 'write every: "monthly" in the model',
    });
  const zone = expectOk(findZone(timeZone));
  const whole = credit.expiresWithPeriod === true ? "period" : (lifeOf(credit) ?? null);
  return ok({
    id,
    terms: terms.value,
    every: credit.every,
    start: formatCivilDate(civilDateAt(zone, from)),
    life: whole,
    ...(credit.count === undefined ? {} : { count: credit.count }),
    ...(subscription === undefined ? {} : { subscription }),
    ...(alignment === undefined ? {} : { alignment }),
    ...(anchor === undefined ? {} : { anchor }),
    ...(endsAt === undefined ? {} : { endsAt, until: endsAt }),
  });
}
