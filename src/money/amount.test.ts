import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { property } from "../../test/property.ts";
import {
  type Amount,
  type AtLeast,
  agrees,
  agreesRate,
  atLeast,
  checkAmount,
  checkRate,
  isExact,
  negotiated,
  type Range,
  type Rate,
  range,
} from "./amount.ts";
import { type Money, usd } from "./money.ts";
import { type Percent, percent } from "./percent.ts";

describe("stating an amount", () => {
  it("writes ranges and floors of money and of percentages", () => {
    expect(range(usd(1), usd("2.5"))).toEqual({ low: "1 USD", high: "2.5 USD" });
    expect(range("15%", "25%")).toEqual({ low: "15%", high: "25%" });
    expect(atLeast(usd(9999))).toEqual({ atLeast: "9999 USD" });
    expect(atLeast(percent(5))).toEqual({ atLeast: "5%" });
    expect(range("1 USD", "1.0 USD")).toEqual({ low: "1 USD", high: "1.0 USD" });
  });

  it.each([
    ["the wrong way round", () => range(usd(2), usd(1)), "range-reversed"],
    ["in two currencies", () => range<"USD" | "EUR">("1 USD", "2 EUR"), "currency-mismatch"],
    ["of percentages, reversed", () => range("25%", "15%"), "range-reversed"],
    ["of nothing known", () => range("1 USD", "1e3 USD"), "not-a-number"],
    ["from nothing known", () => atLeast("1e3 USD"), "not-a-number"],
    ["from no percentage", () => atLeast("1e3%"), "not-a-percent"],
  ])("throws at limits %s", (_, build, code) => {
    expect(build).toThrow(RangeError);
    expect(build).toThrow(code);
  });

  it("is exact only as one figure", () => {
    expect(isExact(usd(1))).toBe(true);
    expect(isExact("20%")).toBe(true);
    expect(isExact(negotiated)).toBe(false);
    expect(isExact(range(usd(1), usd(2)))).toBe(false);
    expect(isExact(atLeast("5%"))).toBe(false);
  });
});

describe("checking an amount of a document", () => {
  const codes = (untyped: unknown): string[] =>
    checkAmount(untyped as Amount, "USD", "/price").map((fault) => `${fault.path} ${fault.code}`);

  it.each([
    ["99 USD"],
    ["negotiated"],
    [{ low: "1 USD", high: "2 USD" }],
    [{ low: "-2 USD", high: "-1 USD" }],
    [{ atLeast: "9999 USD" }],
  ])("accepts %j", (amount) => {
    expect(codes(amount)).toEqual([]);
  });

  it.each([
    ["99", ["/price not-money"]],
    ["99 EUR", ["/price currency-mismatch"]],
    [{ low: "1 EUR", high: "2" }, ["/price/low currency-mismatch", "/price/high not-money"]],
    [{ low: "2 USD", high: "1 USD" }, ["/price range-reversed"]],
    [{ atLeast: "1 ABC" }, ["/price/atLeast unknown-currency"]],
    [{ low: "1 USD" }, ["/price not-an-amount"]],
    [{}, ["/price not-an-amount"]],
    [5, ["/price not-an-amount"]],
    [null, ["/price not-an-amount"]],
    [{ low: 1, high: 2 }, ["/price/low not-money", "/price/high not-money"]],
  ])("refuses %j with %j", (amount, expected) => {
    expect(codes(amount)).toEqual(expected);
  });

  it("checks rates alike", () => {
    const rates: readonly Rate[] = ["20%", range("1%", "2%"), atLeast("5%"), negotiated];
    expect(rates.flatMap((rate) => checkRate(rate))).toEqual([]);
    expect(checkRate({ low: "30%", high: "1e1%" }, "/rate")).toMatchObject([
      { code: "not-a-percent", path: "/rate/high" },
    ]);
  });
});

describe("agreeing a figure", () => {
  const answer = (amount: Amount, agreed: Money): string => {
    const result = agrees(amount, agreed, "/agreed/base");
    if (result.ok) return result.value;
    return result.faults.map((fault) => `${fault.path} ${fault.code}`).join();
  };
  const band = range(usd(100), usd(200));

  it.each([
    [band, "100 USD"],
    [band, "150.005 USD"],
    [band, "200 USD"],
    [atLeast(usd(9999)), "9999 USD"],
    [atLeast(usd(9999)), "1000000000000000000000 USD"],
    [usd(99), "99.00 USD"],
    [negotiated, "0 USD"],
    [negotiated, "12000 EUR"],
    [range("-5 USD", "-1 USD"), "-3 USD"],
  ] as const)("%j allows %s", (amount, agreed) => {
    expect(answer(amount, agreed)).toBe(agreed);
  });

  it.each([
    [band, "99.99 USD", "outside-agreed-range"],
    [band, "200.000000000000000001 USD", "outside-agreed-range"],
    [atLeast(usd(9999)), "9998.99 USD", "below-floor"],
    [usd(99), "98 USD", "outside-agreed-range"],
    [usd(99), "100 USD", "outside-agreed-range"],
    [negotiated, "-0.01 USD", "amount-out-of-range"],
    [band, "150 EUR", "currency-mismatch"],
    [band, "1e2 USD", "not-a-number"],
    [{ low: "x USD", high: "2 USD" } as unknown as Amount, "1 USD", "not-a-number"],
  ] as const)("%j refuses %s with %s", (amount, agreed, code) => {
    expect(answer(amount, agreed)).toBe(`/agreed/base ${code}`);
  });

  it("names the limits", () => {
    expect(agrees(band, "5 USD")).toMatchObject({
      faults: [{ value: "5 USD", suggestion: "agree 100 USD to 200 USD" }],
    });
    expect(agrees(atLeast(usd(10)), "5 USD")).toMatchObject({
      faults: [{ suggestion: "agree 10 USD or more" }],
    });
    expect(agrees(usd(10), "5 USD")).toMatchObject({
      faults: [{ suggestion: "agree exactly 10 USD" }],
    });
  });

  it("allows exactly what lies between the limits", () => {
    const cents = fc.integer({ min: -500, max: 500 });
    property(
      fc.property(cents, cents, cents, (a, b, agreed) => {
        const literal = (of: number): Money<"USD"> => usd(of / 100);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const inside = agreed >= low && agreed <= high;
        expect(agrees(range(literal(low), literal(high)), literal(agreed)).ok).toBe(inside);
        expect(agrees(atLeast(literal(low)), literal(agreed)).ok).toBe(agreed >= low);
        expect(agrees(literal(low), literal(agreed)).ok).toBe(agreed === low);
        expect(agrees(negotiated, literal(agreed)).ok).toBe(agreed >= 0);
      }),
    );
  });
});

describe("agreeing a rate", () => {
  it.each([
    [range("15%", "25%"), "25%", undefined],
    [range("15%", "25%"), "25.1%", "outside-agreed-range"],
    [atLeast("15%"), "14.999%", "below-floor"],
    ["70%", "70.0%", undefined],
    ["70%", "71%", "outside-agreed-range"],
    [negotiated, "0%", undefined],
    [negotiated, "-1%", "amount-out-of-range"],
    [negotiated, "1e1%", "not-a-percent"],
  ] as const)("%j and %s: %s", (rate, agreed, code) => {
    const result = agreesRate(rate, agreed, "/share");
    expect(result.ok ? undefined : result.faults[0]?.code).toBe(code);
    if (result.ok) expect(result.value).toBe(agreed);
  });
});

describe("types", () => {
  it("hold an amount to its currency, in each of its forms", () => {
    expectTypeOf(range(usd(1), usd(2))).toEqualTypeOf<Range<Money<"USD">>>();
    expectTypeOf(range("1%", "2%")).toEqualTypeOf<Range<Percent>>();
    expectTypeOf(atLeast(usd(1))).toEqualTypeOf<AtLeast<Money<"USD">>>();
    expectTypeOf(atLeast("1%")).toEqualTypeOf<AtLeast<Percent>>();
    expectTypeOf(range(usd(1), usd(2))).toExtend<Amount<"USD">>();
    expectTypeOf(range(usd(1), usd(2))).not.toExtend<Amount<"EUR">>();
    expectTypeOf<"negotiated">().toExtend<Amount<"EUR"> & Rate>();
    expectTypeOf<"20%">().not.toExtend<Amount>();
    expectTypeOf<"20 USD">().not.toExtend<Rate>();
    const mixed = () => {
      // @ts-expect-error a range has one currency
      return range("1 USD", "2 EUR");
    };
    expect(mixed).toThrow("currency-mismatch");
  });

  it("narrow to the figure where it is exact", () => {
    const stated = usd(5) as Amount<"USD">;
    if (isExact(stated)) expectTypeOf(stated).toEqualTypeOf<Money<"USD">>();
    const rate = "5%" as Rate;
    if (isExact(rate)) expectTypeOf(rate).toEqualTypeOf<Percent>();
  });
});
