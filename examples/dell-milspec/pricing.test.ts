import { checkModel, compilePrice, type Licence, type Money } from "florin";
import { describe, expect, it } from "vitest";
import { openAccount } from "../../src/account/account.ts";
import { priceBooks } from "../../src/account/price-book.ts";
import { step } from "../../src/account/step.ts";
import { codesOf, exact, sure } from "../priced.fixture.ts";
import { features, products } from "./catalogue.ts";
import { hardwareOffers } from "./hardware.ts";
import { licences } from "./licences.ts";
import model from "./model.ts";
import { nodePlans } from "./node-plans.ts";
import { partnerAt, quoted, totalOf } from "./quoted.fixture.ts";
import { serviceOffers } from "./services.ts";
import { discountOrder, eligibilities, slas } from "./terms.ts";

it("is a model without faults; its warnings are one cliff and four quantities left to contracts", () => {
  const { faults, warnings } = checkModel(model);
  expect(faults).toEqual([]);
  expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    "price-cliff /discounts/volume",
    "capacity-without-reserved /plans/essential-true-up/charges/nodes/price",
    "capacity-without-reserved /plans/professional-true-up/charges/nodes/price",
    "capacity-without-reserved /plans/enterprise-true-up/charges/nodes/price",
    "capacity-without-reserved /plans/government-true-up/charges/nodes/price",
  ]);
});

describe("node subscriptions", () => {
  it.each([
    ["S4-014", "essential", "500.00"],
    ["S4-015", "professional", "1500.00"],
    ["S4-016", "enterprise", "3500.00"],
    ["S4-017", "government", "5000.00"],
  ])("%s S4-001 sells %s at %s a node and year, in advance", (_row, plan, total) => {
    const [line] = sure(quoted(plan)).lines;
    expect(line).toMatchObject({ amount: total, unit: "node", stream: "subscriptions" });
    expect(line?.period).toEqual({ from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" });
  });

  it.each([
    [99, "49500.00"],
    [100, "45000.00"],
    [999, "449550.00"],
    [1_000, "400000.00"],
    [9_999, "3999600.00"],
    [10_000, "3500000.00"],
  ])(
    "S4-018 sells %d Essential nodes at %s: the band is that of the whole number",
    (quantity, total) => {
      expect(totalOf("essential", { quantity })).toBe(total);
    },
  );

  it.each([
    [89, 90, 100],
    [888, 889, 1_000],
    [8_749, 8_750, 10_000],
  ])(
    "S4-002 sells %d nodes for less than, and %d for no less than, %d: the cliff",
    (below, at, edge) => {
      const cost = (quantity: number) => Number(totalOf("essential", { quantity }));
      expect(cost(below)).toBeLessThan(cost(edge));
      expect(cost(at)).toBeGreaterThanOrEqual(cost(edge));
    },
  );

  it.each([
    ["20%", "960000.00"],
    ["30%", "840000.00"],
    ["40%", "720000.00"],
  ] as const)("S4-010 takes a partner's %s off what the volume discount left", (percent, total) => {
    // 1,000 nodes at 1,500 are 1,500,000; 20% for volume leaves 1,200,000.
    const { lines } = sure(quoted("professional", { quantity: 1_000, ...partnerAt(percent) }));
    expect(lines[0]?.discounts.map(({ id }) => id)).toEqual(["volume", "channel-partner"]);
    expect(lines[0]?.amount).toBe(total);
  });

  it("S4-010 stacks at most 58%, in the stated order", () => {
    expect(discountOrder).toEqual(["volume", "channel-partner", "strategic-account"]);
    expect(totalOf("essential", { quantity: 10_000, ...partnerAt("40%") })).toBe("2100000.00");
  });

  it("S4-010 asks for the partner's percentage and keeps it between 20% and 40%", () => {
    expect(codesOf(quoted("professional", { discounts: ["channel-partner"] }))).toEqual([
      "needs-agreed-price",
    ]);
    for (const percent of ["19.9%", "40.1%"] as const)
      expect(codesOf(quoted("professional", partnerAt(percent)))).toEqual(["outside-agreed-range"]);
  });

  it("S4-002 leaves strategic accounts to their contracts", () => {
    const agreedDiscounts = { "strategic-account": "12.5%" } as const;
    const terms = { quantity: 100, discounts: ["strategic-account"], agreedDiscounts };
    expect(totalOf("professional", terms)).toBe("118125.00"); // 150,000 - 15,000 - 16,875
    expect(codesOf(quoted("professional", { discounts: ["strategic-account"] }))).toEqual([
      "needs-agreed-price",
    ]);
  });

  it.each([
    ["essential", "625.00"],
    ["professional", "1875.00"],
    ["enterprise", "4375.00"],
    ["government", "6250.00"],
  ])("S4-001 trues %s up by the quarter: 5 nodes above 50 cost %s", (tier, total) => {
    const terms = { quantities: { nodes: 50 } };
    const peak = (quantity: `${number}`) => [{ meter: `${tier}-nodes`, quantity }];
    expect(totalOf(`${tier}-true-up`, terms, peak("55"))).toBe(total);
    expect(totalOf(`${tier}-true-up`, terms, peak("50"))).toBe("0.00");
    expect(totalOf(`${tier}-true-up`, terms, peak("12"))).toBe("0.00");
    expect(codesOf(quoted(`${tier}-true-up`))).toEqual(["needs-reserved-quantity"]);
  });

  it("S4-001 S4-018 gives the true-up the volume band of the peak", () => {
    const usage = [{ meter: "professional-nodes", quantity: "1003" }];
    // 4 nodes at 375 are 1,500; 1,003 nodes are in the band of 20%.
    expect(totalOf("professional-true-up", { quantities: { nodes: 999 } }, usage)).toBe("1200.00");
  });

  it("S4-013 gives the open core away and keeps what is paid for out of it", () => {
    expect(totalOf("open-source", { quantity: 40_000 })).toBe("0.00");
    expect(products.core.openSource).toBe("GPL-2.0-only");
    expect(Object.keys(nodePlans["open-source"].features)).toEqual([
      "core-driver",
      "configuration-tools",
      "community-support",
      "documentation",
    ]);
  });

  it("S4-014 S4-015 S4-016 S4-017 grants every tier what the one below it has", () => {
    const { essential, professional, enterprise, government } = nodePlans;
    const tiers = [essential, professional, enterprise, government].map((plan) =>
      Object.keys(plan.features),
    );
    for (const [index, granted] of tiers.entries())
      expect(granted).toEqual(expect.arrayContaining(tiers[index - 1] ?? []));
    expect(tiers.at(-1)?.length).toBe(Object.keys(features).length);
    expect([slas["business-hours"].supportHours, slas["around-the-clock"].supportHours]).toEqual([
      "8x5",
      "24x7",
    ]);
  });

  it("S4-017 S4-060 sells the government tier to cleared buyers under contract", () => {
    expect(nodePlans.government).toMatchObject({
      eligibility: "cleared-government",
      requiresContract: true,
    });
    expect(eligibilities["cleared-government"].evidence).toContain("clearance");
  });
});

describe("managed services and training", () => {
  it("S4-005 S4-021 monitors a node for $500 a month, without volume discount", () => {
    expect(totalOf("security-monitoring", { quantity: 1 })).toBe("500.00");
    expect(totalOf("security-monitoring", { quantity: 1_000 })).toBe("500000.00");
  });

  it("S4-004 S4-020 sells the online platform at $500 a person and year", () => {
    expect(totalOf("online-training", { quantity: 40 })).toBe("20000.00");
  });

  it.each([
    ["threat-intelligence", "10000 USD", "50000 USD", "P1M"],
    ["compliance-management", "20000 USD", "100000 USD", "P1Y"],
    ["hardware-support", "100 USD", "300 USD", "P1Y"],
  ] as const)(
    "S4-005 S4-006 S4-021 S4-022 sells %s between %s and %s each %s",
    (plan, low, high, period) => {
      const amountOf = (money: Money) => `${money.split(" ")[0]}.00`;
      expect(totalOf(plan, { agreed: { base: low } })).toBe(amountOf(low));
      const [line] = sure(quoted(plan, { agreed: { base: high } })).lines;
      expect(line?.amount).toBe(amountOf(high));
      expect(line?.period?.to).toBe(
        period === "P1M" ? "2026-02-01T00:00:00Z" : "2027-01-01T00:00:00Z",
      );
      expect(codesOf(quoted(plan))).toEqual(["needs-agreed-price"]);
      expect(codesOf(quoted(plan, { agreed: { base: "99.99 USD" } }))).toEqual([
        "outside-agreed-range",
      ]);
    },
  );

  it("S4-022 supports hardware by the system and year", () => {
    const terms = { quantity: 100, agreed: { base: "150 USD" } } as const;
    expect(totalOf("hardware-support", terms)).toBe("15000.00");
  });

  it.each([
    ["administrator-training", "2500", "60000"],
    ["operator-training", "3500", "84000"],
  ] as const)(
    "S4-004 S4-020 sells %s at %s a person and week; 12 people for 2 weeks: %s",
    (id, one, all) => {
      expect(serviceOffers[id].per).toBe("person-week");
      expect(exact(serviceOffers[id].price, "1")).toBe(one);
      expect(exact(serviceOffers[id].price, "24")).toBe(all);
    },
  );
});

describe("what is sold once, within a range", () => {
  const offers = { ...serviceOffers, ...hardwareOffers };

  it.each([
    ["S4-003 S4-019", "deployment", "day", "2000", "5000"],
    ["S4-003 S4-019", "custom-integration", "project", "200000", "500000"],
    ["S4-003 S4-019", "security-assessment", "engagement", "50000", "200000"],
    ["S4-003 S4-019", "certification-assistance", "certification", "100000", "300000"],
    ["S4-004 S4-020", "custom-training", "program", "25000", "100000"],
    ["S4-005 S4-021", "incident-response", "incident", "5000", "25000"],
    ["S4-006 S4-022", "certified-hardware", "system", "200", "500"],
    ["S4-007 S4-023", "vendor-certification", "vendor", "50000", "200000"],
    ["S4-007 S4-023", "compatibility-testing", "platform", "25000", "100000"],
    ["S4-007 S4-023", "security-validation", "project", "100000", "500000"],
  ] as const)("%s sells %s by the %s from %s to %s", (_row, id, per, low, high) => {
    const { price, per: unit } = offers[id];
    expect(unit).toBe(per);
    expect(exact(price, "1", `${low} USD`)).toBe(low);
    expect(exact(price, "1", `${high} USD`)).toBe(high);
    expect(exact(price, "3", `${low} USD`)).toBe(String(3 * Number(low)));
    expect(codesOf(compilePrice(price))).toEqual(["needs-agreed-price"]);
    expect(codesOf(compilePrice(price, { agreed: `${high}.01 USD` }))).toEqual([
      "outside-agreed-range",
    ]);
  });

  it.each([
    ["S4-024", "npu-patents", "1000000 USD", "5000000 USD"],
    ["S4-024", "dsmil-architecture", "500000 USD", "2000000 USD"],
    ["S4-024", "security-protocol", "100000 USD", "1000000 USD"],
    ["S4-025", "commercial", "25000 USD", "100000 USD"],
    ["S4-025", "oem", "50000 USD", "500000 USD"],
    ["S4-025", "cloud-provider", "100000 USD", "1000000 USD"],
  ] as const)(
    "%s S4-008 licenses %s from %s to %s, once and without maintenance",
    (_row, id, low, high) => {
      const licence: Licence = licences[id];
      expect(licence).toMatchObject({ kind: "perpetual", fee: { low, high } });
      expect(licence.maintenance).toBeUndefined();
      expect(buy(id, low)).toEqual([]);
      expect(buy(id, high)).toEqual([]);
      expect(buy(id)).toEqual(["needs-agreed-price"]);
      expect(buy(id, "24999.99 USD")).toEqual(["outside-agreed-range"]);
    },
  );

  /** The refusals of a purchase, as the account machine gives them. */
  function buy(licence: string, agreed?: Money): readonly string[] {
    const fact = {
      fact: "licence",
      id: "l-1",
      customer: "c-1",
      licence,
      start: "2026-01-01",
      contractNumber: "MSA-1",
      ...(agreed === undefined ? {} : { agreed }),
    } as const;
    const account = openAccount({ fact: "customer", id: "c-1", name: "Vendor" });
    const command = { kind: "purchase", fact, knownSince: 0 } as const;
    return codesOf(step(account, command, sure(priceBooks([model]))));
  }
});
