import { describeFault, type Fault, faultsOf, ok, type Result, refuse } from "../fault/fault.ts";
import type { CurrencyCode } from "./currency.ts";
import { compare, type Decimal, zero } from "./decimal.ts";
import { type Money, parseMoney, parseMoneyIn } from "./money.ts";
import { type Percent, parsePercent } from "./percent.ts";

/** Anything from `low` to `high`, both included; a contract picks the point. */
export interface Range<T> {
  readonly low: T;
  readonly high: T;
}

/** A floor: "$9,999+". A contract picks the point, at the floor or above. */
export interface AtLeast<T> {
  readonly atLeast: T;
}

type Stated<T extends string> = T | Range<T> | AtLeast<T> | "negotiated";

/** A price as a price list states it: exact, a range, a floor, or to be negotiated. */
export type Amount<C extends CurrencyCode = CurrencyCode> = Stated<Money<C>>;

/** A percentage as a price list states it: exact, a range, a floor, or to be negotiated. */
export type Rate = Stated<Percent>;

/** A price to be negotiated: nothing is billed until a contract states it. */
export const negotiated = "negotiated";

/** From `low` to `high`, in one currency. Throws RangeError when they are malformed, mixed or the wrong way round. */
export function range<C extends CurrencyCode>(
  low: Money<C>,
  high: Money<NoInfer<C>>,
): Range<Money<C>>;
export function range(low: Percent, high: Percent): Range<Percent>;
export function range(low: string, high: string): Range<string> {
  const stated: Range<string> = { low, high };
  return sound(stated, low);
}

/** A floor: at least this much. Throws RangeError when it is malformed. */
export function atLeast<C extends CurrencyCode>(floor: Money<C>): AtLeast<Money<C>>;
export function atLeast(floor: Percent): AtLeast<Percent>;
export function atLeast(floor: string): AtLeast<string> {
  const stated: AtLeast<string> = { atLeast: floor };
  return sound(stated, floor);
}

/** The statement, unless a builder was given what a document would be refused for. */
function sound<S extends Stated<string>>(stated: S, sample: string): S {
  const [fault] = checkStated(stated, "", sample.endsWith("%") ? parsePercent : readAmount(sample));
  if (fault === undefined) return stated;
  throw new RangeError(`${describeFault(fault)}: ${JSON.stringify(stated)}`);
}

/** Whether the price list states one exact figure, so it can be billed without a contract. */
export function isExact<C extends CurrencyCode>(amount: Amount<C>): amount is Money<C>;
export function isExact(rate: Rate): rate is Percent;
export function isExact(stated: Stated<string>): boolean {
  return typeof stated === "string" && stated !== negotiated;
}

/** Every fault of an amount in a document: its literals, its currency, its order. None means it can be priced. */
export function checkAmount(amount: Amount, currency: CurrencyCode, path = ""): readonly Fault[] {
  return checkStated(amount, path, (text, at) => parseMoneyIn(text, currency, at));
}

/** Every fault of a rate in a document. */
export function checkRate(rate: Rate, path = ""): readonly Fault[] {
  return checkStated(rate, path, parsePercent);
}

/**
 * The figure that a contract agreed, if the price list allows it: within the range, at or above the floor, equal to
 * an exact amount (a range of one point), or anything that is not negative where it says "negotiated".
 * Refuses with `outside-agreed-range`, `below-floor`, `currency-mismatch`, `amount-out-of-range` or a literal's fault.
 */
export function agrees(amount: Amount, agreed: Money, path = ""): Result<Money> {
  return agreement(amount, agreed, path, readAmount(boundsOf(amount).low ?? agreed));
}

/** The rate that a contract agreed, if the price list allows it; as {@link agrees}. */
export function agreesRate(rate: Rate, agreed: Percent, path = ""): Result<Percent> {
  return agreement(rate, agreed, path, parsePercent);
}

type Read = (text: string, path: string) => Result<Decimal>;

/** Reads amounts in the currency that the sample is in, or in any where the sample itself is malformed. */
function readAmount(sample: string): Read {
  const currency = parseMoney(sample);
  return (text, path) => {
    if (currency.ok) return parseMoneyIn(text, currency.value.currency, path);
    const read = parseMoney(text, path);
    return read.ok ? ok(read.value.value) : read;
  };
}

/** The literals that a statement sets as limits; an exact figure is both, "negotiated" has none. */
function boundsOf<T extends string>(stated: Stated<T>): { readonly low?: T; readonly high?: T } {
  if (stated === negotiated) return {};
  if (typeof stated === "string") return { low: stated, high: stated };
  return "atLeast" in stated ? { low: stated.atLeast } : { low: stated.low, high: stated.high };
}

function agreement<T extends string>(
  stated: Stated<T>,
  agreed: T,
  path: string,
  read: Read,
): Result<T> {
  const { low, high } = boundsOf(stated);
  const point = read(agreed, path);
  const floor = low === undefined ? ok(zero) : read(low, path);
  const ceiling = high === undefined ? point : read(high, path);
  if (!point.ok) return point;
  if (!floor.ok) return floor;
  if (!ceiling.ok) return ceiling;
  const tooLow = compare(point.value, floor.value) < 0;
  if (!tooLow && compare(point.value, ceiling.value) <= 0) return ok(agreed);
  return refuse({ path, value: agreed, ...disagreement(low, high) });
}

/** The rule that an agreed figure broke, by the limits of the statement. */
function disagreement(
  low: string | undefined,
  high: string | undefined,
): Pick<Fault, "code" | "message" | "suggestion"> {
  if (low === undefined) {
    const message = "an agreed figure is not negative";
    return { code: "amount-out-of-range", message, suggestion: "agree zero or more" };
  }
  if (high === undefined) {
    const message = `the price list asks for at least ${low}`;
    return { code: "below-floor", message, suggestion: `agree ${low} or more` };
  }
  const limits = low === high ? `exactly ${low}` : `${low} to ${high}`;
  const message = `the price list allows ${limits}`;
  return { code: "outside-agreed-range", message, suggestion: `agree ${limits}` };
}

function checkStated(stated: Stated<string>, path: string, read: Read): readonly Fault[] {
  if (stated === negotiated) return [];
  if (typeof stated === "string") return faultsOf(read(stated, path));
  if (typeof stated !== "object" || stated === null) return [notStated(stated, path)];
  if ("atLeast" in stated) return faultsOf(read(stated.atLeast, `${path}/atLeast`));
  if (!("low" in stated && "high" in stated)) return [notStated(stated, path)];
  const low = read(stated.low, `${path}/low`);
  const high = read(stated.high, `${path}/high`);
  if (!low.ok || !high.ok) return [...faultsOf(low), ...faultsOf(high)];
  if (compare(low.value, high.value) <= 0) return [];
  return [
    {
      code: "range-reversed",
      path,
      message: "the low end of a range is not above its high end",
      value: `${stated.low} to ${stated.high}`,
      suggestion: `write ${stated.high} as low and ${stated.low} as high`,
    },
  ];
}

function notStated(value: unknown, path: string): Fault {
  return {
    code: "not-an-amount",
    path,
    message: 'this is not a figure, a range, a floor or "negotiated"',
    value,
    suggestion: 'write a figure, { low, high }, { atLeast } or "negotiated"',
  };
}
