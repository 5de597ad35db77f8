import type { DecisionReason } from "../../entitlement/decide.ts";
import type { EntitlementSource } from "../../entitlement/entitlement-source.ts";
import type {
  CustomerEntitlements,
  FeatureView,
  QuotaView,
  ReservationView,
} from "../../entitlement/told-entitlements.ts";
import type { Aggregation } from "../../model/meter.ts";
import type { Quota } from "../../model/quota.ts";
import { boolean, either, list, literal, type Shape, text, wrongType } from "../../model/shape.ts";
import { object, optional } from "../../model/shape-object.ts";
import { quantity } from "../../model/shape-values.ts";
import { duration } from "../../model/shapes/duration-shape.ts";
import { quotaWindow } from "../../model/shapes/quota-shape.ts";
import { decimalText, instantText, nullable } from "../report-shapes.ts";
import type {
  CheckRequest,
  FinalizeRequest,
  ReleaseRequest,
  RenewRequest,
  ReserveAnswer,
  ReserveRequest,
  TrackAnswer,
  TrackRequest,
  UseDecision,
} from "./entitlement-answers.ts";

/** Properties of a usage event: the door for events says what each may be. */
const eventData: Shape<Readonly<Record<string, string | number | boolean>>> = {
  read: (value, spot) => {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, string | number | boolean>>;
    wrongType(value, spot, "an object");
    return {};
  },
  standIn: () => ({}),
  schema: () => ({
    type: "object",
    additionalProperties: { type: ["string", "number", "boolean"] },
  }),
};

/** A question. */
export const checkRequestShape = object<CheckRequest>({
  customer: text,
  meter: optional(text),
  feature: optional(text),
  quantity: optional(quantity),
  level: optional(text),
});

/** What is to be set apart. */
export const reserveRequestShape = object<ReserveRequest>({
  customer: text,
  meter: text,
  quantity,
  id: optional(text),
  holdsFor: optional(duration),
});

/** How a reservation is to hold on. */
export const renewRequestShape = object<RenewRequest>({
  reservation: text,
  quantity: optional(quantity),
  holdsFor: optional(duration),
});

/** What was used of a reservation. */
export const finalizeRequestShape = object<FinalizeRequest>({
  reservation: text,
  quantity: optional(quantity),
  data: optional(eventData),
  happened: optional(boolean),
});

/** Which reservation is given back. */
export const releaseRequestShape = object<ReleaseRequest>({ reservation: text });

/** An event to be tracked. */
export const trackRequestShape = object<TrackRequest>({
  id: text,
  source: optional(text),
  type: text,
  customer: text,
  data: optional(eventData),
});

const source = object<EntitlementSource>({
  kind: literal("contract", "trial", "plan", "addon", "licence", "default"),
  id: { ...text, schema: () => ({ type: "string" }) },
});

const per: Shape<Quota["per"]> = quotaWindow;

const aggregation: Shape<Aggregation["kind"]> = literal(
  "count",
  "sum",
  "max",
  "min",
  "latest",
  "unique",
  "time-weighted-sum",
  "percentile",
);

const quotaShape = object<QuotaView>({
  id: text,
  meter: text,
  aggregation,
  unit: text,
  per,
  overage: literal("block", "bill"),
  limit: nullable(decimalText),
  allowance: nullable(decimalText),
  grace: decimalText,
  used: decimalText,
  reserved: decimalText,
  remaining: nullable(decimalText),
  from: instantText,
  to: instantText,
  resetsAt: nullable(instantText),
  sources: list(source),
});

/** That a feature is on. */
export const onlyTrue: Shape<true> = {
  read: () => true,
  standIn: () => true,
  schema: () => ({ const: true }),
};

const featureShape = object<FeatureView>({
  id: text,
  name: text,
  kind: literal("flag", "limit", "level"),
  value: nullable(either(onlyTrue, text, (value) => value === true)),
  sources: list(source),
});

/** Everything that a customer may use. */
export const customerEntitlementsShape = object<CustomerEntitlements>({
  customer: text,
  at: instantText,
  served: boolean,
  servedBy: list(source),
  suspendedSince: nullable(instantText),
  features: list(featureShape),
  quotas: list(quotaShape),
});

const reason: Shape<DecisionReason> = literal(
  "within-quota",
  "within-grace",
  "billed-overage",
  "no-quota",
  "granted",
  "quota-exceeded",
  "not-granted",
  "limit-reached",
  "not-subscribed",
  "suspended",
  "counted-before",
  "identity-taken",
);

const decisionFields = {
  customer: text,
  allowed: boolean,
  reason,
  feature: nullable(featureShape),
  quota: nullable(quotaShape),
};

/** Whether a customer may use something. */
export const useDecisionShape = object<UseDecision>(decisionFields);

/** A reservation. */
export const reservationShape = object<ReservationView>({
  id: text,
  customer: text,
  meter: text,
  quantity: decimalText,
  state: literal("open", "finalized", "released", "lapsed"),
  expiresAt: instantText,
  used: nullable(decimalText),
});

/** The decision on a reservation, and the reservation. */
export const reserveAnswerShape = object<ReserveAnswer>({
  ...decisionFields,
  reservation: nullable(reservationShape),
});

/** What became of a tracked event. */
export const trackAnswerShape = object<TrackAnswer>({
  status: literal("accepted", "duplicate", "conflict", "refused"),
  ...decisionFields,
});
