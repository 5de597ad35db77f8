/** What the tiers switch on, in the words of the tier table (S4-014 to S4-017), and the open core (S4-013). */
export const features = {
  "core-driver": { name: "Core security driver", kind: "flag", rows: ["S4-013", "S4-014"] },
  "configuration-tools": { name: "Standard configuration tools", kind: "flag", rows: ["S4-013"] },
  "community-support": { name: "Community support", kind: "flag", rows: ["S4-013", "S4-014"] },
  documentation: {
    name: "Documentation",
    kind: "level",
    levels: ["basic", "training-materials"],
    rows: ["S4-013", "S4-014", "S4-015"],
  },
  security: {
    name: "Security features",
    kind: "level",
    levels: ["standard", "full", "complete-platform"],
    rows: ["S4-014", "S4-015", "S4-016"],
  },
  support: {
    name: "Support",
    kind: "level",
    levels: ["business-hours", "priority", "dedicated-team", "classified"],
    rows: ["S4-014", "S4-015", "S4-016", "S4-017"],
  },
  monitoring: { name: "Advanced monitoring tools", kind: "flag", rows: ["S4-015"] },
  "configuration-assistance": {
    name: "Custom configuration assistance",
    kind: "flag",
    rows: ["S4-015"],
  },
  certification: { name: "Training and certification", kind: "flag", rows: ["S4-015"] },
  integration: { name: "Custom integration services", kind: "flag", rows: ["S4-016"] },
  "on-site-deployment": { name: "On-site deployment assistance", kind: "flag", rows: ["S4-016"] },
  compliance: { name: "Compliance certification support", kind: "flag", rows: ["S4-016"] },
  "government-certifications": {
    name: "Government-specific certifications",
    kind: "flag",
    rows: ["S4-017", "S4-060"],
  },
  "threat-intelligence": { name: "Custom threat intelligence", kind: "flag", rows: ["S4-017"] },
  "priority-development": { name: "Priority feature development", kind: "flag", rows: ["S4-017"] },
  "training-mode": {
    name: "Educational training mode (JRTC1)",
    description: "For military academies.",
    kind: "flag",
    rows: ["S4-060"],
  },
} as const;

/** The items of the catalogue, each sold as some plan, offer or licence (S4-066). */
export const products = {
  core: {
    name: "Core security driver",
    description: "Free under the GPL; what is paid for is built and done around it.",
    openSource: "GPL-2.0-only",
    rows: ["S4-013"],
  },
  platform: {
    name: "Dell MIL-SPEC security platform",
    modules: ["driver", "NPU threat detection", "monitoring tools", "management tools"],
    rows: ["S4-001", "S4-066"],
  },
  "compliance-automation": { name: "Compliance automation", rows: ["S4-021", "S4-066"] },
  "training-platform": { name: "Training platform", rows: ["S4-020", "S4-066"] },
  "managed-soc": {
    name: "Managed security operations",
    modules: ["24x7 monitoring", "threat intelligence", "incident response"],
    rows: ["S4-021", "S4-066"],
  },
  services: { name: "Professional services", rows: ["S4-003"] },
  hardware: { name: "Certified hardware", rows: ["S4-006", "S4-007"] },
  technology: {
    name: "Licensed technology",
    modules: ["NPU security integration", "DSMIL architecture", "security protocol"],
    rows: ["S4-008"],
  },
} as const;

/** The most nodes that were reported running at once, by the tier they run on. */
const nodesOn = (tier: string) =>
  ({
    event: "nodes-running",
    aggregation: { kind: "max", property: "nodes" },
    unit: "node",
    capturedAt: "platform",
    filter: { property: "tier", equals: tier },
    rows: ["S4-001"],
  }) as const;

export const meters = {
  "essential-nodes": { name: "Essential nodes at the peak", ...nodesOn("essential") },
  "professional-nodes": { name: "Professional nodes at the peak", ...nodesOn("professional") },
  "enterprise-nodes": { name: "Enterprise nodes at the peak", ...nodesOn("enterprise") },
  "government-nodes": { name: "Government nodes at the peak", ...nodesOn("government") },
} as const;
