import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import type { Aggregation, Meter } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { describeFoldLaws } from "./fold.conformance.ts";
import { foldEvents } from "./fold-events.ts";
import { compileMeter } from "./meter-fold.ts";
import { decimalText, fractionOf, naiveQuantity } from "./naive-meter.fixture.ts";
import { aggregationKinds, compileAggregation } from "./registry.ts";
import { anyEvents, dawn, event } from "./usage-event.fixture.ts";

const window = { from: dawn + 10, to: dawn + 70 };
const meterOf = (aggregation: Aggregation): Meter => ({ event: "call", unit: "unit", aggregation });
const read = "amount";

const specs: readonly Aggregation[] = [
  { kind: "count" },
  ...(["sum", "max", "min", "latest", "unique"] as const).map((kind) => ({
    kind,
    property: read,
  })),
  ...(["second", "hour", "day"] as const).map((per) => ({
    kind: "time-weighted-sum" as const,
    property: read,
    per,
  })),
  ...[0.1, 50, 95, 99.9, 100].map((percentile) => ({
    kind: "percentile" as const,
    property: read,
    percentile,
  })),
];

const nameOf = (spec: Aggregation): string => Object.values(spec).join(" ");

it("tries every kind of aggregation there is", () => {
  expect(new Set(specs.map(({ kind }) => kind))).toEqual(new Set(aggregationKinds));
});

describe.each(specs.map((spec) => [nameOf(spec), spec] as const))("%s", (_, spec) => {
  const meter = expectOk(compileMeter(meterOf(spec)));
  describeFoldLaws(meter, (partial) => {
    const { quantity, ...counts } = meter.finish(partial, window);
    return { ...counts, quantity: format(quantity) };
  });

  it("agrees with the slow way", () => {
    property(
      fc.property(anyEvents(40), (events) => {
        const own = events.filter(({ type }) => type === "call");
        const reading = meter.finish(foldEvents(meter, events), window);
        const exact = naiveQuantity(spec, own, window);
        const digits = spec.kind === "time-weighted-sum" && spec.per !== "second" ? 12 : 24;
        expect(format(reading.quantity)).toBe(decimalText(exact, digits));
        const readable = own.filter(({ data: { amount } }) => {
          if (spec.kind === "count") return true;
          return spec.kind === "unique" ? amount !== undefined : fractionOf(amount) !== undefined;
        });
        expect(reading.events).toBe(readable.length);
        expect(reading.unmeasured).toBe(own.length - readable.length);
      }),
      150,
    );
  });

  it("is zero without an event", () => {
    expect(meter.finish(meter.empty, window)).toMatchObject({ events: 0, unmeasured: 0 });
    expect(format(meter.finish(meter.empty, window).quantity)).toBe("0");
  });
});

it("takes a correction off a sum, below zero too", () => {
  const meter = expectOk(compileMeter(meterOf({ kind: "sum", property: "amount" })));
  const partial = foldEvents(meter, [event({ amount: 0.1 }), event({ amount: "-0.3" })]);
  expect(format(meter.finish(partial, window).quantity)).toBe("-0.2");
});

it("takes the later id where two readings share a moment", () => {
  const meter = expectOk(compileMeter(meterOf({ kind: "latest", property: "amount" })));
  const events = [
    event({ amount: 2 }, { id: "b", at: 5 }),
    event({ amount: 1 }, { id: "a", at: 5 }),
    event({ amount: 3 }, { id: "z", at: 4 }),
  ];
  expect(format(meter.finish(foldEvents(meter, events), window).quantity)).toBe("2");
});

it("takes the later source where two readings share a moment and an id", () => {
  const meter = expectOk(compileMeter(meterOf({ kind: "latest", property: "amount" })));
  const events = [
    event({ amount: 1 }, { id: "a", source: "gateway" }),
    event({ amount: 2 }, { id: "a", source: "api" }),
  ];
  expect(format(meter.finish(foldEvents(meter, events), window).quantity)).toBe("1");
});

it("keeps partials small where many events share few values", () => {
  const meter = expectOk(compileMeter(meterOf({ kind: "unique", property: "amount" })));
  const partial = foldEvents(
    meter,
    Array.from({ length: 3_000 }, (_, index) => event({ amount: index % 7 })),
  );
  expect(format(meter.finish(partial, window).quantity)).toBe("7");
  expect(JSON.stringify(partial).length).toBeLessThan(200);
});

describe("an aggregation that cannot run", () => {
  it.each([0, -1, 100.5, Number.NaN, 1e-30])("refuses the percentile %d", (percentile) => {
    expect(
      compileAggregation({ kind: "percentile", property: "amount", percentile }),
    ).toMatchObject({
      ok: false,
      faults: [{ code: "percentile-out-of-range", path: "/percentile" }],
    });
  });

  it("refuses a kind that there is not, and names the nearest", () => {
    const unknown = { kind: "averge", property: "amount" } as unknown as Aggregation;
    expect(compileAggregation(unknown)).toMatchObject({
      ok: false,
      faults: [{ code: "unknown-aggregation", path: "/kind" }],
    });
    const inherited = { kind: "toString" } as unknown as Aggregation;
    expect(compileAggregation(inherited).ok).toBe(false);
    const misspelt = { kind: "percentil" } as unknown as Aggregation;
    expect(compileAggregation(misspelt)).toMatchObject({
      faults: [{ suggestion: 'did you mean "percentile"?' }],
    });
  });
});
