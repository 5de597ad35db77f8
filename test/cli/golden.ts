import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

/** Whether golden files are written instead of compared: `FLORIN_UPDATE=1 npx vitest run test/cli`. */
export const updatesGolden = process.env.FLORIN_UPDATE === "1";

/** Compares a text with `golden/NAME.golden.txt`, which a bookkeeper can read. */
export function expectGolden(name: string, text: string): void {
  const file = new URL(`golden/${name}.golden.txt`, import.meta.url);
  if (updatesGolden) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8"));
}
