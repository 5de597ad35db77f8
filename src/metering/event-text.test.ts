import fc from "fast-check";
import { expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { isPlainText, textFault } from "./event-text.ts";

const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom("4", "1", "0", " ", "-", "a", "\u202e", "\ud800", "\0", "\u007f", "~"),
    maxLength: 40,
  }),
);

it("finds no fault, by any rule, in a text that is plain at a glance", () => {
  property(
    fc.property(anyText, (text) => {
      if (!isPlainText(text, 30)) return;
      expect(textFault(text, "name", 30, "bad", "/id")).toBeUndefined();
      expect(textFault(text, "free", 30, "bad", "/id")).toBeUndefined();
    }),
    2000,
  );
});

it("is not taken in by what hides in a plain text, short or long", () => {
  for (const hidden of ["\u007f", "\n", "\u202e", "\0"]) {
    expect(isPlainText(`ab${hidden}`, 255)).toBe(false);
    expect(isPlainText(`${"ab".repeat(20)}${hidden}`, 255)).toBe(false);
  }
});

it("lets a free text hold whatever a name may", () => {
  property(
    fc.property(anyText, (text) => {
      if (textFault(text, "name", 40, "bad", "/id") !== undefined) return;
      expect(textFault(text, "free", 40, "bad", "/id")).toBeUndefined();
    }),
    1000,
  );
});

it("refuses halves of pairs just where the platform finds the text malformed", () => {
  const half = fc.constantFrom("\ud83d", "\ude00", "a", "é");
  property(
    fc.property(fc.string({ unit: half, maxLength: 8 }), (text) => {
      const sound = !/\p{Surrogate}/u.test(text);
      expect(textFault(text, "free", 40, "bad", "/id") === undefined).toBe(sound);
    }),
    500,
  );
});

it.each([
  "\u061c",
  "\u200e",
  "\u200f",
  "\u202a",
  "\u202e",
  "\u2066",
  "\u2069",
  "\ufeff",
  "\u2028",
  "\u007f",
  "\u0000",
  "\u009f",
  "\t",
])("refuses %j in a name", (mark) => {
  expect(textFault(`a${mark}b`, "name", 40, "invalid-id", "/id")).toMatchObject({
    code: "invalid-id",
  });
});
