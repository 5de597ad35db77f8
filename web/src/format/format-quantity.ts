import { type DecimalText, groupDecimal } from "./decimal-text.ts";

/** A quantity or count with grouped thousands and no needless zeros: `1,200,000.5`. Exact. */
export function formatQuantity(quantity: DecimalText | number): string {
  return groupDecimal(String(quantity));
}

/** A label with its long numbers grouped: `from 100000000` becomes `from 100,000,000`. Years and ids stay as they are. */
export function groupNumbers(label: string): string {
  return label.replace(/(?<![\w.,-])\d{5,}(?![\w-])/g, (digits) => groupDecimal(digits));
}

/** A text with a true minus before its figures, as everywhere else: the server writes a hyphen. */
export const withMinus = (text: string): string => text.replace(/(?<![\w.])-(?=\d)/g, "\u2212");

/** A counted noun: `1 invoice`, `1,204 invoices`. The plural is the noun with an s unless it is given. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatQuantity(count)}\u00a0${count === 1 ? noun : plural}`;
}

/** A model's unit beside a quantity: the model says it in the singular, `operation`, `GB-hour`, `EUR`. */
export function unitFor(quantity: DecimalText | number, unit: string): string {
  const isOne = /^-?1(?:\.0+)?$/.test(String(quantity));
  return isOne || /s$|^[A-Z]+$/.test(unit) ? unit : `${unit}s`;
}
