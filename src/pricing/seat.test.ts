import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { format } from "../money/decimal.ts";
import { eur, usd } from "../money/money.ts";
import { expectExactly, minus, most, none, rational, times } from "../money/rational.fixture.ts";
import { describePriceLaws } from "./price.conformance.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";
import { seat } from "./seat.ts";

describePriceLaws({ name: "seat", price: seat(usd(12), { included: 2, minimum: 5 }) });
describePriceLaws({ name: "seat without options", price: seat(usd(12)) });

describe("a price a seat", () => {
  const price = expectOk(compilePrice(seat(usd(12), { included: 2, minimum: 5 })));

  it.each([
    [0, "36", "2"],
    [1, "36", "2"],
    [4, "36", "2"],
    [5, "36", "2"],
    [6, "48", "2"],
    [100, "1176", "2"],
  ])("with a minimum of 5 and 2 included charges %s seats %s", (seats, amount, free) => {
    const rated = rate(price, seats);
    expect(format(rated.amount)).toBe(amount);
    expect(rated.free && format(rated.free)).toBe(free);
  });

  it("charges nothing for seats that are all included", () => {
    const included = expectOk(compilePrice(seat(usd(12), { included: 3 })));
    expect([0, 1, 3, 4].map((seats) => format(rate(included, seats).amount))).toEqual([
      "0",
      "0",
      "0",
      "12",
    ]);
    expect(rate(included, 2).free).toEqual({ coefficient: 2, scale: 0 });
    expect(rate(included, 0).free).toBeUndefined();
  });

  it("says what it added and what it took off", () => {
    const rated = rate(price, 3);
    expect(rated.steps).toEqual([
      { label: "included seats", quantity: "2", rate: "0", amount: "0" },
      { label: "seats", quantity: "3", rate: "12", amount: "36" },
    ]);
    expect(rated.notes).toEqual(["3 seats taken, counted as the minimum of 5"]);
    expect(rate(price, 5).notes).toBeUndefined();
  });

  it("equals max(max(seats, minimum) - included, 0) × unit in fractions", () => {
    const small = fc.integer({ min: 0, max: 40 });
    property(
      fc.property(small, small, fc.integer({ min: 1, max: 40 }), (seats, included, over) => {
        const minimum = included + over;
        const spec = seat(usd("9.99"), { included, minimum });
        const counted = most(rational(seats), rational(minimum));
        const charged = most(minus(counted, rational(included)), none);
        const { amount } = rate(expectOk(compilePrice(spec)), seats);
        expectExactly(amount, times(charged, rational("9.99")));
      }),
    );
  });

  it.each([
    [{ included: 5, minimum: 5 }, "ineffective-minimum /minimum"],
    [{ included: 6, minimum: 5 }, "ineffective-minimum /minimum"],
    [{ included: -1 }, "quantity-out-of-range /included"],
    [{ minimum: 0 }, "quantity-out-of-range /minimum"],
  ])("refuses %j", (options, fault) => {
    const faults = checkPrice(seat(usd(12), options));
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual([fault]);
  });

  it("does not compile in another currency than the list's", () => {
    // @ts-expect-error a seat in euros is no price in dollars
    const inEuros: Price<"USD"> = seat(eur(12));
    expect(inEuros.kind).toBe("seat");
  });
});
