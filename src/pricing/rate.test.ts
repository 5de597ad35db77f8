import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, format, zero } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import { perUnit } from "./per-unit.ts";
import type { CompiledPrice, Item } from "./price-kind.ts";
import { foldItems, rate } from "./rate.ts";
import { compilePrice } from "./registry.ts";

/** A price that remembers what it saw, in the order it saw it. */
const diary = (order: CompiledPrice["order"]): CompiledPrice<readonly string[]> => ({
  kind: "diary",
  input: "events",
  order,
  empty: [],
  lift: ({ id }) => [id],
  merge: (left, right) => [...left, ...right],
  total: () => zero,
  finish: (partial) => ({ amount: zero, quantity: zero, steps: [], notes: partial }),
});

const item = (time: number, id: string): Item => ({ quantity: decimal(1), time, id });

describe("rating", () => {
  const price = expectOk(compilePrice(perUnit(usd("0.5"))));

  it("takes a number, a decimal text, a decimal or items", () => {
    const usages = [
      3,
      "3",
      "3.0",
      decimal(30, 1),
      [item(0, "a"), item(0, "b"), item(1, "c")],
    ] as const;
    for (const usage of usages) expect(format(rate(price, usage).amount)).toBe("1.5");
    expect(format(rate(price, []).amount)).toBe("0");
  });

  it("orders events by time, then id, where the order counts", () => {
    const items = [item(2, "b"), item(1, "z"), item(2, "a"), item(1, "B"), item(1, "a")];
    expect(foldItems(diary("event-time-then-id"), items)).toEqual(["B", "a", "z", "a", "b"]);
    expect(items.map(({ id }) => id)).toEqual(["b", "z", "a", "B", "a"]);
  });

  it("keeps the order it was given where the order does not count", () => {
    expect(foldItems(diary("none"), [item(2, "b"), item(1, "a")])).toEqual(["b", "a"]);
  });

  it("merges in pairs to what merging one by one gives", () => {
    property(
      fc.property(fc.array(fc.string(), { maxLength: 40 }), (ids) => {
        expect(
          foldItems(
            diary("none"),
            ids.map((id) => item(0, id)),
          ),
        ).toEqual(ids);
      }),
    );
  });
});
