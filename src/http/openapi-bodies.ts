import { factShapes } from "../account/fact-shape.ts";
import { usageEventLimits } from "../metering/usage-event.ts";
import type { JsonSchema } from "../model/json-schema.ts";
import type { SchemaOf } from "./openapi-operation.ts";
import { batchItemsMax } from "./routes/events.ts";
import { previewFactsMax } from "./routes/preview.ts";

type FactKind = keyof typeof factShapes;

interface ObjectSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

/** Schemas that are no shape's, by name, written into the definitions when first used. */
const defined =
  (name: string, write: SchemaOf): SchemaOf =>
  (definitions) => {
    if (!definitions.has(name)) definitions.set(name, write(definitions));
    return { $ref: `#/$defs/${name}` };
  };

const factNames: Readonly<Record<FactKind, string>> = {
  customer: "Customer",
  "vat-check": "VatCheck",
  "tax-decision": "TaxDecision",
  subscription: "Subscription",
  licence: "LicencePurchase",
  sale: "Sale",
  bundle: "BundlePurchase",
  contract: "SignedContract",
  "contract-renewal": "ContractRenewal",
  "contract-notice": "ContractNotice",
  "contract-notice-withdrawal": "NoticeWithdrawal",
  "contract-renewal-withdrawal": "RenewalWithdrawal",
  "index-value": "IndexValue",
  "volume-estimate": "VolumeEstimate",
  change: "TermsChange",
  cancel: "Cancellation",
  pause: "Pause",
  resume: "Resumption",
  reactivate: "Reactivation",
  undo: "Undoing",
  coupon: "CouponRedemption",
  milestone: "MilestoneReached",
  amendment: "SaleAmendment",
  grant: "CreditGrant",
  "void-grant": "CreditGrantVoid",
  "adjust-grant": "CreditGrantAdjustment",
  "top-up-rule": "TopUpRule",
  uptime: "Uptime",
  "sla-claim": "SlaClaim",
  payment: "PaymentReceipt",
  refund: "Refund",
  "payment-return": "PaymentReturn",
  "write-off": "WriteOff",
  "write-off-reversal": "WriteOffReversal",
  recovery: "Recovery",
  dispute: "Dispute",
  "dispute-outcome": "DisputeOutcome",
  "balance-application": "BalanceApplication",
  reassignment: "Reassignment",
  contest: "Contest",
  "contest-end": "ContestEnd",
  "payment-promise": "PaymentPromise",
  "credit-note": "CreditNoteOrder",
  charge: "ChargeAttempt",
  "charge-failure": "ChargeFailure",
};

/** The shape that reads a fact, as the schema of an object. */
function factSchema(kind: FactKind, definitions: Parameters<SchemaOf>[0]): ObjectSchema {
  // The shape of a fact is an object's, whose schema has these two keywords.
  return factShapes[kind].schema(definitions) as unknown as ObjectSchema;
}

/** The fields of a fact that a caller sends. */
export function factProperties(
  kind: FactKind,
  definitions: Parameters<SchemaOf>[0],
): ObjectSchema["properties"] {
  const { recordedAt: _, amends: __, ...fields } = factSchema(kind, definitions).properties;
  return fields;
}

/** What is posted: the fact, which route says of what kind; the server adds when it learned of it. */
export const factBody = (kind: FactKind): SchemaOf =>
  defined(factNames[kind], (definitions) => {
    const { properties, required } = factSchema(kind, definitions);
    const { recordedAt: _, amends: __, ...fields } = properties;
    return {
      type: "object",
      properties: fields,
      required: required.filter((name) => name !== "fact"),
      additionalProperties: false,
    };
  });

/** What is answered: the fact as it was recorded, and when. */
export const recordedFact = (kind: FactKind): SchemaOf =>
  defined(`Recorded${factNames[kind]}`, (definitions) => {
    const { properties, required } = factSchema(kind, definitions);
    const { fact: _, amends: __, ...fields } = properties;
    return {
      type: "object",
      properties: fields,
      required: [...required.filter((name) => name !== "fact"), "recordedAt"],
    };
  });

/** What a preview is asked: facts as a facts file has them, each saying its kind, without `recordedAt`. */
export const previewBody: SchemaOf = defined("PreviewRequest", (definitions) => ({
  type: "object",
  properties: {
    customer: { type: "string" },
    facts: {
      type: "array",
      maxItems: previewFactsMax,
      items: { anyOf: previewed.map((kind) => factShapes[kind].schema(definitions)) },
    },
    at: { type: "string", format: "date-time" },
    until: { type: "string", format: "date-time" },
  },
  required: ["customer", "facts"],
  additionalProperties: false,
}));

const previewed = (Object.keys(factShapes) as FactKind[]).filter((kind) => kind !== "customer");

const name = (description: string): JsonSchema => ({
  type: "string",
  minLength: 1,
  maxLength: usageEventLimits.idLengthMax,
  description,
});

const eventData: JsonSchema = {
  type: "object",
  description:
    "Flat. A quantity is a number of at most 15 significant digits, or a decimal string.",
  maxProperties: usageEventLimits.propertiesMax,
  propertyNames: { type: "string", minLength: 1, maxLength: usageEventLimits.nameLengthMax },
  additionalProperties: {
    type: ["string", "number", "boolean"],
    maxLength: usageEventLimits.textLengthMax,
  },
};

const eventTime: JsonSchema = {
  type: "string",
  format: "date-time",
  description: "When it happened, RFC 3339 with an offset.",
};

/** A usage event; read by `parseUsageEvent`, whose limits these are. */
export const usageEvent: SchemaOf = defined("UsageEvent", () => ({
  type: "object",
  properties: {
    id: name("Unique within its source."),
    source: { ...name("Who saw it."), default: "api" },
    type: name("What happened; meters pick their events by it."),
    customer: name("Whose it is."),
    time: eventTime,
    data: eventData,
  },
  required: ["id", "type", "customer", "time"],
  additionalProperties: false,
}));

/** What names an event that was sent. */
export const eventName: JsonSchema = {
  type: "object",
  properties: {
    source: { ...name("Who saw it."), default: "api" },
    id: name("Its id."),
  },
  required: ["id"],
  additionalProperties: false,
};

/** What a replacement says anew; read by `parseEventCorrection`. */
export const eventChange: JsonSchema = {
  type: "object",
  description: "What is left out stays as it was; `data` is replaced as a whole.",
  properties: {
    type: name("What happened."),
    customer: name("Whose it is."),
    time: eventTime,
    data: eventData,
  },
  additionalProperties: false,
};

/** A CloudEvents 1.0 event in structured mode. Extension attributes are passed over. */
export const cloudEvent: SchemaOf = defined("CloudEvent", () => ({
  type: "object",
  properties: {
    specversion: { const: "1.0" },
    id: name("Unique within its source."),
    source: name("Who saw it."),
    type: name("What happened; meters pick their events by it."),
    subject: name("The customer."),
    time: eventTime,
    data: eventData,
  },
  required: ["specversion", "id", "source", "type", "subject", "time"],
}));

const batchOf = (item: JsonSchema): JsonSchema => ({
  type: "array",
  items: item,
  minItems: 1,
  maxItems: batchItemsMax,
});

/** One event, a batch, or a CloudEvent: what `application/json` may hold. */
export const eventOrBatch: SchemaOf = (definitions) => ({
  anyOf: [
    usageEvent(definitions),
    batchOf(usageEvent(definitions)),
    cloudEvent(definitions),
    { ...eventData, description: "The data of a CloudEvent whose attributes are `ce-` headers." },
  ],
});

/** A list of CloudEvents. */
export const cloudEventBatch: SchemaOf = (definitions) => batchOf(cloudEvent(definitions));

/** Lines of JSON, which no schema describes as a whole. */
export const ndjsonOf =
  (what: string): SchemaOf =>
  () => ({ type: "string", description: `One line of JSON each: ${what}` });

/** An object of fixed fields. */
export const fields =
  (properties: Readonly<Record<string, JsonSchema>>, open = false): SchemaOf =>
  () => ({
    type: "object",
    properties,
    required: Object.keys(properties),
    ...(open ? {} : { additionalProperties: false }),
  });

/** A list of all there is, under `items`. */
export const itemsOf =
  (item: SchemaOf): SchemaOf =>
  (definitions) => ({
    type: "object",
    properties: { items: { type: "array", items: item(definitions) } },
    required: ["items"],
  });
