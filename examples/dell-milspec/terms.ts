import { negotiated, percentOff, range, usd, volumeDiscount } from "florin";

/** The seed names no way to pay; for sales of this size it is the invoice, and the marketplace where one bills. */
export const payment = {
  methods: {
    invoice: { name: "Invoice and bank transfer", kind: "invoice" },
    marketplace: { name: "Cloud marketplace", kind: "marketplace", rows: ["S4-011"] },
  },
  terms: { annual: { kind: "net", days: 30 }, monthly: { kind: "net", days: 30 } },
} as const;

/** S4-010: what integrators get off; a contract picks the figure. */
export const channelDiscount = range("20%", "40%");

/** Discounts of the node subscriptions, in no order: the order is {@link discountOrder}. */
export const discounts = {
  /**
   * S4-002, S4-018. "100-999 nodes: 10% discount" names the size of a customer, so the band of the whole number gives its
   * percentage to every node. 100 nodes then cost as much as 90: the check warns, and a seller should know.
   */
  volume: {
    ...volumeDiscount({ by: "quantity", mode: "volume" }, [
      { from: 100, percent: "10%" },
      { from: 1_000, percent: "20%" },
      { from: 10_000, percent: "30%" },
    ]),
    name: "Volume discount",
    rows: ["S4-002", "S4-018"],
  },
  "channel-partner": {
    ...percentOff(channelDiscount, { reason: "partner", eligibility: "channel partners" }),
    name: "Channel partner discount",
    rows: ["S4-010"],
  },
  // S4-002: "Strategic accounts: Custom pricing".
  "strategic-account": {
    ...percentOff(negotiated, { reason: "negotiated", eligibility: "strategic accounts" }),
    name: "Strategic account price",
    rows: ["S4-002", "S4-018"],
  },
} as const;

/**
 * Volume first, then the partner, each off what the one before it left (S4-010). The seed names both and no order. The
 * volume discount makes the price of the end customer's size, and the partner's percentage is a margin on that price. So
 * the deepest printed stack, 30% and 40%, is 58% off and not 70%. A strategic price is agreed last, knowing the rest.
 */
export const discountOrder = ["volume", "channel-partner", "strategic-account"] as const;

/** Who may buy the government tier and who has the partner's discount (S4-010, S4-017, S4-060). */
export const eligibilities = {
  "cleared-government": {
    name: "Government and military, cleared",
    when: { property: "segment", equals: "government" },
    evidence: "security clearance of the agency and of the people who run it",
    rows: ["S4-017", "S4-060"],
  },
  "channel-partner": {
    name: "Channel partner",
    evidence: "signed channel agreement",
    discounts: ["channel-partner"],
    rows: ["S4-010"],
  },
} as const;

/** The seed prints a price per year and, under unit economics, an average contract of three years (S4-032). */
export const contracts = {
  enterprise: {
    name: "Enterprise agreement",
    plans: ["professional", "enterprise", "professional-true-up", "enterprise-true-up"],
    term: 36,
    discounts: ["volume", "strategic-account"],
    rows: ["S4-002", "S4-032"],
  },
  government: {
    name: "Government agreement",
    plans: ["government", "government-true-up"],
    term: 36,
    discounts: ["volume", "channel-partner", "strategic-account"],
    eligibility: "cleared-government",
    rows: ["S4-017", "S4-032", "S4-060"],
  },
} as const;

/** When someone answers (S4-014, S4-015). No time to answer is printed, and no credit. */
export const slas = {
  "business-hours": { name: "Business hours", supportHours: "8x5", rows: ["S4-014"] },
  "around-the-clock": {
    name: "Around the clock",
    supportHours: "24x7",
    rows: ["S4-015", "S4-016", "S4-017", "S4-021"],
  },
} as const;

/** The date of the plan, which is where the competitors' prices were read. */
const asOf = "2025-07-26";
const indirect = (name: string) => ({ name, kind: "indirect", asOf, rows: ["S4-026"] }) as const;

/** What competitors cost by node and year (S4-026). Those who compete indirectly have no printed price. */
export const benchmarks = {
  "red-hat": {
    name: "Red Hat Enterprise Linux",
    kind: "direct",
    price: range(usd(350), usd(2_500)),
    per: "node and year",
    marketShare: "40%",
    asOf,
    rows: ["S4-026"],
  },
  suse: {
    name: "SUSE Linux Enterprise",
    kind: "direct",
    price: range(usd(300), usd(2_000)),
    per: "node and year",
    marketShare: "15%",
    asOf,
    rows: ["S4-026"],
  },
  "centos-rocky": {
    name: "CentOS and Rocky Linux",
    description: "Support is bought elsewhere.",
    kind: "direct",
    price: usd(0),
    per: "node and year",
    marketShare: "25%",
    comparedWith: "open-source",
    asOf,
    rows: ["S4-026"],
  },
  "general-dynamics": indirect("General Dynamics: secure operating systems"),
  raytheon: indirect("Raytheon: cybersecurity platforms"),
  "lockheed-martin": indirect("Lockheed Martin: secure communications"),
  "bae-systems": indirect("BAE Systems: defense cyber solutions"),
  crowdstrike: indirect("CrowdStrike: endpoint detection and response"),
  sentinelone: indirect("SentinelOne: AI-powered security"),
  "microsoft-defender": indirect("Microsoft Defender: integrated security"),
  symantec: indirect("Symantec: traditional endpoint security"),
} as const;

/** The rules that the business sets for its own prices. */
export const policies = {
  "value-based": {
    name: "Value-based prices",
    kind: "statement",
    text: "Prices follow what the customer gains, against pressure on prices.",
    rows: ["S4-062"],
  },
  "open-core": {
    name: "Open core",
    kind: "statement",
    text: "The driver stays free under GPL v2; tools, support, integration, certification and training are paid for.",
    rows: ["S4-013"],
  },
  "partner-benefits": {
    name: "Benefits in kind are no revenue",
    kind: "statement",
    text: "Access, cross-licences, engineering help and development funds of partners stay out of every stream.",
    rows: ["S4-059", "S4-067"],
  },
} as const;
