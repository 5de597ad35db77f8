import type { Range } from "../../money/amount.ts";
import type { Money } from "../../money/money.ts";
import type { Bundle, BundlePart } from "../bundle.ts";
import type { Licence, LicenceTerms, Maintenance, Royalty } from "../licence.ts";
import type { Milestone, Offer } from "../offer.ts";
import type { Baseline, Outcome, OutcomeGuarantee } from "../outcome.ts";
import type { ListedPrices, PriceList } from "../price-list.ts";
import { boolean, either, list, literal, named, type Shape, text, whole } from "../shape.ts";
import {
  amountDue,
  currency,
  inOwnCurrency,
  money,
  moneyDue,
  percent,
  portion,
  portionRate,
  rate,
} from "../shape-money.ts";
import { type Fields, object, optional, type Variant, variants } from "../shape-object.ts";
import { byId, byName, cadence, id, patterned, quantity } from "../shape-values.ts";
import { noted } from "./noted-fields.ts";
import { featureGrants, pricesByCadence } from "./plan-shape.ts";
import { price } from "./price-shape.ts";
import { withoutBase, withoutPeriod } from "./rate-faults.ts";

const markup = object<NonNullable<Offer["markup"]>>(
  { rate, on: text },
  { missing: { on: withoutBase('write on: "hardware cost"') } },
);

/** Something sold once. */
export const offer: Shape<Offer> = named("Offer", () =>
  object<Offer>({
    ...noted,
    name: text,
    stream: id,
    product: optional(id),
    price: optional(price),
    per: text,
    markup: optional(markup),
    deliveryMultipliers: optional(byName(quantity)),
    deliveryMix: optional(byName(portion)),
    milestones: optional(list(object<Milestone>({ name: text, share: portion }), 1)),
    invoiced: optional(literal("by-milestone", "on-sale")),
    earnedOverMonths: optional(whole(1, 1_200)),
    distinct: optional(boolean),
    minimum: optional(quantity),
    discounts: optional(list(id)),
    eligibility: optional(id),
    requiresContract: optional(boolean),
    sold: optional(boolean),
    audience: optional(text),
    cliff: optional(literal("intended")),
  }),
);

const maintenance = object<Maintenance>(
  {
    rate,
    every: cadence,
    firstDue: literal("purchase", "anniversary"),
    stream: optional(id),
  },
  { missing: { every: withoutPeriod('write every: "annual"') } },
);

const royalty = object<Royalty>(
  { rate: portionRate, base: text, every: cadence, minimum: optional(moneyDue) },
  {
    missing: {
      base: withoutBase('write base: "units shipped"'),
      every: withoutPeriod('write every: "quarterly"'),
    },
  },
);

const licenceTerms: Fields<LicenceTerms> = {
  ...noted,
  name: text,
  stream: id,
  product: optional(id),
  fee: optional(amountDue),
  earnedOverMonths: optional(whole(1, 1_200)),
  maintenance: optional(maintenance),
  royalty: optional(royalty),
  features: optional(featureGrants),
  eligibility: optional(id),
  requiresContract: optional(boolean),
  discounts: optional(list(id)),
  audience: optional(text),
  sold: optional(boolean),
};

/** The right to use, for a fee. */
export const licence: Shape<Licence> = named("Licence", () =>
  variants<Licence, "kind">("kind", {
    perpetual: object<Variant<Licence, "kind", "perpetual">>({
      kind: literal("perpetual"),
      ...licenceTerms,
    }),
    term: object<Variant<Licence, "kind", "term">>({
      kind: literal("term"),
      termMonths: whole(1, 1_200),
      ...licenceTerms,
    }),
  }),
);

const bundlePart = object<BundlePart>({
  id: optional(id),
  plan: optional(id),
  addon: optional(id),
  offer: optional(id),
  licence: optional(id),
  quantity: optional(quantity),
  cadence: optional(cadence),
  standalone: optional(amountDue),
  residual: optional(object<Range<Money>>({ low: moneyDue, high: moneyDue })),
  afterwards: optional(literal("ends", "renews")),
});

/** Several things for one price. */
export const bundle: Shape<Bundle> = named("Bundle", () =>
  object<Bundle>({
    ...noted,
    name: text,
    parts: list(bundlePart, 1),
    price: optional(price),
    every: optional(cadence),
    regularlySoldAs: optional(list(id, 1)),
    partner: optional(id),
  }),
);

const baseline = object<Baseline>({
  measured: text,
  value: optional(
    either(money, quantity, (value) => typeof value === "string" && value.includes(" ")),
  ),
});

const guarantee = object<OutcomeGuarantee>({
  returnMultiple: optional(quantity),
  improvement: optional(rate),
  remedy: literal("refund", "credit", "fee-waived"),
});

/** A fee on what the customer gained. */
export const outcome: Shape<Outcome> = named("Outcome", () =>
  object<Outcome>(
    {
      ...noted,
      name: text,
      stream: id,
      basis: literal("value", "savings", "improvement"),
      baseline,
      meter: optional(id),
      rate: portionRate,
      every: cadence,
      minimum: optional(moneyDue),
      maximum: optional(moneyDue),
      guarantee: optional(guarantee),
      plans: optional(list(id)),
    },
    { missing: { every: withoutPeriod('write every: "annual"') } },
  ),
);

const listedPrices = object<ListedPrices>({
  base: optional(pricesByCadence),
  charges: optional(byId(price)),
});

const country = patterned(/^[A-Z]{2}$/, "US", {
  code: "not-a-country",
  message: "a country is two capitals of ISO 3166-1",
  suggestion: 'write "DE"',
});

/** Prices of another currency or market. */
export const priceList: Shape<PriceList> = named("PriceList", () =>
  inOwnCurrency(
    object<PriceList>({
      ...noted,
      name: text,
      currency,
      countries: optional(list(country, 1)),
      plans: optional(byId(listedPrices)),
      offers: optional(byId(price)),
      level: optional(percent),
    }),
  ),
);
