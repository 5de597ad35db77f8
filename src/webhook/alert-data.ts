import { factId, instant } from "../model/fact-text.ts";
import { list, literal, text } from "../model/shape.ts";
import { currency } from "../model/shape-money.ts";
import { object, optional } from "../model/shape-object.ts";
import { decimalText } from "../model/shape-values.ts";
import type { CurrencyCode } from "../money/currency.ts";

/** Use that came to a share of what may be used, or money to a share of what was committed to. */
export interface AlertData {
  readonly customer: string;
  /** The quota's id; of what a charge covers `charges/` and the charge's id, of a commitment `contracts/` and the contract's, of costs `cost/` and of credits `credits/` with a rule's. */
  readonly quota: string;
  /** Absent for costs and credits. */
  readonly meter?: string;
  /** The model's alert that says so, and its name; absent where the quota says so itself. */
  readonly alert?: string;
  readonly alertName?: string;
  /** What the customer itself set, where it asked to be told. */
  readonly rule?: string;
  /** `80%`. */
  readonly at: string;
  readonly used: string;
  readonly allowance: string;
  /** Of both where they are money; else they are units of the meter. */
  readonly currency?: CurrencyCode;
  /** Who is meant to be told. */
  readonly notify: readonly ("customer" | "sales" | "support")[];
  /** The plan to propose. */
  readonly suggest?: string;
  /** The window, half-open. */
  readonly from: string;
  readonly to: string;
}

/** The shape of {@link AlertData}. */
export const alertData = object<AlertData>({
  customer: factId,
  quota: text,
  meter: optional(text),
  alert: optional(text),
  alertName: optional(text),
  rule: optional(text),
  at: text,
  used: decimalText,
  allowance: decimalText,
  currency: optional(currency),
  notify: list(literal("customer", "sales", "support")),
  suggest: optional(text),
  from: instant,
  to: instant,
});
