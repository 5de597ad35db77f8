import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

/** Expects that a value is what its JSON says: node compares, a tenth of vitest's work, and vitest shows what differs. */
export function expectPlainJson(value: unknown, text = JSON.stringify(value)): void {
  const read: unknown = JSON.parse(text);
  if (!isDeepStrictEqual(read, value)) expect(read).toEqual(value);
}
