import { negotiated, range } from "florin";

/** A government integrator of tier 1: sells on, at the channel discount (S4-010, S4-058). */
const integrator = (name: string) =>
  ({
    name,
    role: "integrator",
    tier: 1,
    discount: "channel-partner",
    rows: ["S4-010", "S4-058"],
  }) as const;

/** Who the business works with (S4-058), and what the partnerships promise (S4-067). No due dates are printed. */
export const partners = {
  dell: {
    name: "Dell Technologies",
    role: "technology",
    tier: 1,
    obligations: [
      { name: "Exclusive MIL-SPEC hardware optimization", by: "us" },
      { name: "Joint hardware and software certification", by: "us" },
      { name: "Custom hardware configurations", by: "partner" },
      { name: "Supply chain integration", by: "partner" },
      { name: "Joint sales and marketing programs", by: "partner" },
      { name: "Channel partner enablement", by: "partner" },
      { name: "Government sales collaboration and enterprise co-selling", by: "partner" },
      { name: "Joint research and development", by: "partner", every: "annual", cash: true },
      { name: "Patent cross-licensing", by: "partner" },
    ],
    rows: ["S4-009", "S4-039", "S4-058", "S4-067"],
  },
  // S4-059: the market development fund pays for joint marketing, so it lowers cost; it is no revenue.
  intel: {
    name: "Intel Corporation",
    role: "technology",
    tier: 1,
    obligations: [
      { name: "Joint NPU security framework", by: "us" },
      { name: "Early access to new silicon", by: "partner" },
      { name: "Hardware security validation", by: "partner" },
      { name: "Firmware integration support", by: "partner" },
      { name: "Joint customer engagements and analyst relations", by: "partner" },
    ],
    funds: [{ name: "Market development fund", amount: negotiated, treatment: "contra-cost" }],
    rows: ["S4-058", "S4-059", "S4-067"],
  },
  "booz-allen-hamilton": integrator("Booz Allen Hamilton"),
  caci: integrator("CACI"),
  saic: integrator("SAIC"),
  "general-dynamics": integrator("General Dynamics"),
  raytheon: integrator("Raytheon"),
  "red-hat": { name: "Red Hat / IBM", role: "technology", tier: 2, rows: ["S4-058"] },
  suse: { name: "SUSE", role: "technology", tier: 2, rows: ["S4-058"] },
  canonical: { name: "Canonical", role: "technology", tier: 2, rows: ["S4-058"] },
  "linux-foundation": {
    name: "Linux Foundation",
    role: "community",
    tier: 2,
    rows: ["S4-058", "S4-061"],
  },
  aws: { name: "Amazon Web Services", role: "marketplace", tier: 2, rows: ["S4-011", "S4-058"] },
  azure: { name: "Microsoft Azure", role: "marketplace", tier: 2, rows: ["S4-011", "S4-058"] },
  "google-cloud": {
    name: "Google Cloud Platform",
    role: "marketplace",
    tier: 2,
    rows: ["S4-011", "S4-058"],
  },
} as const;

/**
 * Revenue divided with partners (S4-006, S4-009, S4-059).
 *
 * The seed gives Dell two rules: 2-5% to us of Dell hardware sales, and a "70/30 split (70% to us)" of nothing it names.
 * Both stand: the 70/30 is read as the split of joint solutions, which the same list prices together, since 70% of
 * hardware sales would contradict the 2-5%.
 */
export const shares = {
  "dell-hardware": {
    name: "Share of Dell hardware sales",
    partner: "dell",
    base: "hardware sales of Dell",
    rate: range("2%", "5%"),
    to: "us",
    stream: "hardware",
    reportedBy: "partner",
    every: "quarterly",
    rows: ["S4-006", "S4-022"],
  },
  "dell-joint-solutions": {
    name: "Dell joint solutions",
    partner: "dell",
    base: "revenue of joint solutions",
    rate: "70%",
    to: "us",
    split: { us: "70%", partner: "30%" },
    stream: "hardware",
    reportedBy: "partner",
    every: "quarterly",
    rows: ["S4-009"],
  },
  "intel-joint-solutions": {
    name: "Intel joint solutions",
    partner: "intel",
    base: "revenue of joint solutions",
    rate: negotiated,
    to: "us",
    stream: "intellectual-property",
    reportedBy: "partner",
    every: "quarterly",
    rows: ["S4-059"],
  },
} as const;

/** How customers come. A marketplace bills its own customers; the fees it keeps are not printed (S4-011). */
export const channels = {
  "government-direct": {
    name: "Federal sales",
    kind: "direct",
    billedBy: "us",
    eligibility: "cleared-government",
    rows: ["S4-055"],
  },
  "enterprise-direct": {
    name: "Inside and field sales",
    kind: "direct",
    billedBy: "us",
    rows: ["S4-056"],
  },
  integrators: {
    name: "Government integrators",
    kind: "partner",
    billedBy: "us",
    rows: ["S4-010", "S4-058"],
  },
  community: {
    name: "Open-source community",
    kind: "community",
    billedBy: "us",
    plans: ["open-source"],
    rows: ["S4-013", "S4-061"],
  },
  "aws-marketplace": {
    name: "AWS Marketplace",
    kind: "marketplace",
    partner: "aws",
    billedBy: "channel",
    fee: negotiated,
    marketplace: "AWS Marketplace",
    plans: ["essential", "professional", "enterprise"],
    rows: ["S4-011"],
  },
  "aws-govcloud": {
    name: "AWS GovCloud",
    kind: "marketplace",
    partner: "aws",
    billedBy: "channel",
    fee: negotiated,
    marketplace: "AWS GovCloud",
    plans: ["government"],
    eligibility: "cleared-government",
    rows: ["S4-011"],
  },
  "azure-government": {
    name: "Azure Government",
    kind: "marketplace",
    partner: "azure",
    billedBy: "channel",
    fee: negotiated,
    marketplace: "Azure Government",
    plans: ["government"],
    eligibility: "cleared-government",
    rows: ["S4-011"],
  },
  "google-cloud": {
    name: "Google Cloud",
    kind: "marketplace",
    partner: "google-cloud",
    billedBy: "channel",
    fee: negotiated,
    marketplace: "Google Cloud Marketplace",
    plans: ["essential", "professional", "enterprise", "government"],
    rows: ["S4-011"],
  },
} as const;
