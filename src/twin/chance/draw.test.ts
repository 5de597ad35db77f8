import { describe, expect, it } from "vitest";
import { binomial, factor, factorInFifth, happens, normal, oneTo, poisson } from "./draw.ts";
import { type RandomStream, randomStream } from "./random-stream.ts";

const draws = 20_000;

/** Mean and variance of many draws. */
function momentsOf(draw: (stream: RandomStream) => number, name: string) {
  const stream = randomStream(1, name);
  let [sum, squares] = [0, 0];
  for (let count = 0; count < draws; count += 1) {
    const value = draw(stream);
    sum += value;
    squares += value * value;
  }
  const mean = sum / draws;
  return { mean, variance: squares / draws - mean * mean };
}

/** Four standard errors of a mean of so many draws. */
const near = (value: number, expected: number, variance: number): void =>
  expect(Math.abs(value - expected)).toBeLessThan(4 * Math.sqrt(variance / draws) + 1e-12);

describe("what is drawn", () => {
  it("has the mean and variance of a Poisson number, small or large", () => {
    for (const mean of [0.02, 1.5, 29, 30, 187.3]) {
      const found = momentsOf((stream) => poisson(stream, mean), `poisson ${mean}`);
      near(found.mean, mean, mean);
      near(found.variance, mean, mean + 2 * mean * mean);
    }
    expect(poisson(randomStream(1), 0)).toBe(0);
  });

  it("has the mean and variance of a binomial number, whatever the chance", () => {
    for (const [many, chance] of [
      [1, 0.3],
      [40, 0.02],
      [40, 0.97],
      [300, 0.5],
    ] as const) {
      const found = momentsOf((stream) => binomial(stream, many, chance), `${many} ${chance}`);
      const variance = many * chance * (1 - chance);
      near(found.mean, many * chance, variance);
      near(found.variance, variance, variance * variance * 3);
    }
    expect(binomial(randomStream(1), 7, 0)).toBe(0);
    expect(binomial(randomStream(1), 7, 1)).toBe(7);
  });

  it("is as often as its chance says", () => {
    near(momentsOf((stream) => Number(happens(stream, 0.2)), "chance").mean, 0.2, 0.16);
    near(momentsOf((stream) => oneTo(stream, 31), "day").mean, 16, 80);
    near(momentsOf(normal, "normal").mean, 0, 1);
    near(momentsOf(normal, "normal").variance, 1, 2);
  });

  it("uses on average just as much as is expected, whatever the spread", () => {
    for (const spread of [0, 0.3, 0.8])
      near(momentsOf((stream) => factor(stream, spread), `${spread}`).mean, 1, spread * spread);
    near(momentsOf((stream) => factor(stream, 0.5), "spread").variance, 0.25, 1.5);
  });

  it("uses in each fifth what the mean of that fifth is", () => {
    for (const spread of [0, 0.5, 1.2]) {
      const own = [0, 1, 2, 3, 4].map((fifth) => factorInFifth(fifth, spread));
      expect(own.reduce((sum, one) => sum + one, 0)).toBeCloseTo(5, 5);
      expect(own).toEqual(own.toSorted((left, right) => left - right));
    }
    const stream = randomStream(1, "fifths");
    const drawn = Array.from({ length: draws }, () => factor(stream, 0.5)).sort((a, b) => a - b);
    for (const fifth of [0, 1, 2, 3, 4]) {
      const own = drawn.slice((fifth * draws) / 5, ((fifth + 1) * draws) / 5);
      const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
      expect(mean).toBeCloseTo(factorInFifth(fifth, 0.5), 1);
    }
  });
});

describe("a random stream", () => {
  const first = (stream: RandomStream): readonly number[] =>
    Array.from({ length: 5 }, stream.uniform);

  it("is the same for a seed and a name, and another for any other", () => {
    const names = [["a"], ["a", 1], ["a", 2], ["a1"], ["b"], []];
    const streams = [1, 2, 3].flatMap((seed) => names.map((name) => [seed, ...name] as const));
    const drawn = streams.map(([seed, ...name]) => first(randomStream(seed, ...name)).join(" "));
    expect(new Set(drawn).size).toBe(streams.length);
    expect(first(randomStream(1, "a", 1)).join(" ")).toBe(drawn[1]);
  });

  it("is the same on every machine", () => {
    expect(first(randomStream(7, "teams", "customer", 3)).map((one) => one.toFixed(6))).toEqual([
      "0.872963",
      "0.047674",
      "0.845119",
      "0.734786",
      "0.619533",
    ]);
  });

  it("is spread evenly over streams of near names", () => {
    const cells = Array.from({ length: 10 }, () => 0);
    for (let name = 0; name < 10_000; name += 1) {
      const cell = Math.floor(randomStream(7, "customer", name).uniform() * 10);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    const squares = cells.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    // χ² of nine degrees lies below this in 999 of 1000 cases.
    expect(squares).toBeLessThan(27.9);
  });
});
