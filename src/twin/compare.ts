import { monthText } from "../ledger/recognition/accounting-month.ts";
import { minorUnits } from "../money/currency.ts";
import {
  coefficientAt,
  type Decimal,
  type DecimalText,
  decimal,
  equals,
  formatFixed,
  zero,
} from "../money/decimal.ts";
import type { CustomerForecast } from "../plan/forecast/forecast.ts";
import type { TwinMonths } from "./twin-months.ts";

/** One figure of one month, as it was forecast and as it was lived. */
export interface ComparedFigure {
  /** `2027-01`. */
  readonly month: string;
  /** Of a stream where it is of one. */
  readonly figure: "billings" | "revenue" | "mrr" | "collections";
  readonly stream?: string;
  /** Amounts with all digits of the minor unit. */
  readonly forecast: DecimalText;
  readonly lived: DecimalText;
  readonly equal: boolean;
}

/**
 * A forecast figure in whole minor units. A twelfth of an annual price has so many digits, so a sum of them that lies halfway between two
 * units is one of either: then the one that was lived.
 */
function nearestTo(lived: Decimal, minor: number, digits: number): Decimal {
  const own = Number(coefficientAt(lived, digits));
  return decimal(Math.abs(own - minor) <= 0.5 + 1e-6 ? own : Math.round(minor), digits);
}

/** What is collected month by month in minor units: as it is forecast, and of what was invoiced in the simulated business. */
export interface ComparedCollections {
  readonly forecast: Float64Array;
  readonly lived: Float64Array;
}

/** Every figure of a forecast of whole customers beside what the simulated business came to, month by month. */
export function compareWithForecast(
  { first, months, streams, recurring, currency }: CustomerForecast,
  twin: TwinMonths,
  collections: ComparedCollections,
): readonly ComparedFigure[] {
  const digits = minorUnits(currency);
  const compared = (
    month: number,
    of: Pick<ComparedFigure, "figure" | "stream">,
    minor: number | undefined,
    lived: Decimal | undefined,
  ): ComparedFigure => {
    const own = lived ?? zero;
    const forecast = nearestTo(own, minor ?? 0, digits);
    return {
      month: monthText(first + month),
      ...of,
      forecast: formatFixed(forecast, digits),
      lived: formatFixed(own, digits),
      equal: equals(forecast, own),
    };
  };
  const ids = [...new Set([...streams.keys(), ...twin.billed.keys(), ...twin.recognised.keys()])];
  return Array.from({ length: months }, (_, month) => [
    ...ids.flatMap((stream) => [
      compared(
        month,
        { figure: "billings", stream },
        streams.get(stream)?.billed[month],
        twin.billed.get(stream)?.[month],
      ),
      compared(
        month,
        { figure: "revenue", stream },
        streams.get(stream)?.recognised[month],
        twin.recognised.get(stream)?.[month],
      ),
    ]),
    compared(month, { figure: "mrr" }, recurring.closing[month], twin.recurring[month]),
    compared(
      month,
      { figure: "collections" },
      collections.forecast[month],
      decimal(Math.round(collections.lived[month] ?? 0), digits),
    ),
  ]).flat();
}
