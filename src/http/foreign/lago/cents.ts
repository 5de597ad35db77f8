import { type CurrencyCode, minorUnits } from "../../../money/currency.ts";
import { coefficientAt, decimalOf } from "../../../money/decimal.ts";

/** An amount in the smallest unit of its currency, as Lago counts money: `12.50` USD is 1250, `12` JPY is 12. */
export const cents = (amount: string, currency: CurrencyCode): number =>
  Number(coefficientAt(decimalOf(amount), minorUnits(currency)));
