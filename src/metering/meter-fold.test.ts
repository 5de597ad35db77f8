import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { Meter } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { foldEvents } from "./fold-events.ts";
import { compileMeter } from "./meter-fold.ts";
import { event } from "./usage-event.fixture.ts";

const window = { from: 0, to: 1 };
const tokens: Meter = {
  event: "inference",
  unit: "token",
  aggregation: { kind: "sum", property: "tokens" },
  dimensions: { region: ["eu", "us"], model: "any" },
  filter: { property: "test", exists: false },
};
const meter = expectOk(compileMeter(tokens));
const inference = (data: Parameters<typeof event>[0]) => event(data, { type: "inference" });

it("counts events of its type that pass its filter", () => {
  const events = [
    inference({ tokens: 100 }),
    inference({ tokens: 10, test: true }),
    event({ tokens: 1 }, { type: "training" }),
  ];
  expect(events.map((one) => meter.accepts(one))).toEqual([true, false, false]);
  const lifted = events.map((one) => meter.lift(one)).reduce((a, b) => meter.merge(a, b));
  for (const partial of [lifted, foldEvents(meter, events)]) {
    const reading = meter.finish(partial, window);
    expect({ ...reading, quantity: format(reading.quantity) }).toEqual({
      quantity: "100",
      events: 1,
      unmeasured: 0,
    });
  }
});

it("tells events it could not read apart from those it counted", () => {
  const partial = foldEvents(meter, [
    inference({ tokens: "5.5" }),
    inference({ tokens: "many" }),
    inference({}),
  ]);
  const { quantity, ...counts } = meter.finish(partial, window);
  expect(counts).toEqual({ events: 1, unmeasured: 2 });
  expect(format(quantity)).toBe("5.5");
});

it("names its event and its dimensions", () => {
  expect(meter.event).toBe("inference");
  expect(meter.dimensions).toEqual(["region", "model"]);
});

describe("the check at the door", () => {
  it.each([
    ["missing-property", { token: 5, region: "eu" }, "/data/tokens", 'is "token" meant to be it?'],
    ["not-a-number", { tokens: "many", region: "eu" }, "/data/tokens", expect.any(String)],
    ["not-a-number", { tokens: true, region: "eu" }, "/data/tokens", expect.any(String)],
    ["missing-dimension", { tokens: 5 }, "/data/region", 'send one of "eu", "us"'],
    ["unknown-dimension-value", { tokens: 5, region: "uss" }, "/data/region", 'did you mean "us"?'],
    [
      "unknown-dimension-value",
      { tokens: 5, region: "mars" },
      "/data/region",
      'send one of "eu", "us"',
    ],
  ])("refuses: %s", (code, data, path, suggestion) => {
    expect(meter.check(inference(data))).toMatchObject([{ code, path, suggestion }]);
  });

  it("accepts what it can measure, and says nothing of other meters' events", () => {
    expect(meter.check(inference({ tokens: 5, region: "eu", model: "new" }))).toEqual([]);
    expect(meter.check(inference({ tokens: "many", test: true }))).toEqual([]);
    expect(meter.check(event({}, { type: "training" }))).toEqual([]);
  });

  it("lets events do without a dimension that lists the empty value", () => {
    const lenient = expectOk(compileMeter({ ...tokens, dimensions: { region: ["eu", ""] } }));
    expect(lenient.check(inference({ tokens: 5 }))).toEqual([]);
  });

  it("asks nothing of a count, and any value of unique", () => {
    const count = expectOk(
      compileMeter({ event: "call", unit: "call", aggregation: { kind: "count" } }),
    );
    expect(count.check(event({}))).toEqual([]);
    const users = expectOk(
      compileMeter({
        event: "call",
        unit: "user",
        aggregation: { kind: "unique", property: "user" },
      }),
    );
    expect(users.check(event({ user: true }))).toEqual([]);
    expect(users.check(event({}))).toMatchObject([{ code: "missing-property" }]);
  });
});

it("refuses a meter with all its faults, by where they are", () => {
  const refused = compileMeter({
    ...tokens,
    aggregation: { kind: "percentile", property: "ms", percentile: 101 },
    filter: { any: [] },
  });
  expect(refused).toMatchObject({
    ok: false,
    faults: [
      { code: "percentile-out-of-range", path: "/aggregation/percentile" },
      { code: "empty-filter", path: "/filter/any" },
    ],
  });
});
