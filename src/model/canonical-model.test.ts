import fc from "fast-check";
import { expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { canonicalModel } from "./canonical-model.ts";
import everything from "./fixtures/everything.ts";
import type { Model } from "./model.ts";

/** The document with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

test("keys are sorted at every level, lists are not", () => {
  const model = { b: [2, 1], a: { d: "ü", c: undefined } } as unknown as Model;
  expect(canonicalModel(model)).toBe('{"a":{"d":"ü"},"b":[2,1]}');
});

test("the order of keys makes no difference", () => {
  expect(canonicalModel(reversed(everything) as Model)).toBe(canonicalModel(everything));
});

test("says what the document says", () => {
  property(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalModel({ value } as unknown as Model);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ value })));
    }),
    100,
  );
});
