import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { Credit } from "../model/credit.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { format } from "../money/decimal.ts";
import { parseMoneyIn } from "../money/money.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { findZone, startOfDay } from "../time/zone.ts";
import type { AdjustCommand } from "./adjust-grant.ts";
import type { AdjustGrantFact, GrantFact } from "./credit-fact.ts";
import type { GrantCommand } from "./grant-credit.ts";
import { type CreditOfModel, grantFromModel, recurringFromModel } from "./model-grant.ts";
import type { RecurCommand } from "./recur-credit.ts";

/** What a fact is read against: the model's credit books, and the customer's currency and zone. */
export interface CreditTerms {
  readonly credits: Readonly<Record<string, Credit>>;
  readonly currency: CurrencyCode;
  readonly timeZone: string;
  /** How long `served` grants wait for invoices after their end, in ms: the grace of invoicing. */
  readonly graceMs?: number;
}

/** A grant that was told, as the command that makes it. */
export type ToldGrant =
  | { readonly kind: "grant"; readonly command: GrantCommand }
  | { readonly kind: "recur"; readonly command: RecurCommand };

/** The start of a local day that was checked before. */
export const dayStart = (timeZone: string, day: string): Instant =>
  startOfDay(expectOk(findZone(timeZone)), expectOk(parseCivilDate(day)));

/**
 * The command of a grant fact: the terms of its book, with what the fact itself says in their place.
 * Refuses with `unknown-credit`, `amount-missing` and `currency-mismatch`.
 */
export function toldGrant(fact: GrantFact, terms: CreditTerms): Result<ToldGrant> {
  const book = bookOf(fact, terms);
  if (!book.ok) return book;
  const { timeZone, currency, graceMs } = terms;
  const { id, amount, price, expires, subscription, until } = fact;
  const from = dayStart(timeZone, fact.date);
  const request = {
    id,
    currency,
    source:
      subscription === undefined
        ? ({ kind: "command", id } as const)
        : ({ kind: "subscription", id: subscription } as const),
    ...(amount === undefined ? {} : { amount }),
    ...(price === undefined ? {} : { price }),
    ...(graceMs === undefined ? {} : { graceMs }),
    ...(fact.contract === undefined ? {} : { contract: fact.contract }),
  };
  if (book.value.credit.every !== undefined) {
    const ends = until === undefined ? {} : { endsAt: dayStart(timeZone, until) };
    const owner = subscription === undefined ? {} : { subscription };
    const told = recurringFromModel(book.value, { ...request, from, ...owner, ...ends }, timeZone);
    return told.ok ? ok({ kind: "recur", command: told.value }) : told;
  }
  const told = grantFromModel(book.value, request, timeZone, from);
  if (!told.ok) return told;
  if (expires === undefined) return ok({ kind: "grant", command: told.value });
  const { anchorDay: _, ...command } = told.value;
  return ok({ kind: "grant", command: { ...command, expiresAt: dayStart(timeZone, expires) } });
}

/** The book of a grant fact with what the fact says itself. */
function bookOf(fact: GrantFact, { credits }: CreditTerms): Result<CreditOfModel> {
  const own = detailsOf(fact);
  if (fact.credit === undefined)
    return ok({ credit: { name: fact.id, kind: fact.kind ?? "goodwill", ...own } });
  const credit = Object.hasOwn(credits, fact.credit) ? credits[fact.credit] : undefined;
  if (credit === undefined) return refuse(unknownCredit(fact.credit, Object.keys(credits)));
  // An expiry of its own replaces the book's, whichever of the two kinds that is.
  const { expiresAfterMonths, expiresWithPeriod, ...rest } = credit;
  const replaced = own.expiresAfterMonths !== undefined || own.expiresWithPeriod !== undefined;
  return ok({ id: fact.credit, credit: { ...(replaced ? rest : credit), ...own } });
}

function unknownCredit(id: string, known: readonly string[]) {
  const near = nearest(id, known);
  return {
    code: "unknown-credit",
    path: "/credit",
    message: `the model declares no credit "${id}"`,
    value: id,
    ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
  };
}

const detailFields = [
  "every",
  "count",
  "expiresAfterMonths",
  "expiresWithPeriod",
  "rollover",
  "priority",
  "appliesTo",
  "streams",
  "plans",
  "charges",
  "covers",
  "availableFrom",
] as const;

/** What a fact says of a grant's terms besides its amount and price. */
function detailsOf(fact: GrantFact): Partial<Credit> {
  return Object.fromEntries(
    detailFields.filter((field) => fact[field] !== undefined).map((field) => [field, fact[field]]),
  );
}

/** The command of an adjustment. Refuses with `currency-mismatch`. */
export function toldAdjustment(fact: AdjustGrantFact, terms: CreditTerms): Result<AdjustCommand> {
  const { grant, add, remove, expires, priority, reason } = fact;
  const by = add ?? remove;
  const path = add === undefined ? "/remove" : "/add";
  const read = by === undefined ? undefined : parseMoneyIn(by, terms.currency, path);
  if (read !== undefined && !read.ok) return read;
  const sign = add === undefined ? "-" : "";
  return ok({
    grant,
    reason,
    ...(read === undefined ? {} : { by: `${sign}${format(read.value)}` }),
    ...(priority === undefined ? {} : { priority }),
    ...(expires === undefined
      ? {}
      : { expiresAt: expires === "never" ? null : dayStart(terms.timeZone, expires) }),
  });
}
