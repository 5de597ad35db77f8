import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import type { Aggregation, Filter } from "../model/meter.ts";
import { decimalOf, format, trim } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import { banded } from "../pricing/banded.ts";
import { flat } from "../pricing/flat.ts";
import { graduated } from "../pricing/graduated.ts";
import { matrix } from "../pricing/matrix.ts";
import { packages } from "../pricing/package.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { percentage } from "../pricing/percentage.ts";
import type { Item } from "../pricing/price-kind.ts";
import { rate } from "../pricing/rate.ts";
import { compilePrice, type Price } from "../pricing/registry.ts";
import { type ChargeFold, chargeFold } from "./charge-fold.ts";
import { describeFoldLaws } from "./fold.conformance.ts";
import { foldEvents } from "./fold-events.ts";
import { compileMeter } from "./meter-fold.ts";
import {
  decimalText,
  type Fraction,
  fractionOf,
  naiveQuantity,
  order,
} from "./naive-meter.fixture.ts";
import { anyEvents, dawn, event } from "./usage-event.fixture.ts";
import type { UsageEvent } from "./usage-event.ts";

const window = { from: dawn + 5, to: dawn + 75 };
const sum: Aggregation = { kind: "sum", property: "amount" };
const tiers = graduated([
  { upTo: 100, unit: usd(1) },
  { upTo: 1000, unit: usd("0.5"), flat: usd(3) },
  { unit: usd("0.0000005") },
]);
const byRegion = matrix(
  ["region"],
  [
    { when: { region: "eu" }, price: perUnit(usd("0.02")) },
    { when: { region: "7" }, price: tiers },
  ],
  { otherwise: perUnit(usd("0.05")) },
);

interface Case {
  readonly name: string;
  readonly price: Price;
  readonly aggregation?: Aggregation;
  readonly filter?: Filter;
  readonly included?: string;
}
const cases: readonly Case[] = [
  { name: "per unit of a sum", price: perUnit(usd("0.001"), { per: 1000 }) },
  { name: "graduated, with units included", price: tiers, included: "150.5" },
  {
    name: "packages of a filtered count",
    price: packages(3, usd(5)),
    aggregation: { kind: "count" },
    filter: { property: "amount", above: 10 },
  },
  { name: "flat", price: flat(usd(9)), aggregation: { kind: "max", property: "amount" } },
  {
    name: "per unit of distinct regions",
    price: perUnit(usd(2)),
    aggregation: { kind: "unique", property: "region" },
  },
  {
    name: "per unit of a time-weighted sum",
    price: perUnit(usd(2)),
    aggregation: { kind: "time-weighted-sum", property: "amount", per: "second" },
  },
  { name: "matrix", price: byRegion },
  { name: "matrix of a peak", price: byRegion, aggregation: { kind: "max", property: "amount" } },
  {
    name: "percentage with free events",
    price: percentage("2.9%", { fixed: usd("0.30"), freeEvents: 3 }),
  },
  {
    name: "percentage with a free amount",
    price: percentage("1.5%", { minimum: usd("0.10"), freeAmount: usd(250) }),
  },
  { name: "banded", price: banded([{ upTo: usd(10), flat: usd("0.1") }, { rate: "1%" }]) },
];

function chargeOf({ price, aggregation = sum, filter, included }: Case): ChargeFold {
  const meter = { event: "call", unit: "unit", aggregation, ...(filter && { filter }) };
  const terms = included === undefined ? {} : { included: decimalOf(included) };
  return expectOk(chargeFold(expectOk(compileMeter(meter)), expectOk(compilePrice(price)), terms));
}

function finished(charge: ChargeFold, partial: unknown) {
  const { rated, quantity, events, included } = charge.finish(partial, window);
  return {
    ...rated,
    amount: format(rated.amount),
    quantity: format(quantity),
    rated: format(rated.quantity),
    free: rated.free && format(rated.free),
    events,
    included: included && format(included),
  };
}

function withoutIncluded(total: Fraction, included: string): Fraction {
  const free = fractionOf(included) ?? total;
  if (total.over <= 0n) return total;
  if (order(total, free) <= 0) return { over: 0n, under: 1n };
  return {
    over: total.over * free.under - free.over * total.under,
    under: total.under * free.under,
  };
}

/** The charge the slow way: all events at hand, then one call of the price. */
function naive(
  { price, aggregation = sum, filter, included = "0" }: Case,
  events: readonly UsageEvent[],
) {
  const above = filter?.above;
  const own = events.filter(({ type, data }) => {
    if (type !== "call") return false;
    return (
      above === undefined || Number(fractionOf(data.amount) ? data.amount : -1) > Number(above)
    );
  });
  const quantityOf = (some: readonly UsageEvent[]) =>
    decimalOf(decimalText(naiveQuantity(aggregation, some, window), 24));
  const compiled = expectOk(compilePrice(price));
  if (compiled.input === "quantity") {
    const total = naiveQuantity(aggregation, own, window);
    return rate(compiled, decimalOf(decimalText(withoutIncluded(total, included), 24)));
  }
  const readable = own.filter(({ data: { amount } }) => fractionOf(amount) !== undefined);
  if (compiled.input === "events") {
    const items = readable.map(
      (one): Item => ({ quantity: quantityOf([one]), time: one.time, id: one.id }),
    );
    return rate(compiled, items);
  }
  const regionOf = ({ data }: UsageEvent) => String(data.region ?? "");
  const regions = [...new Set(readable.map(regionOf))].sort();
  const items = regions.map((region): Item => {
    const some = readable.filter((one) => regionOf(one) === region);
    return { quantity: quantityOf(some), time: window.from, id: region, dimensions: { region } };
  });
  return rate(compiled, items);
}

describe.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
  const charge = chargeOf(one);
  describeFoldLaws(charge, (partial) => finished(charge, partial), 40);

  it("agrees with the slow way", () => {
    property(
      fc.property(anyEvents(40), (events) => {
        const { amount, steps } = finished(charge, foldEvents(charge, events));
        const slow = naive(one, events);
        expect(amount).toBe(format(slow.amount));
        expect(steps).toEqual(slow.steps);
      }),
      100,
    );
  });

  it("is carried on to what the same use again and again comes to", () => {
    property(
      fc.property(anyEvents(12), fc.integer({ min: 1, max: 5 }), (events, times) => {
        const extended = charge.extend(foldEvents(charge, events), {
          wholeMs: times * 7,
          passedMs: 7,
        });
        const again = Array.from({ length: times }, () => events).flat();
        const figures = (partial: unknown) => {
          const { rated, quantity } = charge.finish(partial, window);
          return [rated.amount, quantity].map((figure) => format(trim(figure)));
        };
        expect(figures(extended)).toEqual(figures(foldEvents(charge, again)));
      }),
      40,
    );
  });
});

const charged = (one: Case, data: readonly UsageEvent["data"][], included?: string) => {
  const charge = chargeOf(one);
  const partial = foldEvents(
    charge,
    data.map((properties) => event(properties)),
  );
  const { rated, ...rest } = charge.finish(
    partial,
    window,
    included === undefined ? undefined : decimalOf(included),
  );
  return { rated, ...rest };
};

describe("included units", () => {
  const calls: Case = { name: "calls", price: tiers, included: "1000" };

  it("come off first, and show", () => {
    const { rated, quantity, included } = charged(calls, [{ amount: 1100 }]);
    expect(format(rated.amount)).toBe("100");
    expect(format(quantity)).toBe("1100");
    expect(included && format(included)).toBe("1000");
  });

  it("are used up no further than the quantity, and not by a negative one", () => {
    expect(charged(calls, [{ amount: 30 }]).included).toMatchObject({ coefficient: 30 });
    expect(charged(calls, [{ amount: -30 }]).included).toMatchObject({ coefficient: 0 });
    expect(charged(calls, []).included).toMatchObject({ coefficient: 0 });
  });

  it("may be another number in a period cut short", () => {
    expect(format(charged(calls, [{ amount: 600 }], "500").rated.amount)).toBe("100");
  });

  it("are absent where the charge includes none", () => {
    expect(charged({ name: "calls", price: tiers }, [{ amount: 5 }]).included).toBeUndefined();
  });

  it.each([byRegion, percentage("1%")])(
    "are refused for a price of no single quantity",
    (price) => {
      const meter = expectOk(compileMeter({ event: "call", unit: "call", aggregation: sum }));
      expect(
        chargeFold(meter, expectOk(compilePrice(price)), { included: decimalOf(5) }),
      ).toMatchObject({
        ok: false,
        faults: [{ code: "included-needs-quantity", path: "/included" }],
      });
    },
  );
});

it.each(["max", "min", "latest", "unique"] as const)("refuses a price per event of %s", (kind) => {
  const meter = expectOk(
    compileMeter({ event: "call", unit: "call", aggregation: { kind, property: "amount" } }),
  );
  expect(chargeFold(meter, expectOk(compilePrice(percentage("1%"))))).toMatchObject({
    ok: false,
    faults: [{ code: "price-needs-event-values", path: "/meter" }],
  });
});

it("notes the events it could not read or place", () => {
  const { rated, events } = charged({ name: "matrix", price: byRegion }, [
    { amount: 10, region: "eu" },
    { amount: 10 },
    { amount: "ten", region: "us" },
  ]);
  expect(events).toBe(2);
  expect(rated.notes).toEqual(
    expect.arrayContaining([
      "1 event has no readable value and was not charged",
      '1 event has no "region"',
    ]),
  );
});

it("charges a carried value without an event", () => {
  const charge = chargeOf({
    name: "storage",
    price: matrix(["region"], [{ when: { region: "eu" }, price: perUnit(usd(1)) }]),
    aggregation: { kind: "time-weighted-sum", property: "gb", per: "second" },
  });
  const early = charge.lift(event({ gb: 2, region: "eu" }, { at: 10 }));
  const carried = charge.carry(early, { from: dawn, to: dawn + 1000 });
  const { rated, events } = charge.finish(carried, { from: dawn + 1000, to: dawn + 4000 });
  expect(format(rated.amount)).toBe("6");
  expect(events).toBe(0);
});
