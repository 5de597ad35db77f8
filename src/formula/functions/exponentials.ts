import type { MonthlyFunction } from "./formula-function.ts";
import { ratios } from "./same-unit.ts";

const of = (name: string, meaning: string, javascript: string): MonthlyFunction => ({
  name,
  usage: `${name}(ratio)`,
  meaning,
  least: 1,
  most: 1,
  reads: "now",
  type: ratios,
  javascript: ([ratio]) => `Math.${javascript}(${ratio})`,
  sheet: ([ratio]) => `${name.toUpperCase()}(${ratio})`,
});

export const exp = of("exp", "e to the power of the ratio", "exp");
export const ln = of("ln", "the natural logarithm of the ratio", "log");
export const sqrt = of("sqrt", "the square root of the ratio", "sqrt");
