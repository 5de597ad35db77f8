import { ok, type Result, refuse } from "../fault/fault.ts";
import { daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { Account, SubscriptionState } from "./account.ts";
import { type Grid, gridOn } from "./addon-grid.ts";
import { firstFollowed } from "./addons-follow.ts";
import { admissionFaults } from "./admission.ts";
import { underContract } from "./contracts/under-contract.ts";
import type { SubscriptionFact } from "./fact.ts";
import { alreadyBilled, meterClash } from "./meter-clash.ts";
import { openPhase } from "./phase.ts";
import { named, type PriceBook, type PriceBooks, versionOf } from "./price-book.ts";
import { withRamp } from "./ramp.ts";
import { redeemWith } from "./redeem-coupon.ts";
import { isServing, paidFrom, phaseServing, standingOn } from "./standing.ts";
import { subscribedId, subscribedOf } from "./subscribed.ts";
import { compileTerms } from "./terms.ts";

/** Adds a subscription to a plan, or an add-on to a subscription, with all that was bought along. */
export function subscribe(
  account: Account,
  fact: SubscriptionFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  const { current } = books;
  const opening =
    fact.of === undefined ? ok(undefined) : openingBeside(account, fact, fact.of, books);
  if (!opening.ok) return opening;
  const contract = fact.contract ?? opening.value?.contract;
  const signed =
    contract === undefined ? ok(undefined) : underContract(account, { ...fact, contract }, books);
  if (!signed.ok) return signed;
  const book =
    fact.model === undefined || signed.value !== undefined
      ? ok(signed.value?.book ?? current)
      : versionOf(books, fact.model, current, "/model");
  if (!book.ok) return book;
  const { fact: bought, under } = signed.value ?? { fact };
  const first = firstPhaseFact(bought, book.value, opening.value);
  if (!first.ok) return first;
  const anchor = opening.value?.grid.anchor ?? null;
  const terms = compileTerms(first.value, account.customer, book.value, anchor, under);
  if (!terms.ok) return terms;
  const refused = admissionFaults(bought, account.customer, book.value.model);
  if (refused.length > 0) return refuse(...refused);
  const clash = meterClash(account, fact.customer, terms.value, books);
  if (clash !== undefined)
    return refuse(
      alreadyBilled(
        clash,
        fact.addon === undefined ? "/plan" : "/addon",
        subscribedId(fact),
        "buy",
      ),
    );
  const phase = openPhase(
    fact.id,
    first.value,
    { model: book.value.id, knownSince, under },
    anchor,
  );
  const redeemed = redeemWith({
    account,
    fact,
    knownSince,
    book: book.value,
    zone: terms.value.zone,
  });
  if (!redeemed.ok) return redeemed;
  const subscription: SubscriptionState = { fact, phases: [phase], changes: [], ...redeemed.value };
  const told = { knownSince, books, unbilled: true };
  const held = withSubscription(account, subscription);
  const ramped = withRamp({ ...told, account: held, subscription }, terms.value);
  if (!ramped.ok) return ramped;
  const ready = withSubscription(account, ramped.value);
  return firstFollowed({ ...told, account: ready, subscription: ramped.value });
}

const withSubscription = (account: Account, subscription: SubscriptionState): Account => ({
  ...account,
  subscriptions: [...account.subscriptions, subscription],
});

/** Where an add-on begins: the periods of its parent, and the parent's free days that are left. */
interface Opening {
  readonly grid: Grid;
  /** First local day that the parent is paid for, where that is later than the add-on's start. */
  readonly freeUntil: string;
  /** The contract that the parent is under. */
  readonly contract: string | undefined;
}

function openingBeside(
  account: Account,
  fact: SubscriptionFact,
  of: string,
  books: PriceBooks,
): Result<Opening> {
  const parent = named(
    Object.fromEntries(
      account.subscriptions
        .filter((one) => one.fact.customer === fact.customer)
        .map((one) => [one.fact.id, one]),
    ),
    of,
    "subscription",
    "/of",
    "this customer",
  );
  if (!parent.ok) return parent;
  if (parent.value.fact.addon !== undefined)
    return refuse({
      code: "addon-of-addon",
      path: "/of",
      message: `"${of}" is an add-on itself`,
      value: of,
      suggestion: `name the subscription it goes with, "${parent.value.fact.of}"`,
    });
  const standing = standingOn(parent.value, fact.start);
  const serving = phaseServing(parent.value, fact.start);
  if (!isServing(standing) || serving === undefined)
    return refuse({
      code: "parent-not-active",
      path: "/of",
      message: `subscription "${of}", which the add-on goes with, is ${standing} on ${fact.start}`,
      value: of,
      suggestion: "choose a day on which it is served",
    });
  return ok({
    grid: gridOn(account, parent.value, fact.start, books),
    freeUntil: paidFrom(serving),
    contract: serving.fact.contract,
  });
}

/**
 * The terms of the first phase: what was bought, with its free days and, for an add-on, the periods of its subscription. An
 * add-on is free as long as its subscription is.
 */
function firstPhaseFact(
  { ramp: _, coupons: __, ...fact }: SubscriptionFact,
  book: PriceBook,
  opening: Opening | undefined,
): Result<SubscriptionFact> {
  const subscribed = subscribedOf(book.model, fact);
  if (!subscribed.ok) return subscribed;
  const given = fact.trialDays ?? subscribed.value.item.trial?.days ?? 0;
  const shared = opening === undefined ? 0 : daysBetween(fact.start, opening.freeUntil);
  const trialDays = Math.max(given, shared);
  const aligned = opening === undefined ? fact : { ...fact, alignment: opening.grid.alignment };
  return ok(
    trialDays === 0 && subscribed.value.item.trial === undefined
      ? aligned
      : { ...aligned, trialDays },
  );
}

/** Days from one local day to another; 0 where one of them cannot be read or it comes first. */
function daysBetween(from: string, to: string): number {
  const [first, last] = [parseCivilDate(from), parseCivilDate(to)];
  return first.ok && last.ok
    ? Math.max(0, daysFromCivil(last.value) - daysFromCivil(first.value))
    : 0;
}
