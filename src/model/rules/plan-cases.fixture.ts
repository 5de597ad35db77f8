/** What the rule on figures and claims finds in the small document, as the cases of the other rules are written. */
export const planCases = [
  {
    rule: "plan-formulas",
    edits: { "/figures": { sales: { is: "2 USD per year + 1 USD per month" } } },
    finds: ["unit-mismatch /figures/sales/is"],
  },
  {
    rule: "plan-formulas",
    edits: {
      "/figures": { a: { is: "b * 2" }, b: { is: { y1: "a", y2: "1" } }, c: { is: "b.y2 + d" } },
    },
    finds: ["unknown-name /figures/a/is", "unknown-name /figures/c/is"],
  },
  {
    rule: "plan-formulas",
    edits: { "/figures": { a: { is: "b * 2" }, b: { is: "a - 1" } } },
    finds: ["formula-cycle /figures/b/is"],
  },
  {
    rule: "plan-formulas",
    edits: { "/figures": { a: { is: { low: "5%", high: "4%" } } } },
    finds: ["range-reversed /figures/a/is"],
  },
  {
    rule: "plan-formulas",
    edits: {
      "/figures": { revenue: { is: { y1: "1 USD", y2: "2 USD" } } },
      "/claims": {
        one: { section: "1", states: { y1: "5%", y2: "6%" }, formula: "revenue.{column}" },
      },
    },
    finds: ["unit-mismatch /claims/one/formula"],
  },
  {
    rule: "plan-formulas",
    edits: { "/claims": { one: { section: "1", states: "5%" } } },
    finds: ["claim-without-formula /claims/one"],
  },
  {
    rule: "declared-wholes",
    edits: {
      "/figures": {
        one: { is: "50%", whole: true },
        mix: { is: { a: "50%", b: "50%" }, whole: true },
        part: { is: { low: "4%", high: "5%" }, whole: false },
      },
      "/claims": {
        one: { section: "1", states: { a: "5%" }, formula: "one", whole: true },
      },
    },
    finds: ["whole-without-parts /figures/one/whole", "whole-without-parts /claims/one/whole"],
  },
  {
    rule: "planned-segments",
    edits: {
      "/horizon": undefined,
      "/segments/some": {
        name: "Some",
        acquisition: { kind: "monthly", customers: "1 customer per month" },
        purchases: {
          free: { share: "100%", plan: "team", moves: { paid: "1% per month" } },
          none: { share: "0%" },
        },
      },
    },
    finds: [
      "names-not-one /segments/some/purchases/none",
      "no-horizon /horizon",
      "unknown-purchase /segments/some/purchases/free/moves/paid",
    ],
  },
  {
    rule: "months-in-plan",
    edits: {
      "/horizon": { from: "2027-01", years: 2 },
      "/funding": { seed: { name: "Seed", month: "2035-01", amount: "1 USD" } },
    },
    finds: ["month-not-planned /funding/seed/month"],
  },
  {
    rule: "planned-partner-shares",
    edits: {
      "/horizon": { from: "2027-01", years: 1 },
      "/partners": {
        shop: { name: "Shop", role: "reseller" },
        guide: {
          name: "Guide",
          role: "referrer",
          commission: { rate: "5%", base: "sales", forMonths: 12 },
        },
      },
      "/shares": {
        ours: { name: "Ours", base: "sales", rate: "5%", to: "us" },
        open: { name: "Open", base: "sales", rate: "negotiated", to: "partner" },
        fixed: { name: "Fixed", base: "sales", rate: "5%", to: "partner" },
        least: {
          name: "Least",
          base: "sales",
          rate: "5%",
          to: "partner",
          minimum: "9 USD",
          every: "annual",
        },
      },
      "/costs": Object.fromEntries(
        [
          ["none", {}],
          ["lost", { share: "fixd" }],
          ["who", { partner: "shp" }],
          ["ours", { share: "ours" }],
          ["shop", { partner: "shop" }],
          ["guide", { partner: "guide" }],
          ["open", { share: "open" }],
          ["fixed", { share: "fixed", rate: "4%" }],
          ["least", { share: "least" }],
        ].map(([id, more]) => [
          id,
          Object.assign({ kind: "partner-share", name: "A", function: "cost-of-revenue" }, more),
        ]),
      ),
    },
    finds: [
      "names-not-one /costs/none",
      "unknown-share /costs/lost/share",
      "unknown-partner /costs/who/partner",
      "share-is-ours /costs/ours/share",
      "no-commission /costs/shop/partner",
      "share-beyond-plan /costs/guide",
      "needs-agreed-price /costs/open",
      "term-does-not-apply /costs/fixed/rate",
      "share-beyond-plan /costs/least",
    ],
  },
  {
    rule: "planned-purchases",
    edits: {
      "/horizon": { from: "2027-01", years: 1 },
      "/discounts": { ten: { kind: "amount", amount: "10 USD" } },
      "/offers": {
        day: {
          name: "Day",
          stream: "saas",
          per: "day",
          price: { kind: "flat", amount: "9 USD" },
        },
      },
      "/bundles": {
        both: { name: "Both", parts: [{ plan: "team" }], price: { kind: "flat", amount: "9 USD" } },
      },
      "/contracts": {
        signed: { name: "Signed", term: { low: 6, high: 12 } },
        paid: {
          name: "Paid",
          term: 12,
          commitment: { amount: "100 USD", per: "annual" },
          prepayment: { share: "100%" },
        },
      },
      "/segments/some": {
        name: "Some",
        acquisition: { kind: "monthly", customers: "1 customer per month" },
        purchases: {
          team: {
            share: "30%",
            plan: "team",
            moves: { both: "1% per month", help: "1% per month" },
          },
          help: { share: "5%", offer: "day" },
          both: { share: "0%", bundle: "both", coupons: ["SPRING"] },
          other: { share: "0%", bundle: "none" },
          open: { share: "20%", plan: "team", contract: { template: "signed" }, termYears: 1 },
          long: { share: "20%", plan: "team", contract: { template: "signed", months: 24 } },
          paid: { share: "30%", plan: "team", contract: { template: "paid" } },
          lost: { share: "0%", plan: "team", contract: { template: "sined" } },
          off: {
            share: "0%",
            plan: "team",
            discounts: ["ten"],
            usage: {},
            moves: { less: "1% per month" },
          },
          less: { share: "0%", plan: "team", discounts: ["ten"] },
          grown: { share: "0%", bundle: "both", quantityGrowth: "1% per month" },
          unused: {
            share: "0%",
            plan: "team",
            usageVaries: { factor: { kind: "uniform", low: "0", high: "2" } },
          },
          below: {
            share: "0%",
            plan: "team",
            usage: {},
            usageVaries: { factor: { kind: "uniform", low: "-1", high: "3" } },
          },
          turned: {
            share: "0%",
            plan: "team",
            usage: {},
            usageVaries: { factor: { kind: "uniform", low: "3", high: "1" } },
          },
        },
      },
    },
    finds: [
      "offer-moves /segments/some/purchases/team/moves/help",
      "term-does-not-apply /segments/some/purchases/both/coupons",
      "unknown-bundle /segments/some/purchases/other/bundle",
      "months-needed /segments/some/purchases/open/contract",
      "term-does-not-apply /segments/some/purchases/open/termYears",
      "months-out-of-term /segments/some/purchases/long/contract/months",
      "contract-beyond-plan /segments/some/purchases/paid/contract",
      "unknown-template /segments/some/purchases/lost/contract/template",
      "amount-off-moves /segments/some/purchases/off/moves/less",
      "term-does-not-apply /segments/some/purchases/grown/quantityGrowth",
      "term-does-not-apply /segments/some/purchases/unused/usageVaries",
      "use-below-nothing /segments/some/purchases/below/usageVaries/factor",
      "range-reversed /segments/some/purchases/turned/usageVaries/factor",
    ],
  },
  {
    rule: "planned-cadences",
    edits: {
      "/horizon": { from: "2027-01", years: 1 },
      "/plans/twice": {
        name: "Twice",
        stream: "saas",
        prices: {
          monthly: { kind: "flat", amount: "9 USD" },
          annual: { kind: "flat", amount: "90 USD" },
        },
      },
      "/addons/often": {
        name: "Often",
        stream: "saas",
        plans: ["twice"],
        prices: {
          weekly: { kind: "flat", amount: "1 USD" },
          annual: { kind: "flat", amount: "40 USD" },
        },
      },
      "/offers/day": {
        name: "Day",
        stream: "saas",
        per: "day",
        price: { kind: "flat", amount: "9 USD" },
      },
      "/segments/some": {
        name: "Some",
        acquisition: { kind: "monthly", customers: "1 customer per month" },
        purchases: {
          weekly: { share: "40%", plan: "twice", cadence: "weekly" },
          open: { share: "30%", plan: "twice" },
          added: { share: "20%", plan: "twice", cadence: "monthly", addons: { often: 1 } },
          right: { share: "10%", plan: "twice", cadence: "annual", addons: { often: 1 } },
          once: { share: "5%", offer: "day", cadence: "monthly" },
        },
      },
    },
    finds: [
      "cadence-not-offered /segments/some/purchases/weekly/cadence",
      "cadence-needed /segments/some/purchases/open",
      "cadence-not-offered /segments/some/purchases/added/addons/often",
      "term-does-not-apply /segments/some/purchases/once/cadence",
    ],
  },
  {
    rule: "planned-quantities",
    edits: {
      "/horizon": { from: "2027-01", years: 1 },
      "/plans/team/charges": undefined,
      "/meters": {
        seen: {
          event: "seen",
          aggregation: { kind: "unique", property: "person" },
          unit: "person",
        },
        nodes: { event: "run", aggregation: { kind: "max", property: "nodes" }, unit: "node" },
        stored: { event: "kept", aggregation: { kind: "max", property: "tb" }, unit: "terabyte" },
      },
      "/addons/more": {
        name: "More",
        stream: "saas",
        per: "node",
        plans: ["held"],
        prices: { monthly: { kind: "flat", amount: "1 USD" } },
      },
      "/plans/held": {
        name: "Held",
        stream: "saas",
        charges: Object.fromEntries(
          ["seen", "nodes", "stored"].map((meter) => [
            meter,
            {
              meter,
              price: { kind: "capacity", unit: "1 USD", reserved: 1, overUse: { rule: "block" } },
            },
          ]),
        ),
      },
      "/segments/some": {
        name: "Some",
        acquisition: { kind: "monthly", customers: "1 customer per month" },
        purchases: {
          half: {
            share: "100%",
            plan: "held",
            quantities: { seen: 2.5, nodes: "12.5", stored: "0.5" },
            addons: { more: 1.5 },
          },
          none: {
            share: "0%",
            plan: "held",
            quantities: { seen: 2, nodes: "12.0", stored: 1 },
            addons: { more: 0 },
          },
        },
      },
    },
    finds: [
      "quantity-not-whole /segments/some/purchases/half/addons/more",
      "quantity-not-whole /segments/some/purchases/half/quantities/seen",
      "quantity-not-whole /segments/some/purchases/half/quantities/nodes",
      "quantity-not-whole /segments/some/purchases/none/addons/more",
    ],
  },
];
