import { expect, test } from "vitest";
import type { Api, CallMeasure } from "../model/api.ts";
import type { Meter } from "../model/meter.ts";
import type { GatewayEvent } from "./call-events.ts";
import { declaredValues } from "./declared-values.ts";
import { callMatcher } from "./match-call.ts";

const meterOf = (more: Partial<Meter>): Meter => ({
  event: "call",
  aggregation: { kind: "count" },
  unit: "call",
  ...more,
});
const eventOf = (data: GatewayEvent["data"]): GatewayEvent => ({
  id: "1",
  source: "gateway",
  type: "call",
  customer: "acme",
  time: "2026-01-05T10:00:00Z",
  data,
});
const field = (more: object = {}): CallMeasure => ({ of: "request", field: "/model", ...more });

/** What an event of this model comes to, by meters of these, and how many values strayed. */
function fitted(meters: readonly Meter[], measure: CallMeasure, model: string | undefined) {
  const { fitEvent } = declaredValues(
    Object.fromEntries(meters.map((one, index) => [`m${index}`, one])),
  );
  const made = { event: "call", data: { model: measure } };
  const { event, strays } = fitEvent(eventOf(model === undefined ? {} : { model }), made);
  return [event.data.model, strays.length];
}

const listing = (...model: string[]): Meter => meterOf({ dimensions: { model } });

test.each([
  ["one that is listed stays", [listing("small")], field({ default: "x" }), "small", "small", 0],
  [
    "any stays where all are taken",
    [meterOf({ dimensions: { model: "any" } })],
    field(),
    "xl",
    "xl",
    0,
  ],
  [
    "another is the default",
    [listing("small", "other")],
    field({ default: "small" }),
    "xl",
    "small",
    1,
  ],
  [
    "another is `other` where that is listed",
    [listing("small", "other")],
    field(),
    "xl",
    "other",
    1,
  ],
  ["none is `other` too", [listing("small", "other")], field(), undefined, "other", 1],
  ["another is left out where none is listed", [listing("small", "")], field(), "xl", undefined, 1],
  [
    "a default that is not listed stands for none",
    [listing("small", "other")],
    field({ default: "y" }),
    "xl",
    "other",
    1,
  ],
  [
    "what stands in is taken by all meters",
    [listing("a", "other"), listing("a", "")],
    field({ default: "a" }),
    "xl",
    "a",
    1,
  ],
  [
    "what nothing stands in for stays, for the server to refuse",
    [listing("small")],
    field(),
    "xl",
    "xl",
    0,
  ],
  [
    "what is added up is a number",
    [meterOf({ aggregation: { kind: "sum", property: "model" } })],
    field({ default: 0 }),
    "much",
    0,
    1,
  ],
  [
    "what a filter leaves out is not looked at",
    [{ ...listing("small"), filter: { property: "model", equals: "no" } }],
    field(),
    "xl",
    "xl",
    0,
  ],
] as const)("of values %s", (_, meters, measure, said, comes, strays) => {
  expect(fitted(meters, measure, said)).toEqual([comes, strays]);
});

test("a call is not sold where its path has a value that nothing stands in for", () => {
  const api = (measure: CallMeasure): Api => ({
    name: "API",
    version: "v1",
    path: "/v1",
    routes: {
      one: {
        path: "/{family}",
        events: [{ event: "call", data: { family: measure, calls: "calls" } }],
      },
    },
  });
  const unsold = (meter: Meter, measure: CallMeasure, path: string) => {
    const call = callMatcher({ api: api(measure) })("GET", path);
    if (call === undefined) throw new Error("no call");
    return declaredValues({ meter }).unsold(call, "GET");
  };
  const meter = meterOf({
    aggregation: { kind: "sum", property: "calls" },
    dimensions: { family: ["ai", "data"] },
  });
  expect(unsold(meter, { segment: "family" }, "/v1/ai")).toBeUndefined();
  expect(unsold(meter, { segment: "family" }, "/v1/quantum")).toBe("family");
  expect(unsold(meter, { segment: "family", default: "data" }, "/v1/quantum")).toBeUndefined();
  expect(unsold(meter, "method", "/v1/ai")).toBe("family");
  // What a body says nobody knows yet.
  expect(unsold(meter, field(), "/v1/quantum")).toBeUndefined();
});
