import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import type { Aggregation } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { describeFoldLaws } from "./fold.conformance.ts";
import { foldEvents } from "./fold-events.ts";
import { groupFold, groupKey } from "./group.ts";
import { compileMeter } from "./meter-fold.ts";
import { decimalText, naiveQuantity } from "./naive-meter.fixture.ts";
import { anyEvents, dawn, event } from "./usage-event.fixture.ts";

const window = { from: dawn, to: dawn + 70 };
const specs: readonly Aggregation[] = [
  { kind: "sum", property: "amount" },
  { kind: "percentile", property: "amount", percentile: 90 },
  { kind: "time-weighted-sum", property: "amount", per: "second" },
];

describe.each(specs.map((spec) => [spec.kind, spec] as const))(
  "%s by region and model",
  (_, spec) => {
    const meter = expectOk(compileMeter({ event: "call", unit: "unit", aggregation: spec }));
    const grouped = groupFold(meter, ["region", "model"]);
    const fold = { ...grouped, accepts: meter.accepts };
    const shown = (partial: typeof grouped.empty) =>
      [...grouped.finish(partial, window)].map(([key, { quantity, ...rest }]) => ({
        key,
        ...rest,
        quantity: format(quantity),
      }));

    describeFoldLaws(fold, shown, 40);

    it("agrees with the slow way", () => {
      property(
        fc.property(anyEvents(40), (events) => {
          const own = events.filter(({ type }) => type === "call");
          const keyOf = ({ data }: (typeof own)[number]) =>
            JSON.stringify([String(data.region ?? ""), String(data.model ?? "")]);
          const keys = [...new Set(own.map(keyOf))].sort();
          const readings = shown(foldEvents(fold, events));
          expect(readings.map(({ key }) => key)).toEqual(keys);
          for (const { key, quantity } of readings) {
            const exact = naiveQuantity(
              spec,
              own.filter((one) => keyOf(one) === key),
              window,
            );
            expect(quantity).toBe(decimalText(exact, 24));
          }
        }),
        100,
      );
    });
  },
);

describe("groups", () => {
  const meter = expectOk(
    compileMeter({ event: "call", unit: "call", aggregation: { kind: "count" } }),
  );

  it("lists events without the dimension as a group of its own", () => {
    const grouped = groupFold(meter, ["region"]);
    const partial = [event({ region: "eu" }), event({}), event({ region: "" })]
      .map(grouped.lift)
      .reduce(grouped.merge);
    expect(
      [...grouped.finish(partial, window).values()].map(({ dimensions, events }) => ({
        dimensions,
        events,
      })),
    ).toEqual([
      { dimensions: { region: "" }, events: 2 },
      { dimensions: { region: "eu" }, events: 1 },
    ]);
  });

  it("never gives two combinations one key", () => {
    const values = fc.array(fc.string(), { minLength: 2, maxLength: 2 });
    property(
      fc.property(values, values, (left, right) => {
        expect(groupKey(left) === groupKey(right)).toBe(
          left.join("\0") === right.join("\0") && left[0] === right[0],
        );
      }),
    );
  });

  it("carries the value in force of each group", () => {
    const gauge = expectOk(
      compileMeter({
        event: "call",
        unit: "GB-second",
        aggregation: { kind: "time-weighted-sum", property: "gb", per: "second" },
      }),
    );
    const grouped = groupFold(gauge, ["region"]);
    const partial = [
      event({ gb: 9, region: "eu" }, { at: 1 }),
      event({ gb: 2, region: "eu" }, { at: 10 }),
      event({ gb: 5, region: "us" }, { at: 20 }),
    ]
      .map(grouped.lift)
      .reduce(grouped.merge);
    const carried = grouped.carry(partial, { from: dawn, to: dawn + 1000 });
    const next = { from: dawn + 1000, to: dawn + 2000 };
    const readings = [...grouped.finish(carried, next).values()];
    expect(readings.map(({ quantity, events }) => [format(quantity), events])).toEqual([
      ["2", 0],
      ["5", 0],
    ]);
    expect(grouped.carry(grouped.empty, next)).toEqual(grouped.empty);
  });
});
