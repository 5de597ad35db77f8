import { expect, it } from "vitest";
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

it("reads as one line of JSON", () => {
  expect(content).toBe('["call","c-1",{"a":1,"b":"x"}]');
});
