import { literal, type Shape, text } from "../../model/shape.ts";
import { object } from "../../model/shape-object.ts";
import { disputeStatuses } from "../../store/disputes.ts";
import { decimalText, instantText, nullable } from "../report-shapes.ts";
import type { DisputeAnswer } from "./disputes-report.ts";

/** A disputed payment. */
export const disputeShape: Shape<DisputeAnswer> = object<DisputeAnswer>({
  id: text,
  customer: text,
  customerName: text,
  payment: text,
  provider: text,
  amount: decimalText,
  currency: text,
  fee: decimalText,
  feeReturned: decimalText,
  feeCurrency: text,
  status: literal(...disputeStatuses),
  openedAt: instantText,
  decidedAt: nullable(instantText),
});
