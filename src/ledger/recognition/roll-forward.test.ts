import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import { add, type Decimal, sum, zero } from "../../money/decimal.ts";
import { monthOf, monthText } from "./accounting-month.ts";
import { anyStory, factDays, firstDay } from "./any-contract.fixture.ts";
import { contractBalances, obligationBalances } from "./contract-balance.ts";
import { closeMonth, emptyBook, postingsThrough, record } from "./month-close.ts";
import { isRevenue } from "./movement.ts";
import { amount, contractOf, day, month, on, promise, text } from "./recognition.fixture.ts";
import { type BalanceRow, rollForward } from "./roll-forward.ts";

const columns = (row: BalanceRow) =>
  [
    row.opening,
    row.billed,
    row.recognised,
    row.catchUp,
    row.terminated,
    row.moved,
    row.closing,
  ].map(text);

describe("the roll-forward", () => {
  const quarter = { kind: "ratable", from: day("2027-01-01"), to: day("2027-04-01") } as const;
  const contract = contractOf("2027-01-01", 900, [promise("plan", 900, quarter)], {
    price: { fixed: amount(900), variable: [{ id: "credit", estimate: amount(0) }] },
  });
  const facts = [
    on("2027-01-01", { kind: "billed", obligation: "plan", amount: amount(400) }),
    on("2027-02-15", { kind: "price-estimated", component: "credit", amount: amount(-90) }),
    on("2027-03-31", { kind: "billed", obligation: "plan", amount: amount(410) }),
  ];
  const book = expectOk(record(emptyBook, { contracts: [contract], facts }));
  const rows = rollForward(expectOk(postingsThrough(book, month("2027-05"))), month("2027-05"));

  it("opens with what the month before closed with, and each column is in a bookkeeper's reach", () => {
    expect(rows.map((row) => [monthText(row.month), text(row.revenue)])).toEqual([
      ["2027-01", "310"],
      ["2027-02", "221"],
      ["2027-03", "279"],
    ]);
    // Opening, billed, recognised, catch-up, terminated, moved, closing.
    expect(rows.map((row) => columns(row.deferred))).toEqual([
      ["0", "400", "-310", "0", "0", "0", "90"],
      ["90", "0", "-135", "45", "0", "0", "0"],
      ["0", "0", "0", "0", "0", "0", "0"],
    ]);
    expect(rows.map((row) => columns(row.contractAsset))).toEqual([
      ["0", "0", "0", "0", "0", "0", "0"],
      ["0", "0", "131", "0", "0", "0", "131"],
      ["131", "-410", "279", "0", "0", "0", "0"],
    ]);
    expect(rows.map((row) => text(row.revenueFromOpening))).toEqual(["0", "90", "0"]);
  });

  it("keeps every identity, closed months and late facts or not", () => {
    const end = monthOf(firstDay + factDays) + 30;
    property(
      fc.property(anyStory, fc.integer({ min: 0, max: 20 }), (story, months) => {
        const early = expectOk(record(emptyBook, { contracts: [story.contract] }));
        const closing = closeMonth(early, monthOf(firstDay) + months);
        const whole = expectOk(record(expectOk(closing), { facts: story.facts }));
        const postings = expectOk(postingsThrough(whole, end));
        const last = new Map<string, Decimal>();
        let revenue = zero;
        for (const row of rollForward(postings, end)) {
          revenue = add(revenue, row.revenue);
          for (const account of ["deferred", "contractAsset", "refundLiability"] as const) {
            const { opening, closing: close, ...changes } = row[account];
            const key = `${row.stream} ${account}`;
            expect(text(opening)).toBe(text(last.get(key)));
            expect(text(sum([opening, ...Object.values(changes)]))).toBe(text(close));
            last.set(key, close);
          }
        }
        const booked = postings.filter((own) => isRevenue(own.kind)).map((own) => own.amount);
        expect(text(revenue)).toBe(text(sum(booked)));
        const balances = [...(obligationBalances(postings).get("c")?.values() ?? [])];
        for (const account of ["deferred", "contractAsset", "refundLiability"] as const) {
          const closed = [...last].filter(([key]) => key.endsWith(account)).map(([, own]) => own);
          expect(text(sum(closed))).toBe(text(sum(balances.map((own) => own[account]))));
        }
      }),
      100,
    );
  });

  it("nets the obligations of one contract, as they are presented", () => {
    const bundle = contractOf("2027-01-01", 1_000, [
      promise("licence", 500, { kind: "point-in-time" }),
      promise("support", 500, { ...quarter, to: day("2028-01-01") }),
    ]);
    const own = expectOk(
      record(emptyBook, {
        contracts: [bundle],
        facts: [
          on("2027-01-01", { kind: "transferred", obligation: "licence" }),
          on("2027-01-01", { kind: "billed", amount: amount(600) }),
        ],
      }),
    );
    const postings = expectOk(postingsThrough(own, month("2027-01")));
    const [row] = rollForward(postings, month("2027-01"));
    expect([row?.deferred.closing, row?.contractAsset.closing].map(text)).toEqual([
      "257.53",
      "200",
    ]);
    const presented = contractBalances(postings).get("c");
    expect([presented?.deferred, presented?.contractAsset].map(text)).toEqual(["57.53", "0"]);
  });
});
