import { expect, test } from "vitest";
import { checkModel } from "../check-model.ts";
import { edited, smallDocument } from "../fixtures/edited.ts";
import { apiCases } from "./api-cases.fixture.ts";
import { billingCases } from "./billing-cases.fixture.ts";
import { bundleCases } from "./bundle-cases.fixture.ts";
import { planCases } from "./plan-cases.fixture.ts";
import { quotaCases } from "./quota-cases.fixture.ts";
import { modelRules } from "./registry.ts";
import { taxCases } from "./tax-cases.fixture.ts";

interface Case {
  readonly rule: string;
  readonly edits: Readonly<Record<string, unknown>>;
  /** What it finds, as `code path`. */
  readonly finds: readonly string[];
}

const flat = (amount: unknown) => ({ kind: "flat", amount });
const team = "/plans/team";
const calls = `${team}/charges/calls`;
const volume = {
  kind: "volume",
  tiers: [{ upTo: 100, unit: "1 USD" }, { unit: "0.80 USD" }],
};
const perHundred = (percent: string, more: object = {}) => ({
  kind: "volume",
  by: "quantity",
  mode: "volume",
  bands: [{ from: 100, percent }],
  ...more,
});

const cases: readonly Case[] = [
  {
    rule: "time-zone",
    edits: { "/timeZone": "Europe/Berln" },
    finds: ["unknown-time-zone /timeZone"],
  },
  ...billingCases,
  ...quotaCases,
  ...apiCases,
  ...planCases,
  ...bundleCases,
  {
    rule: "ids-by-case",
    edits: { "/plans/Team": { ...smallDocument.plans.team } },
    finds: ["invalid-id /plans/Team", "duplicate-id /plans"],
  },
  {
    rule: "known-names",
    edits: { [`${calls}/meter`]: "cals", [`${team}/features/ssso`]: true, [`${team}/sla`]: "gold" },
    finds: [
      `unknown-feature ${team}/features/ssso`,
      `unknown-sla ${team}/sla`,
      `unknown-meter ${calls}/meter`,
    ],
  },
  {
    rule: "known-names",
    edits: {
      "/contracts/big": { name: "Big", term: 12, prices: { team: { charges: { cals: volume } } } },
    },
    finds: [
      "unknown-charge /contracts/big/prices/team/charges/cals",
      "price-cliff /contracts/big/prices/team/charges/cals",
    ],
  },
  {
    rule: "known-names",
    edits: {
      "/policies/half": { name: "Half", kind: "relative", rate: "50%", to: "rival" },
      "/policies/less": { name: "Less", kind: "relative", rate: "50%", to: "nearest-alternative" },
    },
    finds: ["unknown-benchmark /policies/half/to"],
  },
  {
    rule: "repeated-entries",
    edits: {
      "/discounts/a": perHundred("10%", { cliff: "intended" }),
      [`${team}/discounts`]: ["a", "a"],
    },
    finds: [`duplicate-entry ${team}/discounts/1`],
  },
  {
    rule: "sound-prices",
    edits: { [`${calls}/price`]: { kind: "volume", tiers: [{ upTo: 100, unit: "1 USD" }] } },
    finds: [`last-tier-ends ${calls}/price/tiers/0/upTo`],
  },
  {
    rule: "sound-prices",
    edits: {
      "/meters/calls/dimensions": { region: ["eu"] },
      [`${calls}/included`]: undefined,
      [`${calls}/price`]: {
        kind: "matrix",
        dimensions: ["region"],
        cells: [{ when: { region: "us" }, price: { kind: "per-unit", unit: "1 USD" } }],
      },
    },
    finds: [`unknown-dimension-value ${calls}/price/cells/0/when/region`],
  },
  {
    rule: "metered-prices",
    edits: {
      [`${calls}/price`]: { kind: "percentage", rate: "1%" },
      [`${calls}/included`]: undefined,
    },
    finds: [`percentage-needs-value ${calls}/price`],
  },
  {
    rule: "metered-prices",
    edits: {
      "/meters/value/aggregation/kind": "max",
      [`${calls}/meter`]: "value",
      [`${calls}/included`]: undefined,
      [`${calls}/price`]: { kind: "banded", bands: [{ flat: "1 USD" }] },
    },
    finds: [`price-needs-event-values ${calls}/price`],
  },
  {
    rule: "metered-prices",
    edits: { [`${calls}/price`]: flat("5 USD") },
    finds: [`included-needs-quantity ${calls}/included`],
  },
  {
    rule: "metered-prices",
    edits: { [`${calls}/included`]: undefined, [`${calls}/overage`]: "block" },
    finds: [`block-without-included ${calls}/overage`],
  },
  {
    rule: "metered-prices",
    edits: { [`${team}/prices/annual`]: { kind: "percentage", rate: "1%" } },
    finds: [`price-needs-meter ${team}/prices/annual`],
  },
  {
    rule: "filters",
    edits: { "/meters/calls/filter": { any: [{ equals: "x" }, { property: "region" }] } },
    finds: [
      "filter-needs-property /meters/calls/filter/any/0",
      "empty-filter /meters/calls/filter/any/1",
    ],
  },
  {
    rule: "discount-order",
    edits: {
      "/discounts/a": perHundred("10%", { cliff: "intended" }),
      "/discounts/b": { kind: "term", terms: [{ years: 3, percent: "15%" }] },
      "/discountOrder": ["a", "a"],
    },
    finds: ["duplicate-entry /discountOrder/1", "discount-order-incomplete /discountOrder"],
  },
  {
    rule: "parts-of-a-whole",
    edits: {
      "/shares/dell": {
        name: "Dell",
        base: "sales",
        rate: "70%",
        to: "us",
        split: { us: "70%", partner: "20%" },
      },
    },
    finds: ["parts-not-whole /shares/dell/split"],
  },
  {
    rule: "parts-of-a-whole",
    edits: {
      "/offers/project": {
        name: "Project",
        stream: "saas",
        per: "project",
        price: flat("5 USD"),
        milestones: [{ name: "All", share: "100%" }],
        earnedOverMonths: 3,
      },
    },
    finds: ["earned-twice /offers/project/earnedOverMonths"],
  },
  {
    rule: "one-thing-named",
    edits: {
      "/bundles/start": {
        name: "Start",
        price: flat("5 USD"),
        parts: [{ standalone: "5 USD" }, { plan: "team", standalone: "5 USD" }],
      },
    },
    finds: ["names-not-one /bundles/start/parts/0"],
  },
  {
    rule: "bounds-in-order",
    edits: { "/contracts/big": { name: "Big", term: { low: 36, high: 24 } } },
    finds: ["range-reversed /contracts/big/term"],
  },
  {
    rule: "price-lists",
    edits: { "/priceLists/eu": { name: "EU", currency: "EUR", level: "80%" } },
    finds: ["level-needs-same-currency /priceLists/eu/level"],
  },
  {
    rule: "sla-credits",
    edits: {
      "/slas/none": { name: "None", credits: [{ below: "99%", credit: "10%" }] },
      "/slas/up": {
        name: "Up",
        uptime: "99%",
        credits: [
          { below: "99.9%", credit: "5%" },
          { below: "99.9%", credit: "10%" },
        ],
      },
      "/slas/unpaid": { name: "Unpaid", remedy: "credit" },
    },
    finds: [
      "credit-without-uptime /slas/none",
      "credit-above-uptime /slas/up/credits/0/below",
      "credits-out-of-order /slas/up/credits/1/below",
      "remedy-without-credit /slas/unpaid/remedy",
    ],
  },
  {
    rule: "credit-terms",
    edits: {
      "/credits/pack": { name: "Pack", kind: "prepaid", amount: "100 USD", price: "120 USD" },
      "/credits/open": { name: "Open", kind: "prepaid", price: "120 USD" },
      "/credits/once": { name: "Once", kind: "promotional", count: 3, expiresWithPeriod: true },
      "/credits/twice": {
        name: "Twice",
        kind: "promotional",
        every: "monthly",
        expiresAfterMonths: 1,
        expiresWithPeriod: true,
      },
      "/credits/ever": { name: "Ever", kind: "promotional", rollover: { times: 1 } },
    },
    finds: [
      "price-above-amount /credits/pack/price",
      "price-without-amount /credits/open/price",
      "recurrence-without-cadence /credits/once/count",
      "recurrence-without-cadence /credits/once/expiresWithPeriod",
      "two-expiries /credits/twice/expiresWithPeriod",
      "rollover-without-expiry /credits/ever/rollover",
    ],
  },
  {
    rule: "price-cliffs",
    edits: { [`${calls}/price`]: volume },
    finds: [`price-cliff ${calls}/price`],
  },
  {
    rule: "discount-cliffs",
    edits: { "/discounts/bulk": perHundred("10%") },
    finds: ["price-cliff /discounts/bulk"],
  },
  {
    rule: "price-cliffs",
    edits: {
      [`${team}/cliff`]: "intended",
      [`${calls}/price`]: volume,
      "/offers/day": { name: "Day", stream: "saas", per: "day", price: volume },
      "/offers/week": {
        name: "Week",
        stream: "saas",
        per: "week",
        price: volume,
        cliff: "intended",
      },
    },
    finds: ["price-cliff /offers/day/price"],
  },
  {
    rule: "unpriced-plans",
    edits: {
      "/plans/draft": { name: "Draft", stream: "saas" },
      "/plans/later": { name: "Later", stream: "saas", sold: false },
      "/addons/extra": { name: "Extra", stream: "saas" },
    },
    finds: ["unpriced /plans/draft", "unpriced /addons/extra"],
  },
  {
    rule: "unpriced",
    edits: {
      "/offers/day": { name: "Day", stream: "saas", per: "day" },
      "/licences/site": { name: "Site", kind: "perpetual", stream: "saas" },
    },
    finds: ["unpriced /offers/day", "unpriced /licences/site"],
  },
  {
    rule: "open-prices",
    edits: { [`${team}/prices/annual`]: flat({ atLeast: "999 USD" }) },
    finds: [`open-price-without-contract ${team}/prices/annual`],
  },
  {
    rule: "reserved-capacity",
    edits: {
      [`${calls}/price`]: { kind: "capacity", unit: "5 USD", overUse: { rule: "raise" } },
      [`${calls}/included`]: undefined,
    },
    finds: [`capacity-without-reserved ${calls}/price`],
  },
  {
    rule: "measured-alerts",
    edits: { [`${calls}/included`]: undefined, [`${calls}/alertAt`]: ["80%"] },
    finds: [`alert-without-included ${calls}/alertAt`],
  },
  {
    rule: "stated-overage",
    edits: { [`${calls}/overage`]: undefined },
    finds: [`overage-unstated ${calls}`],
  },
  {
    rule: "stated-figures",
    edits: {
      [`${team}/prices/annual`]: flat("990 USD"),
      [`${team}/statedDiscount`]: "15%",
      [`${team}/unitCost`]: { amount: "15 USD", per: "monthly" },
      [`${team}/facts/margin`]: "90%",
    },
    finds: [
      `stated-discount-differs ${team}/statedDiscount`,
      `stated-margin-differs ${team}/facts/margin`,
    ],
  },
  {
    rule: "stated-figures",
    edits: {
      [`${team}/prices/annual`]: flat("990 USD"),
      [`${team}/statedDiscount`]: "16.7%",
      [`${team}/unitCost`]: { amount: "15 USD", per: "monthly" },
      [`${team}/facts/margin`]: "85%",
    },
    finds: [],
  },
  {
    rule: "rate-envelopes",
    edits: {
      "/policies/fees": {
        name: "Fees",
        kind: "rate-envelope",
        stream: "saas",
        low: "0.1%",
        high: "0.5%",
      },
      [`${team}/charges/fees`]: { meter: "value", price: { kind: "percentage", rate: "2%" } },
    },
    finds: [`rate-outside-envelope ${team}/charges/fees/price/rate`],
  },
  ...taxCases,
  {
    rule: "missing-documents",
    edits: { "/references/deck": { title: "Deck", missing: true } },
    finds: ["missing-document /references/deck"],
  },
];

test.each(cases)("$rule: $finds", ({ edits, finds }) => {
  const { faults, warnings } = checkModel(edited(smallDocument, edits));
  expect([...faults, ...warnings].map(({ code, path }) => `${code} ${path}`)).toEqual(finds);
});

test("a price cliff and a sold plan without a price keep a model from being used; the same of others does not", () => {
  const edits = {
    [`${calls}/price`]: volume,
    "/plans/draft": { name: "Draft", stream: "saas" },
    "/discounts/bulk": perHundred("10%"),
    "/offers/day": { name: "Day", stream: "saas", per: "day" },
  };
  const { model, faults, warnings } = checkModel(edited(smallDocument, edits));
  expect(model).toBeUndefined();
  expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual([
    `price-cliff ${calls}/price`,
    "unpriced /plans/draft",
  ]);
  expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    "price-cliff /discounts/bulk",
    "unpriced /offers/day",
  ]);
});

test("a sound model has neither faults nor warnings", () => {
  const { model, faults, warnings } = checkModel(smallDocument);
  expect({ faults, warnings }).toEqual({ faults: [], warnings: [] });
  expect(model).toEqual(smallDocument);
});

test("every rule has a name of its own and is shown to find something", () => {
  const names = modelRules.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect([...new Set(cases.map(({ rule }) => rule))].sort()).toEqual([...names].sort());
});
