import type { GrantFact, TopUpRuleFact } from "../credit/credit-fact.ts";
import { toldTopUpRule } from "../credit/told-top-up.ts";
import { type TopUpRequest, type TopUpRule, topUpDue } from "../credit/top-up.ts";
import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import { decimalOf } from "../money/decimal.ts";
import { money } from "../money/money.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, findZone } from "../time/zone.ts";
import type { Account } from "./account.ts";
import {
  type AccountCredits,
  type CreditsMoved,
  creditsOf,
  creditTerms,
  timeZoneOf,
} from "./account-credits.ts";
import type { CreditPack } from "./credit-pack.ts";
import { named, type PriceBook } from "./price-book.ts";

/**
 * The account with an order to buy credits whenever they run low, in the place of an earlier one of the same credit book, whose
 * purchases count on. Refuses with `unknown-credit`, `recurring-sale` and what {@link toldTopUpRule} refuses.
 */
export function orderTopUps(
  account: Account,
  fact: TopUpRuleFact,
  book: PriceBook,
): Result<CreditsMoved> {
  const { credit } = fact;
  const found =
    credit === undefined ? undefined : named(book.model.credits, credit, "credit", "/credit");
  if (found !== undefined && !found.ok) return found;
  if (found?.value.every !== undefined)
    return refuse({
      code: "recurring-sale",
      path: "/credit",
      message: `"${credit}" is given again and again, and not sold one by one`,
      value: credit,
      suggestion: "name a credit book without every",
    });
  const told = toldTopUpRule(fact, creditTerms(account, book));
  if (!told.ok)
    return { ok: false, faults: told.faults.map((one) => ({ ...one, path: inFact(one.path) })) };
  const credits = creditsOf(account, book);
  const before = credits.rules.find((rule) => rule.credit === credit);
  const rule = { ...told.value, id: before?.id ?? told.value.id };
  const rules = [...credits.rules.filter((one) => one !== before), rule];
  return ok({ account: { ...account, credits: { ...credits, rules } }, movements: [] });
}

/** The fact says in one level what a rule has under `size`; a part of what credits are worth is its price. */
const inFact = (path: string): string =>
  path === "/size/share" ? "/price" : path.replace(/^\/size/, "");

/**
 * The account with the purchases that its rules ask for at a moment: each is credits that are sold, due at once. Also knows
 * when to ask again.
 */
export function askTopUps(account: Account, at: Instant, book: PriceBook): Account {
  const { credits } = account;
  if (credits === null || credits.rules.length === 0) return account;
  let asked: AccountCredits = { ...credits, askAt: null };
  for (const rule of credits.rules) {
    const decision = topUpDue(asked.book, rule, asked.topUps, at);
    if (decision.kind === "purchase") asked = bought(asked, account, rule, decision.request, book);
    else
      asked = {
        ...asked,
        askAt: earlier(asked.askAt, at < rule.since ? rule.since : decision.until),
      };
  }
  return { ...account, credits: asked };
}

const earlier = (left: Instant | null, right: Instant | undefined): Instant | null =>
  left === null || right === undefined ? (left ?? right ?? null) : Math.min(left, right);

function bought(
  credits: AccountCredits,
  account: Account,
  rule: TopUpRule,
  request: TopUpRequest,
  book: PriceBook,
): AccountCredits {
  const { id, credit, currency, amount, price, requestedAt } = request;
  const { availableFrom } = rule;
  const zone = expectOk(findZone(timeZoneOf(account, book)));
  const fact: GrantFact = {
    fact: "grant",
    id,
    customer: account.customer.id,
    ...(credit === undefined ? { kind: "prepaid" } : { credit }),
    amount: money(decimalOf(amount), currency),
    price: money(decimalOf(price), currency),
    date: formatCivilDate(civilDateAt(zone, requestedAt)),
    ...(availableFrom === undefined ? {} : { availableFrom }),
  };
  const pack: CreditPack = {
    fact,
    source: { kind: "top-up", id },
    model: book.id,
    knownSince: requestedAt,
    billed: null,
  };
  const topUp = { id, rule: rule.id, requestedAt, price, state: "pending" } as const;
  return { ...credits, packs: [...credits.packs, pack], topUps: [...credits.topUps, topUp] };
}
