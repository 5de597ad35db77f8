import { ok } from "../../fault/fault.ts";
import { ratio } from "../unit.ts";
import type { MonthlyFunction } from "./formula-function.ts";

const counter = (name: string, meaning: string, javascript: string): MonthlyFunction => ({
  name,
  usage: `${name}()`,
  meaning,
  least: 0,
  most: 0,
  reads: "now",
  type: () => ok({ kind: "number", unit: ratio, shape: "monthly" }),
  javascript: () => javascript,
});

export const monthNumber = counter("month-number", "1 in the plan's first month", "(t + 1)");
export const yearNumber = counter(
  "year-number",
  "1 in the plan's first twelve months",
  "(Math.floor(t / 12) + 1)",
);
