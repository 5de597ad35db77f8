import fc from "fast-check";
import { expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { canonicalEventContent } from "./event-content.ts";
import { event } from "./usage-event.fixture.ts";

const base = event({ a: 1, b: "x" });
const content = canonicalEventContent(base);

it("is the same for a retry with another time, and for other order of properties", () => {
  expect(canonicalEventContent({ ...base, time: base.time + 5, receivedAt: 9 })).toBe(content);
  expect(canonicalEventContent({ ...base, id: "other", source: "other" })).toBe(content);
  expect(canonicalEventContent({ ...base, data: { b: "x", a: 1 } })).toBe(content);
});

it.each([
  ["type", { ...base, type: "other" }],
  ["customer", { ...base, customer: "c-2" }],
  ["a value", { ...base, data: { a: 2, b: "x" } }],
  ["a value's type", { ...base, data: { a: "1", b: "x" } }],
  ["a property more", { ...base, data: { a: 1, b: "x", c: true } }],
  ["a property less", { ...base, data: { a: 1 } }],
  ["a text that looks like more", { ...base, data: { a: 1, b: 'x","c":"y' } }],
])("differs for another %s", (_, other) => {
  expect(canonicalEventContent(other)).not.toBe(content);
});

it("is JSON of the content, its properties in order", () => {
  expect(content).toBe('["call","c-1",{"a":1,"b":"x"}]');
  const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }));
  const data = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(1e-7)));
  property(
    fc.property(text, data, (customer, properties) => {
      const written = canonicalEventContent(event(properties, { customer }));
      const sorted = Object.entries(properties).sort(([left], [right]) => (left < right ? -1 : 1));
      const inner = sorted.map(
        ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
      );
      expect(written).toBe(`["call",${JSON.stringify(customer)},{${inner.join(",")}}]`);
    }),
    500,
  );
});
