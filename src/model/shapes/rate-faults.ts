import type { FaultRule } from "../shape.ts";

/** The fault of an amount or a percentage that recurs without saying how often. */
export const withoutPeriod = (suggestion: string): FaultRule => ({
  code: "rate-without-period",
  message: "what recurs says how often",
  suggestion,
});

/** The fault of a percentage that does not say what it is taken of. */
export const withoutBase = (suggestion: string): FaultRule => ({
  code: "percent-without-base",
  message: "a percentage says what it is taken of",
  suggestion,
});
