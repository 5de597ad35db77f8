import type { LineKind } from "../account/invoice.ts";
import { literal, type Shape } from "../model/shape.ts";

/** What kind of thing a line charges for. */
export const lineKindShape: Shape<LineKind> = literal(
  "recurring",
  "usage",
  "capacity",
  "licence",
  "maintenance",
  "late-usage",
  "unused-time",
  "termination-fee",
  "dunning-fee",
  "credits",
  "service-credit",
  "true-up",
  "rebate",
  "one-off",
  "milestone",
);
