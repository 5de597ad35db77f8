import type { Amount } from "../../money/amount.ts";
import type { Money } from "../../money/money.ts";
import type { FeatureGrants } from "../feature.ts";
import type {
  Addon,
  Charge,
  Plan,
  PlanFacts,
  PricesByCadence,
  RecurringAmount,
  Subscribable,
  Trial,
} from "../plan.ts";
import { boolean, either, list, literal, named, type Shape, text, whole } from "../shape.ts";
import { amount, money, percent, portion } from "../shape-money.ts";
import { type Fields, object, optional } from "../shape-object.ts";
import { byCadence, byId, cadence, id, quantity } from "../shape-values.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { noted } from "./noted-fields.ts";
import { price } from "./price-shape.ts";
import { quotas } from "./quota-shape.ts";
import { withoutPeriod } from "./rate-faults.ts";

const recurring = <A>(of: Shape<A>): Shape<RecurringAmount<A>> =>
  object<RecurringAmount<A>>(
    { amount: of, per: cadence },
    {
      missing: { per: withoutPeriod('write { amount: "15 USD", per: "monthly" }') },
      insteadOf: (value) =>
        typeof value === "string" ? `write { amount: "${value}", per: "monthly" }` : undefined,
    },
  );

const recurringMoney: Shape<RecurringAmount<Money>> = recurring(money);
const recurringAmount: Shape<RecurringAmount<Amount>> = recurring(amount);

/** A price for each cadence. */
export const pricesByCadence: Shape<PricesByCadence> = named("PricesByCadence", () =>
  byCadence(price),
);

/** A feature's value; whether it suits the feature's kind is a rule of its own. */
const featureValue: Shape<true | number | string> = {
  read: (value, spot) => {
    if (value === true || typeof value === "number") return value;
    if (value !== false) return text.read(value, spot);
    spot.faults.push({
      code: "feature-not-granted",
      path: spot.path,
      message: "a feature that a plan does not have is left out",
      value,
      suggestion: "remove this line",
    });
    return true;
  },
  standIn: () => true,
  schema: () => ({ anyOf: [{ const: true }, { type: "number" }, { type: "string" }] }),
};

/** What a plan grants. */
export const featureGrants = named("FeatureGrants", () =>
  byId<true | number | string, FeatureGrants<Vocabulary["features"]>>(featureValue),
);

const charge: Shape<Charge> = named("Charge", () =>
  object<Charge>({
    ...noted,
    name: optional(text),
    stream: optional(id),
    meter: id,
    price,
    every: optional(cadence),
    included: optional(quantity),
    includedInStub: optional(literal("whole", "prorated")),
    overage: optional(literal("bill", "block")),
    alertAt: optional(list(percent)),
    timing: optional(literal("in-arrears")),
  }),
);

const facts: Shape<PlanFacts> = named("PlanFacts", () =>
  object<PlanFacts>({
    margin: optional(portion),
    mix: optional(portion),
    customerValue: optional(recurringAmount),
    customerReturn: optional(
      either(
        quantity,
        object<{ readonly atLeast: number | `${number}` }>({ atLeast: quantity }),
        (value) => typeof value !== "object",
      ),
    ),
  }),
);

const subscribable: Fields<Subscribable> = {
  ...noted,
  name: text,
  stream: id,
  product: optional(id),
  audience: optional(text),
  per: optional(text),
  prices: optional(pricesByCadence),
  charges: optional(byId(charge)),
  features: optional(featureGrants),
  quotas: optional(quotas),
  grants: optional(list(id)),
  trial: optional(
    object<Trial>({
      days: whole(1, 3_650),
      features: optional(featureGrants),
      quotas: optional(quotas),
    }),
  ),
  unitCost: optional(recurringMoney),
  discounts: optional(list(id)),
  sla: optional(id),
  requiresContract: optional(boolean),
  eligibility: optional(id),
  sold: optional(boolean),
  statedDiscount: optional(portion),
  facts: optional(facts),
  cliff: optional(literal("intended")),
};

const priceInsteadOfPrices = { price: withoutPeriod("write prices: { monthly: … }") };

/** What customers subscribe to. */
export const plan: Shape<Plan> = named("Plan", () =>
  object<Plan>(
    { ...subscribable, upgradesTo: optional(list(id)) },
    { mistaken: priceInsteadOfPrices },
  ),
);

/** What is bought on top of a plan. */
export const addon: Shape<Addon> = named("Addon", () =>
  object<Addon>({ ...subscribable, plans: optional(list(id)) }, { mistaken: priceInsteadOfPrices }),
);
