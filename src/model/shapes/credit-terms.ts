import type { CreditRollover } from "../credit.ts";
import { boolean, list, literal, whole } from "../shape.ts";
import { moneyDue, portion } from "../shape-money.ts";
import { object, optional } from "../shape-object.ts";
import { id } from "../shape-values.ts";

/** A number of whole months. */
export const months = whole(1, 1_200);

/** What credits are for. */
export const creditKind = literal("sla", "promotional", "prepaid", "goodwill", "referral");

/** How what is left lives on. */
export const rollover = object<CreditRollover>({
  share: optional(portion),
  maximum: optional(moneyDue),
  times: whole(1, 1_000),
  months: optional(months),
});

/** How long credits live and what they pay for, as a book says it, and a grant by itself. */
export const creditTermFields = {
  expiresAfterMonths: optional(months),
  expiresWithPeriod: optional(boolean),
  rollover: optional(rollover),
  priority: optional(whole(0, 1_000)),
  appliesTo: optional(literal("recurring", "usage", "all")),
  streams: optional(list(id, 1)),
  plans: optional(list(id, 1)),
  charges: optional(list(id, 1)),
  covers: optional(literal("invoiced", "served")),
  availableFrom: optional(literal("invoice", "payment")),
};
