import { ok } from "../../fault/fault.ts";
import { ratio } from "../unit.ts";
import type { MonthlyFunction } from "./formula-function.ts";

const counter = (
  name: string,
  meaning: string,
  javascript: string,
  sheet: (month: string) => string,
): MonthlyFunction => ({
  name,
  usage: `${name}()`,
  meaning,
  least: 0,
  most: 0,
  reads: "now",
  type: () => ok({ kind: "number", unit: ratio, shape: "monthly" }),
  javascript: () => javascript,
  sheet: (_, month) => sheet(month),
});

export const monthNumber = counter(
  "month-number",
  "1 in the plan's first month",
  "(t + 1)",
  (month) => month,
);
export const yearNumber = counter(
  "year-number",
  "1 in the plan's first twelve months",
  "(Math.floor(t / 12) + 1)",
  (month) => `(INT((${month}-1)/12)+1)`,
);
