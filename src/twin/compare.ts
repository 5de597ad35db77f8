import { monthText } from "../ledger/recognition/accounting-month.ts";
import { minorUnits } from "../money/currency.ts";
import {
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
  /** `billings`, `revenue` or `mrr`; of a stream where it is of one. */
  readonly figure: "billings" | "revenue" | "mrr";
  readonly stream?: string;
  /** Amounts with all digits of the minor unit. */
  readonly forecast: DecimalText;
  readonly lived: DecimalText;
  readonly equal: boolean;
}

/** Every figure of a forecast of whole customers beside what the simulated business came to, month by month. */
export function compareWithForecast(
  { first, months, streams, recurring, currency }: CustomerForecast,
  twin: TwinMonths,
): readonly ComparedFigure[] {
  const digits = minorUnits(currency);
  const compared = (
    month: number,
    of: Pick<ComparedFigure, "figure" | "stream">,
    minor: number | undefined,
    lived: Decimal | undefined,
  ): ComparedFigure => {
    const forecast = decimal(Math.round(minor ?? 0), digits);
    const own = lived ?? zero;
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
  ]).flat();
}
