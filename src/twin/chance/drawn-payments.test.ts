import { describe, expect, it } from "vitest";
import { divided, paidMonths } from "./drawn-payments.ts";
import { randomStream } from "./random-stream.ts";

const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);

describe("when invoices are paid", () => {
  const reading =
    (capital: Readonly<Record<string, number>>) =>
    (figure: string): number =>
      capital[figure] ?? 0;

  it("is their own month where there is no delay, and by parts of months where there is", () => {
    expect(paidMonths(reading({}))(0)).toEqual([1, 0]);
    expect(paidMonths(reading({ "collected-after": 0.25 }))(0)).toEqual([0.75, 0.25]);
    expect(paidMonths(reading({ "collected-after": 1 }))(3)).toEqual([0, 1, 0]);
    const late = { "collected-after": 0.5, "paid-late": 0.5, "late-by": 2.5 };
    expect(paidMonths(reading(late))(0)).toEqual([0.25, 0.25, 0, 0.5, 0]);
  });

  it("divides whole payers, and all of them", () => {
    const stream = randomStream(1, "divided");
    for (const many of [0, 1, 7, 300]) {
      const parts = divided(stream, many, [0.5, 0.25, 0.25]);
      expect(parts.every(Number.isInteger)).toBe(true);
      expect(sum(parts)).toBe(many);
    }
  });
});
