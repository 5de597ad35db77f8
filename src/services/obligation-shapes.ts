import type { BundleDivision, ModelObligation } from "../ledger/recognition/model-obligations.ts";
import { boolean, either, list, literal, type Shape, text, whole } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import type { ObligationsAnswer } from "./obligation-report.ts";
import { decimalText, nullable } from "./report-shapes.ts";

const obligation = object<ModelObligation>({
  path: text,
  name: text,
  kind: literal("plan", "addon", "use", "offer", "milestone", "licence", "maintenance", "share"),
  stream: nullable(text),
  earned: literal("by-day", "as-used", "at-once", "when-delivered"),
  over: nullable(
    either<"period", number>(
      literal("period"),
      whole(1, 1_200),
      (value) => typeof value === "string",
    ),
  ),
  stated: boolean,
  standalone: list(
    object<ModelObligation["standalone"][number]>({ per: text, amount: nullable(decimalText) }),
  ),
  role: literal("principal", "agent"),
});

const division = object<BundleDivision>({
  path: text,
  name: text,
  price: nullable(decimalText),
  basis: nullable(literal("relative", "discount-to-bundle", "residual")),
  parts: list(
    object<BundleDivision["parts"][number]>({
      part: text,
      standalone: nullable(decimalText),
      amount: nullable(decimalText),
    }),
  ),
});

export const obligationsShape: Shape<ObligationsAnswer> = object<ObligationsAnswer>({
  model: nullable(text),
  items: list(obligation),
  bundles: list(division),
});
