import { list, literal, type Shape, text } from "../../model/shape.ts";
import { currency } from "../../model/shape-money.ts";
import { object } from "../../model/shape-object.ts";
import { decimalText, instantText, nullable } from "../report-shapes.ts";
import type { AlertView } from "./alert-views.ts";

/** An alert as JSON. */
export const alertShape: Shape<AlertView> = object<AlertView>({
  customer: text,
  customerName: text,
  quota: text,
  meter: nullable(text),
  alert: nullable(text),
  alertName: nullable(text),
  rule: nullable(text),
  at: text,
  used: decimalText,
  allowance: decimalText,
  currency: nullable(currency),
  notify: list(literal("customer", "sales", "support")),
  suggest: nullable(text),
  firedAt: instantText,
  from: instantText,
  to: instantText,
});
