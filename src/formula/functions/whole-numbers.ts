import type { MonthlyFunction } from "./formula-function.ts";
import { sharedType } from "./same-unit.ts";

const rounding = (
  name: string,
  meaning: string,
  javascript: (x: string) => string,
  sheet: (x: string) => string,
): MonthlyFunction => ({
  name,
  usage: `${name}(figure)`,
  meaning,
  least: 1,
  most: 1,
  reads: "now",
  type: sharedType,
  javascript: ([figure = "0"]) => javascript(figure),
  sheet: ([figure = "0"]) => sheet(figure),
});

/** Half goes away from zero, as money is rounded; `Math.round` alone takes -2.5 to -2. */
export const round = rounding(
  "round",
  "the nearest whole number, half away from zero",
  (x) => `(Math.sign(${x}) * Math.round(Math.abs(${x})))`,
  (x) => `ROUND(${x},0)`,
);
export const floor = rounding(
  "floor",
  "the next whole number below",
  (x) => `Math.floor(${x})`,
  (x) => `INT(${x})`,
);
export const ceiling = rounding(
  "ceiling",
  "the next whole number above",
  (x) => `Math.ceil(${x})`,
  (x) => `(-INT(-(${x})))`,
);
export const abs = rounding(
  "abs",
  "the figure without its sign",
  (x) => `Math.abs(${x})`,
  (x) => `ABS(${x})`,
);
