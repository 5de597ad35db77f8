import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { multiply } from "../../money/decimal.ts";
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
} from "./recognition.fixture.ts";
import { constrained, expectedValue, mostLikelyAmount } from "./variable-consideration.ts";

const output = (total: number) => ({ kind: "output", total: amount(total) }) as const;
const outcomes = (...list: readonly (readonly [number, string])[]) =>
  list.map(([value, probability]) => ({
    amount: amount(value),
    probability: amount(probability),
  }));

/** ASC 606-10-55-194..196, IFRS 15.IE102..IE104: a price of 1 million, less 100,000 if it comes late. */
describe("Example 20, a penalty is variable consideration", () => {
  it("holds 900,000 to be fixed, and 100,000 to depend on the date", () => {
    const penalty = outcomes([100_000, "0.4"], [0, "0.6"]);
    const variable = expectOk(mostLikelyAmount(penalty));
    const contract = contractOf("2026-01-01", 0, [promise("asset", 1, output(1))], {
      price: { fixed: amount(900_000), variable: [{ id: "on-time", estimate: variable }] },
    });
    const done = [
      on("2026-06-01", { kind: "transferred", obligation: "asset" }),
      on("2026-06-01", { kind: "price-estimated", component: "on-time", amount: amount(100_000) }),
    ];
    expect(text(revenueIn(movementsTo(contract, done.slice(0, 1), "2026-06-01")))).toBe("900000");
    expect(text(revenueIn(movementsTo(contract, done, "2026-06-01")))).toBe("1000000");
  });
});

/** ASC 606-10-55-202..207, IFRS 15.IE110..IE115: 100 products at 100, paid; 97 are expected to be kept. */
describe("Example 22, right of return", () => {
  const contract = contractOf("2026-01-01", 0, [promise("goods", 10_000, output(100))], {
    price: {
      fixed: amount(10_000),
      variable: [{ id: "returns", estimate: amount(-300), refund: true }],
    },
  });
  const facts = [
    on("2026-01-01", { kind: "transferred", obligation: "goods", quantity: amount(100) }),
    on("2026-01-01", { kind: "billed", amount: amount(10_000) }),
  ];

  it("recognises 9,700 and owes 300", () => {
    const balance = balanceAt(contract, facts, "2026-01-01");
    expect(text(balance?.recognised)).toBe("9700");
    expect(text(balance?.refundLiability)).toBe("300");
    expect(text(balance?.deferred)).toBe("0");
  });

  it("owes nothing once the three are credited", () => {
    const credit = on("2026-01-20", { kind: "billed", amount: amount(-300) });
    const balance = balanceAt(contract, [...facts, credit], "2026-01-31");
    expect(text(balance?.refundLiability)).toBe("0");
    expect(text(balance?.recognised)).toBe("9700");
  });
});

/** ASC 606-10-55-208..215, IFRS 15.IE116..IE123: 1,000 products at 100, of which a concession is expected. */
describe("Example 23, price concessions", () => {
  it("Case A: a concession of 20 % that experience predicts gives a price of 80,000", () => {
    const narrow = outcomes([80, "1"]);
    const estimate = expectOk(expectedValue(narrow));
    const unit = expectOk(constrained(estimate, narrow, amount("0.9")));
    const fixed = text(multiply(unit, amount(1_000)));
    const contract = contractOf("2026-01-01", fixed, [promise("goods", 100_000, output(1_000))]);
    const all = on("2026-01-01", {
      kind: "transferred",
      obligation: "goods",
      quantity: amount(1_000),
    });
    expect(text(revenueIn(movementsTo(contract, [all], "2026-01-01")))).toBe("80000");
  });

  it("Case B: of an expected 60 only the 50 enters that is not likely to be reversed", () => {
    const broad = outcomes([80, "0.2"], [60, "0.5"], [50, "0.2"], [40, "0.1"]);
    const estimate = expectOk(expectedValue(broad));
    expect(text(estimate)).toBe("60");
    const price = expectOk(constrained(estimate, broad, amount("0.9")));
    expect(text(price)).toBe("50");
    const contract = contractOf("2026-01-01", 50_000, [promise("goods", 100_000, output(1_000))]);
    const all = on("2026-01-01", {
      kind: "transferred",
      obligation: "goods",
      quantity: amount(1_000),
    });
    expect(text(revenueIn(movementsTo(contract, [all], "2026-01-01")))).toBe("50000");
  });
});

/** ASC 606-10-55-216..220, IFRS 15.IE124..IE128: 100 a unit, 90 for all of them past 1,000 units in the year. */
describe("Example 24, volume discount incentive", () => {
  const contract = contractOf("2026-01-01", 0, [
    promise("units", 0, { kind: "unit-price", unitPrice: amount(100), excess: "refund" }),
  ]);
  const sold = (date: string, quantity: number, bill: number) => [
    on(date, { kind: "transferred", obligation: "units", quantity: amount(quantity) }),
    on(date, { kind: "billed", obligation: "units", amount: amount(bill) }),
  ];
  const facts = [
    ...sold("2026-03-31", 75, 7_500),
    on("2026-05-15", {
      kind: "unit-price-estimated",
      obligation: "units",
      unitPrice: amount(90),
    }),
    ...sold("2026-06-30", 500, 50_000),
  ];

  it("recognises 7,500 in the first quarter", () => {
    expect(text(revenueIn(movementsTo(contract, facts, "2026-03-31")))).toBe("7500");
  });

  it("recognises 45,000 − 750 = 44,250 in the second, and owes the rest of what was billed", () => {
    const movements = movementsTo(contract, facts, "2026-06-30");
    const second = movements.filter((movement) => movement.day > day("2026-03-31"));
    expect(text(revenueIn(second))).toBe("44250");
    const catchUp = second.filter((movement) => movement.kind === "catch-up");
    expect(catchUp.map((movement) => text(movement.amount))).toEqual(["-750"]);
    expect(text(balanceAt(contract, facts, "2026-06-30")?.refundLiability)).toBe("5750");
  });
});

/** 606-10-32-8(a), IFRS 15.53(a): a price that falls for later units only, at the average of the 150,000 expected. */
describe("tiers that are not retroactive", () => {
  it("are earned at 9.67 a unit while 10 is billed: 290,100 of 300,000, and 9,900 deferred", () => {
    const unitPrice = amount("9.67");
    const contract = contractOf("2026-01-01", 0, [
      promise("boxes", 0, { kind: "unit-price", unitPrice, excess: "deferred" }),
    ]);
    const facts = [
      on("2026-03-31", { kind: "transferred", obligation: "boxes", quantity: amount(30_000) }),
      on("2026-03-31", { kind: "billed", obligation: "boxes", amount: amount(300_000) }),
    ];
    const balance = balanceAt(contract, facts, "2026-03-31");
    expect([balance?.recognised, balance?.deferred, balance?.refundLiability].map(text)).toEqual([
      "290100",
      "9900",
      "0",
    ]);
  });
});

/** ASC 606-10-55-221..225, IFRS 15.IE129..IE133: 2 % a quarter of 100 million under management. */
describe("Example 25, management fees subject to the constraint", () => {
  it("recognises 2 million for the quarter it belongs to, and no performance fee", () => {
    const contract = contractOf("2026-01-01", 0, [promise("fee", 0, { kind: "usage" })]);
    const fee = on("2026-03-31", { kind: "used", obligation: "fee", amount: amount(2_000_000) });
    expect(text(revenueIn(movementsTo(contract, [fee], "2026-03-31")))).toBe("2000000");
  });
});

/** ASC 606-10-55-252..254, IFRS 15.IE160..IE162: 1.5 million paid to a customer who buys for 15 million. */
describe("Example 32, consideration payable to a customer", () => {
  it("takes 10 % off what is invoiced: 1.8 million of the first 2 million", () => {
    const contract = contractOf("2026-01-01", 13_500_000, [
      promise("goods", 15_000_000, output(15_000_000)),
    ]);
    const first = on("2026-01-31", {
      kind: "transferred",
      obligation: "goods",
      quantity: amount(2_000_000),
    });
    expect(text(revenueIn(movementsTo(contract, [first], "2026-01-31")))).toBe("1800000");
  });
});
