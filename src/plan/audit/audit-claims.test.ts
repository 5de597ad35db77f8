import { describe, expect, it, test } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import type { Claim } from "../../model/claim.ts";
import { defineModel } from "../../model/define-model.ts";
import type { Figure } from "../../model/figure.ts";
import { flat } from "../../pricing/flat.ts";
import { auditClaims } from "./audit-claims.ts";

const modelOf = (claims: Record<string, Claim>, figures: Record<string, Figure> = {}) =>
  defineModel({
    id: "plan",
    name: "Plan",
    version: "1",
    currency: "USD",
    streams: { saas: { name: "SaaS" } },
    meters: {},
    features: {},
    plans: {
      team: {
        name: "Team",
        stream: "saas",
        prices: { monthly: flat("99 USD"), annual: flat("990 USD") },
      },
    },
    figures: {
      saas: { is: { y1: "750k USD per year", y3: "15M USD per year" } },
      total: { is: { y1: "1.25M USD per year", y3: "25M USD per year" } },
      clients: { is: { low: "1 customer", high: "4 customers" } },
      contract: { is: { low: "500k USD per customer", high: "2M USD per customer" } },
      margin: { is: "85%" },
      churn: { is: "5% per month" },
      none: { is: "0 customers" },
      ...figures,
    },
    claims,
  });

const audit = (claim: Partial<Claim>) =>
  expectOk(auditClaims(modelOf({ it: { section: "2", states: "0", ...claim } }))).map(
    ({ claim: name, stated, recomputed, verdict, explanation }) =>
      [name, stated, recomputed, verdict, explanation].join(" | "),
  );

describe("an audit", () => {
  it("shows bounds once that are the same in the digits shown", () => {
    expect(audit({ states: "86%", formula: "margin + 0.00000001 * clients / 1 customer" })).toEqual(
      ["it | 86% | 85% | fails | The figures give 85%."],
    );
  });

  it("recomputes a table, column by column", () => {
    expect(
      audit({ states: { y1: "60%", y3: "61%" }, formula: "saas.{column} / total.{column}" }),
    ).toEqual([
      "it.y1 | 60% | 60% | holds | ",
      "it.y3 | 61% | 60% | fails | The figures give 60%.",
    ]);
  });

  it("reads the prices of the catalogue", () => {
    expect(
      audit({
        states: "15%",
        formula:
          "1 - plans.team.prices.annual / (plans.team.prices.monthly in USD per customer per year)",
        because: "Ten months are paid of twelve, which is 16.7% off.",
      }),
    ).toEqual(["it | 15% | 16.67% | fails | Ten months are paid of twelve, which is 16.7% off."]);
  });

  it("will not put a year's revenue over a month's churn", () => {
    const wrong = modelOf({
      ltv: {
        section: "4",
        states: "20_196 USD per customer",
        formula: "plans.team.prices.annual * margin / churn",
      },
    });
    expect(faultsOf(auditClaims(wrong))).toMatchObject([
      { code: "unit-mismatch", path: "/claims/ltv/formula" },
    ]);
  });

  it("takes bounds together, or in any mix", () => {
    const states = { low: "500k USD", high: "8M USD" };
    expect(audit({ states, formula: "clients * contract" })).toEqual([
      "it | 500k to 8M USD | 500k to 8M USD | holds | ",
    ]);
    const share = { low: "125k USD", high: "2M USD" };
    expect(
      audit({ states: share, formula: "contract * 1 customer / (clients / 1 customer)" }),
    ).toEqual(["it | 125k to 2M USD | 500k USD | holds | "]);
    expect(
      audit({
        states: share,
        formula: "contract * 1 customer / (clients / 1 customer)",
        bounds: "widest",
      }),
    ).toEqual(["it | 125k to 2M USD | 125k to 2M USD | holds | "]);
  });

  it.each([
    ["< 12 months", "11.9 months", "holds"],
    ["< 12 months", "12 months", "fails"],
    ["<= 12 months", "12 months", "holds"],
    ["> 85%", "85%", "fails"],
    [">= 85%", "85%", "holds"],
    ["25M USD", "24.6M USD", "holds"],
    ["25M USD", "24.4M USD", "fails"],
    ["25.0M USD", "24.9M USD", "fails"],
    ["-750k USD", "-750_400 USD", "holds"],
    ["15", "14.6", "holds"],
    ["0.001 USD", "0.00109 USD", "holds"],
    ["0.001 USD", "0.0014 USD", "fails"],
  ])("holds %s against %s: %s", (states, formula, verdict) => {
    expect(expectOk(auditClaims(modelOf({ it: { section: "", states, formula } })))).toMatchObject([
      { verdict },
    ]);
  });

  it("says what the plan counts on where a claim only lies between bounds", () => {
    const told = (states: string) => audit({ states, formula: "clients" })[0];
    expect(told("3 customers")).toBe(
      "it | 3 customers | 1 to 4 customers | holds | This lies between the bounds; what the plan counts on gives 2.5 customers, 17% less than is stated.",
    );
    expect(told("2.5 customers")).toBe("it | 2.5 customers | 1 to 4 customers | holds | ");
    expect(told("> 0.5 customers")).toBe("it | > 0.5 customers | 1 to 4 customers | holds | ");
  });

  it("says how far off is still right, where the author says so", () => {
    expect(audit({ states: "100 USD", formula: "104 USD", within: "5%" })[0]).toContain("holds");
    expect(audit({ states: "100 USD", formula: "106 USD", within: "5%" })[0]).toContain("fails");
  });

  it("says what cannot be checked, and why", () => {
    expect(audit({ states: "4.5", unchecked: "No survey is given." })).toEqual([
      "it | 4.5 |  | unchecked | No survey is given.",
    ]);
    expect(audit({ states: "4 USD", formula: "5 USD * (1 customer / none)" })).toEqual([
      "it | 4 USD |  | unchecked | Its formula divides by zero.",
    ]);
  });

  it("tells by how much a figure is off", () => {
    const claims = { it: { section: "", states: "100 USD", formula: "150 USD" } };
    expect(expectOk(auditClaims(modelOf(claims)))).toMatchObject([{ difference: 50, share: 0.5 }]);
  });

  it.each([
    [{ section: "", states: "5%" }, "claim-without-formula", "/claims/it"],
    [
      { section: "", states: "5%", formula: "1", unchecked: "why" },
      "claim-without-formula",
      "/claims/it",
    ],
    [{ section: "", states: "about 5%", formula: "1" }, "formula-syntax", "/claims/it/states"],
    [{ section: "", states: "5 USD", formula: "totl.y1" }, "unknown-name", "/claims/it/formula"],
    [{ section: "", states: "5 USD", formula: "1 +" }, "formula-syntax", "/claims/it/formula"],
  ] as const)("refuses %j with %s", (claim, code, path) => {
    expect(faultsOf(auditClaims(modelOf({ it: claim })))[0]).toMatchObject({ code, path });
  });

  it("refuses bounds that are no bounds", () => {
    const faults = (is: Figure["is"]) => faultsOf(auditClaims(modelOf({}, { x: { is } })));
    expect(faults({ low: "2 USD", high: "1 USD" })).toMatchObject([{ code: "range-reversed" }]);
    expect(faults({ low: "1 USD", high: "2 customers" })).toMatchObject([
      { code: "bounds-not-figures" },
    ]);
    expect(faults({ low: "1 USD", high: "margin" })).toMatchObject([
      { code: "bounds-not-figures" },
    ]);
  });
});

test("a figure of one digit does not hold what is half of it off", () => {
  expect(audit({ states: "1M USD", formula: "1.4M USD" })).toEqual([
    "it | 1M USD | 1.4M USD | fails | The figures give 1.4M USD.",
  ]);
  expect(audit({ states: "1M USD", formula: "1.09M USD" })).toEqual([
    "it | 1M USD | 1.09M USD | holds | ",
  ]);
  expect(audit({ states: "1M USD", formula: "1.4M USD", within: "40%" })).toEqual([
    "it | 1M USD | 1.4M USD | holds | ",
  ]);
  expect(audit({ states: "1M USD", formula: "900k USD" })).toEqual([
    "it | 1M USD | 900k USD | fails | The figures give 900k USD.",
  ]);
  expect(audit({ states: "67%", formula: "2 / 3" })).toEqual(["it | 67% | 66.67% | holds | "]);
});
