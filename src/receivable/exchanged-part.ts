import { minorUnits } from "../money/currency.ts";
import { type Decimal, decimalOf, equals, multiply, subtract, sum } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { divide } from "../money/rounding.ts";
import type { ForeignMoney, PaymentReceived } from "./receivables.ts";
import { refundable } from "./settle.ts";

/**
 * What a part of a payment is in the currency in which it came: its share of what is left there, so that the last part takes
 * what is left, however it is given back. Undefined where it came in the customer's currency.
 * `amount` is in the customer's currency and no more than is {@link refundable}.
 */
export function exchangedPart(payment: PaymentReceived, amount: Decimal): ForeignMoney | undefined {
  const { came } = payment;
  if (came === undefined) return undefined;
  const left = subtract(decimalOf(came.amount), claimed(payment));
  const of = refundable(payment);
  const share = equals(amount, of)
    ? left
    : divide(multiply(left, amount), of, minorUnits(came.currency));
  return { currency: came.currency, amount: minorText(share, came.currency) };
}

/** What of the money that came has left again or is held back, in its own currency. */
const claimed = ({ refunds, reversals, disputes }: PaymentReceived): Decimal =>
  sum(
    [...refunds, ...reversals, ...disputes.filter(({ status }) => status !== "won")].map(
      ({ exchanged = "0" }) => decimalOf(exchanged),
    ),
  );
