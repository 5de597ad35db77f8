import type { Channel } from "../channel.ts";
import type { Commission, Obligation, Partner, PartnerFund } from "../partner.ts";
import { boolean, list, literal, named, type Shape, text, whole } from "../shape.ts";
import { amountDue, moneyDue, portion, portionRate, rate } from "../shape-money.ts";
import { object, optional } from "../shape-object.ts";
import { cadence, date, id } from "../shape-values.ts";
import type { Share } from "../share.ts";
import { noted } from "./noted-fields.ts";
import { withoutBase } from "./rate-faults.ts";

const commission = object<Commission>(
  {
    rate: portionRate,
    base: text,
    forMonths: optional(whole(1, 1_200)),
    attribution: optional(literal("first", "last")),
  },
  {
    missing: { base: withoutBase('write base: "first-year subscription"') },
  },
);

const obligation = object<Obligation>({
  name: text,
  by: literal("us", "partner"),
  due: optional(date),
  every: optional(cadence),
  cash: optional(boolean),
});

const fund = object<PartnerFund>({
  name: text,
  amount: optional(amountDue),
  every: optional(cadence),
  treatment: literal("income", "contra-cost", "contra-revenue"),
});

/** Who sells with us. */
export const partner: Shape<Partner> = named("Partner", () =>
  object<Partner>({
    ...noted,
    name: text,
    role: literal(
      "reseller",
      "integrator",
      "referrer",
      "oem",
      "technology",
      "marketplace",
      "seller",
      "service",
      "community",
    ),
    tier: optional(whole(1, 9)),
    discount: optional(id),
    commission: optional(commission),
    certified: optional(boolean),
    obligations: optional(list(obligation)),
    funds: optional(list(fund)),
  }),
);

/** Revenue divided with a partner. */
export const share: Shape<Share> = named("Share", () =>
  object<Share>(
    {
      ...noted,
      name: text,
      partner: optional(id),
      base: text,
      rate,
      to: literal("us", "partner"),
      split: optional(object<NonNullable<Share["split"]>>({ us: portion, partner: portion })),
      stream: optional(id),
      reportedBy: optional(literal("us", "partner")),
      every: optional(cadence),
      minimum: optional(moneyDue),
    },
    {
      missing: { base: withoutBase('write base: "hardware sales"') },
    },
  ),
);

/** How customers are reached and who bills them. */
export const channel: Shape<Channel> = named("Channel", () =>
  object<Channel>({
    ...noted,
    name: text,
    kind: literal("self-serve", "direct", "partner", "marketplace", "community"),
    partner: optional(id),
    billedBy: literal("us", "channel"),
    fee: optional(portionRate),
    listingFee: optional(
      object<NonNullable<Channel["listingFee"]>>({
        amount: moneyDue,
        paidBy: literal("us", "seller"),
      }),
    ),
    marketplace: optional(text),
    plans: optional(list(id)),
    eligibility: optional(id),
  }),
);
