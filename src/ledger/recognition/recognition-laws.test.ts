import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import { add, compare, type Decimal, decimal, subtract, sum, zero } from "../../money/decimal.ts";
import { allocatePrice } from "../../pricing/allocate-price.ts";
import { monthOf } from "./accounting-month.ts";
import { anyStory, factDays, firstDay, type Story } from "./any-contract.fixture.ts";
import type { Contract } from "./contract.ts";
import { contractBalances, obligationBalances } from "./contract-balance.ts";
import { isRevenue, type Movement } from "./movement.ts";
import { earnedByDay, scheduleByDay } from "./ratable.ts";
import { amount, on, promise, revenueIn, text } from "./recognition.fixture.ts";
import type { RecognitionFact } from "./recognition-fact.ts";
import { recognize } from "./recognize.ts";

const lastDay = firstDay + factDays + 900;
const anyCut = fc.integer({ min: firstDay, max: lastDay });
const movementsOf = ({ contract, facts }: Story, until: number) =>
  expectOk(recognize(contract, facts, until)).movements;

/** Movements of one cause and month added up, in a fixed order. */
function summed(movements: readonly Movement[], beforeMonth: number): string[] {
  const sums = new Map<string, Decimal>();
  for (const { obligation, kind, day, fact, amount: moved } of movements) {
    if (monthOf(day) >= beforeMonth) continue;
    const key = JSON.stringify([monthOf(day), obligation, kind, fact]);
    sums.set(key, add(sums.get(key) ?? zero, moved));
  }
  return [...sums].map(([key, total]) => `${key} ${text(total)}`).sort();
}

describe("every contract, at every date", () => {
  it("recognised + deferred + refund liability − contract asset = billed, by obligation and contract", () => {
    property(
      fc.property(anyStory, anyCut, (story, cut) => {
        const movements = movementsOf(story, cut);
        const all = [
          ...contractBalances(movements).values(),
          ...[...obligationBalances(movements).values()].flatMap((own) => [...own.values()]),
        ];
        for (const own of all) {
          const kept = add(add(own.recognised, own.deferred), own.refundLiability);
          expect(text(subtract(kept, own.contractAsset))).toBe(text(own.billed));
          for (const balance of [own.deferred, own.refundLiability, own.contractAsset])
            expect(compare(balance, zero)).toBeGreaterThanOrEqual(0);
        }
      }),
      200,
    );
  });

  it("keeps in each obligation what was moved and booked of it", () => {
    property(
      fc.property(anyStory, anyCut, ({ contract, facts }, cut) => {
        const { movements, obligations } = expectOk(recognize(contract, facts, cut));
        const balances = obligationBalances(movements).get(contract.id);
        for (const own of obligations) {
          expect(text(balances?.get(own.id)?.recognised)).toBe(text(own.recognised));
          expect(text(balances?.get(own.id)?.billed)).toBe(text(own.billed));
        }
        const moved = movements.filter((movement) => movement.kind === "moved");
        expect(text(sum(moved.map((movement) => movement.amount)))).toBe("0");
      }),
      100,
    );
  });

  it("does not depend on the order of its facts", () => {
    const shuffled = anyStory.chain((story) =>
      fc.tuple(
        fc.constant(story),
        fc.shuffledSubarray([...story.facts], {
          minLength: story.facts.length,
          maxLength: story.facts.length,
        }),
      ),
    );
    property(
      fc.property(shuffled, ([story, facts]) => {
        expect(movementsOf({ ...story, facts: [...facts, ...facts] }, lastDay)).toEqual(
          movementsOf(story, lastDay),
        );
      }),
      100,
    );
  });

  it("moves the same in a month, up to whatever later day it is counted", () => {
    property(
      fc.property(anyStory, anyCut, (story, cut) => {
        const whole = summed(movementsOf(story, lastDay), monthOf(cut));
        expect(summed(movementsOf(story, cut), monthOf(cut))).toEqual(whole);
      }),
      200,
    );
  });

  it("owes the customer no more or less than its price: allocated = fixed + variable + changes − concessions", () => {
    property(
      fc.property(anyStory, (story) => {
        const { contract } = story;
        const facts = story.facts.filter((fact) => fact.kind !== "terminated");
        const { obligations } = expectOk(recognize(contract, facts, lastDay));
        const own = obligations.filter((track) => /^[on]/.test(track.id));
        const priced = sum(own.map((track) => add(track.settled, track.allocated)));
        const dropped = own.filter((track) => !track.open).map((track) => track.allocated);
        expect(text(subtract(priced, sum(dropped)))).toBe(text(priceOf(contract, facts)));
      }),
      200,
    );
  });
});

/** The transaction price after all facts, by plain addition. */
function priceOf(contract: Contract, facts: readonly RecognitionFact[]): Decimal {
  const estimates = new Map(contract.price.variable?.map((own) => [own.id, own.estimate]));
  let price = contract.price.fixed;
  for (const fact of facts.toSorted((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1))) {
    if (fact.kind === "price-estimated") estimates.set(fact.component, fact.amount);
    if (fact.kind === "conceded" && /^[on]/.test(fact.obligation))
      price = subtract(price, fact.amount);
    if (fact.kind === "modified") price = add(price, fact.price);
  }
  return add(price, sum(estimates.values()));
}

describe("an allocation", () => {
  it("adds up to the price to the minor unit, and gives nothing to what is worth nothing", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 1,
      maxLength: 8,
    });
    property(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), weights, (price, prices) => {
        fc.pre(prices.some((standalone) => standalone > 0));
        const sharers = prices.map((standalone, index) => ({
          id: `o${index}`,
          standalone: decimal(standalone, 2),
        }));
        const { amounts } = expectOk(allocatePrice(decimal(price, 2), sharers, 2));
        expect(text(sum(amounts.values()))).toBe(text(decimal(price, 2)));
        for (const [index, part] of [...amounts.values()].entries())
          if (prices[index] === 0) expect(text(part)).toBe("0");
      }),
    );
  });
});

describe("a schedule by day", () => {
  const anySpan = fc
    .tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 1_500 }))
    .map(([from, length]) => ({ from, to: from + length }));
  const anyAmount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((own) => decimal(own, 2));

  it("adds up to its amount, and no row has another sign", () => {
    property(
      fc.property(anyAmount, anySpan, (total, span) => {
        const rows = scheduleByDay(total, span, 2);
        expect(text(sum(rows.map((row) => row.amount)))).toBe(text(total));
        for (const row of rows)
          expect([0, compare(total, zero)]).toContain(compare(row.amount, zero));
      }),
    );
  });

  it("never falls as days pass", () => {
    property(
      fc.property(anySpan, fc.integer({ min: 0, max: 50_000 }), (span, units) => {
        const total = decimal(units, 2);
        let before = zero;
        for (let day = span.from - 1; day <= span.to + 1; day += 7) {
          const earned = earnedByDay(total, span, day, 2);
          expect(compare(earned, before)).toBeGreaterThanOrEqual(0);
          before = earned;
        }
        expect(text(earnedByDay(total, span, Math.max(span.to, span.from + 1), 2))).toBe(
          text(total),
        );
      }),
      50,
    );
  });
});

describe("a modification", () => {
  it("that is prospective recognises nothing by itself and keeps what is recognised", () => {
    property(
      fc.property(anyStory, (story) => {
        const change = story.facts.find((fact) => fact.kind === "modified");
        fc.pre(change !== undefined);
        const movements = movementsOf(story, lastDay);
        const own = movements.filter((movement) => movement.fact === change?.id);
        expect(own.filter((movement) => isRevenue(movement.kind))).toEqual([]);
        const without = story.facts.filter((fact) => fact !== change);
        const earlier = (list: readonly Movement[]) =>
          list.filter((movement) => movement.day < (change?.day ?? 0));
        const until = change?.day ?? 0;
        expect(earlier(movementsOf(story, until))).toEqual(
          earlier(movementsOf({ ...story, facts: without }, until)),
        );
      }),
      150,
    );
  });

  it("with catch-up equals the contract computed afresh with the terms as modified", () => {
    const anyProgress = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 });
    property(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: -10_000, max: 100_000 }),
        anyProgress,
        fc.integer({ min: 0, max: 12 }),
        (fixed, price, progress, when) => {
          const pattern = (total: number) => ({ kind: "output", total: amount(total) }) as const;
          const contract = (cents: number, total: number): Contract => ({
            id: "c",
            currency: "USD",
            inception: firstDay,
            obligations: [promise("o", 1, pattern(total))],
            price: { fixed: decimal(cents, 2) },
          });
          const facts = progress.map((quantity, index) => ({
            ...on("2026-01-15", {
              kind: "transferred",
              obligation: "o",
              quantity: amount(quantity),
            }),
            day: firstDay + 2 * index,
          }));
          const modified: RecognitionFact = {
            ...on("2026-01-15", {
              kind: "modified",
              treatment: "catch-up",
              price: decimal(price, 2),
              obligation: "o",
              pattern: pattern(150),
            }),
            day: firstDay + when,
          };
          const until = firstDay + 40;
          const caught = movementsOf(
            { contract: contract(fixed, 100), facts: [...facts, modified] },
            until,
          );
          const fresh = movementsOf({ contract: contract(fixed + price, 150), facts }, until);
          expect(text(revenueIn(caught))).toBe(text(revenueIn(fresh)));
        },
      ),
      150,
    );
  });
});

describe("an obligation satisfied in full", () => {
  it("has recognised its whole price", () => {
    property(
      fc.property(anyStory, ({ contract, facts }) => {
        const { obligations } = expectOk(recognize(contract, facts, lastDay));
        for (const own of obligations) {
          if (own.pattern.kind !== "ratable" || !own.open || own.pattern.to > lastDay) continue;
          expect(text(own.recognised)).toBe(text(add(own.settled, own.allocated)));
        }
      }),
      100,
    );
  });
});
