import { expectOk, type Fault, pathTo } from "../fault/fault.ts";
import { type CurrencyCode, minorUnits, roundToMinor } from "../money/currency.ts";
import {
  compare,
  type Decimal,
  decimal,
  decimalOf,
  isNegative,
  isPositive,
  max,
  min,
  multiply,
  one,
  parseDecimal,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { divide } from "../money/rounding.ts";
import { HOUR_MS, type Instant } from "../time/instant.ts";
import { civilDateAt, findZone, startOfDay } from "../time/zone.ts";
import { type CreditBook, creditBalance } from "./credit-book.ts";
import type { GrantCommand, PurchasePayment } from "./grant-credit.ts";
import { readPositive } from "./minor-amount.ts";
import { passTime } from "./pass-time.ts";

/** How much one top-up buys. `packs` are whole, as many as it takes; `up-to` fills up, at a share of what it is worth. */
export type TopUpSize =
  | { readonly kind: "packs"; readonly amount: string; readonly price: string }
  | { readonly kind: "up-to"; readonly upTo: string; readonly share: string };

/** A customer's order to buy credits whenever they run low. Plain JSON; amounts without tax. */
export interface TopUpRule {
  readonly id: string;
  readonly currency: CurrencyCode;
  /** The credit book that is watched and filled; absent for all credits. */
  readonly credit?: string;
  readonly whenBelow: string;
  readonly size: TopUpSize;
  /** The most that is spent in one calendar month of the customer's zone. */
  readonly maximumPerMonth?: string;
  /** The payment method; absent for the customer's own. */
  readonly method?: string;
  /** From when what is bought may be used; absent for as its credit book says. */
  readonly availableFrom?: "invoice" | "payment";
  /** Hours to wait after the first, second… failure in a row; after the last, nothing more is bought by itself. */
  readonly retryHours: readonly number[];
  /** When the order was given or last changed: failures before it no longer count. */
  readonly since: Instant;
  /** Nothing is bought from this moment on. */
  readonly endsAt?: Instant;
}

/** A purchase that a rule asked for, and what became of it. */
export interface TopUp {
  readonly id: string;
  readonly rule: string;
  readonly requestedAt: Instant;
  readonly price: string;
  /** `pending` until the payment failed, or its credits are in the book. */
  readonly state: "pending" | "paid" | "failed";
  /** When it failed. */
  readonly failedAt?: Instant;
}

/** A purchase to be made. Its id is new, so it is the idempotency key of the payment as well. */
export interface TopUpRequest {
  readonly id: string;
  readonly rule: string;
  readonly currency: CurrencyCode;
  readonly credit?: string;
  /** What the credits are worth. */
  readonly amount: string;
  /** Without tax. */
  readonly price: string;
  readonly method?: string;
  /** 1, or one more than the failures in a row before it. */
  readonly attempt: number;
  readonly requestedAt: Instant;
}

/** A purchase, or why there is none; `until` is when it is worth asking again though nothing else happened. */
export type TopUpDecision =
  | { readonly kind: "purchase"; readonly request: TopUpRequest }
  | {
      readonly kind: "wait";
      readonly because:
        | "not-in-force"
        | "enough"
        | "pending"
        | "retry-later"
        | "retries-used-up"
        | "monthly-maximum";
      readonly until?: Instant;
    };

/** Every fault of a rule: its amounts, a price above what is bought, a size that would leave the balance below the trigger. */
export function topUpRuleFaults(rule: TopUpRule, path = ""): readonly Fault[] {
  const { currency, size, maximumPerMonth, whenBelow } = rule;
  const amounts: [string, string][] = [[pathTo(path, "whenBelow"), whenBelow]];
  if (maximumPerMonth !== undefined)
    amounts.push([pathTo(path, "maximumPerMonth"), maximumPerMonth]);
  if (size.kind === "up-to") amounts.push([pathTo(path, "size", "upTo"), size.upTo]);
  else
    amounts.push(
      [pathTo(path, "size", "amount"), size.amount],
      [pathTo(path, "size", "price"), size.price],
    );
  const faults = amounts.flatMap(([at, amount]) => {
    const read = readPositive(amount, currency, at);
    return read.ok ? [] : read.faults;
  });
  return faults.length > 0 ? faults : sizeFaults(rule, pathTo(path, "size"));
}

function sizeFaults({ size, whenBelow, maximumPerMonth }: TopUpRule, path: string): Fault[] {
  if (size.kind === "up-to") {
    const share = parseDecimal(size.share, pathTo(path, "share"));
    if (!share.ok) return [...share.faults];
    if (!isPositive(share.value) || compare(share.value, one) > 0) {
      const message = "credits are sold for a part of what they are worth, or for all of it";
      const at = pathTo(path, "share");
      return [{ code: "percent-out-of-range", path: at, message, value: size.share }];
    }
    if (compare(decimalOf(size.upTo), decimalOf(whenBelow)) >= 0) return [];
    const message = `filling up to ${size.upTo} would leave the balance below ${whenBelow}`;
    return [{ code: "top-up-below-trigger", path: pathTo(path, "upTo"), message }];
  }
  if (compare(decimalOf(size.price), decimalOf(size.amount)) > 0) {
    const message = `credits worth ${size.amount} are not sold for more`;
    const at = pathTo(path, "price");
    return [{ code: "price-above-amount", path: at, message, value: size.price }];
  }
  if (maximumPerMonth === undefined) return [];
  if (compare(decimalOf(size.price), decimalOf(maximumPerMonth)) <= 0) return [];
  const message = `one pack costs more than the ${maximumPerMonth} that may be spent in a month`;
  return [{ code: "maximum-below-price", path: pathTo(path, "price"), message, value: size.price }];
}

/**
 * Whether a rule buys credits now, and how many.
 *
 * One purchase lifts the balance to the trigger or above, so each time it falls below there is one; never a second while one is
 * pending. After a failure the rule waits, and gives up after the last of its retries until it is given anew. A month's
 * maximum makes a purchase smaller, and ends them until the next month. `committed` is use that is not invoiced yet, which
 * lowers what counts as the balance. The rule has no {@link topUpRuleFaults}.
 */
export function topUpDue(
  before: CreditBook,
  rule: TopUpRule,
  topUps: readonly TopUp[],
  at: Instant,
  committed = "0",
): TopUpDecision {
  if (at < rule.since || at >= (rule.endsAt ?? Number.POSITIVE_INFINITY))
    return { kind: "wait", because: "not-in-force" };
  const { book } = passTime(before, at);
  const own = topUps.filter((topUp) => topUp.rule === rule.id);
  const balance = subtract(
    creditBalance(book, rule.currency, at, rule.credit),
    decimalOf(committed),
  );
  const missing = subtract(decimalOf(rule.whenBelow), balance);
  if (!isPositive(missing)) return { kind: "wait", because: "enough" };
  if (own.some(({ state }) => state === "pending")) return { kind: "wait", because: "pending" };
  const failures = failuresInARow(own, rule.since);
  const retry = afterFailures(rule, failures, at);
  if (retry !== undefined) return retry;
  const month = monthOf(book.timeZone, at);
  const size = sizeOf(rule, balance, roomIn(rule, own, month));
  if (size === undefined) return { kind: "wait", because: "monthly-maximum", until: month.to };
  const { id, currency, credit, method } = rule;
  return {
    kind: "purchase",
    request: {
      id: `${id}/${purchasesOf(own, id) + 1}`,
      rule: id,
      currency,
      ...(credit === undefined ? {} : { credit }),
      amount: minorText(size.amount, currency),
      price: minorText(size.price, currency),
      ...(method === undefined ? {} : { method }),
      attempt: failures.length + 1,
      requestedAt: at,
    },
  };
}

/** How many purchases of a rule there were: the last one's number, as the first ones are forgotten one day. */
const purchasesOf = (own: readonly TopUp[], rule: string): number =>
  Number.parseInt(own.at(-1)?.id.slice(rule.length + 1) ?? "0", 10);

/**
 * Without purchases that decide nothing any more: those before `before` that are followed by one of the same rule that was paid.
 * The same list where there are none.
 */
export function forgetTopUps(topUps: readonly TopUp[], before: Instant): readonly TopUp[] {
  const goes = ({ rule, requestedAt }: TopUp, place: number): boolean =>
    requestedAt < before &&
    topUps.some((one, later) => later > place && one.rule === rule && one.state === "paid");
  return topUps.some(goes) ? topUps.filter((one, place) => !goes(one, place)) : topUps;
}

/** The failed top-ups since the last one that was paid, or since the rule was given. */
function failuresInARow(own: readonly TopUp[], since: Instant): readonly TopUp[] {
  const paid = own.findLastIndex(({ state }) => state === "paid");
  return own
    .slice(paid + 1)
    .filter(({ state, requestedAt }) => state === "failed" && requestedAt >= since);
}

function afterFailures(
  { retryHours }: TopUpRule,
  failures: readonly TopUp[],
  at: Instant,
): TopUpDecision | undefined {
  const last = failures.at(-1);
  if (last === undefined) return undefined;
  const hours = retryHours[failures.length - 1];
  if (hours === undefined) return { kind: "wait", because: "retries-used-up" };
  const until = (last.failedAt ?? last.requestedAt) + hours * HOUR_MS;
  return at < until ? { kind: "wait", because: "retry-later", until } : undefined;
}

/** The calendar month that a moment lies in. */
function monthOf(timeZone: string, at: Instant): { readonly from: Instant; readonly to: Instant } {
  const zone = expectOk(findZone(timeZone));
  const { year, month } = civilDateAt(zone, at);
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return {
    from: startOfDay(zone, { year, month, day: 1 }),
    to: startOfDay(zone, { ...next, day: 1 }),
  };
}

/** What may still be spent this month; undefined without a maximum. */
function roomIn(
  { maximumPerMonth }: TopUpRule,
  own: readonly TopUp[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Decimal | undefined {
  if (maximumPerMonth === undefined) return undefined;
  const spent = own.filter(
    ({ state, requestedAt }) => state !== "failed" && requestedAt >= from && requestedAt < to,
  );
  return subtract(decimalOf(maximumPerMonth), sum(spent.map(({ price }) => decimalOf(price))));
}

/** What is bought; undefined where the room is too small for anything. */
function sizeOf(
  { size, whenBelow, currency }: TopUpRule,
  balance: Decimal,
  room: Decimal | undefined,
): { readonly amount: Decimal; readonly price: Decimal } | undefined {
  const digits = minorUnits(currency);
  if (room !== undefined && !isPositive(room)) return undefined;
  if (size.kind === "up-to") {
    const amount = subtract(decimalOf(size.upTo), balance);
    // What is sold is never free, however little.
    const price = max(
      roundToMinor(multiply(amount, decimalOf(size.share)), currency),
      decimal(1, digits),
    );
    if (room === undefined || compare(price, room) <= 0) return { amount, price };
    return {
      amount: min(amount, divide(room, decimalOf(size.share), digits, "down")),
      price: room,
    };
  }
  const missing = subtract(decimalOf(whenBelow), balance);
  const wanted = divide(missing, decimalOf(size.amount), 0, "up");
  const price = decimalOf(size.price);
  const count = room === undefined ? wanted : min(wanted, divide(room, price, 0, "down"));
  if (isNegative(count) || compare(count, zero) === 0) return undefined;
  return { amount: multiply(count, decimalOf(size.amount)), price: multiply(count, price) };
}

/** The grant of a top-up that was paid: what was asked for, at the price that was paid. */
export function topUpGrant(
  { id, currency, credit, amount, price }: TopUpRequest,
  purchase: PurchasePayment,
): GrantCommand {
  return {
    id,
    currency,
    ...(credit === undefined ? {} : { credit }),
    kind: "prepaid",
    amount,
    pricePaid: price,
    source: { kind: "top-up", id },
    purchase,
  };
}
