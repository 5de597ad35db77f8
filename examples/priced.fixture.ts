import {
  compilePrice,
  describeFault,
  formatDecimal,
  type Money,
  type Percent,
  type Price,
  type Result,
  rate,
} from "florin";

/** The value; the faults of a refusal fail the test. */
export function sure<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.faults.map(describeFault).join("\n"));
}

/** Why something was refused: the code of each fault; none where it was not. */
export const codesOf = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.faults.map(({ code }) => code);

/** What a price comes to for a quantity, exactly; `agreed` picks the point where it leaves one open. */
export const exact = (price: Price, quantity: `${number}`, agreed?: Money | Percent): string => {
  const compiled = sure(compilePrice(price, agreed === undefined ? {} : { agreed }));
  return formatDecimal(rate(compiled, quantity).amount);
};
