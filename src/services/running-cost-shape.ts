import { list, type Shape, text } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { lineKindShape } from "./line-kind-shape.ts";
import { decimalText, instantText, nullable } from "./report-shapes.ts";
import type { CostFigure, CostLine, CostTotal, RunningCost } from "./running-cost-answer.ts";

const figure = object<CostFigure>({
  quantity: decimalText,
  amount: decimalText,
  discount: decimalText,
});

const total = object<CostTotal>({ tax: decimalText, total: decimalText });

/** What {@link RunningCost} looks like as JSON. */
export const runningCostShape: Shape<RunningCost> = object<RunningCost>({
  customer: text,
  at: instantText,
  currency: text,
  issuedAt: nullable(instantText),
  lines: list(
    object<CostLine>({
      id: text,
      kind: lineKindShape,
      description: text,
      subscription: nullable(text),
      charge: nullable(text),
      meter: nullable(text),
      unit: nullable(text),
      period: nullable(
        object<NonNullable<CostLine["period"]>>({ from: instantText, to: instantText }),
      ),
      soFar: figure,
      projected: figure,
    }),
  ),
  soFar: total,
  projected: total,
});
