import { cost } from "../costs/registry.ts";
import type { Model } from "../model.ts";
import { modelFormat } from "../model.ts";
import { list, literal, named, type Shape, text } from "../shape.ts";
import { currency } from "../shape-money.ts";
import { object, optional } from "../shape-object.ts";
import { byId, id, patterned } from "../shape-values.ts";
import { api } from "./api-shape.ts";
import {
  alert,
  benchmark,
  feature,
  policy,
  product,
  reference,
  stream,
} from "./catalogue-shapes.ts";
import { coupon } from "./coupon-shape.ts";
import { discount } from "./discount-shape.ts";
import { claim, figure } from "./figure-shapes.ts";
import { priceIndex } from "./index-shape.ts";
import { eligibility, meter } from "./meter-shape.ts";
import { metricChoices } from "./metric-choices-shape.ts";
import { channel, partner, share } from "./partner-shapes.ts";
import { addon, plan } from "./plan-shape.ts";
import { capital, correlation, fundingRound, income, scenario, target } from "./plan-shapes.ts";
import { bundle, licence, offer, outcome, priceList } from "./sale-shapes.ts";
import { horizon, segment } from "./segment-shape.ts";
import { seller } from "./seller-shape.ts";
import { taxes } from "./tax-shape.ts";
import { contract, credit, invoicing, payment, sla } from "./terms-shapes.ts";

const version = patterned(/^[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}$/, "1", {
  code: "invalid-version",
  message: "a version has 1 to 64 letters, digits, dots, hyphens, underscores or plus signs",
  suggestion: 'write "1.0"',
});

/** The whole document. */
export const model: Shape<Model> = named("Model", () =>
  object<Model>({
    florin: literal(modelFormat),
    id,
    name: text,
    version,
    currency,
    timeZone: optional(text),
    rounding: optional(literal("half-up", "half-even")),
    summary: optional(text),
    source: optional(text),
    seller: optional(seller),
    invoicing: optional(invoicing),
    payment: optional(payment),
    taxes: optional(taxes),
    streams: byId(stream),
    products: optional(byId(product)),
    meters: byId(meter),
    features: byId(feature),
    plans: byId(plan),
    addons: optional(byId(addon)),
    offers: optional(byId(offer)),
    licences: optional(byId(licence)),
    bundles: optional(byId(bundle)),
    outcomes: optional(byId(outcome)),
    priceLists: optional(byId(priceList)),
    discounts: optional(byId(discount)),
    discountOrder: optional(list(id)),
    coupons: optional(byId(coupon)),
    eligibilities: optional(byId(eligibility)),
    contracts: optional(byId(contract)),
    indexes: optional(byId(priceIndex)),
    partners: optional(byId(partner)),
    shares: optional(byId(share)),
    channels: optional(byId(channel)),
    apis: optional(byId(api)),
    slas: optional(byId(sla)),
    credits: optional(byId(credit)),
    alerts: optional(byId(alert)),
    benchmarks: optional(byId(benchmark)),
    policies: optional(byId(policy)),
    nouns: optional(list(id)),
    metricSettings: optional(metricChoices),
    horizon: optional(horizon),
    segments: optional(byId(segment)),
    income: optional(byId(income)),
    costs: optional(byId(cost)),
    capital: optional(capital),
    funding: optional(byId(fundingRound)),
    scenarios: optional(byId(scenario)),
    targets: optional(byId(target)),
    figures: optional(byId(figure)),
    correlations: optional(list(correlation)),
    claims: optional(byId(claim)),
    references: optional(byId(reference)),
  }),
);
