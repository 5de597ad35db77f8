import { type Fault, faultsOf, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import { compare, decimalOf, isNegative, isPositive, one, parseDecimal } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import type { Grant, GrantTerms, Rollover } from "./grant.ts";
import { readNotNegative, readPositive } from "./minor-amount.ts";

/** The text of an amount that was checked before, with all digits of the minor unit. */
const written = (amount: string, { currency }: GrantTerms): string =>
  minorText(decimalOf(amount), currency);

/** What is paid for credits of these terms. */
const priceOf = ({ kind, amount, pricePaid }: GrantTerms): string =>
  pricePaid ?? (kind === "prepaid" ? amount : "0");

/** Every fault of the terms of a grant: its amounts, its price, its priority, its rollover. */
export function termsFaults(terms: GrantTerms, path = ""): readonly Fault[] {
  const { currency, amount, priority = 0, graceMs = 0, rollover } = terms;
  const worth = readPositive(amount, currency, pathTo(path, "amount"));
  const price = readNotNegative(priceOf(terms), currency, pathTo(path, "pricePaid"));
  const faults = [...faultsOf(worth), ...(terms.pricePaid === undefined ? [] : faultsOf(price))];
  if (worth.ok && price.ok && compare(price.value, worth.value) > 0)
    faults.push({
      code: "price-above-amount",
      path: pathTo(path, "pricePaid"),
      message: `credits worth ${amount} are not sold for more`,
      value: terms.pricePaid,
      suggestion: `write at most ${amount}`,
    });
  for (const [field, value] of Object.entries({ priority, graceMs }))
    if (!Number.isSafeInteger(value) || value < 0)
      faults.push(wholeFault(pathTo(path, field), value));
  if (rollover !== undefined)
    faults.push(...rolloverFaults(rollover, terms, pathTo(path, "rollover")));
  return faults;
}

const wholeFault = (path: string, value: number): Fault => ({
  code: "out-of-range",
  path,
  message: "this must be a whole number, zero or more",
  value,
});

function rolloverFaults(
  { share, maximum, times, life }: Rollover,
  { currency }: GrantTerms,
  path: string,
): readonly Fault[] {
  const part = parseDecimal(share, pathTo(path, "share"));
  const outside = part.ok && (isNegative(part.value) || compare(part.value, one) > 0);
  const length = "months" in life ? life.months : life.days;
  return [
    ...faultsOf(part),
    ...(outside
      ? [
          {
            code: "percent-out-of-range",
            path: pathTo(path, "share"),
            message: "the part that lives on is between 0 and 1",
            value: share,
          },
        ]
      : []),
    ...(maximum === undefined
      ? []
      : faultsOf(readNotNegative(maximum, currency, pathTo(path, "maximum")))),
    ...(Number.isSafeInteger(times) && times >= 0
      ? []
      : [wholeFault(pathTo(path, "times"), times)]),
    ...(Number.isSafeInteger(length) && length > 0
      ? []
      : [wholeFault(pathTo(path, "life"), length)]),
  ];
}

/** When a grant is given, when it begins and when it ends. */
export interface GrantTimes {
  readonly grantedAt: Instant;
  readonly effectiveAt: Instant;
  readonly expiresAt: Instant | null;
  readonly anchorDay: number;
}

/**
 * A grant with nothing used of it. Refuses with {@link termsFaults}, `expiry-before-start`, and `credit-already-expired`
 * where its expiry is not after the moment at which it is given.
 */
export function newGrant(
  id: string,
  terms: GrantTerms,
  times: GrantTimes,
  path = "",
): Result<Grant> {
  const faults = [...termsFaults(terms, path), ...timeFaults(times, path)];
  if (faults.length > 0) return refuse(...faults);
  const amount = written(terms.amount, terms);
  const pricePaid = written(priceOf(terms), terms);
  const none = written("0", terms);
  const { rollover } = terms;
  return ok({
    ...terms,
    ...times,
    id,
    amount,
    pricePaid,
    funding: isPositive(decimalOf(pricePaid)) ? "prepaid" : "free",
    priority: terms.priority ?? 0,
    appliesTo: terms.appliesTo ?? "all",
    covers: terms.covers ?? "invoiced",
    // What is invoiced in time needs no time after it.
    graceMs: terms.covers === "served" ? (terms.graceMs ?? 0) : 0,
    ...(rollover === undefined ? {} : { rollover }),
    remaining: { amount, cost: pricePaid },
    burned: { amount: none, cost: none },
    forgotten: { amount: none, cost: none },
    expired: { amount: none, cost: none },
    voided: { amount: none, cost: none },
    voidedAt: null,
    movements: 0,
  });
}

function timeFaults({ grantedAt, effectiveAt, expiresAt }: GrantTimes, path: string): Fault[] {
  if (expiresAt === null) return [];
  const at = pathTo(path, "expiresAt");
  if (expiresAt <= effectiveAt)
    return [
      {
        code: "expiry-before-start",
        path: at,
        message: "credits expire after they begin to be valid",
      },
    ];
  return expiresAt > grantedAt ? [] : [alreadyExpired(at)];
}

/** The fault of credits that would be given when they have expired. */
export const alreadyExpired = (path: string): Fault => ({
  code: "credit-already-expired",
  path,
  message: "these credits would have expired before they could be used",
  suggestion: "choose a later expiry",
});
