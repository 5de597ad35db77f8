import { describe, expect, it } from "vitest";
import { acme, at, customer, sale } from "../account/account.fixture.ts";
import type { AccountFact } from "../account/fact.ts";
import { priceBooks } from "../account/price-book.ts";
import { replayAccounts } from "../account/replay.ts";
import { expectOk } from "../fault/fault.ts";
import { usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { prepaidCredits, revenue } from "./account-name.ts";
import { bookHappenings } from "./book-happenings.ts";
import { balanceOf } from "./ledger.fixture.ts";

/** Example 52's proportions: of 1,000.00 paid, 5% is expected never to be used. */
const books = expectOk(
  priceBooks([
    {
      ...acme,
      offers: {
        ...acme.offers,
        job: { name: "Job", stream: "services", per: "job", price: flat(usd(450)) },
        rest: { name: "Rest", stream: "services", per: "job", price: flat(usd(400)) },
      },
      credits: {
        card: {
          name: "Card",
          kind: "prepaid",
          amount: "1000 USD",
          breakage: { expected: "5%", stream: "licences" },
        },
        plain: {
          name: "Plain",
          kind: "prepaid",
          amount: "1000 USD",
          breakage: { stream: "licences" },
        },
      },
    },
  ]),
);

const card = (credit: string): AccountFact => ({
  fact: "grant",
  id: "g-1",
  customer: "c-1",
  credit,
  date: "2026-01-01",
  expires: "2026-06-01",
});

/** What the books hold at a time: revenue of use, breakage, and what is owed in service. */
function balances(until: string, ...facts: readonly AccountFact[]): readonly string[] {
  const accounts = replayAccounts(books);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay } = accounts.open();
  const happenings = [...replay.happeningsUntil(at(`${until}T00:00:00Z`))];
  const { entries } = bookHappenings(happenings, {
    book: books.current,
    customerOf: () => customer(),
  });
  return [revenue("services"), revenue("licences"), prepaidCredits].map((account) =>
    balanceOf(entries, account),
  );
}

const job = sale({ id: "w-1", offer: "job", date: "2026-02-01" });
const rest = sale({ id: "w-2", offer: "rest", date: "2026-03-01" });

describe("prepaid credits of which some are expected never to be used", () => {
  it("earn breakage in proportion to their use (ASC 606-10-55-48, Example 52)", () => {
    expect(balances("2026-01-15", card("card"))).toEqual(["0.00", "0.00", "-1000.00"]);
    // 450 of the 950 expected: 473.68 is earned, of which 450.00 by use.
    expect(balances("2026-02-15", card("card"), job)).toEqual(["-450.00", "-23.68", "-526.32"]);
    expect(balances("2026-03-15", card("card"), job, rest)).toEqual([
      "-850.00",
      "-44.74",
      "-105.26",
    ]);
  });

  it("have earned all that was paid once they expire, and never more", () => {
    expect(balances("2026-07-01", card("card"), job, rest)).toEqual(["-850.00", "-150.00", "0.00"]);
    const more = sale({ id: "w-3", offer: "job", date: "2026-04-01" });
    expect(balances("2026-07-01", card("card"), job, rest, more)).toEqual([
      "-1300.00",
      "0.00",
      "0.00",
    ]);
  });

  it("earn it when they expire where nothing is expected", () => {
    expect(balances("2026-03-15", card("plain"), job, rest)).toEqual([
      "-850.00",
      "0.00",
      "-150.00",
    ]);
    expect(balances("2026-07-01", card("plain"), job, rest)).toEqual([
      "-850.00",
      "-150.00",
      "0.00",
    ]);
  });
});
