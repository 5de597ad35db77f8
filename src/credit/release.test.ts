import { describe, expect, test } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { burn } from "./burn.ts";
import { bookOf, day, grantOf, leftOf, lineOf, statement } from "./credit.fixture.ts";
import type { GrantCommand } from "./grant-credit.ts";
import { type ReleaseCommand, release } from "./release.ts";
import { voidGrant } from "./void-grant.ts";

const jan = day("2026-01-01");
const feb = day("2026-02-01");
const mar = day("2026-03-01");

const burnedBook = (...grants: readonly GrantCommand[]) =>
  expectOk(
    burn(
      bookOf(jan, ...grants),
      {
        id: "b1",
        invoice: "INV-1",
        currency: "USD",
        lines: [lineOf("a", "90"), lineOf("b", "60")],
      },
      feb,
    ),
  ).book;

const back = (
  book: ReturnType<typeof burnedBook>,
  changes: Partial<ReleaseCommand> = {},
  at = mar,
) => expectOk(release(book, { id: "CN-1", invoice: "INV-1", ...changes }, at));

const first = grantOf("first", { kind: "prepaid", pricePaid: "80", priority: 0 });
const second = grantOf("second", { priority: 1 });

describe("a release", () => {
  test("undoes a whole burn to the cent", () => {
    const change = back(burnedBook(first, second));
    expect(leftOf(change.book)).toEqual(["first 100.00", "second 100.00"]);
    expect(change.book.grants[0]?.remaining.cost).toBe("80.00");
    expect(statement(change.movements)).toEqual([
      "2026-03-01 second/3 credit-release free on INV-1: b 50.00",
      "2026-03-01 first/4 credit-release prepaid on INV-1: b 8.00, a 72.00",
      "2026-03-01 first/5 credit-release free on INV-1: b 2.00, a 18.00",
    ]);
  });

  test("of a part gives back first what was drawn last", () => {
    const change = back(burnedBook(first, second), { lines: [{ id: "b", amount: "55" }] });
    expect(change.draws.map(({ grant, amount, cost }) => `${grant} ${amount} ${cost}`)).toEqual([
      "second 50.00 0.00",
      "first 5.00 4.00",
    ]);
  });

  test("expires at once where the grant has expired", () => {
    const change = back(burnedBook({ ...first, expiresAt: day("2026-02-15") }, second));
    expect(leftOf(change.book)).toEqual(["first 0.00", "second 100.00"]);
    expect(statement(change.movements).at(-1)).toBe(
      "2026-03-01 first/6 credit-expiry 100.00 paid 80.00",
    );
  });

  test("lives on where the command says so", () => {
    const book = burnedBook({ ...first, expiresAt: day("2026-02-15") }, second);
    const change = back(book, { expiresAt: day("2026-04-01") });
    expect(leftOf(change.book)).toEqual(["first 100.00", "second 100.00"]);
    expect(change.book.grants[0]?.expiresAt).toBe(day("2026-04-01"));
    expect(change.book.grants[1]?.expiresAt).toBeNull();
  });

  test("rolls over as the grant would have", () => {
    const rollover = { share: "0.5", times: 1, life: { months: 1 } };
    const book = burnedBook({ ...first, expiresAt: day("2026-02-15"), rollover }, second);
    const change = back(book);
    expect(leftOf(change.book)).toContain("first 50.00");
    expect(change.book.grants[0]?.expiresAt).toBe(day("2026-03-15"));
  });

  test("is void where the grant is", () => {
    const voided = expectOk(
      voidGrant(burnedBook(first, second), { grant: "second", reason: "x" }, feb),
    );
    const change = back(voided.book);
    expect(leftOf(change.book)).toEqual(["first 100.00", "second 0.00"]);
    expect(change.movements.at(-1)).toMatchObject({ kind: "credit-void", worth: "50.00" });
  });

  test("never gives back more than was burned", () => {
    const book = burnedBook(first, second);
    const codes = (from: typeof book, changes: Partial<ReleaseCommand>) =>
      faultsOf(release(from, { id: "CN-1", invoice: "INV-1", ...changes }, mar)).map(
        ({ code, path }) => `${code} ${path}`,
      );
    expect(codes(book, { invoice: "INV-2" })).toEqual(["nothing-burned /invoice"]);
    expect(codes(book, { expiresAt: mar })).toEqual(["credit-already-expired /expiresAt"]);
    const lines = [
      { id: "a", amount: "90.01" },
      { id: "b", amount: "1" },
      { id: "b", amount: "1" },
      { id: "c", amount: "0" },
    ];
    expect(codes(book, { lines })).toEqual([
      "release-above-burn /lines/0/amount",
      "duplicate-line /lines/2/id",
      "amount-not-positive /lines/3/amount",
    ]);
    const once = back(book, { lines: [{ id: "a", amount: "90" }] }).book;
    expect(codes(once, { lines: [{ id: "a", amount: "0.01" }] })).toEqual([
      "release-above-burn /lines/0/amount",
    ]);
  });
});
