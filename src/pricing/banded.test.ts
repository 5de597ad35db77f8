import fc, { type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, decimalOf, format } from "../money/decimal.ts";
import { type Money, usd } from "../money/money.ts";
import { percent } from "../money/percent.ts";
import {
  isLess,
  minus,
  none,
  plus,
  type Rational,
  rational,
  shown,
  size,
  times,
} from "../money/rational.fixture.ts";
import { anyEvents } from "./any-events.fixture.ts";
import { type Banded, banded, findBandCliff } from "./banded.ts";
import type { Band } from "./bands.ts";
import type { Item, Rated } from "./price-kind.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";

/** Below 1: 0.01; 1 to below 100: 0.05; 100 to 10,000: 0.1%; above: 0.05%. */
const payments = banded([
  { below: usd(1), flat: usd("0.01") },
  { below: usd(100), flat: usd("0.05") },
  { upTo: usd(10_000), rate: "0.1%" },
  { rate: "0.05%" },
]);

const events = (...values: readonly string[]): Item[] =>
  values.map((value, at) => ({ quantity: decimalOf(value), time: at, id: `e${at}` }));
const rated = (price: Price, items: readonly Item[]): Rated =>
  rate(expectOk(compilePrice(price)), items);
const feeOf = (price: Price, ...values: readonly string[]): string =>
  format(rated(price, events(...values)).amount);

describe("banded", () => {
  it.each([
    ["0", "0.01"],
    ["0.99", "0.01"],
    ["0.999999999", "0.01"],
    ["1", "0.05"],
    ["1.01", "0.05"],
    ["99.99", "0.05"],
    ["100", "0.1"],
    ["100.01", "0.10001"],
    ["9999.99", "9.99999"],
    ["10000", "10"],
    ["10000.01", "5.000005"],
  ])("charges a payment of %s a fee of %s", (value, fee) => {
    expect(feeOf(payments, value)).toBe(fee);
    expect(feeOf(payments, `-${value}`)).toBe(value === "0" ? fee : `-${fee}`);
  });

  it("prices each event by itself, never their sum", () => {
    expect(feeOf(payments, "0.5", "0.5", "60", "60")).toBe("0.12");
    expect(feeOf(payments)).toBe("0");
  });

  it("adds the flat part to the percentage of the whole value", () => {
    const price = banded([{ upTo: usd(50), flat: usd(1), rate: "2%" }, { rate: "1%" }]);
    expect(feeOf(price, "50")).toBe("2");
    expect(feeOf(price, "50.01")).toBe("0.5001");
  });

  it("stays exact for values and counts beyond a double", () => {
    expect(feeOf(payments, "1000000000000000000000000.01")).toBe("500000000000000000000.000005");
    const price = expectOk(compilePrice(payments));
    let partial = price.lift({ quantity: decimal(1), time: 0, id: "e" });
    for (let doubled = 0; doubled < 40; doubled += 1) partial = price.merge(partial, partial);
    expect(format(price.total(partial))).toBe("54975581388.8");
  });

  it("explains each band that was used, and its corrections", () => {
    const { steps, quantity, notes } = rated(payments, events("0.5", "50", "200", "-50", "-20"));
    expect(steps).toEqual([
      { label: "below 1: fixed fee per event", quantity: "1", rate: "0.01", amount: "0.01" },
      {
        label: "from 1, below 100: fixed fee per event",
        quantity: "-1",
        rate: "0.05",
        amount: "-0.05",
      },
      {
        label: "from 100, up to 10000: 0.1% of value",
        quantity: "200",
        rate: "0.001",
        amount: "0.2",
      },
    ]);
    expect(format(quantity)).toBe("180.5");
    expect(notes).toEqual(["2 corrections give back the fee of an event of the same size"]);
    const free = banded([{ upTo: usd(5), rate: "0%" }, { flat: usd(1) }]);
    expect(rated(free, events("3")).steps).toEqual([
      { label: "up to 5: 0% of value", quantity: "3", rate: "0", amount: "0" },
    ]);
  });
});

/** The first band whose edge is not passed, in fractions. */
function slowFee({ bands }: Banded, items: readonly Item[]): Rational {
  let total = none;
  for (const { quantity } of items) {
    const value = size(rational(quantity));
    const band = bands.find(({ upTo, below }) => {
      if (upTo !== undefined) return !isLess(rational(upTo), value);
      return below === undefined || isLess(value, rational(below));
    });
    const share = times(value, rational(band?.rate ?? "0"));
    const fee = plus(rational(band?.flat ?? "0"), share);
    total = isLess(rational(quantity), none) ? minus(total, fee) : plus(total, fee);
  }
  return total;
}

const edges = [0, 1, 50, 100] as const;
const anyBanded: Arbitrary<Banded<"USD">> = fc
  .tuple(
    fc.array(fc.constantFrom("upTo", "below"), { minLength: 3, maxLength: 3 }),
    fc.array(fc.record({ flat: fc.nat(300), rate: fc.nat(500) }), { minLength: 4, maxLength: 4 }),
  )
  .map(([styles, costs]) =>
    banded(
      costs.map(({ flat, rate }, at): Band<"USD"> => {
        const style = styles[at];
        const end = style === undefined ? {} : { [style]: usd(edges[at + 1] ?? 0) };
        return { ...end, flat: usd(flat / 100), rate: percent(rate / 1_000) };
      }),
    ),
  );

describe("banded against a slow oracle", () => {
  it("agrees with fractions, event by event", () => {
    property(
      fc.property(anyBanded, anyEvents(edges), (price, items) => {
        const { amount } = rated(price, items);
        expect(shown(rational(amount))).toBe(shown(slowFee(price, items)));
      }),
      800,
    );
  });
});

describe("findBandCliff", () => {
  const found = (price: Banded) =>
    findBandCliff(price).map(({ at, before, after, cheaperUpTo }) =>
      [at, before, after, ...(cheaperUpTo ? [cheaperUpTo] : [])].map(format),
    );

  it("finds where the fee falls, and how far it stays cheaper", () => {
    expect(found(payments)).toEqual([["10000", "10", "5", "20000"]]);
    expect(feeOf(payments, "20000")).toBe("10");
    expect(isLess(rational(feeOf(payments, "19999.99")), rational("10"))).toBe(true);
  });

  it("takes no jump upwards for a cliff, as at 1 and at 100", () => {
    expect(found(banded(payments.bands.slice(0, 2).concat({ rate: "0.1%" })))).toEqual([]);
  });

  it("looks past the next band, and says when no larger value ever costs as much", () => {
    const price = banded([
      { upTo: usd(100), flat: usd(5) },
      { upTo: usd(200), flat: usd(1) },
      { upTo: usd(300), flat: usd(6) },
      { flat: usd(2) },
    ]);
    expect(found(price)).toEqual([
      ["100", "5", "1", "200"],
      ["300", "6", "2"],
    ]);
    const odd = banded([{ below: usd(100), flat: usd(1) }, { rate: "0.3%" }]);
    expect(found(odd)).toEqual([["100", "1", "0.3", "333.34"]]);
  });

  it("finds a cliff exactly where a walk from cent to cent does", () => {
    const falls = (price: Banded): boolean => {
      const compiled = expectOk(compilePrice(price));
      const fees = Array.from({ length: 10_100 }, (_, cent) =>
        rational(compiled.total(compiled.lift({ quantity: decimal(cent, 2), time: 0, id: "" }))),
      );
      return fees.some((fee, at) => isLess(fee, fees[at - 1] ?? none));
    };
    // Whole percents and dollars: a fall is then a cent or more, and no cent of value hides it.
    const coarse = fc.array(fc.tuple(fc.nat(3), fc.nat(4)), { minLength: 4, maxLength: 4 });
    property(
      fc.property(coarse, anyBanded, (costs, { bands }) => {
        const price = banded(
          costs.map(([flat, rate], at) => ({
            ...bands[at],
            flat: usd(flat),
            rate: percent(rate),
          })),
        );
        expect(findBandCliff(price).length > 0).toBe(falls(price));
      }),
      25,
    );
  });
});

describe("bands in a document", () => {
  const codes = (bands: readonly Band<"USD">[]): string[] =>
    checkPrice(banded(bands), "/p").map(({ path, code }) => `${path} ${code}`);

  it("accepts every value into exactly one band, even one band for one value", () => {
    expect(codes(payments.bands)).toEqual([]);
    expect(
      codes([{ below: usd(9), rate: "1%" }, { upTo: usd(9), rate: "0%" }, { rate: "1%" }]),
    ).toEqual([]);
    expect(codes([{ upTo: usd(0), flat: usd(0) }, { flat: usd(1) }])).toEqual([]);
  });

  it("names what is wrong with a band", () => {
    expect(codes([])).toEqual(["/p/bands no-bands"]);
    expect(
      codes([
        { upTo: usd(1), below: usd(2), rate: "-1%" },
        { upTo: "x" as Money<"USD">, flat: usd(-1) },
        {},
      ]),
    ).toEqual([
      "/p/bands/0/rate percent-out-of-range",
      "/p/bands/0 band-ends-twice",
      "/p/bands/1/upTo not-money",
      "/p/bands/1/flat negative-amount",
      "/p/bands/2 band-without-price",
    ]);
  });

  it("names what is wrong with how bands lie together", () => {
    const rate = "1%" as const;
    expect(codes([{ upTo: usd(1), rate }])).toEqual(["/p/bands/0/upTo last-band-ends"]);
    expect(codes([{ below: usd(0), rate }, { rate }])).toEqual(["/p/bands/0 unreachable-band"]);
    expect(codes([{ rate }, { rate }])).toEqual(["/p/bands/1 unreachable-band"]);
    expect(codes([{ upTo: usd(1), rate }, { below: usd(1), rate }, { rate }])).toEqual([
      "/p/bands/1 unreachable-band",
    ]);
    expect(codes([{ upTo: usd(5), rate }, { upTo: usd(5), rate }, { rate }])).toEqual([
      "/p/bands/1 unreachable-band",
    ]);
    expect(codes([{ upTo: usd(5), rate }, { below: usd(1), rate }, { rate }])).toEqual([
      "/p/bands/1/below bands-out-of-order",
    ]);
  });
});
