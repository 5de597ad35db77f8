import { standings } from "../../account/standing.ts";
import { boolean, either, list, literal, type Shape, text } from "../../model/shape.ts";
import { object } from "../../model/shape-object.ts";
import { cadence, date } from "../../model/shape-values.ts";
import { quotaWindow } from "../../model/shapes/quota-shape.ts";
import { alertShape } from "../entitlements/alert-shape.ts";
import { onlyTrue } from "../entitlements/entitlement-shapes.ts";
import { chargeShape, count, decimalText, instantText, nullable, texts } from "../report-shapes.ts";
import type { OfferedPlan } from "./offered-plans.ts";
import type {
  PlanCredit,
  PlanDifference,
  PlanDifferences,
  PlanFeature,
  PlanQuota,
} from "./plan-inclusions.ts";
import type { PortalMeter } from "./portal.ts";
import type { PortalOverview, PortalPlan, PortalQuota } from "./portal-overview.ts";

/** What the pages of the portal answer, as JSON: a shape that says more or less than its interface does not compile. */

const planShape = object<PortalPlan>({
  subscription: text,
  plan: text,
  planName: text,
  of: nullable(text),
  cadence: nullable(text),
  quantity: decimalText,
  price: nullable(text),
  standing: literal(...standings),
  start: date,
  end: nullable(date),
  pausedOn: nullable(date),
  resumesOn: nullable(date),
  renewsOn: nullable(date),
  trialUntil: nullable(date),
  changesOn: nullable(date),
  paidUntil: nullable(instantText),
  mayChange: boolean,
  mayCancel: boolean,
  changes: list(
    object<PortalPlan["changes"][number]>({
      id: text,
      kind: text,
      day: date,
      planName: nullable(text),
      undoable: boolean,
    }),
  ),
});

const quotaShape = object<PortalQuota>({
  id: text,
  meter: text,
  meterName: text,
  unit: text,
  used: decimalText,
  allowance: nullable(decimalText),
  percent: nullable(decimalText),
  overage: literal("block", "bill"),
  from: instantText,
  to: instantText,
  resetsAt: nullable(instantText),
});

/** The first page. */
export const portalOverviewShape: Shape<PortalOverview> = object<PortalOverview>({
  at: instantText,
  currency: nullable(text),
  plans: list(planShape),
  nextInvoice: nullable(
    object<NonNullable<PortalOverview["nextInvoice"]>>({
      issuedAt: instantText,
      total: decimalText,
      currency: text,
    }),
  ),
  quotas: list(quotaShape),
  cost: nullable(
    object<NonNullable<PortalOverview["cost"]>>({
      soFar: decimalText,
      projected: decimalText,
      currency: text,
      from: nullable(instantText),
      to: nullable(instantText),
      issuedAt: nullable(instantText),
    }),
  ),
  owing: nullable(
    object<NonNullable<PortalOverview["owing"]>>({
      owed: decimalText,
      overdue: decimalText,
      balance: decimalText,
      currency: text,
    }),
  ),
  suspendedSince: nullable(instantText),
  alerts: list(alertShape),
});

/** A meter that a customer is told of. */
export const portalMeterShape: Shape<PortalMeter> = object<PortalMeter>({
  id: text,
  name: text,
  unit: text,
  dimensions: list(text),
});

const featureShape = object<PlanFeature>({
  id: text,
  name: text,
  kind: literal("flag", "limit", "level"),
  value: nullable(either(onlyTrue, text, (value) => value === true)),
});

const ceilingShape = object<PlanQuota>({
  id: text,
  meter: text,
  meterName: text,
  unit: text,
  limit: nullable(decimalText),
  per: quotaWindow,
  overage: literal("block", "bill"),
});

const creditShape = object<PlanCredit>({
  id: text,
  name: text,
  amount: nullable(text),
  every: nullable(text),
});

const differencesOf = <Part>(part: Shape<Part>): Shape<readonly PlanDifference<Part>[]> =>
  list(object<PlanDifference<Part>>({ id: text, now: nullable(part), after: nullable(part) }));

/** A plan that a subscription may go to. */
export const offeredPlanShape: Shape<OfferedPlan> = object<OfferedPlan>({
  id: text,
  name: text,
  prices: texts,
  charges: list(chargeShape),
  features: list(featureShape),
  quotas: list(ceilingShape),
  credits: list(creditShape),
  current: boolean,
  open: boolean,
  cadences: list(cadence),
  trialDays: nullable(count),
  differences: nullable(
    object<PlanDifferences>({
      charges: differencesOf(chargeShape),
      features: differencesOf(featureShape),
      quotas: differencesOf(ceilingShape),
      credits: differencesOf(creditShape),
    }),
  ),
});
