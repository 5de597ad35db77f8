import { describe, expect, test } from "vitest";
import { expectOk, faultsOf, type Result } from "../../fault/fault.ts";
import { type CorrelatedFigures, choleskyRoot, correlatedFigures } from "./correlated-figures.ts";
import { readSpread } from "./read-spread.ts";

const told = new Map(
  (["churn", "growth", "price", "season"] as const).map((name) => [
    name,
    expectOk(
      readSpread(
        {
          name,
          path: `/figures/${name}/is`,
          value: {
            kind: "uniform",
            low: "1%",
            high: "2%",
            ...(name === "season" ? { drawn: "monthly" as const } : {}),
          },
          unit: undefined,
        },
        new Set(),
      ),
    ),
  ]),
);

const correlated = (
  ...pairs: readonly (readonly [first: string, second: string, is: string])[]
): Result<CorrelatedFigures> =>
  correlatedFigures(
    { correlations: pairs.map(([first, second, is]) => ({ between: [first, second], is })) },
    told,
    new Set(),
  );

describe("correlations", () => {
  test("mix independent draws by the root of their matrix", () => {
    const { names, root } = expectOk(correlated(["growth", "churn", "-0.6"]));
    expect(names).toEqual(["churn", "growth"]);
    expect([...root]).toEqual([1, 0, -0.6, 0.8]);
  });

  test("the root times itself is the matrix", () => {
    const matrix = Float64Array.of(1, 0.5, 0.2, 0.5, 1, -0.3, 0.2, -0.3, 1);
    const root = choleskyRoot(matrix, 3) ?? new Float64Array();
    for (let row = 0; row < 3; row += 1)
      for (let column = 0; column < 3; column += 1) {
        let sum = 0;
        for (let at = 0; at < 3; at += 1)
          sum += (root[row * 3 + at] ?? 0) * (root[column * 3 + at] ?? 0);
        expect(sum).toBeCloseTo(matrix[row * 3 + column] ?? 0, 14);
      }
  });

  test("may be whole: the same draw, or its mirror", () => {
    const { root } = expectOk(
      correlated(["churn", "growth", "1"], ["growth", "price", "-1"], ["churn", "price", "-1"]),
    );
    expect([...root]).toEqual([1, 0, 0, 1, 0, 0, -1, 0, 0]);
  });

  test.each<readonly [readonly (readonly [string, string, string])[], string]>([
    [[["churn", "rent", "0.5"]], "unknown-name /correlations/0/between/1"],
    [[["churn", "season", "0.5"]], "not-correlated /correlations/0/between/1"],
    [[["churn", "churn", "0.5"]], "not-correlated /correlations/0/between"],
    [[["churn", "growth", "1.5"]], "correlation-out-of-range /correlations/0/is"],
    [[["churn", "growth", "1 USD"]], "correlation-out-of-range /correlations/0/is"],
    [
      [
        ["churn", "growth", "0.5"],
        ["growth", "churn", "0.4"],
      ],
      "not-correlated /correlations/1/between",
    ],
    [
      [
        ["churn", "growth", "0.9"],
        ["growth", "price", "0.9"],
        ["churn", "price", "-0.9"],
      ],
      "no-correlation-matrix /correlations",
    ],
  ])("%o is refused", (pairs, fault) => {
    expect(faultsOf(correlated(...pairs)).map(({ code, path }) => `${code} ${path}`)).toEqual([
      fault,
    ]);
  });
});
