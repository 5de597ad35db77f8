import { adjustGrant } from "../credit/adjust-grant.ts";
import type { CreditChange } from "../credit/credit-book.ts";
import type { AdjustGrantFact, GrantFact } from "../credit/credit-fact.ts";
import { duplicateGrant, grantCredit, isTaken } from "../credit/grant-credit.ts";
import { newGrant } from "../credit/new-grant.ts";
import { type RecurCommand, recurCredit } from "../credit/recur-credit.ts";
import { dayStart, toldAdjustment, toldGrant } from "../credit/told-credit.ts";
import { voidGrant } from "../credit/void-grant.ts";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { decimalOf, isPositive } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { type CreditsMoved, creditsOf, creditTerms, withBook } from "./account-credits.ts";
import { isSold } from "./credit-pack.ts";
import type { CreditTold } from "./fact.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { returnPack } from "./return-price.ts";
import { tellClaim, tellUptime } from "./tell-service.ts";
import { orderTopUps } from "./top-up-credits.ts";

/**
 * The account after it is told about credits, and what they did. Free credits are given; credits that have a price are sold:
 * they fall due on their day, and are given with the invoice. Refuses what the rules of `src/credit` refuse, at the fields of
 * the fact, `recurring-sale`, and `not-yet` for a correction of a day to come.
 *
 * Sold credits that are taken back, given by then or not, give their price back with a credit note (see `return-price.ts`).
 */
export function tellCredit(
  account: Account,
  fact: CreditTold,
  at: Instant,
  books: PriceBooks,
): Result<CreditsMoved> {
  const told = moved(account, fact, at, books);
  if (!told.ok) return told;
  const credits = creditsOf(told.value.account, books.current);
  const toldAt = Math.max(at, credits.toldAt ?? at);
  return ok({ ...told.value, account: { ...told.value.account, credits: { ...credits, toldAt } } });
}

function moved(
  account: Account,
  fact: CreditTold,
  at: Instant,
  books: PriceBooks,
): Result<CreditsMoved> {
  const book = books.current;
  if (fact.fact === "grant") return tellGrant(account, fact, at, book);
  if (fact.fact === "top-up-rule") return orderTopUps(account, fact, book);
  if (fact.fact === "uptime") return unmoved(tellUptime(account, fact, at, book));
  if (fact.fact === "sla-claim") return unmoved(tellClaim(account, fact, book));
  const terms = creditTerms(account, book);
  if (dayStart(terms.timeZone, fact.date) > at)
    return refuse({
      code: "not-yet",
      path: "/date",
      message: "a grant is corrected when it is told, and this day is to come",
      value: fact.date,
      suggestion: "tell it on that day",
    });
  const credits = creditsOf(account, book);
  if (fact.fact === "void-grant") {
    const { id, grant, reason } = fact;
    const pack = credits.packs.find((one) => one.fact.id === grant);
    if (pack !== undefined)
      return ok({ account: returnPack(account, pack, { id, reason, at }, books), movements: [] });
    return after(account, book, voidGrant(credits.book, { grant, reason }, at));
  }
  const command = toldAdjustment(fact, terms);
  if (!command.ok) return command;
  return after(account, book, adjustGrant(credits.book, command.value, at), fact);
}

/** What service was like moves nothing by itself: what follows of it does. */
const unmoved = (told: Result<Account>): Result<CreditsMoved> =>
  told.ok ? ok({ account: told.value, movements: [] }) : told;

function tellGrant(
  account: Account,
  fact: GrantFact,
  at: Instant,
  book: PriceBook,
): Result<CreditsMoved> {
  const credits = creditsOf(account, book);
  const told = toldGrant(fact, creditTerms(account, book));
  if (!told.ok) return told;
  const { id } = fact;
  if (isTaken(credits.book, id) || credits.packs.some((pack) => pack.fact.id === id))
    return refuse(duplicateGrant(id));
  if (told.value.kind === "recur") return recurring(account, told.value.command, at, book);
  const { command } = told.value;
  if (!isSold(command)) return after(account, book, grantCredit(credits.book, command, at));
  const { id: _, effectiveAt = at, expiresAt = null, anchorDay = 1, ...terms } = command;
  const given = newGrant(id, terms, { grantedAt: at, effectiveAt, expiresAt, anchorDay });
  if (!given.ok) return given;
  const pack = { fact, source: command.source, model: book.id, knownSince: at, billed: null };
  const packs = [...credits.packs, pack];
  return ok({ account: { ...account, credits: { ...credits, packs } }, movements: [] });
}

function recurring(
  account: Account,
  command: RecurCommand,
  at: Instant,
  book: PriceBook,
): Result<CreditsMoved> {
  const { kind, amount, pricePaid = kind === "prepaid" ? amount : "0" } = command.terms;
  if (isPositive(decimalOf(pricePaid)))
    return refuse({
      code: "recurring-sale",
      path: "/every",
      message: "credits that are given again and again are not sold one by one",
      suggestion: "let a plan grant them, sell each, or give them for nothing",
    });
  return after(account, book, recurCredit(creditsOf(account, book).book, command, at));
}

/** The account with what a transition made of its book; faults at the fields of an adjustment's fact. */
function after(
  account: Account,
  book: PriceBook,
  change: Result<CreditChange>,
  fact?: AdjustGrantFact,
): Result<CreditsMoved> {
  if (!change.ok)
    return {
      ok: false,
      faults: change.faults.map((fault) => ({ ...fault, path: pathIn(fact, fault.path) })),
    };
  const { book: moved, movements } = change.value;
  return ok({ account: withBook(account, moved, creditsOf(account, book)), movements });
}

/** An adjustment has one field for more and one for less, and calls its expiry as the grant's fact does. */
function pathIn(fact: AdjustGrantFact | undefined, path: string): string {
  if (path === "/expiresAt") return "/expires";
  if (path !== "/by" || fact === undefined) return path;
  return fact.add === undefined ? "/remove" : "/add";
}
