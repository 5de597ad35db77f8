import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { treatmentOf } from "./modify.ts";
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
import { recognize } from "./recognize.ts";

const units = (total: number) => ({ kind: "output", total: amount(total) }) as const;

/** ASC 606-10-55-111..116, IFRS 15.IE19..IE24: 120 products for 12,000; after 60 of them 30 more are ordered. */
describe("Example 5, modification of a contract for goods", () => {
  const original = contractOf("2026-01-01", 12_000, [promise("goods", 12_000, units(120))]);
  const first = on("2026-02-01", {
    kind: "transferred",
    obligation: "goods",
    quantity: amount(60),
  });

  it("Case A: at their stand-alone price the 30 are a contract of their own, 95 each", () => {
    expect(
      treatmentOf({ addsDistinct: true, atStandalonePrice: true, remainingDistinct: "all" }),
    ).toBe("separate-contract");
    const added = contractOf("2026-03-01", 2_850, [promise("more", 2_850, units(30))]);
    const one = on("2026-03-02", { kind: "transferred", obligation: "more", quantity: amount(1) });
    expect(text(revenueIn(movementsTo(added, [one], "2026-03-02")))).toBe("95");
    const old = { ...one, obligation: "goods" };
    expect(text(revenueIn(movementsTo(original, [first, old], "2026-03-01")))).toBe("6000");
    expect(text(revenueIn(movementsTo(original, [first, old], "2026-03-02")))).toBe("6100");
  });

  it("Case B: at 80 the 90 that remain share (6,000 + 2,400) / 90 = 93.33, and 900 of credit is revenue lost at once", () => {
    expect(
      treatmentOf({ addsDistinct: true, atStandalonePrice: false, remainingDistinct: "all" }),
    ).toBe("prospective");
    const facts = [
      first,
      on("2026-03-01", { kind: "conceded", obligation: "goods", amount: amount(900) }),
      on("2026-03-01", {
        kind: "modified",
        treatment: "prospective",
        price: amount(2_400),
        replaces: ["goods"],
        remaining: [promise("goods", 8_400, units(90))],
      }),
    ];
    expect(text(revenueIn(movementsTo(original, facts, "2026-03-01")))).toBe("5100");
    const one = on("2026-03-02", { kind: "transferred", obligation: "goods", quantity: amount(1) });
    const rest = { ...one, id: "rest", day: day("2026-06-01"), quantity: amount(89) };
    expect(text(revenueIn(movementsTo(original, [...facts, one, rest], "2026-03-02")))).toBe(
      "5193.33",
    );
    expect(text(revenueIn(movementsTo(original, [...facts, one, rest], "2026-06-01")))).toBe(
      "13500",
    );
  });
});

/**
 * ASC 606-10-55-117..124, IFRS 15.IE25..IE32: X and Y for 1,000 and an estimated 200; then Z is added for 300, and after
 * that the estimate rises to 240.
 */
describe("Example 6, change in the transaction price after a modification", () => {
  const atOnce = { kind: "point-in-time" } as const;
  const contract = contractOf(
    "2026-07-01",
    1_000,
    [promise("x", 700, atOnce), promise("y", 700, atOnce)],
    { price: { fixed: amount(1_000), variable: [{ id: "bonus", estimate: amount(200) }] } },
  );
  const facts = [
    on("2026-07-01", { kind: "transferred", obligation: "x" }),
    on("2026-11-30", {
      kind: "modified",
      treatment: "prospective",
      price: amount(300),
      replaces: ["y"],
      remaining: [promise("y", 700, atOnce), promise("z", 700, atOnce)],
    }),
    on("2026-12-31", { kind: "price-estimated", component: "bonus", amount: amount(240) }),
    on("2027-03-31", { kind: "transferred", obligation: "y" }),
    on("2027-06-30", { kind: "transferred", obligation: "z" }),
  ];
  const revenueAt = (date: string, id: string) =>
    text(revenueIn(movementsTo(contract, facts, date), id));

  it("recognises 600 for X at inception", () => {
    expect(revenueAt("2026-07-01", "x")).toBe("600");
  });

  it("divides the 900 that remain over Y and Z, 450 each", () => {
    const { obligations } = expectOk(recognize(contract, facts, day("2026-12-01")));
    expect(obligations.map((own) => [own.id, text(own.allocated)])).toEqual([
      ["x", "600"],
      ["y", "450"],
      ["z", "450"],
    ]);
  });

  it("gives half of the 40 to X, which was transferred, and the other half to Y and Z", () => {
    expect(revenueAt("2026-12-31", "x")).toBe("620");
    expect(revenueAt("2027-06-30", "y")).toBe("460");
    expect(revenueAt("2027-06-30", "z")).toBe("460");
  });
});

/**
 * ASC 606-10-55-125..128, IFRS 15.IE33..IE36: three years at 100,000; after two the third costs 80,000 and three more are
 * sold for 200,000. The years here have 365 days each, 2100 being no leap year, so that a year by days is a year.
 */
describe("Example 7, modification of a services contract", () => {
  const contract = contractOf("2097-01-01", 300_000, [
    promise("cleaning", 300_000, {
      kind: "ratable",
      from: day("2097-01-01"),
      to: day("2100-01-01"),
    }),
  ]);
  const facts = [
    on("2099-01-01", {
      kind: "modified",
      treatment: "prospective",
      price: amount(180_000),
      replaces: ["cleaning"],
      remaining: [
        promise("cleaning", 320_000, {
          kind: "ratable",
          from: day("2099-01-01"),
          to: day("2103-01-01"),
        }),
      ],
    }),
  ];

  it("keeps 200,000 and recognises 280,000 over four years, 70,000 a year", () => {
    const years = [2097, 2098, 2099, 2100, 2101, 2102];
    const revenue = years.map((year) =>
      toDollar(revenueIn(movementsTo(contract, facts, `${year}-12-31`))),
    );
    expect(revenue).toEqual(["100000", "200000", "270000", "340000", "410000", "480000"]);
    expect(text(revenueIn(movementsTo(contract, facts, "2102-12-31")))).toBe("480000");
  });
});

/**
 * ASC 606-10-55-129..133, IFRS 15.IE37..IE41: 1,000,000 and a constrained bonus of 200,000; 60 % done in the first year. The
 * modification adds 150,000, makes the bonus likely and leaves 51.2 % done.
 */
describe("Example 8, modification resulting in a cumulative catch-up", () => {
  const contract = contractOf(
    "2026-01-01",
    1_000_000,
    [promise("building", 1_000_000, { kind: "input" })],
    { price: { fixed: amount(1_000_000), variable: [{ id: "bonus", estimate: amount(0) }] } },
  );
  const facts = [
    on("2026-12-31", {
      kind: "measured",
      obligation: "building",
      done: amount(420_000),
      total: amount(700_000),
    }),
    on("2027-02-01", {
      kind: "modified",
      treatment: "catch-up",
      price: amount(150_000),
      obligation: "building",
    }),
    on("2027-02-01", { kind: "price-estimated", component: "bonus", amount: amount(200_000) }),
    on("2027-02-01", {
      kind: "measured",
      obligation: "building",
      done: amount("51.2"),
      total: amount(100),
    }),
  ];

  it("recognises 600,000 in the first year and 91,200 more at the modification", () => {
    expect(
      treatmentOf({ addsDistinct: false, atStandalonePrice: false, remainingDistinct: "none" }),
    ).toBe("catch-up");
    expect(text(revenueIn(movementsTo(contract, facts, "2026-12-31")))).toBe("600000");
    expect(text(revenueIn(movementsTo(contract, facts, "2027-02-01")))).toBe("691200");
  });

  it("shows what is earned and not billed as a contract asset", () => {
    expect(text(balanceAt(contract, facts, "2027-02-01")?.contractAsset)).toBe("691200");
  });
});

describe("a modification of which only some of what remains is distinct", () => {
  it("is accounted for obligation by obligation (606-10-25-13(c), IFRS 15.21(c))", () => {
    expect(
      treatmentOf({ addsDistinct: true, atStandalonePrice: false, remainingDistinct: "some" }),
    ).toBe("mixed");
  });
});
