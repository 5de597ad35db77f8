import type { Fault } from "../fault/fault.ts";
import { holdsCardNumber, mayHoldCardNumber } from "../metering/card-number.ts";

const shownMax = 60;

/** A text as a fault shows it. */
export const shownText = (text: string): string =>
  text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;

/**
 * The faults of a document, each with the value that it refuses: taken from its place in the document where the fault
 * does not say, cut to 60 characters. What is there too large or no scalar is left out, and so is a payment card number.
 */
export const withValues = (faults: readonly Fault[], document: unknown): readonly Fault[] =>
  faults.map(({ value, ...rest }) => {
    const shown = shownValue(value === undefined ? valueAt(document, rest.path) : value);
    return shown === undefined ? rest : { ...rest, value: shown };
  });

function shownValue(value: unknown): string | number | boolean | undefined {
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "string":
      return mayHoldCardNumber(value) && holdsCardNumber(value) ? undefined : shownText(value);
    default:
      return undefined;
  }
}

/** What a JSON pointer leads to; undefined where there is nothing. */
function valueAt(document: unknown, path: string): unknown {
  let value = document;
  for (const step of path.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
