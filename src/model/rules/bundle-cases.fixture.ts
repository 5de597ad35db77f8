const price = { kind: "flat", amount: "5 USD" };
const team = { plan: "team", standalone: "5 USD" };
const offers = {
  day: { name: "Day", stream: "saas", per: "day", price },
  project: {
    name: "Project",
    stream: "saas",
    per: "project",
    price,
    milestones: [{ name: "All", share: "100%" }],
  },
};
const start = "/bundles/start";

/** The small document with one bundle, and what else a case needs of offers. */
const withBundle = (bundle: object, more: Readonly<Record<string, unknown>> = {}) => ({
  rule: "bundle-parts",
  edits: { "/offers": offers, [start]: { name: "Start", price, ...bundle }, ...more },
});

/** What the rule on parts of bundles finds in the small document. */
export const bundleCases = [
  {
    ...withBundle({ parts: [team, { offer: "day" }, { offer: "day" }] }),
    finds: [`part-twice ${start}/parts/2`],
  },
  {
    ...withBundle({ parts: [{ plan: "team", cadence: "annual" }, { offer: "day" }] }),
    finds: [`cadence-not-offered ${start}/parts/0`],
  },
  {
    ...withBundle(
      { parts: [team] },
      { "/plans/team/prices/annual": { kind: "flat", amount: "900 USD" } },
    ),
    finds: [`cadence-needed ${start}/parts/0`],
  },
  {
    ...withBundle({
      parts: [team, { offer: "day", cadence: "monthly" }, { offer: "project", afterwards: "ends" }],
    }),
    finds: [`only-of-plans ${start}/parts/1/cadence`, `only-of-plans ${start}/parts/2/afterwards`],
  },
  {
    ...withBundle({
      every: "monthly",
      parts: [{ ...team, afterwards: "renews" }, { offer: "project" }],
    }),
    finds: [`bundle-decides ${start}/parts/0/afterwards`, `sold-once ${start}/parts/1`],
  },
  {
    ...withBundle({ every: "monthly", parts: [{ offer: "day" }] }),
    finds: [`bundle-without-plan ${start}/every`],
  },
  {
    ...withBundle(
      { parts: [{ addon: "more" }] },
      { "/addons/more": { name: "More", stream: "saas", prices: { monthly: price } } },
    ),
    finds: [`bundle-without-plan ${start}/parts/0/addon`],
  },
  {
    ...withBundle({
      parts: [
        team,
        { offer: "day", residual: { low: "1 USD", high: "9 USD" } },
        { offer: "project", standalone: "5 USD", residual: { low: "1 USD", high: "9 USD" } },
      ],
    }),
    finds: [
      `more-than-one-residual ${start}/parts/2/residual`,
      `standalone-or-residual ${start}/parts/2/residual`,
    ],
  },
  {
    ...withBundle(
      { parts: [team, { offer: "day" }], regularlySoldAs: ["start", "strt", "pair"] },
      { "/bundles/pair": { name: "Pair", price, parts: [team, { offer: "project" }] } },
    ),
    finds: [
      `unknown-bundle ${start}/regularlySoldAs/0`,
      `unknown-bundle ${start}/regularlySoldAs/1`,
      `not-in-bundle ${start}/regularlySoldAs/2`,
    ],
  },
  {
    rule: "bounds-in-order",
    edits: {
      "/offers": offers,
      [start]: {
        name: "Start",
        price,
        parts: [team, { offer: "day", residual: { low: "9 USD", high: "1 USD" } }],
      },
    },
    finds: [`range-reversed ${start}/parts/1/residual`],
  },
];
