import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { holdsCardNumber, mayHoldCardNumber } from "./card-number.ts";

describe("a card number", () => {
  // Numbers that the networks and their processors publish for testing.
  it.each([
    ["Visa", "4111111111111111"],
    ["Visa, 13 digits", "4222222222222"],
    ["Mastercard", "5555555555554444"],
    ["Mastercard, 2 series", "2223003122003222"],
    ["American Express", "378282246310005"],
    ["Discover", "6011111111111117"],
    ["Diners Club", "30569309025904"],
    ["JCB", "3530111333300000"],
    ["UnionPay", "6200000000000005"],
    ["UnionPay, 19 digits", "6205500000000000004"],
    ["Maestro", "6304000000000000"],
  ])("of %s is found", (_, number) => {
    expect(holdsCardNumber(number)).toBe(true);
    expect(mayHoldCardNumber(number)).toBe(true);
    expect(holdsCardNumber(`card ${number}, thanks`)).toBe(true);
    expect(holdsCardNumber(`charged to ${number}.`)).toBe(true);
    expect(holdsCardNumber(`${number} 12/27`)).toBe(true);
    expect(holdsCardNumber(`order 12 ${number}`)).toBe(true);
  });

  it.each([
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "3782 822463 10005",
    "3056-930902-5904",
    "no 5 4111 1111 1111 1111 1227 please",
    "n:4111111111111111,4111111111111112",
  ])("is found as it is written: %s", (text) => {
    expect(holdsCardNumber(text)).toBe(true);
    expect(mayHoldCardNumber(text)).toBe(true);
  });
});

describe("no card number", () => {
  it.each([
    ["a failed check digit", "4111111111111112"],
    ["a time in milliseconds", "1767225600000"],
    ["a time in nanoseconds", "1767225600000000003"],
    ["a UUID", "550e8400-e29b-41d4-a716-446655440000"],
    ["a UUID of digits", "41111111-1111-1111-1111-111111111111"],
    ["part of a word", "order4111111111111111"],
    ["part of an id", "4111111111111111-eu"],
    ["part of a decimal", "4111111111111111.5"],
    ["the decimals of a number", "0.4111111111111111"],
    ["twenty digits", "41111111111111111111"],
    ["a range nobody issues", "9999999999999995"],
    ["words between", "4111 1111 and 1111 1111"],
    ["double spaces", "4111  1111  1111  1111"],
  ])("is %s", (_, text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });
});

it("is never missed by the quick look", () => {
  const part = fc.constantFrom(
    "4111111111111111",
    "4111 1111 1111 1111",
    "6304-0000-0000-0000-000",
    "-",
    " ",
    "1",
    "x",
    ".",
  );
  const uuidLike = fc
    .tuple(
      fc.string({ unit: fc.constantFrom("4", "1", "0", " ", "a"), minLength: 8, maxLength: 8 }),
      fc.string({ unit: fc.constantFrom("0", "1", " ", "a"), minLength: 12, maxLength: 12 }),
    )
    .map(([head, tail]) => `${head}-1111-1111-1111-${tail}`);
  const text = fc.oneof(
    fc.array(part).map((parts) => parts.join("")),
    uuidLike,
  );
  property(
    fc.property(text, (written) => {
      if (holdsCardNumber(written)) expect(mayHoldCardNumber(written)).toBe(true);
    }),
    3000,
  );
  // The very shape of a UUID, but for its last group.
  const shaped = "xyz 6304-0000-0000-0000-000 delivery";
  expect([shaped.length, holdsCardNumber(shaped), mayHoldCardNumber(shaped)]).toEqual([
    36,
    true,
    true,
  ]);
});

it("is looked for in time that grows with the text, not faster", () => {
  expect(holdsCardNumber("4 1-".repeat(50_000))).toBe(false);
  expect(holdsCardNumber("1 ".repeat(100_000))).toBe(false);
});
