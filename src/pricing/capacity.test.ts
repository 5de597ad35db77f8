import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, decimalOf, format } from "../money/decimal.ts";
import { eur, usd } from "../money/money.ts";
import {
  expectExactly,
  minus,
  most,
  none,
  plus,
  rational,
  times,
} from "../money/rational.fixture.ts";
import { capacity, type OverUse } from "./capacity.ts";
import { flat } from "./flat.ts";
import { graduated } from "./graduated.ts";
import { perUnit } from "./per-unit.ts";
import { percentage } from "./percentage.ts";
import { describePriceLaws } from "./price.conformance.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";

describePriceLaws({
  name: "capacity, over-use billed",
  price: capacity(usd(10), {
    reserved: 100,
    overUse: {
      rule: "bill",
      price: graduated([{ upTo: 20, unit: usd(12), flat: usd(5) }, { unit: usd(15) }]),
    },
  }),
});
describePriceLaws({
  name: "capacity, over-use blocked",
  price: capacity(usd(10), { overUse: { rule: "block" } }),
  terms: { reserved: decimal(80) },
});
describePriceLaws({
  name: "capacity, raised to the peak",
  price: capacity(usd("0.1"), { reserved: 100, overUse: { rule: "raise" } }),
});

const fee: OverUse<Price<"USD">> = {
  rule: "bill",
  price: graduated([{ upTo: 10, unit: usd(12), flat: usd(5) }, { unit: usd(15) }]),
};

describe("a capacity price", () => {
  it.each([
    ["bill", fee, [0, 50, 49, 51, 60, 61], ["500", "500", "500", "517", "625", "640"]],
    ["block", { rule: "block" }, [0, 50, 49, 51, 60, 61], Array(6).fill("500")],
    [
      "raise",
      { rule: "raise" },
      [0, 50, 49, 51, 60, 61],
      ["500", "500", "500", "510", "600", "610"],
    ],
  ] as const)("of 50 reserved at 10 USD, rule %s", (_, overUse, peaks, amounts) => {
    const price = expectOk(compilePrice(capacity(usd(10), { reserved: 50, overUse })));
    expect(peaks.map((peak) => format(rate(price, peak).amount))).toEqual(amounts);
  });

  it("takes the highest level it is given, not the sum", () => {
    const price = expectOk(
      compilePrice(capacity(usd(1), { overUse: { rule: "raise" }, reserved: 5 })),
    );
    const levels = [7, 9, 8, -20].map((level, index) => ({
      quantity: decimal(level),
      time: index,
      id: String(index),
    }));
    const rated = rate(price, levels);
    expect([format(rated.amount), format(rated.quantity)]).toEqual(["9", "9"]);
  });

  it("tells the reservation from the over-use", () => {
    const price = expectOk(compilePrice(capacity(usd(10), { reserved: 50, overUse: fee })));
    expect(rate(price, 61).steps).toEqual([
      { label: "reserved", quantity: "50", rate: "10", amount: "500" },
      { label: "over use: up to 10", quantity: "10", rate: "12", flat: "5", amount: "125" },
      { label: "over use: above 10", quantity: "1", rate: "15", amount: "15" },
    ]);
    expect(rate(price, 50).steps).toHaveLength(1);
  });

  it("says that blocked use is not billed", () => {
    const price = expectOk(
      compilePrice(capacity(usd(10), { reserved: 50, overUse: { rule: "block" } })),
    );
    expect(rate(price, 50).notes).toBeUndefined();
    expect(rate(price, 51).notes).toEqual([
      "the peak of 51 is above the reserved 50; use above it is blocked, not billed",
    ]);
  });

  it("takes the reserved quantity from the subscription where the price leaves it open", () => {
    const open = capacity(usd(10), { overUse: { rule: "block" } });
    const stated = capacity(usd(10), { reserved: 50, overUse: { rule: "block" } });
    const outcome = (price: Price, reserved?: `${number}`) => {
      const terms = reserved === undefined ? {} : { reserved: decimalOf(reserved) };
      const compiled = compilePrice(price, terms);
      if (compiled.ok) return format(rate(compiled.value, 0).amount);
      return compiled.faults.map(({ code, path }) => `${code} ${path}`).join();
    };
    expect(checkPrice(open)).toEqual([]);
    expect(outcome(open)).toBe("needs-reserved-quantity /reserved");
    expect(outcome(open, "12.5")).toBe("125");
    expect(outcome(open, "0")).toBe("0");
    expect(outcome(open, "-1")).toBe("quantity-out-of-range /reserved");
    expect(outcome(stated, "50.0")).toBe("500");
    expect(outcome(stated, "60")).toBe("reserved-quantity-stated /reserved");
  });

  it("checks the price of over-use where it stands", () => {
    const billed = (price: Price) =>
      checkPrice(
        capacity(usd(10), { overUse: { rule: "bill", price } }),
        "/charges/nodes/price",
      ).map(({ code, path }) => `${path} ${code}`);
    const at = "/charges/nodes/price/overUse/price";
    expect(billed(perUnit(usd(1), { per: 3 }))).toEqual([`${at}/per inexact-per`]);
    expect(billed(perUnit(eur(1)))).toEqual([`${at}/unit currency-mismatch`]);
    expect(billed(percentage("2%"))).toEqual([`${at} needs-quantity-price`]);
    expect(billed(flat("negotiated"))).toEqual([]);
  });

  it("passes the agreed amount on, and names where it is missing", () => {
    const price = capacity(usd(10), {
      reserved: 1,
      overUse: { rule: "bill", price: flat("negotiated") },
    });
    expect(compilePrice(price)).toMatchObject({
      faults: [{ code: "needs-agreed-price", path: "/overUse/price/amount" }],
    });
    const agreed = expectOk(compilePrice(price, { agreed: usd(7) }));
    expect(format(rate(agreed, 2).amount)).toBe("17");
  });

  it("equals reserved × unit + over-use in fractions", () => {
    const level = fc.integer({ min: 0, max: 5_000 }).map((n) => `${n}.${n % 7}`);
    property(
      fc.property(
        level,
        level,
        fc.constantFrom("bill", "raise", "block"),
        (peak, reserved, rule) => {
          const over = perUnit(usd("0.333"));
          const overUse = rule === "bill" ? ({ rule, price: over } as const) : { rule };
          const spec = capacity(usd("1.01"), { reserved: reserved as "1", overUse });
          const above = most(minus(rational(peak), rational(reserved)), none);
          const rates = { bill: "0.333", raise: "1.01", block: "0" };
          const base = times(rational(reserved), rational("1.01"));
          const expected = plus(base, times(above, rational(rates[rule])));
          expectExactly(rate(expectOk(compilePrice(spec)), peak as "1").amount, expected);
        },
      ),
    );
  });

  it("does not compile with over-use in another currency", () => {
    const overUse: OverUse<Price<"EUR">> = { rule: "bill", price: perUnit(eur(1)) };
    // @ts-expect-error reserved in dollars, over-use in euros
    const mixed: Price<"USD"> = capacity(usd(10), { overUse });
    expect(mixed.kind).toBe("capacity");
  });
});
