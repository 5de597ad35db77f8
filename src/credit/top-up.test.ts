import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { compare, decimalOf, sum } from "../money/decimal.ts";
import { DAY_MS, HOUR_MS } from "../time/instant.ts";
import { burn } from "./burn.ts";
import { bookOf, day, grantOf, lineOf, statement } from "./credit.fixture.ts";
import { creditBalance, openCreditBook } from "./credit-book.ts";
import { grantCredit } from "./grant-credit.ts";
import { type TopUp, type TopUpRule, topUpDue, topUpGrant, topUpRuleFaults } from "./top-up.ts";

const now = day("2026-03-10");

const ruleOf = (changes: Partial<TopUpRule> = {}): TopUpRule => ({
  id: "auto",
  currency: "USD",
  whenBelow: "20",
  size: { kind: "packs", amount: "50", price: "40" },
  retryHours: [1, 24],
  since: day("2026-01-01"),
  ...changes,
});

const holding = (amount: string) => bookOf(day("2026-01-01"), grantOf("start", { amount }));
const empty = openCreditBook("acme", "UTC");

const topUp = (state: TopUp["state"], changes: Partial<TopUp> = {}): TopUp => ({
  id: "auto/1",
  rule: "auto",
  requestedAt: now - DAY_MS,
  price: "40",
  state,
  ...changes,
});

describe("a top-up", () => {
  test("is due below the trigger, not at it", () => {
    expect(topUpDue(holding("20"), ruleOf(), [], now)).toEqual({ kind: "wait", because: "enough" });
    expect(topUpDue(holding("19.99"), ruleOf(), [], now)).toEqual({
      kind: "purchase",
      request: {
        id: "auto/1",
        rule: "auto",
        currency: "USD",
        amount: "50.00",
        price: "40.00",
        attempt: 1,
        requestedAt: now,
      },
    });
  });

  test("counts what is used and not invoiced yet", () => {
    expect(topUpDue(holding("100"), ruleOf(), [], now, "81").kind).toBe("purchase");
  });

  test("buys as many packs as lift the balance to the trigger", () => {
    const rule = ruleOf({ whenBelow: "120" });
    expect(topUpDue(holding("15"), rule, [], now)).toMatchObject({
      request: { amount: "150.00", price: "120.00" },
    });
  });

  test("fills up at a part of what the credits are worth", () => {
    const rule = ruleOf({ size: { kind: "up-to", upTo: "100", share: "0.85" } });
    expect(topUpDue(holding("12.34"), rule, [], now)).toMatchObject({
      request: { amount: "87.66", price: "74.51" },
    });
  });

  test("looks only at the book that it fills", () => {
    const book = bookOf(day("2026-01-01"), grantOf("other", { credit: "promo" }));
    expect(topUpDue(book, ruleOf({ credit: "wallet" }), [], now)).toMatchObject({
      request: { credit: "wallet" },
    });
  });

  test("waits while one is pending, and is not bought before or after its time", () => {
    const wait = (because: string) => ({ kind: "wait", because });
    expect(topUpDue(empty, ruleOf(), [topUp("pending")], now)).toEqual(wait("pending"));
    expect(topUpDue(empty, ruleOf(), [topUp("pending", { rule: "x" })], now).kind).toBe("purchase");
    expect(topUpDue(empty, ruleOf({ since: now + 1 }), [], now)).toEqual(wait("not-in-force"));
    expect(topUpDue(empty, ruleOf({ endsAt: now }), [], now)).toEqual(wait("not-in-force"));
  });

  test("waits longer after each failure, then gives up until the rule is given anew", () => {
    const failed = (hoursAgo: number, number = 1) =>
      topUp("failed", { id: `auto/${number}`, failedAt: now - hoursAgo * HOUR_MS });
    const one = [failed(0.5)];
    expect(topUpDue(empty, ruleOf(), one, now)).toEqual({
      kind: "wait",
      because: "retry-later",
      until: now + 0.5 * HOUR_MS,
    });
    expect(topUpDue(empty, ruleOf(), one, now + 0.5 * HOUR_MS)).toMatchObject({
      request: { id: "auto/2", attempt: 2 },
    });
    const two = [failed(30), failed(23)];
    expect(topUpDue(empty, ruleOf(), two, now)).toMatchObject({ until: now + HOUR_MS });
    const three = [...two, failed(100, 3)];
    expect(topUpDue(empty, ruleOf(), three, now)).toEqual({
      kind: "wait",
      because: "retries-used-up",
    });
    expect(topUpDue(empty, ruleOf({ since: now }), three, now)).toMatchObject({
      request: { id: "auto/4", attempt: 1 },
    });
    expect(topUpDue(empty, ruleOf(), [...three, topUp("paid")], now)).toMatchObject({
      request: { attempt: 1 },
    });
  });

  test("keeps to the month's maximum, and goes on in the next month", () => {
    const rule = ruleOf({ whenBelow: "200", maximumPerMonth: "100" });
    expect(topUpDue(empty, rule, [], now)).toMatchObject({
      request: { amount: "100.00", price: "80.00" },
    });
    const spent = [
      topUp("paid", { price: "80" }),
      topUp("failed", { requestedAt: now - 40 * DAY_MS }),
    ];
    expect(topUpDue(empty, rule, spent, now)).toEqual({
      kind: "wait",
      because: "monthly-maximum",
      until: day("2026-04-01"),
    });
    expect(topUpDue(empty, rule, spent, day("2026-04-01")).kind).toBe("purchase");
    const december = { ...topUp("paid", { price: "100" }), requestedAt: day("2026-12-05") };
    expect(topUpDue(empty, rule, [december], day("2026-12-31"))).toMatchObject({
      until: day("2027-01-01"),
    });
    const fill = { ...rule, size: { kind: "up-to", upTo: "300", share: "0.9" } } as const;
    expect(topUpDue(empty, fill, [topUp("paid", { price: "90" })], now)).toMatchObject({
      request: { amount: "11.11", price: "10.00" },
    });
  });

  test("once paid is a prepaid grant and its purchase", () => {
    const decision = topUpDue(empty, ruleOf(), [], now);
    if (decision.kind === "wait") throw new Error("one is due");
    const command = topUpGrant(decision.request, { amount: "40", provider: "stripe" });
    const change = expectOk(grantCredit(empty, command, now));
    expect(statement(change.movements)).toEqual([
      "2026-03-10 auto/1/1 credit-grant 50.00 paid 40.00",
      "2026-03-10 auto/1/2 credit-purchase 40.00",
    ]);
    expect(topUpDue(change.book, ruleOf(), [topUp("paid")], now).kind).toBe("wait");
  });

  test.each<[Partial<TopUpRule>, string]>([
    [{ whenBelow: "0" }, "amount-not-positive /whenBelow"],
    [{ size: { kind: "packs", amount: "50", price: "60" } }, "price-above-amount /size/price"],
    [{ size: { kind: "up-to", upTo: "10", share: "1" } }, "top-up-below-trigger /size/upTo"],
    [{ size: { kind: "up-to", upTo: "30", share: "0" } }, "percent-out-of-range /size/share"],
    [{ size: { kind: "up-to", upTo: "30", share: "x" } }, "not-a-number /size/share"],
    [{ maximumPerMonth: "39.99" }, "maximum-below-price /size/price"],
  ])("cannot be ordered with %j", (changes, fault) => {
    const faults = topUpRuleFaults(ruleOf(changes)).map(({ code, path }) => `${code} ${path}`);
    expect(faults).toEqual([fault]);
  });
});

const hour = fc.record({
  use: fc.integer({ min: 0, max: 60 }),
  wait: fc.integer({ min: 1, max: 200 }),
  payment: fc.constantFrom("paid", "failed", "slow"),
});

test("whatever payments do: one at a time, never above the maximum, and one purchase lifts the balance", () => {
  property(
    fc.property(
      fc.array(hour, { maxLength: 40 }),
      fc.constantFrom<TopUpRule["size"]>(
        { kind: "packs", amount: "15", price: "12" },
        { kind: "up-to", upTo: "80", share: "0.9" },
      ),
      fc.option(fc.constantFrom("60", "100"), { nil: undefined }),
      (hours, size, maximum) => {
        const rule = ruleOf({
          size,
          ...(maximum === undefined ? {} : { maximumPerMonth: maximum }),
        });
        let book = holding("30");
        let topUps: readonly TopUp[] = [];
        let at = now;
        for (const [index, { use, wait, payment }] of hours.entries()) {
          at += wait * HOUR_MS;
          const lines = [lineOf("a", String(use))];
          book = expectOk(burn(book, { id: `use-${index}`, currency: "USD", lines }, at)).book;
          topUps = topUps.map((one) =>
            one.state === "pending" ? { ...one, state: "failed", failedAt: at } : one,
          );
          const decision = topUpDue(book, rule, topUps, at);
          const before = creditBalance(book, "USD", at);
          if (compare(before, decimalOf("20")) >= 0) expect(decision.kind).toBe("wait");
          if (decision.kind === "wait") continue;
          const { request } = decision;
          expect(topUps.map(({ id }) => id)).not.toContain(request.id);
          const asked = { ...request, state: "pending" } as const;
          expect(topUpDue(book, rule, [...topUps, asked], at)).toMatchObject({
            because: "pending",
          });
          topUps = [
            ...topUps,
            { ...asked, state: payment === "slow" ? "pending" : payment, failedAt: at },
          ];
          if (payment !== "paid") continue;
          book = expectOk(
            grantCredit(book, topUpGrant(request, { amount: request.price }), at),
          ).book;
          // A month's maximum may have made it smaller: then the month has no room for another.
          expect(topUpDue(book, rule, topUps, at).kind).toBe("wait");
        }
        if (maximum === undefined) return;
        for (const month of ["03", "04", "05", "06", "07", "08", "09", "10", "11", "12"]) {
          const inMonth = topUps.filter(
            ({ state, requestedAt }) =>
              state === "paid" &&
              requestedAt >= day(`2026-${month}-01`) &&
              requestedAt <
                day(
                  month === "12"
                    ? "2027-01-01"
                    : `2026-${String(Number(month) + 1).padStart(2, "0")}-01`,
                ),
          );
          const spent = sum(inMonth.map(({ price }) => decimalOf(price)));
          expect(compare(spent, decimalOf(maximum))).toBeLessThanOrEqual(0);
        }
      },
    ),
    200,
  );
});
