import type {
  ContractCommitment,
  ContractPrices,
  ContractTemplate,
  EarlyTermination,
  Escalator,
  Guarantee,
  MaterialRight,
  Prepayment,
  PurchaseOption,
  Rebate,
  RebateTier,
  ServiceCreditLimit,
  TermMonths,
} from "../contract.ts";
import type { Credit, CreditBreakage } from "../credit.ts";
import { type DunningPolicy, type DunningStep, dunningActions } from "../dunning.ts";
import type { InvoiceTrigger, Invoicing } from "../invoicing.ts";
import type { Payment, PaymentMethod, PaymentTerms } from "../payment.ts";
import { boolean, either, list, literal, named, type Shape, text, whole } from "../shape.ts";
import {
  amountDue,
  moneyDue,
  percent,
  portion,
  portionRate,
  signedPercent,
} from "../shape-money.ts";
import { object, optional, type Variant, variants } from "../shape-object.ts";
import { byCadence, byId, cadence, date, id, patterned, quantity } from "../shape-values.ts";
import type { Sla, SlaCredit } from "../sla.ts";
import { creditKind, creditTermFields, months, rollover } from "./credit-terms.ts";
import { duration } from "./duration-shape.ts";
import { noted } from "./noted-fields.ts";
import { featureGrants, pricesByCadence } from "./plan-shape.ts";
import { price } from "./price-shape.ts";
import { quotas } from "./quota-shape.ts";
import { withoutPeriod } from "./rate-faults.ts";

const trigger = variants<InvoiceTrigger, "kind">("kind", {
  period: object<Variant<InvoiceTrigger, "kind", "period">>({
    kind: literal("period"),
    every: cadence,
  }),
  "usage-threshold": object<Variant<InvoiceTrigger, "kind", "usage-threshold">>({
    kind: literal("usage-threshold"),
    amount: moneyDue,
  }),
});

const days = whole(0, 3_650);
const series = patterned(/^[A-Z0-9][A-Z0-9-]{0,15}$/, "INV", {
  code: "invalid-series",
  message: "a series has up to 16 capitals, digits and hyphens",
  suggestion: 'write "INV"',
});

/** What one document is for. */
export const invoicesPer = literal("account", "customer", "subscription");

/** How invoices are made. */
export const invoicing: Shape<Invoicing> = named("Invoicing", () =>
  object<Invoicing>({
    series: optional(series),
    creditNoteSeries: optional(series),
    grace: optional(duration),
    netDays: optional(days),
    lateMonths: optional(whole(0, 120)),
    invoicesPer: optional(invoicesPer),
    trigger: optional(trigger),
  }),
);

const method = object<PaymentMethod>({
  ...noted,
  name: optional(text),
  kind: literal(
    "card",
    "ach",
    "sepa-debit",
    "bank-transfer",
    "invoice",
    "marketplace",
    "prepaid-balance",
    "x402",
  ),
  settlementDays: optional(days),
  automatic: optional(boolean),
});

const paymentTerms = variants<PaymentTerms, "kind">("kind", {
  net: object<Variant<PaymentTerms, "kind", "net">>({ kind: literal("net"), days }),
  upfront: object<Variant<PaymentTerms, "kind", "upfront">>({ kind: literal("upfront") }),
});

const dunningStep = object<DunningStep>({
  afterDueDays: whole(-365, 3_650),
  action: literal(...dunningActions),
  template: optional(text),
  fee: optional(moneyDue),
});

const dunning: Shape<DunningPolicy> = named("DunningPolicy", () =>
  object<DunningPolicy>({
    steps: list(dunningStep),
    stream: optional(id),
    graceDays: optional(whole(0, 365)),
    minimum: optional(moneyDue),
    businessDays: optional(boolean),
    holidays: optional(list(date)),
  }),
);

/** How invoices are paid. */
export const payment: Shape<Payment> = named("Payment", () =>
  object<Payment>({
    methods: byId(method),
    terms: optional(byCadence(paymentTerms)),
    fallback: optional(list(id)),
    retryDays: optional(list(whole(1, 365))),
    lateInterest: optional(percent),
    dunning: optional(dunning),
  }),
);

/** A promise of service. */
export const sla: Shape<Sla> = named("Sla", () =>
  object<Sla>({
    ...noted,
    name: text,
    uptime: optional(portion),
    measuredOver: optional(cadence),
    credits: optional(list(object<SlaCredit>({ below: portion, credit: portion }))),
    creditMaximum: optional(portion),
    maximumPerMonth: optional(moneyDue),
    maximumPerYear: optional(moneyDue),
    feeOf: optional(literal("recurring", "usage", "all")),
    excluded: optional(literal("not-measured", "as-up")),
    claimWithinDays: optional(days),
    remedy: optional(literal("credit", "credit-note")),
    credit: optional(id),
    responseHours: optional(whole(0, 10_000)),
    resolutionHours: optional(whole(0, 10_000)),
    supportHours: optional(text),
    exclusions: optional(list(text)),
  }),
);

/** A book of credits. */
export const credit: Shape<Credit> = named("Credit", () =>
  object<Credit>({
    ...noted,
    name: text,
    kind: creditKind,
    amount: optional(moneyDue),
    price: optional(moneyDue),
    every: optional(cadence),
    count: optional(whole(1, 10_000)),
    ...creditTermFields,
    breakage: optional(object<CreditBreakage>({ expected: optional(portion), stream: id })),
    eligibility: optional(id),
  }),
);

const term: Shape<TermMonths> = either(
  months,
  object<Exclude<TermMonths, number>>({ low: months, high: months }),
  (value) => typeof value !== "object" || value === null,
);

const commitment = object<ContractCommitment>(
  {
    amount: amountDue,
    per: cadence,
    shortfall: optional(literal("true-up", "carry", "waive")),
    stream: optional(id),
  },
  {
    missing: { per: withoutPeriod('write per: "annual"') },
  },
);

const escalator = variants<Escalator, "kind">("kind", {
  fixed: object<Variant<Escalator, "kind", "fixed">>(
    { kind: literal("fixed"), percent: signedPercent, every: cadence },
    { missing: { every: withoutPeriod('write every: "annual"') } },
  ),
  index: object<Variant<Escalator, "kind", "index">>({
    kind: literal("index"),
    index: text,
    every: cadence,
    floor: optional(signedPercent),
    cap: optional(signedPercent),
  }),
});

const earlyTermination = object<EarlyTermination>({
  noticeDays: days,
  ofRemaining: optional(portion),
  fee: optional(moneyDue),
});

const right = object<MaterialRight>({
  purchases: moneyDue,
  discount: portion,
  otherwise: optional(portion),
  likelihood: portion,
});

const rebate = object<Rebate>(
  {
    per: cadence,
    offer: optional(id),
    meter: optional(id),
    tiers: list(object<RebateTier>({ from: quantity, percent: portion })),
  },
  {
    missing: { per: withoutPeriod('write per: "annual"') },
  },
);

const purchaseOption = object<PurchaseOption>({
  name: text,
  plan: optional(id),
  offer: optional(id),
  licence: optional(id),
  quantity: optional(quantity),
  price: optional(price),
  withinMonths: optional(months),
  right: optional(right),
});

const guarantee = object<Guarantee>({
  name: text,
  description: optional(text),
  remedy: optional(literal("refund", "credit", "fee-waived", "repeat-service", "none")),
});

const contractPrices = object<ContractPrices>({
  base: optional(pricesByCadence),
  charges: optional(byId(price)),
});

/** The terms a sale is signed on. */
export const contract: Shape<ContractTemplate> = named("ContractTemplate", () =>
  object<ContractTemplate>({
    ...noted,
    name: text,
    plans: optional(list(id)),
    term,
    commitment: optional(commitment),
    rebate: optional(rebate),
    escalator: optional(escalator),
    renewalCap: optional(percent),
    renewal: optional(
      object<NonNullable<ContractTemplate["renewal"]>>({ automatic: boolean, noticeDays: days }),
    ),
    netDays: optional(days),
    methods: optional(list(id)),
    invoicing: optional(invoicing),
    discounts: optional(list(id)),
    prices: optional(byId(contractPrices)),
    features: optional(featureGrants),
    quotas: optional(quotas),
    earlyTermination: optional(earlyTermination),
    options: optional(list(purchaseOption)),
    guarantees: optional(list(guarantee)),
    sla: optional(id),
    serviceCredits: optional(
      object<ServiceCreditLimit>({ maximum: moneyDue, per: optional(cadence) }),
    ),
    prepayment: optional(
      object<Prepayment>({
        share: portion,
        discount: optional(portionRate),
        rollover: optional(rollover),
        financing: optional(boolean),
      }),
    ),
    eligibility: optional(id),
  }),
);
