import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { sum } from "../../money/decimal.ts";
import { type Allocation, allocatePrice, type Sharer } from "../../pricing/allocate-price.ts";
import { standalonePrice } from "../../pricing/standalone-price.ts";
import { obligationBalances } from "./contract-balance.ts";
import {
  amount,
  contractOf,
  movementsTo,
  on,
  promise,
  revenueIn,
  text,
  toDollar,
} from "./recognition.fixture.ts";

const sharers = (prices: Readonly<Record<string, number>>): Sharer[] =>
  Object.entries(prices).map(([id, price]) => ({ id, standalone: amount(price) }));
const printed = (allocation: Allocation) =>
  Object.fromEntries([...allocation.amounts].map(([id, part]) => [id, toDollar(part)]));

/** ASC 606-10-55-256..258, IFRS 15.IE164..IE166: A, B and C for 100. */
describe("Example 33, allocation methodology", () => {
  it("divides 100 by 50 observed, 25 of the market, 75 of cost and margin: 33, 17, 50", () => {
    const evidence = {
      a: standalonePrice({ kind: "observed", price: amount(50) }, 2),
      b: standalonePrice(
        { kind: "adjusted-market", price: amount("31.25"), factor: amount("0.8") },
        2,
      ),
      c: standalonePrice({ kind: "cost-plus-margin", cost: amount(60), margin: amount("0.25") }, 2),
    };
    expect(Object.values(evidence).map(text)).toEqual(["50", "25", "75"]);
    const priced = Object.entries(evidence).map(([id, standalone]) => ({ id, standalone }));
    const allocation = expectOk(allocatePrice(amount(100), priced, 2));
    expect(printed(allocation)).toEqual({ a: "33", b: "17", c: "50" });
    expect([...allocation.amounts.values()].map(text)).toEqual(["33.33", "16.67", "50"]);
    expect(text(sum(allocation.amounts.values()))).toBe("100");
  });
});

/** ASC 606-10-55-259..269, IFRS 15.IE167..IE177: A 40, B 55, C 45 alone; B and C are regularly sold together for 60. */
describe("Example 34, allocating a discount", () => {
  const together = [{ obligations: ["b", "c"], price: amount(60) }];
  const withD: Sharer[] = [
    ...sharers({ a: 40, b: 55, c: 45 }),
    { id: "d", standalone: { residual: { low: amount(15), high: amount(45) } } },
  ];

  it("Case A: for 100 the discount is B's and C's alone: 40, 33, 27", () => {
    const priced = sharers({ a: 40, b: 55, c: 45 });
    const allocation = expectOk(allocatePrice(amount(100), priced, 2, together));
    expect(allocation.basis).toBe("discount-to-bundle");
    expect(printed(allocation)).toEqual({ a: "40", b: "33", c: "27" });
  });

  it("Case B: for 130, D, which sells at 15 to 45, is what is left: 30", () => {
    const allocation = expectOk(allocatePrice(amount(130), withD, 2, together));
    expect(allocation.basis).toBe("residual");
    expect(printed(allocation)).toEqual({ a: "40", b: "33", c: "27", d: "30" });
  });

  it("Case C: for 105 only 5 would be left of D, which is no faithful price", () => {
    const refused = allocatePrice(amount(105), withD, 2, together);
    expect(faultsOf(refused).map((fault) => [fault.code, fault.value])).toEqual([
      ["residual-not-faithful", "5"],
    ]);
  });

  it("spreads any other discount over all", () => {
    const priced = sharers({ a: 40, b: 55, c: 45 });
    expect(expectOk(allocatePrice(amount(105), priced, 2, together)).basis).toBe("relative");
    expect(expectOk(allocatePrice(amount(140), priced, 2)).basis).toBe("relative");
  });
});

/** ASC 606-10-55-270..279, IFRS 15.IE178..IE187: licences X and Y, alone 800 and 1,000; Y is granted first. */
describe("Example 35, allocation of variable consideration", () => {
  const atOnce = { kind: "point-in-time" } as const;
  const licences = [promise("x", 800, atOnce), promise("y", 1_000, atOnce)];
  const granted = on("2026-01-01", { kind: "transferred", obligation: "y" });
  const royalty = (value: number) =>
    on("2026-01-31", { kind: "price-estimated", component: "royalty", amount: amount(value) });

  it("Case A: the fixed 800 is X's, and the royalty, expected to be 1,000, is Y's alone", () => {
    const contract = contractOf("2026-01-01", 0, licences, {
      price: {
        fixed: amount(0),
        variable: [
          { id: "fixed", estimate: amount(800), allocatedTo: ["x"] },
          { id: "royalty", estimate: amount(0), allocatedTo: ["y"] },
        ],
      },
    });
    const facts = [granted, royalty(1_000)];
    const granting = on("2026-04-01", { kind: "transferred", obligation: "x" });
    expect(text(revenueIn(movementsTo(contract, facts, "2026-01-01")))).toBe("0");
    expect(text(revenueIn(movementsTo(contract, facts, "2026-01-31"), "y"))).toBe("1000");
    const all = movementsTo(contract, [...facts, granting], "2026-04-01");
    expect(text(revenueIn(all, "x"))).toBe("800");
  });

  it("Case B: of a fixed 300 Y has 167 and X 133; of the first royalty of 200, 111 and 89", () => {
    const contract = contractOf("2026-01-01", 0, licences, {
      price: { fixed: amount(300), variable: [{ id: "royalty", estimate: amount(0) }] },
    });
    const bills = [
      on("2026-01-01", { kind: "billed", amount: amount(300) }),
      on("2026-01-31", { kind: "billed", amount: amount(200) }),
    ];
    const facts = [granted, royalty(200), ...bills];
    const first = movementsTo(contract, facts, "2026-01-01");
    expect(toDollar(revenueIn(first, "y"))).toBe("167");
    expect(toDollar(obligationBalances(first).get("c")?.get("x")?.deferred)).toBe("133");
    const second = movementsTo(contract, facts, "2026-01-31");
    expect(toDollar(revenueIn(second.slice(first.length), "y"))).toBe("111");
    // 133.33 and 88.89 wait for X, which the customer cannot use yet.
    expect(text(obligationBalances(second).get("c")?.get("x")?.deferred)).toBe("222.22");
  });
});
