import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { licencePattern } from "./licence-pattern.ts";
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

/**
 * Example 11, Case A (ASC 606-10-55-141..145, IFRS 15.IE49..IE51): a software licence, its installation, unspecified
 * updates and support are four performance obligations. The standards print no amounts; these are ours.
 */
describe("Example 11, Case A, four distinct promises", () => {
  const year = { kind: "ratable", from: day("2027-01-01"), to: day("2028-01-01") } as const;
  const contract = contractOf("2027-01-01", 90_000, [
    promise(
      "licence",
      60_000,
      expectOk(licencePattern({ nature: "right-to-use", from: day("2027-01-01") })),
    ),
    promise("installation", 10_000, { kind: "point-in-time" }),
    promise("updates", 18_000, year),
    promise("support", 12_000, year),
  ]);
  const facts = [
    on("2027-01-01", { kind: "billed", amount: amount(90_000) }),
    on("2027-01-01", { kind: "transferred", obligation: "licence" }),
    on("2027-02-15", { kind: "transferred", obligation: "installation" }),
  ];

  it("recognises each as it is satisfied, at its part of the price", () => {
    const at = (date: string) => text(revenueIn(movementsTo(contract, facts, date)));
    expect(at("2027-01-01")).toBe("54073.97");
    expect(at("2027-02-15")).toBe("66402.74");
    expect(at("2027-12-31")).toBe("90000");
    expect(text(balanceAt(contract, facts, "2027-12-31")?.deferred)).toBe("0");
  });
});

/** Example 54 (ASC 606-10-55-362..363): software used as it stands; no amounts are printed. */
describe("Example 54, right to use intellectual property", () => {
  it("is recognised at a point in time, and not before the licence period begins (55-58C, B61)", () => {
    const from = day("2026-03-01");
    const pattern = expectOk(licencePattern({ nature: "right-to-use", from }));
    const contract = contractOf("2026-01-01", 5_000, [promise("licence", 5_000, pattern)]);
    const key = on("2026-02-10", { kind: "transferred", obligation: "licence" });
    expect(text(revenueIn(movementsTo(contract, [key], "2026-02-28")))).toBe("0");
    const movements = movementsTo(contract, [key], "2026-03-31");
    expect(movements.map((own) => [text(own.amount), own.day])).toEqual([["5000", from]]);
  });

  it("refuses access to a brand without an end", () => {
    const refused = licencePattern({ nature: "right-to-access", from: day("2026-01-01") });
    expect(faultsOf(refused).map((fault) => fault.code)).toEqual(["licence-without-end"]);
  });
});

/** Example 57 (ASC 606-10-55-375..382, IFRS 15.IE289..IE296): a franchise with a royalty of 5 % and equipment for 150,000. */
describe("Example 57, franchise rights", () => {
  const contract = contractOf("2026-01-01", 150_000, [
    promise("equipment", 150_000, { kind: "point-in-time" }),
    promise("royalty", 0, { kind: "usage", notBefore: day("2026-01-01") }),
  ]);
  const facts = [
    on("2026-02-01", { kind: "transferred", obligation: "equipment" }),
    on("2026-03-31", { kind: "used", obligation: "royalty", amount: amount(40_000 * 0.05) }),
  ];

  it("recognises the equipment at delivery and the royalty as the franchisee sells", () => {
    expect(text(revenueIn(movementsTo(contract, facts, "2026-02-28")))).toBe("150000");
    expect(text(revenueIn(movementsTo(contract, facts, "2026-03-31"), "royalty"))).toBe("2000");
  });
});

/** Example 58 (ASC 606-10-55-383..388, IFRS 15.IE297..IE302): four years of access to comic characters, 1 million a year. */
describe("Example 58, access to intellectual property", () => {
  it("recognises 1 million in each year, evenly", () => {
    const span = { from: day("2097-01-01"), to: day("2101-01-01") };
    const pattern = expectOk(licencePattern({ nature: "right-to-access", ...span }));
    const contract = contractOf("2097-01-01", 4_000_000, [promise("characters", 1, pattern)]);
    const years = [2097, 2098, 2099, 2100].map((year) =>
      Math.round(Number(text(revenueIn(movementsTo(contract, [], `${year}-12-31`))))),
    );
    expect(years).toEqual([1_000_000, 2_000_000, 3_000_000, 4_000_000]);
  });
});

/** Example 59 (ASC 606-10-55-389..392, IFRS 15.IE303..IE306): two years' use of a recording for 10,000 a month. */
describe("Example 59, right to use intellectual property", () => {
  it("recognises the fixed 240,000 when the customer can begin to use it, before it is billed", () => {
    const from = day("2026-01-01");
    const contract = contractOf("2025-12-01", 240_000, [
      promise("recording", 1, expectOk(licencePattern({ nature: "right-to-use", from }))),
    ]);
    const facts = [
      on("2025-12-01", { kind: "transferred", obligation: "recording" }),
      on("2026-01-31", { kind: "billed", amount: amount(10_000) }),
    ];
    expect(text(balanceAt(contract, facts, "2026-01-01")?.recognised)).toBe("240000");
    expect(text(balanceAt(contract, facts, "2026-01-31")?.contractAsset)).toBe("230000");
  });
});

/** ASC 606-10-55-65, IFRS 15.B63: no royalty is revenue before what it is for is satisfied (Examples 60 and 61 rest on it). */
describe("sales- and usage-based royalties", () => {
  it("wait for the later of the sale and the licence", () => {
    const contract = contractOf("2026-01-01", 0, [
      promise("royalty", 0, { kind: "usage", notBefore: day("2026-04-01") }),
    ]);
    const early = on("2026-03-15", { kind: "used", obligation: "royalty", amount: amount(700) });
    expect(text(revenueIn(movementsTo(contract, [early], "2026-03-31")))).toBe("0");
    expect(text(revenueIn(movementsTo(contract, [early], "2026-04-01")))).toBe("700");
  });
});
