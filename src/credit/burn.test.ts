import { describe, expect, test } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { burn } from "./burn.ts";
import { bookOf, day, grantOf, leftOf, lineOf, statement } from "./credit.fixture.ts";
import type { CreditBook } from "./credit-book.ts";
import { grantCredit } from "./grant-credit.ts";

const jan = day("2026-01-01");
const feb = day("2026-02-01");

const burned = (book: CreditBook, lines: readonly ReturnType<typeof lineOf>[], at = feb) =>
  expectOk(burn(book, { id: "b1", invoice: "INV-1", currency: "USD", lines }, at));

const drawn = (book: CreditBook, lines: readonly ReturnType<typeof lineOf>[], at = feb) =>
  burned(book, lines, at).draws.map(({ line, grant, amount }) => `${grant} ${line} ${amount}`);

describe("grants burn", () => {
  test("by priority, then by expiry, then by age, then by id", () => {
    const told = [
      ["b-never", "2026-01-02", {}],
      ["a-never", "2026-01-02", {}],
      ["late", "2026-01-03", { expiresAt: day("2026-12-01") }],
      ["soon", "2026-01-04", { expiresAt: day("2026-03-01") }],
      ["last", "2026-01-01", { priority: 1, expiresAt: day("2026-02-02") }],
      ["z-older", "2026-01-01", {}],
    ] as const;
    let book = bookOf(jan);
    for (const [id, date, terms] of told)
      book = expectOk(grantCredit(book, grantOf(id, terms), day(date))).book;
    const order = ["soon", "late", "z-older", "a-never", "b-never", "last"];
    expect(drawn(book, [lineOf("a", "600")])).toEqual(order.map((id) => `${id} a 100.00`));
  });

  test("down to zero, and what they cannot pay stays open", () => {
    const change = burned(bookOf(jan, grantOf("welcome")), [
      lineOf("a", "70"),
      lineOf("refund", "-5"),
      lineOf("b", "50"),
      lineOf("c", "10"),
    ]);
    expect(change.draws.map(({ line, amount }) => `${line} ${amount}`)).toEqual([
      "a 70.00",
      "b 30.00",
    ]);
    expect(change.open).toEqual([
      { line: "a", amount: "0.00" },
      { line: "refund", amount: "-5.00" },
      { line: "b", amount: "20.00" },
      { line: "c", amount: "10.00" },
    ]);
    expect(leftOf(change.book)).toEqual(["welcome 0.00"]);
  });

  test("only on the kinds, streams, plans and charges that they are for", () => {
    const book = bookOf(
      jan,
      grantOf("for-usage", { appliesTo: "usage" }),
      grantOf("for-plan", { priority: 1, only: { plans: ["team"], charges: ["calls"] } }),
      grantOf("for-stream", { priority: 2, only: { streams: ["services"] } }),
    );
    const lines = [
      lineOf("fee", "10", { kind: "recurring" }),
      lineOf("calls", "150", { plan: "team", charge: "calls" }),
      lineOf("other", "10", { plan: "team", charge: "storage" }),
      lineOf("work", "10", { kind: "one-off", stream: "services" }),
    ];
    expect(drawn(book, lines)).toEqual([
      "for-usage calls 100.00",
      "for-plan calls 50.00",
      "for-stream work 10.00",
    ]);
  });

  test("only while they are valid, and only in their currency", () => {
    const book = bookOf(
      jan,
      grantOf("ended", { expiresAt: feb }),
      grantOf("later", { effectiveAt: feb + 1 }),
      grantOf("euro", { currency: "EUR" }),
    );
    expect(drawn(book, [lineOf("a", "10")])).toEqual([]);
    expect(drawn(book, [lineOf("a", "10")], feb - 1)).toEqual(["ended a 10.00"]);
  });

  test("on what was served while they were valid, though the invoice comes after", () => {
    const month = { covers: "served", expiresAt: feb, graceMs: 2 * 86_400_000 } as const;
    const book = bookOf(
      jan,
      grantOf("january", month),
      grantOf("february", {
        ...month,
        priority: 1,
        effectiveAt: feb,
        expiresAt: day("2026-03-01"),
      }),
    );
    const served = (from: string, to: string) => ({ period: { from: day(from), to: day(to) } });
    const lines = [
      lineOf("january", "60", served("2026-01-01", "2026-02-01")),
      lineOf("both", "60", served("2026-01-15", "2026-02-15")),
      lineOf("ahead", "60", served("2026-02-01", "2026-03-01")),
    ];
    expect(drawn(book, lines, day("2026-02-02"))).toEqual([
      "january january 60.00",
      "february ahead 60.00",
    ]);
    expect(drawn(book, lines, day("2026-02-03"))).toEqual(["february ahead 60.00"]);
  });
});

describe("the cost of what is burned", () => {
  const pack = grantOf("pack", { kind: "prepaid", pricePaid: "80" });

  test("is the price paid in proportion, the bonus beside it lowers the invoice", () => {
    const change = burned(bookOf(jan, pack), [lineOf("a", "50"), lineOf("b", "25")]);
    expect(statement(change.movements)).toEqual([
      "2026-02-01 pack/2 credit-burn prepaid on INV-1: a 40.00, b 20.00",
      "2026-02-01 pack/3 credit-burn free on INV-1: a 10.00, b 5.00",
    ]);
  });

  test("adds up to the price however it is cut: the last burn takes the rest", () => {
    // Three credits of a cent sold for two: the running cost of 0.67, 1.33 and 2 cents is written as 1, 1 and 2.
    const small = grantOf("small", { kind: "prepaid", amount: "0.03", pricePaid: "0.02" });
    let book = bookOf(jan, small);
    const costs = ["1", "2", "3"].map((id) => {
      const change = expectOk(
        burn(book, { id, currency: "USD", lines: [lineOf("a", "0.01")] }, feb),
      );
      book = change.book;
      return change.draws[0]?.cost;
    });
    expect(costs).toEqual(["0.01", "0.00", "0.01"]);
    expect(book.grants[0]?.burned).toEqual({ amount: "0.03", cost: "0.02" });
  });

  test("is all of the worth of credits that were paid in full, and none of free ones", () => {
    const whole = grantOf("whole", { kind: "prepaid", amount: "10" });
    const change = burned(bookOf(jan, whole, grantOf("free", { amount: "5" })), [
      lineOf("a", "20"),
    ]);
    expect(statement(change.movements)).toEqual([
      "2026-02-01 free/2 credit-burn free on INV-1: a 5.00",
      "2026-02-01 whole/2 credit-burn prepaid on INV-1: a 10.00",
    ]);
  });

  test("in a currency without minor units is whole", () => {
    const yen = grantOf("yen", {
      kind: "prepaid",
      currency: "JPY",
      amount: "1000",
      pricePaid: "333",
    });
    const change = expectOk(
      burn(bookOf(jan, yen), { id: "1", currency: "JPY", lines: [lineOf("a", "500")] }, feb),
    );
    expect(change.draws[0]).toMatchObject({ amount: "500", cost: "167" });
  });
});

test("a burn is refused that repeats an id or has unreadable lines", () => {
  const { book } = burned(bookOf(jan, grantOf("welcome")), [lineOf("a", "1")]);
  const lines = [lineOf("a", "1.005"), lineOf("a", "x")];
  expect(
    faultsOf(burn(book, { id: "b1", currency: "USD", lines }, feb)).map(
      ({ code, path }) => `${code} ${path}`,
    ),
  ).toEqual([
    "duplicate-burn /id",
    "wrong-minor-unit /lines/0/amount",
    "not-a-number /lines/1/amount",
    "duplicate-line /lines/1/id",
  ]);
});
