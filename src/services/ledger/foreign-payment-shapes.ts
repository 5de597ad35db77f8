import { list, literal, type Shape, text } from "../../model/shape.ts";
import { object } from "../../model/shape-object.ts";
import { moneyKinds } from "../../store/foreign-payments.ts";
import { decimalText, instantText, nullable } from "../report-shapes.ts";
import type { CurrencyAmount, ForeignPaymentAnswer, ForeignPayments } from "./foreign-payments.ts";

const currencyAmount = object<CurrencyAmount>({ currency: text, amount: decimalText });

/** A page of what was paid in other currencies. */
export const foreignPaymentsShape: Shape<ForeignPayments> = object<ForeignPayments>({
  currency: text,
  items: list(
    object<ForeignPaymentAnswer>({
      id: text,
      kind: literal(...moneyKinds),
      entry: text,
      date: instantText,
      customer: text,
      name: text,
      came: currencyAmount,
      settled: currencyAmount,
      rate: nullable(decimalText),
      booked: nullable(decimalText),
      worth: nullable(decimalText),
      gain: nullable(decimalText),
    }),
  ),
  next: nullable(text),
});
