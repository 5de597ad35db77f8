import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import {
  amount,
  balanceAt,
  contractOf,
  day,
  month,
  movementsTo,
  on,
  promise,
  revenueIn,
  text,
  toDollar,
} from "./recognition.fixture.ts";
import { recognize } from "./recognize.ts";
import { remainingObligations } from "./remaining-obligations.ts";

const atOnce = { kind: "point-in-time" } as const;

/** ASC 606-10-55-283..286, IFRS 15.IE197..IE200: 1,000 due on 31 January for a product of 31 March. */
describe("Example 38, contract liability and receivable", () => {
  const contract = contractOf("2026-01-01", 1_000, [promise("product", 1_000, atOnce)]);
  const given = on("2026-03-31", { kind: "transferred", obligation: "product" });

  it("Case A: what was paid on 1 March, where either could still cancel, is a liability until then", () => {
    const facts = [given, on("2026-03-01", { kind: "billed", amount: amount(1_000) })];
    expect(text(balanceAt(contract, facts, "2026-01-31")?.deferred)).toBe("0");
    expect(text(balanceAt(contract, facts, "2026-03-01")?.deferred)).toBe("1000");
    expect(text(balanceAt(contract, facts, "2026-03-31")?.recognised)).toBe("1000");
  });

  it("Case B: what neither can cancel is a receivable, and a liability, from the day it is due", () => {
    const facts = [given, on("2026-01-31", { kind: "billed", amount: amount(1_000) })];
    expect(text(balanceAt(contract, facts, "2026-01-31")?.deferred)).toBe("1000");
    expect(text(balanceAt(contract, facts, "2026-03-31")?.deferred)).toBe("0");
    expect(text(balanceAt(contract, facts, "2026-03-31")?.recognised)).toBe("1000");
  });
});

/** ASC 606-10-55-287..290, IFRS 15.IE201..IE204: A and B for 1,000, 400 and 600; A is payable only with B. */
describe("Example 39, contract asset for performance", () => {
  const contract = contractOf("2026-01-01", 1_000, [
    promise("a", 400, atOnce),
    promise("b", 600, atOnce),
  ]);
  const facts = [
    on("2026-02-01", { kind: "transferred", obligation: "a" }),
    on("2026-03-01", { kind: "transferred", obligation: "b" }),
    on("2026-03-01", { kind: "billed", amount: amount(1_000) }),
  ];

  it("has an asset of 400 for A, which B turns into a receivable of 1,000", () => {
    expect(text(balanceAt(contract, facts, "2026-02-28")?.contractAsset)).toBe("400");
    const after = balanceAt(contract, facts, "2026-03-01");
    expect(text(after?.contractAsset)).toBe("0");
    expect(text(after?.recognised)).toBe("1000");
    expect(text(revenueIn(movementsTo(contract, facts, "2026-03-01"), "b"))).toBe("600");
  });
});

/** ASC 606-10-55-291..294, IFRS 15.IE205..IE208: 150 a unit, 125 for all past a million units, which are expected. */
describe("Example 40, receivable and refund liability", () => {
  it("recognises 125 of a unit billed at 150, and owes 25", () => {
    const contract = contractOf("2026-01-01", 0, [
      promise("units", 0, { kind: "unit-price", unitPrice: amount(125), excess: "refund" }),
    ]);
    const facts = [
      on("2026-01-15", { kind: "transferred", obligation: "units", quantity: amount(1) }),
      on("2026-01-15", { kind: "billed", obligation: "units", amount: amount(150) }),
    ];
    const balance = balanceAt(contract, facts, "2026-01-15");
    expect(text(balance?.recognised)).toBe("125");
    expect(text(balance?.refundLiability)).toBe("25");
    expect(text(balance?.contractAsset)).toBe("0");
  });
});

/**
 * ASC 606-10-55-298..305, IFRS 15.IE212..IE219: two-year contracts of 30 June 20X7, disclosed at the end of that year. The
 * standard counts in months; each stretch of the calendar here holds the price of its months.
 */
describe("Example 42, price allocated to the remaining performance obligations", () => {
  const stretches = [
    ["2027-07-01", "2028-01-01", 6],
    ["2028-01-01", "2029-01-01", 12],
    ["2029-01-01", "2029-07-01", 6],
  ] as const;
  const contract = (id: string, perMonth: string) =>
    contractOf(
      "2027-06-30",
      0,
      stretches.map(([from, to, months]) =>
        promise(from, months, { kind: "ratable", from: day(from), to: day(to) }),
      ),
      {
        id,
        end: day("2029-07-01"),
        price: {
          fixed: amount(0),
          variable: stretches.map(([from, , months]) => ({
            id: from,
            estimate: amount(String((Number(perMonth) * months).toFixed(2))),
            allocatedTo: [from],
          })),
        },
      },
    );
  const hourly = contractOf("2027-06-30", 0, [promise("hours", 0, { kind: "as-invoiced" })], {
    id: "a",
    end: day("2029-07-01"),
  });
  const remainingOf = (own: ReturnType<typeof contract>) => {
    const at = day("2028-01-01");
    return remainingObligations([expectOk(recognize(own, [], at))], at, {
      oneYearExpedient: true,
    });
  };

  it("Contract A, billed by the hour, is left out by the right to invoice", () => {
    const remaining = remainingOf(hourly);
    expect(text(remaining.total)).toBe("0");
    expect(remaining.excluded.map((own) => own.expedient)).toEqual(["usage"]);
  });

  it("Contract B, 400 a month: 4,800 in the next year, 2,400 after it, 7,200 in all", () => {
    const remaining = remainingOf(contract("b", "400"));
    expect([remaining.withinYear, remaining.later, remaining.total].map(text)).toEqual([
      "4800",
      "2400",
      "7200",
    ]);
  });

  it("Contract C, 100 a month and 750 expected at once: 1,575, 788 and 2,363", () => {
    const remaining = remainingOf(contract("c", "131.25"));
    expect([remaining.withinYear, remaining.later, remaining.total].map(toDollar)).toEqual([
      "1575",
      "788",
      "2363",
    ]);
    expect(remaining.months.filter((row) => row.month < month("2029-01"))).toHaveLength(12);
  });
});
