import { expect, it } from "vitest";
import { nameWords, samePayer } from "./name.ts";

const same = (left: string, right: string): boolean => samePayer(nameWords(left), nameWords(right));

it.each([
  ["Müller & Söhne AG", "MUELLER SOEHNE", true],
  ["Acme Robotics GmbH", "ACME ROBOTICS GMBH BERLIN", true],
  ["Acme Robotics GmbH", "Acme Rockets GmbH", false],
  ["The ABC Company", "ABC Ltd", false],
  ["Globex Ltd", "", false],
])("%s and %s may be one payer: %s", (left, right, yes) => {
  expect(same(left, right)).toBe(yes);
  expect(same(right, left)).toBe(yes);
});
