import { type Month, monthText } from "../ledger/recognition/accounting-month.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import type { DecimalText } from "../money/decimal.ts";
import type { PlanRun } from "../plan/forecast/compile-plan.ts";
import type { CustomerForecast } from "../plan/forecast/forecast.ts";

/** The figures of a simulation by chance. */
export const chanceFigures = ["customers", "mrr", "billings", "revenue", "collections"] as const;

/** One of them: customers and recurring value at a month's end, what is invoiced without tax, recognised, and paid in it. */
export type ChanceFigure = (typeof chanceFigures)[number];

/** All of them, month by month: customers, and amounts in minor units. */
export type ChanceMonths = Readonly<Record<ChanceFigure, Float64Array>>;

/** No months yet. */
export const emptyMonths = (months: number): ChanceMonths => ({
  customers: new Float64Array(months),
  mrr: new Float64Array(months),
  billings: new Float64Array(months),
  revenue: new Float64Array(months),
  collections: new Float64Array(months),
});

/** One figure of one month: what was expected, and what chance made of it. */
export interface ChancedFigure {
  /** `2027-01`. */
  readonly month: string;
  readonly figure: ChanceFigure;
  /** Amounts with all digits of the minor unit; expected customers with two. */
  readonly forecast: DecimalText;
  readonly lived: DecimalText;
  /** What was lived less what was forecast. */
  readonly difference: DecimalText;
  /** Between what it was to lie with the band's chance; absent where no band is drawn. */
  readonly band?: {
    readonly low: DecimalText;
    readonly high: DecimalText;
    readonly within: boolean;
    /** Whether the forecast lies in it: where it does not, lived businesses are on average not what is forecast. */
    readonly holdsForecast: boolean;
    /** Halfway between its bounds. */
    readonly middle: DecimalText;
  };
}

/** The figures of a forecast, without what is planned as a sum: nobody is invoiced that. */
export function forecastMonths(
  { months, segments, streams, recurring, opening }: CustomerForecast,
  run: PlanRun,
) {
  const summed = (parts: readonly Float64Array[]): Float64Array =>
    Float64Array.from({ length: months }, (_, month) =>
      parts.reduce((sum, part) => sum + (part[month] ?? 0), 0),
    );
  const all = [...streams.values()];
  const billings = summed(all.map(({ billed }) => billed));
  return {
    customers: summed([...segments.values()].map(({ customers }) => customers.closing)),
    mrr: recurring.closing,
    billings,
    revenue: summed(all.map(({ recognised }) => recognised)),
    collections: collectionsOf(billings, opening.billed, run),
  } satisfies ChanceMonths;
}

/** When billings are paid, with those of the month before the plan, as its statements say: `forecast.collections`. */
export function collectionsOf(
  billings: Float64Array,
  billedBefore: number,
  { read }: Pick<PlanRun, "read">,
): Float64Array {
  const collectable = billings.map((billed, month) => billed * (1 - read("capital.unpaid", month)));
  const after = (delay: number, month: number): number => {
    const whole = Math.floor(delay);
    const part = delay - whole;
    const paid = (months: number): number =>
      months === month + 1
        ? billedBefore * (1 - read("capital.unpaid", month))
        : (collectable[month - months] ?? 0);
    return paid(whole) * (1 - part) + paid(whole + 1) * part;
  };
  return billings.map((_, month) => {
    const delay = read("capital.collected-after", month);
    const late = read("capital.paid-late", month);
    const lateBy = read("capital.late-by", month);
    return after(delay, month) * (1 - late) + after(delay + lateBy, month) * late;
  });
}

/** A forecast beside what was lived, month by month. */
export function compareByChance(
  { first, currency, months }: { first: Month; currency: CurrencyCode; months: number },
  forecast: ChanceMonths,
  lived: ChanceMonths,
  band?: { readonly low: ChanceMonths; readonly high: ChanceMonths },
): readonly ChancedFigure[] {
  return Array.from({ length: months }, (_, month) =>
    chanceFigures.map((figure): ChancedFigure => {
      const [expected, own] = [forecast[figure][month] ?? 0, lived[figure][month] ?? 0];
      const text = figureText(figure, currency);
      return {
        month: monthText(first + month),
        figure,
        forecast: text(expected),
        lived: text(own),
        difference: text(own - expected),
        ...(band === undefined
          ? {}
          : {
              band: bandOf(
                { own, expected },
                [band.low[figure][month] ?? 0, band.high[figure][month] ?? 0],
                text,
              ),
            }),
      };
    }),
  ).flat();
}

/** How a figure is written: an amount in units of the currency, customers with two digits. */
export function figureText(
  figure: ChanceFigure,
  currency: CurrencyCode,
): (value: number) => DecimalText {
  const digits = minorUnits(currency);
  return figure === "customers"
    ? (value) => value.toFixed(2) as DecimalText
    : (value) => (value / 10 ** digits).toFixed(digits) as DecimalText;
}

/** Sums of doubles are off by less than this. */
const slack = 1e-3;

function bandOf(
  { own, expected }: { readonly own: number; readonly expected: number },
  [low, high]: readonly [number, number],
  text: (value: number) => DecimalText,
) {
  const holds = (value: number): boolean => value >= low - slack && value <= high + slack;
  return {
    low: text(low),
    high: text(high),
    within: holds(own),
    holdsForecast: holds(expected),
    middle: text((low + high) / 2),
  };
}
