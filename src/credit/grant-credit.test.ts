import { describe, expect, test } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { decimal, equals } from "../money/decimal.ts";
import { type AdjustCommand, adjustGrant } from "./adjust-grant.ts";
import { brokenInvariant } from "./broken-invariant.ts";
import { bookOf, day, grantOf, leftOf, statement } from "./credit.fixture.ts";
import { creditBalance, openCreditBook } from "./credit-book.ts";
import { type GrantCommand, grantCredit } from "./grant-credit.ts";
import { recurCredit } from "./recur-credit.ts";
import { voidGrant } from "./void-grant.ts";

const jan = day("2026-01-01");
const feb = day("2026-02-01");
const codesOf = (result: Parameters<typeof faultsOf>[0]): readonly string[] =>
  faultsOf(result).map(({ code, path }) => `${code} ${path}`);

describe("a grant", () => {
  test("that was paid by itself is a purchase, tax included", () => {
    const purchase = {
      amount: "95.2",
      taxes: [{ jurisdiction: "DE", rate: "19%", amount: "15.20" }],
      provider: "stripe",
    } as const;
    const command = grantOf("pack", { kind: "prepaid", pricePaid: "80", purchase });
    const { movements } = expectOk(grantCredit(openCreditBook("acme", "UTC"), command, jan));
    expect(statement(movements)).toEqual([
      "2026-01-01 pack/1 credit-grant 100.00 paid 80.00",
      "2026-01-01 pack/2 credit-purchase 95.20",
    ]);
    expect(movements[1]).toMatchObject({ provider: "stripe", taxes: purchase.taxes });
  });

  test.each<[Partial<GrantCommand>, readonly string[]]>([
    [{ amount: "0" }, ["amount-not-positive /amount"]],
    [{ amount: "1.005" }, ["wrong-minor-unit /amount"]],
    [{ pricePaid: "101" }, ["price-above-amount /pricePaid"]],
    [{ pricePaid: "-1" }, ["negative-amount /pricePaid"]],
    [{ priority: 0.5 }, ["out-of-range /priority"]],
    [{ effectiveAt: feb, expiresAt: feb }, ["expiry-before-start /expiresAt"]],
    [{ effectiveAt: 0, expiresAt: 1 }, ["credit-already-expired /expiresAt"]],
    [{ purchase: { amount: "5" } }, ["price-not-paid /purchase/amount"]],
    [
      { rollover: { share: "1.5", maximum: "-1", times: 0.5, life: { days: 0 } } },
      [
        "percent-out-of-range /rollover/share",
        "negative-amount /rollover/maximum",
        "out-of-range /rollover/times",
        "out-of-range /rollover/life",
      ],
    ],
  ])("is refused with %j", (changes, codes) => {
    const result = grantCredit(openCreditBook("acme", "UTC"), grantOf("one", changes), jan);
    expect(codesOf(result)).toEqual(codes);
  });

  test("is refused twice, and where a recurring one will have its id", () => {
    const book = bookOf(jan, grantOf("one"));
    expect(codesOf(grantCredit(book, grantOf("one"), feb))).toEqual(["duplicate-grant /id"]);
    const recurring = expectOk(
      recurCredit(
        book,
        { id: "more", terms: grantOf("more"), every: "monthly", start: "2026-03-01", life: null },
        jan,
      ),
    ).book;
    expect(codesOf(grantCredit(recurring, grantOf("more/12"), feb))).toEqual([
      "duplicate-grant /id",
    ]);
    expect(grantCredit(recurring, grantOf("more/special"), feb).ok).toBe(true);
  });

  test("counts to the balance while it is valid, by currency and by book", () => {
    const book = bookOf(
      jan,
      grantOf("a", { credit: "welcome", expiresAt: feb }),
      grantOf("b", { effectiveAt: feb }),
      grantOf("c", { currency: "EUR" }),
    );
    const is = (found: ReturnType<typeof creditBalance>, amount: number) =>
      expect(equals(found, decimal(amount))).toBe(true);
    is(creditBalance(book, "USD", jan), 100);
    is(creditBalance(book, "USD", feb), 100);
    is(creditBalance(book, "USD", jan, "welcome"), 100);
    is(creditBalance(book, "USD", feb, "welcome"), 0);
    is(creditBalance(book, "EUR", jan), 100);
  });
});

test("a void takes back what is left with its part of the price, once", () => {
  const book = bookOf(jan, grantOf("pack", { kind: "prepaid", pricePaid: "80" }));
  const change = expectOk(voidGrant(book, { grant: "pack", reason: "purchase-undone" }, feb));
  expect(statement(change.movements)).toEqual(["2026-02-01 pack/2 credit-void 100.00 paid 80.00"]);
  const again = voidGrant(change.book, { grant: "pack", reason: "x" }, feb);
  expect(codesOf(again)).toEqual(["grant-voided /grant"]);
  expect(codesOf(voidGrant(book, { grant: "none", reason: "x" }, feb))).toEqual([
    "unknown-grant /grant",
  ]);
});

describe("an adjustment", () => {
  const pack = grantOf("pack", { kind: "prepaid", pricePaid: "80", expiresAt: day("2026-03-01") });
  const adjusted = (changes: Partial<AdjustCommand>, at = feb) =>
    adjustGrant(bookOf(jan, pack), { grant: "pack", reason: "count", ...changes }, at);

  test("gives more at no price, or takes away with its price", () => {
    const more = expectOk(adjusted({ by: "20" }));
    expect(leftOf(more.book)).toEqual(["pack 120.00"]);
    expect(statement(more.movements)).toEqual(["2026-02-01 pack/2 credit-grant 20.00 paid 0.00"]);
    const less = expectOk(adjusted({ by: "-25" }));
    expect(statement(less.movements)).toEqual(["2026-02-01 pack/2 credit-void 25.00 paid 20.00"]);
  });

  test("changes expiry and priority without a movement", () => {
    const change = expectOk(adjusted({ expiresAt: null, priority: 7 }));
    expect(change.movements).toEqual([]);
    expect(change.book.grants[0]).toMatchObject({ expiresAt: null, priority: 7 });
  });

  test.each<[Partial<AdjustCommand>, string]>([
    [{}, "adjusts-nothing "],
    [{ by: "-100.01" }, "above-remaining /by"],
    [{ by: "0.001" }, "wrong-minor-unit /by"],
    [{ expiresAt: feb }, "credit-already-expired /expiresAt"],
    [{ priority: -1 }, "out-of-range /priority"],
    [{ grant: "none", by: "1" }, "unknown-grant /grant"],
  ])("is refused with %j", (changes, code) => {
    expect(codesOf(adjusted(changes))).toEqual([code]);
  });

  test("of what has expired or is void is refused", () => {
    expect(codesOf(adjusted({ by: "1" }, day("2026-03-01")))).toEqual([
      "credit-already-expired /expiresAt",
    ]);
    const { book } = expectOk(voidGrant(bookOf(jan, pack), { grant: "pack", reason: "x" }, feb));
    expect(codesOf(adjustGrant(book, { grant: "pack", by: "1", reason: "x" }, feb))).toEqual([
      "grant-voided /grant",
    ]);
  });
});

test("a broken book says what is broken", () => {
  const book = bookOf(jan, grantOf("a"), grantOf("b", { kind: "prepaid", pricePaid: "80" }));
  const [a, b] = book.grants;
  if (a === undefined || b === undefined) throw new Error("two grants were given");
  const broken = (changes: object) =>
    brokenInvariant({ ...book, grants: [a, { ...b, ...changes }] });
  expect(brokenInvariant(book)).toBeUndefined();
  expect(broken({ remaining: { amount: "-1.00", cost: "0.00" } })).toContain("below zero");
  expect(broken({ remaining: { amount: "10.00", cost: "80.00" } })).toContain("cost more");
  expect(broken({ amount: "101.00" })).toContain("do not add up");
  expect(broken({ pricePaid: "81.00" })).toContain("not its price");
  expect(broken({ funding: "free" })).toContain("funding");
  expect(brokenInvariant({ ...book, grants: [b, a] })).toContain("burns later");
  const burned = { amount: "10.00", cost: "8.00" };
  expect(broken({ burned, remaining: { amount: "90.00", cost: "72.00" } })).toContain("its draws");
  const nothing = { amount: "0.00", cost: "0.00" };
  const draw = { line: "l", stream: "s", grant: "none", ...nothing, released: nothing };
  const burns = [{ id: "x", at: jan, currency: "USD", draws: [draw] }] as const;
  expect(brokenInvariant({ ...book, burns })).toContain("no grant none");
  const over = { ...draw, grant: "a", released: { amount: "1.00", cost: "0.00" } };
  expect(
    brokenInvariant({
      ...book,
      burns: [{ ...burns[0], draws: [over, { ...over, amount: "1.00", released: nothing }] }],
    }),
  ).toContain("more came back");
});
