import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk, faultsOf, type Result } from "../../fault/fault.ts";
import type { FigureValue } from "../figure.ts";
import { readSpread } from "../figures/read-spread.ts";
import type { ToldFigure } from "../figures/told-figure.ts";
import { betaChance, betaQuantile } from "./beta.ts";
import { normalChance, normalQuantile } from "./normal-curve.ts";
import type { Distribution } from "./registry.ts";

const read = (value: Exclude<FigureValue, string>): Result<ToldFigure> =>
  readSpread({ name: "a", path: "/figures/a/is", value, unit: undefined }, new Set(["customer"]));

const codes = (value: Exclude<FigureValue, string>): readonly string[] =>
  faultsOf(read(value)).map(({ code, path }) => `${code} ${path}`);

/** The mean by the middles of so many parts of equal chance. */
function meanOf({ quantile }: ToldFigure, parts = 200_000): number {
  let sum = 0;
  for (let part = 0; part < parts; part += 1) sum += quantile((part + 0.5) / parts);
  return sum / parts;
}

const money: readonly (readonly [Distribution, mean: number, likely: number])[] = [
  [{ kind: "uniform", low: "2 USD", high: "6 USD" }, 4, 4],
  [{ kind: "triangular", low: "0 USD", likely: "3 USD", high: "9 USD" }, 4, 3],
  [{ kind: "pert", low: "0 USD", likely: "3 USD", high: "12 USD" }, 4, 3],
  [{ kind: "normal", mean: "4 USD", deviation: "1 USD" }, 4, 4],
  [
    {
      kind: "choices",
      of: [
        { is: "10 USD", share: "25%" },
        { is: "2 USD", share: "75%" },
      ],
    },
    4,
    2,
  ],
];

describe("distributions", () => {
  test.each(money)(
    "%o has the mean of theory, and counts on what is told",
    (told, mean, likely) => {
      const figure = expectOk(read(told));
      expect(meanOf(figure)).toBeCloseTo(mean, 4);
      expect(figure.likely).toBe(likely);
    },
  );

  test("a lognormal one is told by two deciles or by its median", () => {
    const deciles = expectOk(read({ kind: "lognormal", p10: "10 USD", p90: "40 USD" }));
    expect(deciles.likely).toBeCloseTo(20, 12);
    const width = Math.log(2) / 1.2815515655446004;
    expect(deciles.quantile(0.9)).toBeCloseTo(40, 1);
    const same = expectOk(
      read({ kind: "lognormal", median: "20 USD", spread: String(Math.exp(width)) }),
    );
    expect(same.quantile(0.3)).toBeCloseTo(deciles.quantile(0.3), 10);
    expect(meanOf(deciles)).toBeCloseTo(20 * Math.exp(width ** 2 / 2), 1);
  });

  test("bare bounds mean anything between them", () => {
    const bare = expectOk(read({ low: "2 USD", high: "6 USD" }));
    expect([0, 0.25, 1].map(bare.quantile)).toEqual([2, 3, 6]);
    expect(bare.drawn).toBe("once");
  });

  test("nothing is drawn outside the bounds, and more chance never gives less", () => {
    const all = money.map(([told]) => expectOk(read(told)));
    property(
      fc.property(
        fc.constantFrom(...all),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (figure, one, other) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)];
          expect(figure.quantile(less)).toBeGreaterThanOrEqual(figure.low);
          expect(figure.quantile(more)).toBeLessThanOrEqual(figure.high);
          expect(figure.quantile(less)).toBeLessThanOrEqual(figure.quantile(more));
        },
      ),
    );
  });

  test("a normal one keeps within the bounds it is given", () => {
    const cut = expectOk(
      read({ kind: "normal", mean: "3%", deviation: "2%", low: "0%", high: "10%" }),
    );
    expect([cut.low, cut.high]).toEqual([0, 0.1]);
    expect(cut.quantile(0)).toBe(0);
    expect(cut.quantile(1)).toBeCloseTo(0.1, 12);
  });
});

describe("what cannot be drawn is refused", () => {
  test.each<readonly [Exclude<FigureValue, string>, string]>([
    [{ low: "5%", high: "2%" }, "range-reversed /figures/a/is"],
    [{ kind: "uniform", low: "5 USD", high: "2 USD" }, "range-reversed /figures/a/is"],
    [
      { kind: "pert", low: "1 USD", likely: "9 USD", high: "2 USD" },
      "likely-outside /figures/a/is/likely",
    ],
    [
      { kind: "triangular", low: "1 USD", likely: "0 USD", high: "2 USD" },
      "likely-outside /figures/a/is/likely",
    ],
    [
      { kind: "uniform", low: "1 USD", high: "2 customers" },
      "bounds-not-figures /figures/a/is/high",
    ],
    [{ kind: "uniform", low: "1 USD", high: "revenue" }, "bounds-not-figures /figures/a/is/high"],
    [
      { kind: "normal", mean: "1 USD", deviation: "0 USD" },
      "spread-not-positive /figures/a/is/deviation",
    ],
    [
      { kind: "normal", mean: "1 USD", deviation: "1 USD", low: "2 USD" },
      "likely-outside /figures/a/is",
    ],
    [{ kind: "lognormal", p10: "1 USD" }, "lognormal-terms /figures/a/is"],
    [{ kind: "lognormal", p10: "0 USD", p90: "2 USD" }, "spread-not-positive /figures/a/is/p10"],
    [
      { kind: "lognormal", median: "1 USD", spread: "1" },
      "spread-not-positive /figures/a/is/spread",
    ],
    [{ kind: "choices", of: [{ is: "1 USD", share: "50%" }] }, "shares-not-whole /figures/a/is/of"],
    [
      { kind: "choices", of: [{ is: "1 USD", share: "1 USD" }] },
      "bounds-not-figures /figures/a/is/of/0/share",
    ],
  ])("%o", (value, code) => {
    expect(codes(value)).toContain(code);
  });
});

describe("the curves behind", () => {
  test.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167813],
    [1e-10, -6.361340902404056],
  ])("a standard normal draw lies below with %d at %d", (chance, value) => {
    expect(normalQuantile(chance)).toBeCloseTo(value, 12);
    expect(normalChance(value)).toBeCloseTo(chance, 13);
  });

  test("the beta curve is the polynomial that it is where its parameters are whole", () => {
    const slow = (x: number): number => 6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4;
    for (const x of [0.01, 0.2, 0.5, 0.77, 0.99]) {
      expect(betaChance(2, 3, x)).toBeCloseTo(slow(x), 13);
      expect(betaQuantile(2, 3)(slow(x))).toBeCloseTo(x, 11);
    }
  });
});
