import {
  type Amount,
  type AtLeast,
  checkAmount,
  checkRate,
  type Range,
  type Rate,
} from "../money/amount.ts";
import {
  type CurrencyCode,
  currencyCodes,
  isCurrencyCode,
  parseCurrency,
  requireMinorUnit,
} from "../money/currency.ts";
import { compare, isNegative, one } from "../money/decimal.ts";
import { type Money, parseMoney, parseMoneyIn } from "../money/money.ts";
import { type Percent, parsePercent } from "../money/percent.ts";
import type { FaultRule, Shape, Spot } from "./shape.ts";
import { named, textThat, wrongType } from "./shape.ts";
import { object } from "./shape-object.ts";
import { firstFault } from "./shape-values.ts";

/** `"USD"`. */
export const currency: Shape<CurrencyCode> = named("Currency", () =>
  textThat<CurrencyCode>({
    fault: (text) => firstFault(parseCurrency(text)),
    standIn: "USD",
    schema: { enum: currencyCodes },
  }),
);

/** What a bare number should have been. */
const inMoney = (value: unknown): string | undefined =>
  typeof value === "number" ? `write "${value} USD"` : undefined;

const moneySchema = { pattern: "^[0-9]+(?:\\.[0-9]+)? [A-Z]{3}$" };

function moneyFault(text: string, spot: Spot): FaultRule | undefined {
  const read = parseMoney(text);
  if (!read.ok) return firstFault(read);
  if (isNegative(read.value.value)) {
    const suggestion = "write a discount or a credit to give money back";
    return {
      code: "negative-amount",
      message: "an amount is not negative",
      value: text,
      suggestion,
    };
  }
  return spot.currency === undefined ? undefined : firstFault(parseMoneyIn(text, spot.currency));
}

function dueFault(text: string, spot: Spot): FaultRule | undefined {
  const fault = moneyFault(text, spot);
  const read = parseMoney(text);
  if (fault !== undefined || !read.ok) return fault;
  return firstFault(requireMinorUnit(read.value.value, read.value.currency));
}

/** A rate or a price of one unit, `"0.0005 USD"`, in the currency of the document. */
export const money: Shape<Money> = named("Money", () =>
  textThat<Money>({ fault: moneyFault, insteadOf: inMoney, standIn: "0 USD", schema: moneySchema }),
);

/** Money that is due as it stands, so a whole number of minor units: `10.005 USD` is refused. */
export const moneyDue: Shape<Money> = named("MoneyDue", () =>
  textThat<Money>({ fault: dueFault, insteadOf: inMoney, standIn: "0 USD", schema: moneySchema }),
);

const inPercent = (value: unknown): string | undefined =>
  typeof value === "number" ? `write "${value}%"` : undefined;

type Bounds = "any" | "not-negative" | "up to 100%";

function percentFault(text: string, bounds: Bounds): FaultRule | undefined {
  const read = parsePercent(text);
  if (!read.ok || bounds === "any") return firstFault(read);
  const above = bounds === "up to 100%" && compare(read.value, one) > 0;
  if (!above && !isNegative(read.value)) return undefined;
  const message = above ? "a part of a whole is at most 100%" : "this percentage is not negative";
  return { code: "percent-out-of-range", message, value: text };
}

const percentThat = (name: string, bounds: Bounds): Shape<Percent> =>
  named(name, () =>
    textThat<Percent>({
      fault: (text) => percentFault(text, bounds),
      insteadOf: inPercent,
      standIn: "0%",
      schema: { pattern: `^${bounds === "any" ? "-?" : ""}[0-9]+(?:\\.[0-9]+)?%$` },
    }),
  );

/** `"20%"`, of either sign: a step of a price index. */
export const signedPercent: Shape<Percent> = percentThat("SignedPercent", "any");

/** A percentage of zero or more. */
export const percent: Shape<Percent> = percentThat("Percent", "not-negative");

/** A part of a whole, so at most 100%. */
export const portion: Shape<Percent> = percentThat("Portion", "up to 100%");

type Stated<T extends string> = T | Range<T> | AtLeast<T> | "negotiated";

/** A figure, a range of it, a floor, or "negotiated". */
function stated<T extends string>(
  name: string,
  point: Shape<T>,
  orderFault: (stated: Range<T>, spot: Spot) => FaultRule | undefined,
): Shape<Stated<T>> {
  const range = object<Range<T>>({ low: point, high: point });
  const floor = object<AtLeast<T>>({ atLeast: point });
  return named<Stated<T>>(name, () => ({
    read: (value, spot) => {
      if (value === "negotiated") return "negotiated";
      if (typeof value === "string" || typeof value === "number") return point.read(value, spot);
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        wrongType(
          value,
          spot,
          "a figure",
          'write a figure, { low, high }, { atLeast } or "negotiated"',
        );
        return "negotiated";
      }
      if (Object.hasOwn(value, "atLeast")) return floor.read(value, spot);
      const known = spot.faults.length;
      const read = range.read(value, spot);
      const fault = spot.faults.length > known ? undefined : orderFault(read, spot);
      if (fault !== undefined) spot.faults.push({ ...fault, path: spot.path });
      return read;
    },
    standIn: () => "negotiated",
    schema: (definitions) => ({
      anyOf: [
        { const: "negotiated" },
        point.schema(definitions),
        range.schema(definitions),
        floor.schema(definitions),
      ],
    }),
  }));
}

const moneyOrder = ({ low, high }: Range<Money>, spot: Spot): FaultRule | undefined => {
  const read = parseMoney(low);
  return read.ok ? checkAmount({ low, high }, spot.currency ?? read.value.currency)[0] : undefined;
};

const percentOrder = (range: Range<Percent>): FaultRule | undefined => checkRate(range)[0];

/** A price of one unit as a price list states it. */
export const amount: Shape<Amount> = stated("Amount", money, moneyOrder);

/** As {@link amount}, for what is due as it stands. */
export const amountDue: Shape<Amount> = stated("AmountDue", moneyDue, moneyOrder);

/** A percentage as a price list states it. */
export const rate: Shape<Rate> = stated("Rate", percent, percentOrder);

/** As {@link rate}, for a part of a whole. */
export const portionRate: Shape<Rate> = stated("PortionRate", portion, percentOrder);

/** The same shape, read in the currency that the value itself names. */
export function inOwnCurrency<T>(shape: Shape<T>): Shape<T> {
  return {
    ...shape,
    read: (value, spot) => shape.read(value, { ...spot, currency: currencyOf(value) }),
  };
}

/** The currency that a document names, if it names one that exists. */
export function currencyOf(document: unknown): CurrencyCode | undefined {
  if (typeof document !== "object" || document === null) return undefined;
  const code: unknown =
    Object.hasOwn(document, "currency") && "currency" in document ? document.currency : "";
  return typeof code === "string" && isCurrencyCode(code) ? code : undefined;
}
