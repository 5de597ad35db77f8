import fc from "fast-check";
import { expect, it } from "vitest";
import { property } from "../../test/property.ts";
import type { EventFold } from "./fold-events.ts";
import { foldEvents } from "./fold-events.ts";
import { anyEvents } from "./usage-event.fixture.ts";
import type { UsageEvent } from "./usage-event.ts";

/** Registers the tests that whatever folds usage events must pass; `shown` is what a partial comes to, as plain text. */
export function describeFoldLaws<P>(
  fold: EventFold<P>,
  shown: (partial: P) => unknown,
  runs = 60,
): void {
  const oneByOne = (events: readonly UsageEvent[]): P =>
    events.reduce((partial, event) => fold.merge(partial, fold.lift(event)), fold.empty);

  it("merges associatively, with empty as the unit", () => {
    property(
      fc.property(anyEvents(), anyEvents(), anyEvents(), (first, second, third) => {
        const [a, b, c] = [oneByOne(first), oneByOne(second), oneByOne(third)];
        const left = shown(fold.merge(fold.merge(a, b), c));
        expect(shown(fold.merge(a, fold.merge(b, c)))).toEqual(left);
        expect(shown(fold.merge(a, fold.empty))).toEqual(shown(a));
        expect(shown(fold.merge(fold.empty, a))).toEqual(shown(a));
      }),
      runs,
    );
  });

  it("comes to the same in every order", () => {
    const twoOrders = anyEvents().chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length })),
    );
    property(
      fc.property(twoOrders, ([events, shuffled]) => {
        expect(shown(oneByOne(shuffled))).toEqual(shown(oneByOne(events)));
      }),
      runs,
    );
  });

  it("comes to the same however it is split, and all at once", () => {
    property(
      fc.property(anyEvents(), fc.array(fc.nat({ max: 30 })), (events, cuts) => {
        const bounds = [0, ...cuts.map((cut) => Math.min(cut, events.length)), events.length];
        bounds.sort((left, right) => left - right);
        const parts = bounds.slice(1).map((to, index) => oneByOne(events.slice(bounds[index], to)));
        const whole = shown(oneByOne(events));
        expect(
          shown(parts.reduceRight((late, early) => fold.merge(early, late), fold.empty)),
        ).toEqual(whole);
        expect(shown(foldEvents(fold, events))).toEqual(whole);
      }),
      runs,
    );
  });

  it("changes neither partial that it merges", () => {
    property(
      fc.property(anyEvents(), anyEvents(), (first, second) => {
        const [a, b] = [oneByOne(first), oneByOne(second)];
        const before = structuredClone([a, b]);
        fold.merge(a, b);
        fold.merge(b, a);
        expect([a, b]).toEqual(before);
      }),
      runs,
    );
  });
}
