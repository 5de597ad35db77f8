import { describe, expect, it } from "vitest";
import { customer } from "../account/account.fixture.ts";
import { booksOf, bundle, bundling } from "../account/bundles/bundle.fixture.ts";
import type { BundleFact } from "../account/bundles/bundle-fact.ts";
import type { AccountFact } from "../account/fact.ts";
import { replayAccounts } from "../account/replay.ts";
import { expectOk } from "../fault/fault.ts";
import { defineModel } from "../model/define-model.ts";
import type { Model } from "../model/model.ts";
import { usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { type AccountName, deferredRevenue, receivable, revenue } from "./account-name.ts";
import { bookHappenings } from "./book-happenings.ts";
import { closeBooks, type MonthBooks } from "./close/month-books.ts";
import { at, balanceOf } from "./ledger.fixture.ts";
import { month } from "./recognition/recognition.fixture.ts";

const product = <S extends string>(stream: S, price: number) => ({
  name: stream.toUpperCase(),
  stream,
  per: "unit",
  price: flat(usd(price)),
});

const streams = {
  a: { name: "Product A" },
  b: { name: "Product B" },
  c: { name: "Product C" },
  d: { name: "Licence D" },
};

const base = {
  name: "Example",
  version: "1",
  currency: "USD",
  features: {},
  meters: {},
  plans: {},
} as const;

/** What a replay posts until a day. */
function postedBy(model: Model, until: string, ...facts: readonly AccountFact[]) {
  const accounts = replayAccounts(booksOf(model));
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const happenings = [...replay.happeningsUntil(at(until))];
  const books = bookHappenings(happenings, {
    book: booksOf(model).current,
    customerOf: () => customer(),
  });
  return { books, refused: refused.map(({ faults }) => faults[0]) };
}

/** What each product earned of a bundle that is bought. */
const earned = (model: Model, fact: Partial<BundleFact>) => {
  const { books } = postedBy(model, "2026-02-01", bundle(fact));
  return Object.keys(streams).map((stream) => balanceOf(books.entries, revenue(stream)));
};

/** ASC 606-10-55-256 to 55-258, IFRS 15.IE164 to IE166: A, B and C for 100; they sell for 50, 25 and 75. */
describe("Example 33, allocation methodology, as it is billed and posted", () => {
  const model = defineModel({
    ...base,
    id: "example-33",
    streams,
    // B's price is of the market and C's of cost and margin: the model states what was estimated.
    offers: { a: product("a", 50), b: product("b", 30), c: product("c", 80) },
    bundles: {
      all: {
        name: "A, B and C",
        parts: [
          { offer: "a" },
          { offer: "b", standalone: usd(25) },
          { offer: "c", standalone: usd(75) },
        ],
        price: flat(usd(100)),
      },
    },
  });

  it("gives A 33, B 17 and C 50 of 100", () => {
    expect(earned(model, { bundle: "all" })).toEqual(["-33.33", "-16.67", "-50.00", "0.00"]);
  });
});

/** ASC 606-10-55-259 to 55-269, IFRS 15.IE167 to IE177: A 40, B 55, C 45 alone; B and C are regularly sold together for 60. */
describe("Example 34, allocating a discount, as it is billed and posted", () => {
  const parts = [{ offer: "a" }, { offer: "b" }, { offer: "c" }] as const;
  const regularlySoldAs = ["pair"];
  const d = { offer: "d", residual: { low: usd(15), high: usd(45) } } as const;
  const model = defineModel({
    ...base,
    id: "example-34",
    streams,
    offers: {
      a: product("a", 40),
      b: product("b", 55),
      c: product("c", 45),
      d: product("d", 30),
    },
    bundles: {
      pair: { name: "B and C", parts: [{ offer: "b" }, { offer: "c" }], price: flat(usd(60)) },
      three: { name: "A, B and C", parts, price: flat(usd(100)), regularlySoldAs },
      spread: { name: "A, B and C at large", parts, price: flat(usd(105)), regularlySoldAs },
      four: { name: "A to D", parts: [...parts, d], price: flat(usd(130)), regularlySoldAs },
      thin: {
        name: "A to D for less",
        parts: [...parts, d],
        price: flat(usd(105)),
        regularlySoldAs,
      },
    },
  });

  it("Case A: for 100 the discount is B's and C's alone: 40, 33, 27", () => {
    expect(earned(model, { bundle: "three" })).toEqual(["-40.00", "-33.00", "-27.00", "0.00"]);
  });

  it("Case B: for 130, D, which sells at 15 to 45, is what is left: 30", () => {
    expect(earned(model, { bundle: "four" })).toEqual(["-40.00", "-33.00", "-27.00", "-30.00"]);
  });

  it("Case C: for 105 only 5 would be left of D, so the bundle is not sold", () => {
    const { refused, books } = postedBy(model, "2026-02-01", bundle({ bundle: "thin" }));
    expect(refused[0]).toMatchObject({
      code: "residual-not-faithful",
      path: "/bundle",
      value: "5",
    });
    expect(books.entries).toEqual([]);
  });

  it("spreads a discount that is not theirs over all", () => {
    expect(earned(model, { bundle: "spread" })).toEqual(["-30.00", "-41.25", "-33.75", "0.00"]);
  });
});

/** Closes months one after the other. */
const closed = (books: MonthBooks, first: string, last: string): MonthBooks => {
  let held = books;
  for (let now = month(first); now <= month(last); now += 1)
    held = expectOk(closeBooks(held, now)).books;
  return held;
};

describe("the parts of a bundle", () => {
  const balances = ({ entries }: MonthBooks, ...accounts: readonly AccountName[]) =>
    accounts.map((account) => balanceOf(entries, account));

  it("are each earned in their own way: goods and people at once, support by day", () => {
    const { books } = postedBy(bundling, "2026-02-01", bundle());
    expect(balances(books, receivable, deferredRevenue("support"))).toEqual(["800.00", "-240.00"]);
    const january = closed(books, "2026-01", "2026-01");
    // 17 of 365 days of 240.00.
    expect(balances(january, revenue("hardware"), revenue("services"), revenue("support"))).toEqual(
      ["-400.00", "-160.00", "-11.18"],
    );
    const year = closed(january, "2026-02", "2027-01");
    expect(balances(year, revenue("support"), deferredRevenue("support"))).toEqual([
      "-240.00",
      "0.00",
    ]);
  });

  it("earn a project with its milestones", () => {
    const works = bundle({ bundle: "works", agreed: "1500 USD" });
    const designed = {
      fact: "milestone",
      id: "m-1",
      customer: "c-1",
      sale: "b-1.rollout",
      milestone: "Designed",
      on: "2026-03-01",
    } as const;
    const { books } = postedBy(bundling, "2026-04-01", works, designed);
    expect(balances(books, revenue("licences"), revenue("services"))).toEqual([
      "-750.00",
      "-300.00",
    ]);
  });

  it("take back what was not earned yet where one is cancelled", () => {
    const cancel = {
      fact: "cancel",
      id: "x-1",
      customer: "c-1",
      subscription: "b-1",
      on: "2026-07-16",
      credit: "prorated",
    } as const;
    const { books } = postedBy(bundling, "2027-03-01", bundle(), cancel);
    const year = closed(books, "2026-01", "2027-02");
    // 240.00 − 120.33 for the days that are not served.
    expect(balances(year, revenue("support"), deferredRevenue("support"))).toEqual([
      "-119.67",
      "0.00",
    ]);
  });
});

describe("what is sold once and earned by day", () => {
  it("is billed at once, deferred, and revenue of its months", () => {
    const sale = {
      fact: "sale",
      id: "w-1",
      customer: "c-1",
      offer: "setup",
      date: "2026-01-15",
    } as const;
    const brand = {
      fact: "licence",
      id: "l-1",
      customer: "c-1",
      licence: "brand",
      start: "2026-01-01",
    } as const;
    const { books } = postedBy(bundling, "2026-02-01", sale, brand);
    expect(balanceOf(books.entries, deferredRevenue("services"))).toBe("-1200.00");
    const january = closed(books, "2026-01", "2026-01");
    // 17 of 365 days of 1,200.00; 31 of 730 of 2,400.00.
    expect(
      [revenue("services"), revenue("licences")].map((one) => balanceOf(january.entries, one)),
    ).toEqual(["-55.89", "-101.92"]);
    const end = closed(january, "2026-02", "2027-12");
    expect(
      [revenue("services"), revenue("licences")].map((one) => balanceOf(end.entries, one)),
    ).toEqual(["-1200.00", "-2400.00"]);
  });
});
