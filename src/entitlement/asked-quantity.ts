import type { Aggregation } from "../model/meter.ts";
import { type Decimal, max, subtract, zero } from "../money/decimal.ts";

/**
 * What use of a meter rises by when so much more comes in: all of it of a count, a sum and a number of different things; of a peak and
 * of what holds its last value what is above it. Of a lowest value, a percentile and a value held over time nobody can tell
 * beforehand, so nothing.
 */
export function askedQuantity({ kind }: Aggregation, quantity: Decimal, used: Decimal): Decimal {
  switch (kind) {
    case "count":
    case "sum":
    case "unique":
      return quantity;
    case "max":
      return max(zero, subtract(quantity, used));
    case "latest":
      return subtract(quantity, used);
    case "min":
    case "percentile":
    case "time-weighted-sum":
      return zero;
  }
}
