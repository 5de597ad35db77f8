import { type DecimalText, decimalParts } from "../../format/decimal-text.ts";

/** Writes figures and days as a reader does. Amounts stay decimal text: `Intl` takes them digit by digit. */
export interface Figures {
  /** `$1,234.50`; digits beyond the minor unit are all shown. */
  readonly money: (amount: DecimalText, currency: string | null) => string;
  readonly quantity: (quantity: DecimalText | number) => string;
  readonly percent: (percent: DecimalText) => string;
  /** A civil date, or the day of an instant in the customer's time zone. */
  readonly day: (at: string) => string;
  readonly minute: (at: string) => string;
  /** A half-open period of instants as its first and last day. */
  readonly period: (from: string, to: string) => string;
  /** A month of the customer's time zone. */
  readonly month: (at: string) => string;
  /** A tick of a chart, which is a position and no amount. */
  readonly tick: (position: number) => string;
  /** The label of a window on an axis, where the year goes without saying. */
  readonly windowTick: (from: string, window: "hour" | "day" | "month") => string;
}

const isCivil = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The figures of a locale; `timeZone` is an IANA name. */
export function figuresOf(locale: string, timeZone: string): Figures {
  const numbers = memo((digits: string) => {
    const [least = "0", most = "0"] = digits.split(" ");
    return new Intl.NumberFormat(locale, {
      minimumFractionDigits: Number(least),
      maximumFractionDigits: Number(most),
    });
  });
  const monies = memo((key: string) => moneyFormat(locale, key));
  const percents = memo(
    (digits: string) =>
      new Intl.NumberFormat(locale, {
        style: "unit",
        unit: "percent",
        maximumFractionDigits: Number(digits),
      }),
  );
  const dates = memo((key: string) => {
    const [zone = "UTC", shape = "day"] = key.split(" ");
    return new Intl.DateTimeFormat(locale, { ...shapes[shape], timeZone: zone });
  });
  const dated = (at: string, shape: keyof typeof shapes): string =>
    isCivil(at)
      ? dates(`UTC ${shape}`).format(new Date(`${at}T00:00:00Z`))
      : dates(`${timeZone} ${shape}`).format(new Date(at));
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  return {
    money: (amount, currency) =>
      currency === null
        ? numbers(`2 ${Math.max(2, decimals(amount))}`).format(exact(amount))
        : monies(`${currency} ${decimals(amount)}`).format(exact(amount)),
    quantity: (quantity) => numbers(`0 ${decimals(String(quantity))}`).format(exact(quantity)),
    percent: (percent) => percents(String(decimals(percent))).format(exact(percent)),
    day: (at) => dated(at, "day"),
    minute: (at) => dated(at, "minute"),
    month: (at) => dated(at, "month"),
    period: (from, to) => {
      const first = new Date(from);
      const last = new Date(Math.max(first.getTime(), new Date(to).getTime() - 1));
      return dates(`${timeZone} day`).formatRange(first, last);
    },
    tick: (position) => compact.format(position),
    windowTick: (from, window) => dated(from, window === "month" ? "month" : `${window}Tick`),
  };
}

const shapes: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  day: { day: "numeric", month: "short", year: "numeric" },
  minute: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  month: { month: "short", year: "numeric" },
  dayTick: { day: "numeric", month: "short" },
  hourTick: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
};

/** A currency's own decimals, and more where the amount has more. */
function moneyFormat(locale: string, key: string): Intl.NumberFormat {
  const [currency = "", digits = "0"] = key.split(" ");
  const options = { style: "currency", currency } as const;
  const own = new Intl.NumberFormat(locale, options).resolvedOptions().maximumFractionDigits ?? 2;
  return new Intl.NumberFormat(locale, {
    ...options,
    maximumFractionDigits: Math.max(own, Number(digits)),
  });
}

/** Decimals that are no needless zeros. */
const decimals = (text: DecimalText): number =>
  decimalParts(text)?.fraction.replace(/0+$/, "").length ?? 0;

/** Text that `Intl` reads exactly. */
const exact = (text: DecimalText | number): Intl.StringNumericLiteral =>
  String(text) as Intl.StringNumericLiteral;

function memo<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
