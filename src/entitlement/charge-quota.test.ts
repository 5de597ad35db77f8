import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { at } from "../account/account.fixture.ts";
import type { AccountFact } from "../account/fact.ts";
import { type Decimal, decimalOf, format, zero } from "../money/decimal.ts";
import { formatInstant } from "../time/instant.ts";
import { askedQuantity } from "./asked-quantity.ts";
import { decideQuotas, quotaStanding } from "./decide.ts";
import { bought, heldBy } from "./entitlement.fixture.ts";
import type { Entitlements } from "./entitlements.ts";

const fleet = (nodes: number): AccountFact =>
  bought("s-1", { plan: "fleet", start: "2026-01-01", quantities: { nodes } });

const changed = (nodes: number, on: string): AccountFact => ({
  fact: "change",
  id: "x-1",
  customer: "c-1",
  subscription: "s-1",
  on,
  quantities: { nodes },
});

const quotaOf = ({ quotas }: Entitlements, id: string) => {
  const found = quotas.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no quota ${id}`);
  return found;
};

describe("capacity that was bought", () => {
  test("is a quota of what the subscription reserves, where use above it is blocked", () => {
    const held = heldBy([fleet(4)], "2026-01-20T00:00:00Z");
    const { terms, sources, per } = quotaOf(held, "charges/nodes");
    expect(terms.limit && format(terms.limit)).toBe("4");
    expect(terms.overage).toBe("block");
    expect(per).toBe("billing-period");
    expect(sources).toEqual([{ kind: "plan", id: "fleet" }]);
  });

  test("is looked at for an alert of the model, and billed above, where the price says so", () => {
    const { terms } = quotaOf(heldBy([fleet(4)], "2026-01-20T00:00:00Z"), "charges/disks");
    expect(terms.overage).toBe("bill");
    expect(terms.limit && format(terms.limit)).toBe("8");
    expect(terms.alertAt.map(({ alert }) => alert?.id)).toEqual(["full"]);
  });

  test("counts from the day on which it was bought: a peak of before is none of it", () => {
    const held = heldBy([fleet(4), changed(2, "2026-01-11")], "2026-01-20T00:00:00Z");
    const { spanAt, terms } = quotaOf(held, "charges/nodes");
    expect(terms.limit && format(terms.limit)).toBe("2");
    const { window, resetsAt } = spanAt(at("2026-01-20T00:00:00Z"));
    expect(formatInstant(window.from)).toBe("2026-01-11T00:00:00Z");
    expect(formatInstant(resetsAt ?? 0)).toBe("2026-02-01T00:00:00Z");
  });
});

/** A level that somebody asks for at noon of a day of January. */
const levels = fc.array(
  fc.record({ day: fc.integer({ min: 1, max: 28 }), level: fc.integer({ min: 1, max: 9 }) }),
  { minLength: 1, maxLength: 8 },
);

test("asking for levels in turn, those are let through that what was bought for the day has room for", () =>
  property(
    fc.property(
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 2, max: 28 }),
      levels,
      (first, second, changedOn, asked) => {
        const day = (of: number): string => `2026-01-${String(of).padStart(2, "0")}`;
        const facts = [
          fleet(first),
          ...(second === first ? [] : [changed(second, day(changedOn))]),
        ];
        const used: { readonly time: number; readonly level: Decimal }[] = [];
        for (const { day: of, level } of [...asked].sort((left, right) => left.day - right.day)) {
          const now = `${day(of)}T12:00:00Z`;
          const held = heldBy(facts, now);
          const quota = quotaOf(held, "charges/nodes");
          const span = quota.spanAt(at(now));
          const peak = used
            .filter(({ time }) => span.window.from <= time && time < span.window.to)
            .reduce(
              (highest, one) =>
                Number(format(one.level)) > Number(format(highest)) ? one.level : highest,
              zero,
            );
          const standing = quotaStanding(quota, {
            span,
            used: peak,
            reserved: zero,
            usedBefore: undefined,
          });
          const decision = decideQuotas(held, [standing], () =>
            askedQuantity(quota.meter.aggregation, decimalOf(level), peak),
          );
          // The oracle knows days and numbers, and neither windows nor what was used.
          expect(decision.allowed).toBe(level <= (of < changedOn ? first : second));
          if (decision.allowed) used.push({ time: at(now), level: decimalOf(level) });
        }
      },
    ),
    60,
  ));
