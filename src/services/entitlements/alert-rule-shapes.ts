import { literal, text } from "../../model/shape.ts";
import { object, optional } from "../../model/shape-object.ts";
import { instantText, nullable } from "../report-shapes.ts";
import { type AlertRuleRequest, type AlertRuleView, alertSubjects } from "./alert-rules.ts";

const of = literal(...alertSubjects);

/** What a customer is to be told of. */
export const alertRuleRequestShape = object<AlertRuleRequest>({
  of,
  quota: optional(text),
  at: text,
});

/** What a customer set. */
export const alertRuleShape = object<AlertRuleView>({
  id: text,
  customer: text,
  of,
  quota: nullable(text),
  at: text,
  setAt: instantText,
  setBy: nullable(text),
});
