import type { MonthlyFunction } from "./formula-function.ts";
import { sharedType } from "./same-unit.ts";

const extreme = (name: "min" | "max", meaning: string): MonthlyFunction => ({
  name,
  usage: `${name}(figure, figure, …)`,
  meaning,
  least: 1,
  most: 20,
  reads: "now",
  type: sharedType,
  javascript: (given) => `Math.${name}(${given.join(", ")})`,
  sheet: (given) => `${name.toUpperCase()}(${given.join(",")})`,
});

export const min = extreme("min", "the smallest of figures in one unit");
export const max = extreme("max", "the largest of figures in one unit");
