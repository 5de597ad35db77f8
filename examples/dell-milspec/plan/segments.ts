import { usd } from "florin";
import { byYear } from "./years.ts";

type Tier = "enterprise" | "government" | "essential";

/** Customers at each year's end: the nodes of the projection, by the nodes that a customer of the unit economics has. */
const atYearEnd = (tier: Tier): readonly string[] => {
  const customers = (year: string, growth = "") =>
    `nodes-${tier}.${year}${growth} / nodes-of-a-customer.${tier}`;
  const more = " * (1 + recurring-growth.later * 1 year)";
  return [
    customers("y1"),
    customers("y2"),
    customers("y3"),
    customers("y3", more),
    customers("y3", `${more} ^ 2`),
  ];
};

const nodesOf = (tier: Tier): string => `nodes-of-a-customer.${tier} * 1 customer / 1 node`;

/** Who comes and buys what (S4-031 to S4-034, S4-041 to S4-043). Prices are those of the catalogue. */
export const segments = {
  enterprise: {
    name: "Enterprise",
    description:
      "Ten nodes each, paid a year ahead; the churn of each month takes effect at the yearly renewal. Between year ends customers come on a line.",
    acquisition: { kind: "targets", atYearEnd: atYearEnd("enterprise") },
    purchases: {
      professional: {
        share: "100% - on-enterprise-tier",
        plan: "professional",
        quantity: nodesOf("enterprise"),
        churn: { kind: "monthly", rate: "churn.enterprise" },
      },
      enterprise: {
        share: "on-enterprise-tier",
        plan: "enterprise",
        quantity: nodesOf("enterprise"),
        churn: { kind: "monthly", rate: "churn.enterprise" },
      },
    },
    channels: { "enterprise-direct": { share: "100%", cost: "cac.enterprise" } },
    rows: ["S4-031", "S4-034", "S4-041", "S4-042", "S4-043"],
  },
  government: {
    name: "Government and military",
    description: "Ten nodes each, paid a year ahead, at list or with an integrator's 30% off.",
    acquisition: { kind: "targets", atYearEnd: atYearEnd("government") },
    purchases: {
      direct: {
        share: "100% - through-integrators",
        plan: "government",
        quantity: nodesOf("government"),
        eligibilities: ["cleared-government"],
        churn: { kind: "monthly", rate: "churn.government" },
      },
      integrators: {
        share: "through-integrators",
        plan: "government",
        quantity: nodesOf("government"),
        eligibilities: ["cleared-government", "channel-partner"],
        discounts: ["channel-partner"],
        agreedDiscounts: { "channel-partner": "30%" },
        churn: { kind: "monthly", rate: "churn.government" },
        rows: ["S4-010"],
      },
    },
    channels: { "government-direct": { share: "100%", cost: "cac.government" } },
    rows: ["S4-031", "S4-034", "S4-041", "S4-042", "S4-043"],
  },
  essential: {
    name: "Essential",
    description: "Three nodes each, paid a year ahead.",
    acquisition: { kind: "targets", atYearEnd: atYearEnd("essential") },
    purchases: {
      essential: {
        share: "100%",
        plan: "essential",
        quantity: nodesOf("essential"),
        churn: { kind: "monthly", rate: "churn.essential" },
      },
    },
    channels: { community: { share: "100%", cost: "cac.essential" } },
    rows: ["S4-031", "S4-034", "S4-041", "S4-042", "S4-043"],
  },
  engagements: {
    name: "Implementations and training",
    description:
      "Who has something implemented or people trained in a month; counted by the engagement, whoever it is.",
    acquisition: { kind: "monthly", customers: "implementations-begun + trainings-begun" },
    purchases: {
      implementation: {
        share: "implementations-begun / (implementations-begun + trainings-begun)",
        offer: "deployment",
        agreed: { base: usd(2_500) },
        quantity: `${byYear((year) => `implementation-price.${year}`)} * 1 project / (day-rate * 1 day)`,
        rows: ["S4-019"],
      },
      training: {
        share: "trainings-begun / (implementations-begun + trainings-begun)",
        offer: "administrator-training",
        quantity: `${byYear((year) => `training-price.${year}`)} * 1 engagement / (offers.administrator-training.price * 1 person-week)`,
        rows: ["S4-020"],
      },
    },
    rows: ["S4-041", "S4-042", "S4-043"],
  },
  licensees: {
    name: "Licensees of technology",
    acquisition: { kind: "monthly", customers: "licences-sold" },
    purchases: {
      dsmil: {
        share: "100%",
        licence: "dsmil-architecture",
        agreed: { base: usd(500_000) },
      },
    },
    rows: ["S4-042", "S4-043"],
  },
  vendors: {
    name: "Hardware vendors",
    acquisition: {
      kind: "monthly",
      customers: "(certified-vendors * 1 customer / 1 vendor) in customers per month",
    },
    purchases: {
      certification: {
        share: "100%",
        offer: "vendor-certification",
        agreed: { base: usd(50_000) },
      },
    },
    rows: ["S4-007", "S4-023"],
  },
} as const;

/** Revenue that is projected as a sum. */
export const income = {
  "dell-share": {
    name: "Share of Dell's hardware sales",
    description: "Hardware revenue but for the certifications; Dell's sales are not given.",
    stream: "hardware",
    amount: `(${byYear((year) => `hardware.${year}`)} * later-years - certified-vendors * vendor-certification) in USD per month`,
    rows: ["S4-006", "S4-041", "S4-042", "S4-043"],
  },
} as const;
