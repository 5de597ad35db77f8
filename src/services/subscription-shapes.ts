import { standings } from "../account/standing.ts";
import { boolean, list, literal, type Shape, text } from "../model/shape.ts";
import { currency } from "../model/shape-money.ts";
import { object } from "../model/shape-object.ts";
import { date } from "../model/shape-values.ts";
import type { ListedSubscription } from "./list-queries.ts";
import {
  count,
  decimalText,
  instantText,
  nullable,
  subscriptionFields,
  subscriptionShape,
  texts,
} from "./report-shapes.ts";
import type { SubscriptionChange, SubscriptionDetail } from "./subscription-answers.ts";

/** A subscription in a list of all of them. */
export const listedSubscriptionShape: Shape<ListedSubscription> = object<ListedSubscription>({
  ...subscriptionFields,
  customer: text,
  customerName: text,
});

const changeKind = literal("change", "cancel", "pause", "resume", "reactivate", "undo", "coupon");
const recordedKind = literal("change", "cancel", "pause", "resume", "reactivate", "undo");

/** One subscription, whole. */
export const subscriptionDetailShape: Shape<SubscriptionDetail> = object<SubscriptionDetail>({
  id: text,
  customer: text,
  customerName: text,
  standing: literal(...standings),
  of: nullable(text),
  addons: list(subscriptionShape),
  trialUntil: nullable(date),
  paidUntil: nullable(instantText),
  alignment: literal("anniversary", "calendar"),
  termYears: nullable(count),
  contractNumber: nullable(text),
  agreed: texts,
  invoiced: object<SubscriptionDetail["invoiced"]>({
    currency: nullable(currency),
    total: decimalText,
    kinds: list(
      object<SubscriptionDetail["invoiced"]["kinds"][number]>({ kind: text, amount: decimalText }),
    ),
  }),
  changeable: list(changeKind),
  phases: list(
    object<SubscriptionDetail["phases"][number]>({
      phase: count,
      plan: text,
      planName: text,
      cadence: nullable(text),
      quantity: decimalText,
      current: boolean,
      from: date,
      to: nullable(date),
      trialUntil: nullable(date),
      sequel: nullable(literal("change", "pause", "end")),
      model: text,
    }),
  ),
  changes: list(
    object<SubscriptionChange>({
      id: text,
      kind: recordedKind,
      day: date,
      recordedAt: instantText,
      state: literal("to-come", "in-force", "undone"),
      by: literal("told", "ramp", "parent", "contract"),
      undoable: boolean,
      terms: object<SubscriptionChange["terms"]>({
        plan: nullable(text),
        planName: nullable(text),
        cadence: nullable(text),
        quantity: nullable(decimalText),
        model: nullable(text),
      }),
      accountedAs: nullable(literal("separate-contract", "prospective", "cumulative-catch-up")),
      fee: nullable(text),
      feeBilled: nullable(boolean),
    }),
  ),
  coupons: list(
    object<SubscriptionDetail["coupons"][number]>({
      id: text,
      coupon: text,
      code: text,
      name: text,
      from: date,
      redeemedAt: instantText,
      uses: count,
      usedUp: boolean,
    }),
  ),
});
