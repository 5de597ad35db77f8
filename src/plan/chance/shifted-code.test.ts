import fc from "fast-check";
import { expect, test } from "vitest";
import { property } from "../../../test/property.ts";
import { runningCode } from "./running-code.ts";
import { type Statement, shiftedCode } from "./shifted-code.ts";

const moved = (from: number, to: number, amount: number): Statement => ({
  text: "x[$0] = #0 * x[$1];",
  places: [to, from],
  amounts: [amount],
});

test("months that do the same further on are one loop", () => {
  const a: number[] = [];
  const months = Array.from({ length: 12 }, (_, month) => [moved(month, month + 1, 2)]);
  expect(shiftedCode(months, a)).toEqual([
    "for (let t = 0; t < 12; t += 1) {\nx[1 + t] = 2 * x[0 + t];\n}",
  ]);
  expect(a).toEqual([]);
});

test("amounts that differ are read from a table, and a month that does something else stands alone", () => {
  const a: number[] = [];
  const months = [[moved(0, 1, 2)], [], [moved(1, 3, 4)], [moved(2, 5, 8)], [moved(3, 7, -1)]];
  expect(shiftedCode(months, a)).toEqual([
    "x[1] = 2 * x[0];",
    "for (let t = 0; t < 3; t += 1) {\nx[3 + 2 * t] = a[0 + t] * x[1 + t];\n}",
  ]);
  expect(a).toEqual([4, 8, -1]);
});

test("code does what its statements say, one after the other", () => {
  const size = 40;
  const statement = fc
    .tuple(fc.nat(size - 1), fc.nat(size - 1), fc.integer({ min: -3, max: 3 }), fc.boolean())
    .map(([to, from, amount, adds]) => ({
      text: adds ? "x[$0] = x[$0] + #0 * x[$1];" : "x[$0] = #0 - x[$1];",
      places: [to, from],
      amounts: [amount],
    }));
  // Statements that go on by a shift, as those of months do, and others between them.
  const shifted = fc
    .tuple(statement, fc.integer({ min: 1, max: 20 }), fc.nat(1), fc.nat(1))
    .map(([first, count, on, over]) =>
      Array.from({ length: count }, (_, at) => ({
        ...first,
        places: [(first.places[0] ?? 0) + on * at, (first.places[1] ?? 0) + over * at].map(
          (place) => place % size,
        ),
      })),
    );
  const month = fc.array(shifted, { maxLength: 3 }).map((parts) => parts.flat());
  property(
    fc.property(fc.array(month, { maxLength: 8 }), fc.nat(5), (months, again) => {
      const all = [...months, ...Array.from({ length: again }, () => months[0] ?? [])];
      const start = Float64Array.from({ length: size }, (_, at) => (at % 7) - 3);
      const slow = start.slice();
      for (const { text, places, amounts } of all.flat()) {
        const [to = 0, from = 0] = places;
        const [amount = 0] = amounts;
        const read = slow[from] ?? 0;
        slow[to] = text.includes("+") ? (slow[to] ?? 0) + amount * read : amount - read;
        slow[to] = (slow[to] ?? 0) % 1_000;
      }
      const a: number[] = [];
      const bounded = all.map((own) =>
        own.map((one) => ({
          ...one,
          text: `{ ${one.text} x[$0] = x[$0] % 1000; }`,
        })),
      );
      const x = start.slice();
      const pieces = shiftedCode(bounded, a);
      runningCode(pieces, { x, a: Float64Array.from(a) })();
      expect([...x]).toEqual([...slow]);
    }),
  );
});
