import { type Figure, usd } from "florin";
import { byYear } from "./figures.ts";

/** The plan begins in the month after the document's year: 60 months from January 2026. */
export const horizon = { from: "2026-01", years: 5 } as const;

/** What Enterprise customers sign (S2-013): for a year, and they leave or renew when it is over. */
const signed = {
  contract: { template: "enterprise" },
  agreedDiscounts: { "strategic-account": "0%" },
} as const;

type Tier = "developer" | "team" | "business" | "enterprise";

/** What customers of a tier do (S2-036), leave (S2-038), cost to win (S2-039) and pay annually (S2-047). */
const tier = <Id extends Tier, Further extends object>(
  id: Id,
  name: string,
  /** Shares by channel: the document gives costs by channel and no shares, so they are ours. */
  channels: Readonly<Record<string, string>>,
  further: Further,
  growth = "reach",
) =>
  ({
    name,
    acquisition: {
      kind: "targets",
      atYearEnd: [
        `customers-${id}.y1`,
        ...[2, 3, 4, 5].map((year) => `customers-${id}.y${year} * ${growth}`),
      ],
    },
    purchases: {
      monthly: {
        share: "1 - paid-annually",
        plan: id,
        cadence: "monthly",
        churn: { kind: "monthly", rate: `churn.${id}` },
        ...(id === "enterprise" ? { ...signed, agreed: { base: usd(9_999) } } : {}),
      },
      annual: {
        share: "paid-annually",
        plan: id,
        cadence: "annual",
        churn: { kind: "monthly", rate: `churn.${id}` },
        ...(id === "enterprise" ? { ...signed, agreed: { base: usd(99_990) } } : {}),
      },
      ...further,
    },
    channels: Object.fromEntries(
      Object.entries(channels).map(([channel, share]) => [channel, { share, cost: `cac.${id}` }]),
    ),
    rows: ["S2-036", "S2-038", "S2-039", "S2-047"],
  }) as const;

/** Use of a managed customer by the band that it is in (S2-073); lost at the ceiling of all churn (S2-037), as no other rate is given. */
const inBand = (share: string, operations: string) =>
  ({
    share,
    plan: "managed-inference",
    usage: { operations: `${operations} operations per month` },
    churn: { kind: "monthly", rate: "churn-ceiling" },
  }) as const;

/**
 * Who buys. The tiers follow the customer table to the year's end, on a line between, and every customer who leaves is won again. Managed
 * customers are as many as use the operations that the document plans (S2-042), licences as many as its revenue asks for in fees: it
 * gives no numbers of either. Subscribers stay within the operations of their plan. What the projection's other streams come to is then a matter of its own prices.
 */
export const segments = {
  developer: tier("developer", "Individual developers", { inbound: "80%", referral: "20%" }, {}),
  team: tier(
    "team",
    "Small teams and startups",
    { inbound: "70%", referral: "20%", partner: "10%" },
    {},
  ),
  business: tier(
    "business",
    "Growing companies",
    { inbound: "40%", direct: "40%", partner: "20%" },
    {
      training: {
        share: "100%",
        offer: "training",
        description: "One person of each; the document has rates and no amounts.",
      },
    } as const,
  ),
  // Pays the floor of "$9,999+" (S2-022): what large customers negotiate is not stated.
  enterprise: tier(
    "enterprise",
    "Large enterprises",
    { direct: "80%", partner: "20%" },
    {
      integration: {
        share: "100%",
        offer: "custom-integration",
        quantity: "10",
        description: "Ten days of each; the document has rates and no amounts.",
      },
    } as const,
    "reach * (1 + lever.large-deals)",
  ),
  managed: {
    name: "Customers by use",
    description:
      "50M operations a month on average, by a mix that is ours: 18, 58 and 172 such customers at the ends of the first three years use the planned 500M, 2B and 6B a month; then as many more as the tiers grow.",
    acquisition: {
      kind: "targets",
      atYearEnd: [
        "18 customers",
        ...["58", "172", "344", "516"].map((count) => `${count} customers * reach`),
      ],
    },
    purchases: {
      startups: inBand("75%", "20M"),
      pilots: inBand("24%", "100M"),
      research: inBand("1%", "1.1B"),
    },
    channels: { inbound: { share: "100%", cost: "channel-cac.inbound" } },
    rows: ["S2-003", "S2-042", "S2-073"],
  },
  licensees: {
    name: "Licensees",
    description: "As many a year as its projected revenue comes to in fees; they keep maintenance.",
    acquisition: {
      kind: "monthly",
      customers: `(${byYear("licences")}) * reach * (1 + lever.large-deals) / licence-fee * 1 customer in customers per month`,
    },
    purchases: {
      standard: { share: "licence-mix.standard", licence: "standard" },
      premium: { share: "licence-mix.premium", licence: "premium" },
      strategic: { share: "licence-mix.strategic", licence: "strategic" },
      implementation: {
        share: "100%",
        offer: "implementation",
        agreed: { base: usd(42_500) },
        description: "The last step of each sale (S2-072), at the middle of its range.",
      },
    },
    channels: { direct: { share: "100%", cost: "channel-cac.direct" } },
    rows: ["S2-004", "S2-030", "S2-032", "S2-053", "S2-072"],
  },
} as const;

/** What the segments assume beside the document's own figures. */
export const drivers: Readonly<Record<string, Figure>> = {
  "channel-cac": {
    section: "Customer Acquisition Cost (CAC) Optimization",
    unit: "USD per customer",
    is: {
      inbound: "1_500 USD per customer",
      direct: "5_000 USD per customer",
      partner: "2_000 USD per customer",
      referral: "500 USD per customer",
    },
    rows: ["S2-040"],
  },
  lever: {
    section: "Medium-Term Growth Strategies (12-24 Months)",
    description: "What the growth initiatives would add; nothing in the plan itself.",
    is: { geography: "0%", channels: "0%", products: "0%", "large-deals": "0%" },
    rows: ["S2-050"],
  },
  reach: {
    description: "Customers from the second year on: the three levers on revenue add up.",
    is: "1 + lever.geography + lever.channels + lever.products",
  },
  "licence-mix": {
    description: "Of licences sold; the document gives none, so this is ours.",
    is: { standard: "60%", premium: "30%", strategic: "10%" },
  },
  "licence-fee": {
    description: "Of a licence on average.",
    is: "licence-mix.standard * licences.standard.fee + licence-mix.premium * licences.premium.fee + licence-mix.strategic * licences.strategic.fee",
    unit: "USD",
  },
};
