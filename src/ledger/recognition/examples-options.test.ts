import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { allocatePrice } from "../../pricing/allocate-price.ts";
import { optionStandalonePrice, renewalAllocation } from "../../pricing/material-right.ts";
import {
  amount,
  balanceAt,
  contractOf,
  day,
  movementsTo,
  on,
  promise,
  revenueIn,
  text,
  toDollar,
} from "./recognition.fixture.ts";

const atOnce = { kind: "point-in-time" } as const;

/** ASC 606-10-55-336..339, IFRS 15.IE250..IE253: product A for 100 with a voucher of 40 %, where all get 10 %. */
describe("Example 49, an option that provides a material right", () => {
  const standalone = optionStandalonePrice(
    {
      purchases: amount(50),
      discount: amount("0.4"),
      otherwise: amount("0.1"),
      likelihood: amount("0.8"),
    },
    2,
  );
  const contract = contractOf("2026-01-01", 100, [
    promise("a", 100, atOnce),
    { ...promise("voucher", 0, { kind: "option" }), standalone },
  ]);
  const sold = [
    on("2026-01-01", { kind: "transferred", obligation: "a" }),
    on("2026-01-01", { kind: "billed", amount: amount(100) }),
  ];

  it("prices the voucher at 12 and divides 100 into 89 and 11", () => {
    expect(text(standalone)).toBe("12");
    expect(toDollar(revenueIn(movementsTo(contract, sold, "2026-01-01")))).toBe("89");
    expect(toDollar(balanceAt(contract, sold, "2026-01-01")?.deferred)).toBe("11");
  });

  it("recognises the 11 when the voucher expires", () => {
    const gone = on("2026-01-31", { kind: "expired", obligation: "voucher" });
    expect(text(revenueIn(movementsTo(contract, [...sold, gone], "2026-01-31")))).toBe("100");
  });

  it("recognises the 11 with what the voucher buys", () => {
    const used = [
      on("2026-01-20", {
        kind: "exercised",
        option: "voucher",
        price: amount(30),
        obligations: [promise("b", 50, atOnce)],
      }),
      on("2026-01-20", { kind: "billed", obligation: "b", amount: amount(30) }),
      on("2026-01-25", { kind: "transferred", obligation: "b" }),
    ];
    const before = balanceAt(contract, [...sold, ...used], "2026-01-20");
    expect(text(before?.deferred)).toBe("40.71");
    const movements = movementsTo(contract, [...sold, ...used], "2026-01-25");
    expect(text(revenueIn(movements, "b"))).toBe("40.71");
    expect(text(revenueIn(movements))).toBe("130");
  });
});

/**
 * ASC 606-10-55-343..352, IFRS 15.IE257..IE266: 100 contracts of a year's maintenance for 1,000, renewable twice; 90 % renew
 * each time; a year costs 600, 750 and 1,000.
 */
describe("Example 51, an option to renew that provides a material right", () => {
  const years = [
    { consideration: amount(1_000), weight: amount(600), likelihood: amount(1) },
    { consideration: amount(1_000), weight: amount(750), likelihood: amount("0.9") },
    { consideration: amount(1_000), weight: amount(1_000), likelihood: amount("0.81") },
  ];

  it("expects 2,710 of a contract: 780, 877 and 1,053 by the cost expected of each year", () => {
    const { expected, periods } = renewalAllocation(years, 2);
    expect(text(expected)).toBe("2710");
    expect(periods.map(toDollar)).toEqual(["780", "877", "1053"]);
  });

  it("defers 22,014 of the first 100,000 and 24,281 after the second year", () => {
    // The 100 contracts as one: 271,000 expected, earned by cost of 208,500 expected.
    const contract = contractOf("2026-01-01", 271_000, [
      promise("maintenance", 271_000, { kind: "input" }),
    ]);
    const total = amount(208_500);
    const measured = (date: string, done: number) =>
      on(date, { kind: "measured", obligation: "maintenance", done: amount(done), total });
    const facts = [
      on("2026-01-01", { kind: "billed", amount: amount(100_000) }),
      measured("2026-12-31", 60_000),
      on("2027-01-01", { kind: "billed", amount: amount(90_000) }),
      measured("2027-12-31", 127_500),
    ];
    expect(toDollar(balanceAt(contract, facts, "2026-12-31")?.recognised)).toBe("77986");
    expect(toDollar(balanceAt(contract, facts, "2026-12-31")?.deferred)).toBe("22014");
    expect(toDollar(balanceAt(contract, facts, "2027-12-31")?.recognised)).toBe("165719");
    expect(toDollar(balanceAt(contract, facts, "2027-12-31")?.deferred)).toBe("24281");
  });
});

/** ASC 606-10-55-353..356, IFRS 15.IE267..IE270: products for 100,000 and 10,000 points, of which 9,500 may be redeemed. */
describe("Example 52, customer loyalty programme", () => {
  const contract = contractOf("2026-01-01", 100_000, [
    promise("products", 100_000, atOnce),
    promise("points", 9_500, {
      kind: "redemption",
      issued: amount(10_000),
      breakage: { kind: "proportional", expected: amount(9_500) },
    }),
  ]);
  const facts = [
    on("2026-01-01", { kind: "transferred", obligation: "products" }),
    on("2026-01-01", { kind: "billed", amount: amount(100_000) }),
    on("2026-12-31", { kind: "redeemed", obligation: "points", quantity: amount(4_500) }),
    on("2027-12-31", {
      kind: "redemption-estimated",
      obligation: "points",
      expected: amount(9_700),
    }),
    on("2027-12-31", { kind: "redeemed", obligation: "points", quantity: amount(4_000) }),
  ];

  it("divides the price into 91,324 and 8,676", () => {
    expect(toDollar(revenueIn(movementsTo(contract, facts, "2026-01-01")))).toBe("91324");
    expect(toDollar(balanceAt(contract, facts, "2026-01-01")?.deferred)).toBe("8676");
  });

  it("recognises 4,110 in the first year and keeps 4,566", () => {
    expect(toDollar(revenueIn(movementsTo(contract, facts, "2026-12-31"), "points"))).toBe("4110");
    expect(toDollar(balanceAt(contract, facts, "2026-12-31")?.deferred)).toBe("4566");
  });

  it("recognises 3,493 in the second, with the estimate changed to 9,700, and keeps 1,073", () => {
    const second = movementsTo(contract, facts, "2027-12-31").filter(
      (movement) => movement.day > day("2026-12-31"),
    );
    expect(toDollar(revenueIn(second, "points"))).toBe("3493");
    expect(toDollar(balanceAt(contract, facts, "2027-12-31")?.deferred)).toBe("1073");
  });

  it("divides the same by the pure allocation", () => {
    const parts = [
      { id: "products", standalone: amount(100_000) },
      { id: "points", standalone: amount(9_500) },
    ];
    const { amounts } = expectOk(allocatePrice(amount(100_000), parts, 2));
    expect([...amounts.values()].map(toDollar)).toEqual(["91324", "8676"]);
  });
});

/** ASC 606-10-55-46..49, IFRS 15.B44..B47, for which the standards print no figures: 1,000 credits sold for 1,000. */
describe("breakage of prepaid credits", () => {
  const sold = (breakage: Parameters<typeof promise>[2]) =>
    contractOf("2026-01-01", 1_000, [promise("credits", 1_000, breakage)]);
  const half = [
    on("2026-01-01", { kind: "billed", amount: amount(1_000) }),
    on("2026-02-10", { kind: "redeemed", obligation: "credits", quantity: amount(450) }),
  ];
  const lapse = on("2026-12-31", { kind: "expired", obligation: "credits" });
  const byKind = (contract: ReturnType<typeof sold>, kind: string) =>
    movementsTo(contract, [...half, lapse], "2026-12-31")
      .filter((movement) => movement.kind === kind)
      .map((movement) => text(movement.amount));

  it("comes with use where it is expected: 450 of an expected 900 earn half of the price", () => {
    const contract = sold({
      kind: "redemption",
      issued: amount(1_000),
      breakage: { kind: "proportional", expected: amount(900) },
    });
    expect(byKind(contract, "recognised")).toEqual(["450"]);
    expect(byKind(contract, "breakage")).toEqual(["50", "500"]);
  });

  it("waits until redemption is remote where it is not", () => {
    const contract = sold({
      kind: "redemption",
      issued: amount(1_000),
      breakage: { kind: "remote" },
    });
    expect(byKind(contract, "recognised")).toEqual(["450"]);
    expect(byKind(contract, "breakage")).toEqual(["550"]);
  });
});
