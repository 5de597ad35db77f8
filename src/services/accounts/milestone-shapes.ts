import { boolean, literal, type Shape, text } from "../../model/shape.ts";
import { object } from "../../model/shape-object.ts";
import { date } from "../../model/shape-values.ts";
import { count, decimalText, nullable } from "../report-shapes.ts";
import type { MilestoneAnswer } from "./milestones-report.ts";

/** A milestone of what was sold. */
export const milestoneShape: Shape<MilestoneAnswer> = object<MilestoneAnswer>({
  sale: text,
  offer: text,
  name: text,
  customer: text,
  customerName: text,
  soldOn: date,
  place: count,
  milestone: text,
  share: text,
  amount: decimalText,
  currency: text,
  billing: literal("by-milestone", "before-milestones"),
  amended: nullable(
    object<NonNullable<MilestoneAnswer["amended"]>>({
      id: text,
      on: date,
      accountedAs: literal("separate-contract", "prospective", "cumulative-catch-up"),
    }),
  ),
  reached: nullable(
    object<NonNullable<MilestoneAnswer["reached"]>>({ id: text, on: date, booked: boolean }),
  ),
});
