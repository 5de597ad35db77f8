import fc, { type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { atLeast, range } from "../money/amount.ts";
import { decimal, decimalOf, format } from "../money/decimal.ts";
import { type Money, usd } from "../money/money.ts";
import { percent } from "../money/percent.ts";
import {
  isLess,
  least,
  minus,
  most,
  none,
  plus,
  type Rational,
  rational,
  shown,
  size,
  times,
} from "../money/rational.fixture.ts";
import { anyEvents } from "./any-events.fixture.ts";
import { type Percentage, percentage } from "./percentage.ts";
import type { Item, Rated } from "./price-kind.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";

/** One event for each value, a minute apart, in the order given. */
const events = (...values: readonly string[]): Item[] =>
  values.map((value, at) => ({ quantity: decimalOf(value), time: at * 60_000, id: `e${at}` }));

const rated = (price: Price, items: readonly Item[]): Rated =>
  rate(expectOk(compilePrice(price)), items);
const amountOf = (price: Price, ...values: readonly string[]): string =>
  format(rated(price, events(...values)).amount);

describe("percentage", () => {
  const card = percentage("2.9%", { fixed: usd("0.30") });

  it("charges the rate and the fixed part of each event", () => {
    expect(amountOf(card, "100")).toBe("3.2");
    expect(amountOf(card, "100", "50")).toBe("4.95");
    expect(amountOf(card)).toBe("0");
    expect(amountOf(card, "0")).toBe("0.3");
  });

  it("keeps each fee between the minimum and the maximum, both included", () => {
    const price = percentage("1%", { minimum: usd("0.50"), maximum: usd(2) });
    expect(["49.99", "50", "50.01"].map((value) => amountOf(price, value))).toEqual([
      "0.5",
      "0.5",
      "0.5001",
    ]);
    expect(["199.99", "200", "200.01"].map((value) => amountOf(price, value))).toEqual([
      "1.9999",
      "2",
      "2",
    ]);
    expect(amountOf(price, "1", "1000")).toBe("2.5");
  });

  it("gives the first events free, by time and not by arrival", () => {
    const price = percentage("10%", { fixed: usd(1), freeEvents: 2 });
    expect(amountOf(price, "100", "200", "300")).toBe("31");
    const [first, second, third] = events("100", "200", "300");
    expect(
      format(
        rated(
          price,
          [third, first, second].filter((e) => e !== undefined),
        ).amount,
      ),
    ).toBe("31");
    expect(amountOf(price, "100", "0")).toBe("0");
  });

  it("orders events of one moment by id", () => {
    const price = percentage("10%", { freeEvents: 1 });
    const at = (id: string, value: string): Item => ({ id, quantity: decimalOf(value), time: 5 });
    expect(format(rated(price, [at("b", "50"), at("a", "70")]).amount)).toBe("5");
    expect(format(rated(price, [at("a", "70"), at("b", "50")]).amount)).toBe("5");
  });

  it("splits the event that crosses the free amount, and charges the fixed part in full", () => {
    const price = percentage("1%", { fixed: usd("0.30"), freeAmount: usd(500) });
    expect(amountOf(price, "499.99")).toBe("0");
    expect(amountOf(price, "500")).toBe("0");
    expect(amountOf(price, "500.01")).toBe("0.3001");
    expect(amountOf(price, "300", "300")).toBe("1.3");
    expect(amountOf(price, "300", "300", "100")).toBe("2.6");
    expect(amountOf(price, "500", "0")).toBe("0.3");
  });

  it("ends two allowances with whichever is used up first", () => {
    const price = percentage("1%", { freeEvents: 3, freeAmount: usd(500) });
    expect(amountOf(price, "100", "100", "100", "100")).toBe("1");
    expect(amountOf(price, "400", "300")).toBe("2");
    expect(amountOf(percentage("1%", { freeEvents: 0, freeAmount: usd(500) }), "100")).toBe("1");
    expect(amountOf(percentage("1%", { freeEvents: 3, freeAmount: usd(0) }), "100")).toBe("1");
  });

  it("gives back the fee of a correction and leaves the allowance alone", () => {
    expect(amountOf(card, "100", "-100")).toBe("0");
    expect(amountOf(card, "-100")).toBe("-3.2");
    const price = percentage("1%", { minimum: usd(2), freeAmount: usd(100) });
    expect(amountOf(price, "-50", "100", "100")).toBe("0");
    expect(format(rated(price, events("-50", "100", "100")).quantity)).toBe("150");
  });

  it("stays exact beyond what a double can hold", () => {
    expect(amountOf(percentage("0.0000001%"), "1000000000000000000000000.01")).toBe(
      "1000000000000000.00000000001",
    );
    expect(amountOf(card, ...Array.from({ length: 3 }, () => "1000000000000"))).toBe(
      "87000000000.9",
    );
  });

  it("explains what was free, charged, raised, lowered and given back", () => {
    const price = percentage("1%", {
      fixed: usd("0.10"),
      minimum: usd("0.50"),
      maximum: usd(3),
      freeEvents: 1,
    });
    const { steps, free, quantity } = rated(price, events("80", "10", "1000", "-100"));
    expect(steps).toEqual([
      { label: "free allowance, 1 event in full", quantity: "80", amount: "0" },
      { label: "1% of value", quantity: "1010", rate: "0.01", amount: "10.1" },
      { label: "fixed fee per event", quantity: "2", rate: "0.1", amount: "0.2" },
      { label: "fees raised to the minimum of 0.5", amount: "0.3" },
      { label: "fees lowered to the maximum of 3", amount: "-7.1" },
      { label: "fees given back for 1 correction", quantity: "-100", amount: "-1.1" },
    ]);
    expect([free && format(free), format(quantity)]).toEqual(["80", "990"]);
  });
});

describe("a percentage in a document", () => {
  it("needs the agreed rate where the price list states a range", () => {
    const open = percentage(range("0.001%", "0.01%"));
    expect(compilePrice(open)).toMatchObject({
      faults: [{ code: "needs-agreed-price", path: "/rate" }],
    });
    expect(compilePrice(open, { agreed: usd(5) })).toMatchObject({ ok: false });
    expect(compilePrice(open, { agreed: "0.02%" })).toMatchObject({
      faults: [{ code: "outside-agreed-range", path: "/rate" }],
    });
    const price = expectOk(compilePrice(open, { agreed: "0.005%" }));
    expect(format(rate(price, 1_000_000).amount)).toBe("50");
    expect(checkPrice(percentage(atLeast(percent(-1))), "/p")).toMatchObject([
      { code: "percent-out-of-range", path: "/p/rate/atLeast" },
    ]);
  });

  it("is refused with every fault at once", () => {
    const price = percentage("-1%", {
      fixed: usd(-1),
      maximum: "1 EUR" as Money<"USD">,
      freeEvents: 1.5,
    });
    expect(checkPrice(price, "/p").map(({ code, path }) => `${path} ${code}`)).toEqual([
      "/p/rate percent-out-of-range",
      "/p/fixed negative-amount",
      "/p/maximum currency-mismatch",
      "/p/freeEvents quantity-out-of-range",
    ]);
    expect(checkPrice(percentage("1%", { minimum: usd(2), maximum: usd(1) }))).toMatchObject([
      { code: "minimum-above-maximum" },
    ]);
  });

  it("fits a price list of any currency while it names no amount", () => {
    const price: Price<"JPY"> = percentage("1%");
    expect(checkPrice(price)).toEqual([]);
  });
});

const anyRate = fc.integer({ min: 0, max: 4_000 }).map((n) => percent(n / 1_000));
const anyMoney = fc.integer({ min: 0, max: 4_000 }).map((cents) => usd(cents / 100));
const anyPercentage: Arbitrary<Percentage<"USD">> = fc
  .record(
    {
      rate: anyRate,
      fixed: anyMoney,
      minimum: anyMoney,
      maximum: anyMoney,
      freeEvents: fc.integer({ min: 0, max: 5 }),
      freeAmount: fc.integer({ min: 0, max: 600 }).map((dollars) => usd(dollars)),
    },
    { requiredKeys: ["rate"] },
  )
  .filter(({ minimum, maximum }) => !isLess(rational(maximum ?? "9999"), rational(minimum ?? "0")))
  .map(({ rate, ...options }) => percentage(rate, options));

/** Sorts all events and walks them one by one, in fractions. */
function slowFee(price: Percentage<"USD">, items: readonly Item[]): Rational {
  const sorted = [...items].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  let [freeEvents, freeValue] = [0, none];
  let total = none;
  for (const { quantity } of sorted) {
    const value = rational(quantity);
    if (isLess(value, none)) {
      total = minus(total, slowFeeOf(price, size(value)));
      continue;
    }
    const room = minus(rational(price.freeAmount ?? "0"), freeValue);
    const hasAllowance = price.freeEvents !== undefined || price.freeAmount !== undefined;
    const eventsLeft = price.freeEvents === undefined || freeEvents < price.freeEvents;
    const valueLeft = price.freeAmount === undefined || isLess(none, room);
    if (!hasAllowance || !eventsLeft || !valueLeft) {
      total = plus(total, slowFeeOf(price, value));
      continue;
    }
    const free = price.freeAmount === undefined ? value : least(value, room);
    freeEvents += 1;
    freeValue = plus(freeValue, free);
    if (isLess(free, value)) total = plus(total, slowFeeOf(price, minus(value, free)));
  }
  return total;
}

function slowFeeOf(
  { rate: share, fixed, minimum, maximum }: Percentage,
  value: Rational,
): Rational {
  const plain = plus(times(rational(String(share)), value), rational(fixed ?? "0"));
  const raised = minimum === undefined ? plain : most(plain, rational(minimum));
  return maximum === undefined ? raised : least(raised, rational(maximum));
}

describe("percentage against a slow oracle", () => {
  it("agrees with fractions on sorted events, for any options", () => {
    property(
      fc.property(anyPercentage, anyEvents([0, 100, 500]), (price, items) => {
        const { amount } = rated(price, items);
        expect(shown(rational(amount))).toBe(shown(slowFee(price, items)));
      }),
      1_500,
    );
  });

  it("never charges more when an allowance grows", () => {
    const gifts = fc.tuple(anyPercentage, anyEvents([0, 100, 500]), fc.nat(4), fc.nat(4));
    property(
      fc.property(gifts, ([{ rate: share, ...options }, items, fewer, more]) => {
        const feeWith = (freeEvents: number): Rational =>
          rational(rated(percentage(share, { ...options, freeEvents }), items).amount);
        expect(isLess(feeWith(fewer), feeWith(fewer + more))).toBe(false);
      }),
      200,
    );
  });
});

describe("the partial of a percentage", () => {
  const many = (count: number): Item[] =>
    Array.from({ length: count }, (_, at) => ({
      quantity: decimal(100 + (at % 7)),
      time: (at * 7_919) % count,
      id: `e${at}`,
    }));

  it("keeps no event of a bare rate with a free amount", () => {
    const price = expectOk(compilePrice(percentage("1%", { freeAmount: usd(1_000_000) })));
    expect(price.order).toBe("none");
    const partial = many(500).map(price.lift).reduce(price.merge, price.empty);
    expect(JSON.stringify(partial)).not.toContain('"e1"');
  });

  it("keeps fewer than twice the events that the allowance needs", () => {
    const price = expectOk(compilePrice(percentage("1%", { fixed: usd(1), freeEvents: 10 })));
    expect(price.order).toBe("event-time-then-id");
    const partial = many(5_000).map(price.lift).reduce(price.merge, price.empty);
    expect(JSON.stringify(partial).match(/"id"/g)?.length).toBeLessThan(20);
    expect(format(price.total(partial))).toBe(format(rate(price, many(5_000)).amount));
  });
});
