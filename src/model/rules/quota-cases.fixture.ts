const team = "/plans/team";

/** What the rules on quotas and features find in the small document, as the cases of the other rules are written. */
export const quotaCases = [
  {
    rule: "watched-alerts",
    edits: {
      "/alerts": {
        kept: { meter: "calls", at: ["80%"], of: "included" },
        bare: { meter: "calls", at: ["80%"], of: "quota" },
        unreserved: { meter: "calls", at: ["80%"], of: "reserved" },
        uncommitted: { meter: "calls", at: ["80%"], of: "commitment" },
      },
    },
    finds: [
      "alert-watches-nothing /alerts/bare",
      "alert-watches-nothing /alerts/unreserved",
      "alert-watches-nothing /alerts/uncommitted",
    ],
  },
  {
    rule: "quota-terms",
    edits: {
      [`${team}/quotas`]: {
        short: { meter: "calls", limit: 1, per: { rolling: "PT30S" }, rollover: {} },
        free: { meter: "calls", limit: "unlimited", per: "day", alertAt: ["80%"] },
      },
      [`${team}/trial`]: {
        days: 3,
        quotas: { open: { meter: "calls", limit: 1, per: "day", overage: "bill", grace: "10%" } },
      },
      "/contracts/big": {
        name: "Big",
        term: 12,
        quotas: { all: { meter: "calls", limit: "unlimited", per: "day", overage: "block" } },
      },
    },
    finds: [
      `invalid-duration ${team}/quotas/short/per/rolling`,
      `term-does-not-apply ${team}/quotas/short/rollover`,
      `term-does-not-apply ${team}/quotas/free/alertAt`,
      `term-does-not-apply ${team}/trial/quotas/open/grace`,
      "term-does-not-apply /contracts/big/quotas/all/overage",
    ],
  },
  {
    rule: "known-names",
    edits: {
      [`${team}/trial`]: {
        days: 3,
        features: { ssso: true },
        quotas: { few: { meter: "cals", limit: 1, per: "day" } },
      },
      "/contracts/big": {
        name: "Big",
        term: 12,
        features: { ssso: true },
        quotas: { few: { meter: "cals", limit: 1, per: "day" } },
      },
    },
    finds: [
      `unknown-feature ${team}/trial/features/ssso`,
      `unknown-meter ${team}/trial/quotas/few/meter`,
      "unknown-feature /contracts/big/features/ssso",
      "unknown-meter /contracts/big/quotas/few/meter",
    ],
  },
  {
    rule: "feature-values",
    edits: {
      "/features/seats": { name: "Seats", kind: "level", levels: ["few"], default: "many" },
      "/contracts/big": { name: "Big", term: 12, features: { sso: "3" } },
      [`${team}/trial`]: { days: 3, features: { sso: "3" } },
    },
    finds: [
      "wrong-feature-value /features/seats/default",
      `wrong-feature-value ${team}/trial/features/sso`,
      "wrong-feature-value /contracts/big/features/sso",
    ],
  },
  {
    rule: "feature-values",
    edits: {
      "/features/seats": { name: "Seats", kind: "limit" },
      "/features/support": { name: "Support", kind: "level", levels: ["email", "phone"] },
      [`${team}/features`]: { sso: 3, seats: "many", support: "fone" },
    },
    finds: [
      `wrong-feature-value ${team}/features/sso`,
      `wrong-feature-value ${team}/features/seats`,
      `wrong-feature-value ${team}/features/support`,
    ],
  },
];
