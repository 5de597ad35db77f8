import { describe, expect, it } from "vitest";
import { at, customer, subscription } from "../../account/account.fixture.ts";
import { contract, under, withTemplate } from "../../account/contracts/contract.fixture.ts";
import type { AccountFact, CustomerFact } from "../../account/fact.ts";
import { type PriceBooks, priceBooks } from "../../account/price-book.ts";
import { replayAccounts } from "../../account/replay.ts";
import { expectOk } from "../../fault/fault.ts";
import { defineModel } from "../../model/define-model.ts";
import { format } from "../../money/decimal.ts";
import { eur, usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import { formatInstant } from "../../time/instant.ts";
import { readAccounts } from "./accounts-input.ts";

/** The first day, worth a month at list, currency and cause of each stretch of the accounts. */
function stretches(books: PriceBooks, facts: readonly AccountFact[], until: string): string[] {
  const accounts = replayAccounts(books);
  for (const fact of facts) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  for (const _ of replay.happeningsUntil(at(until)));
  const settings = { normalisation: "months", usage: "out" } as const;
  const reader = readAccounts({ books, settings, asOf: at(until) });
  for (const account of replay.accounts.values()) reader.add(account);
  return reader
    .input()
    .stretches.map(({ from, amount, currency, cause }) =>
      [formatInstant(from).slice(0, 10), format(amount), currency, cause].join(" "),
    );
}

describe("recurring revenue of accounts", () => {
  it("is what customers on price lists pay, in their currency", () => {
    const listed = defineModel({
      id: "listed",
      name: "Listed",
      version: "1",
      currency: "USD",
      streams: { subscriptions: { name: "Subscriptions" } },
      meters: {},
      features: {},
      plans: {
        team: {
          name: "Team",
          stream: "subscriptions",
          prices: { monthly: flat(usd(100)), annual: flat(usd(1_200)) },
        },
      },
      priceLists: {
        euro: {
          name: "Euro area",
          currency: "EUR",
          plans: { team: { base: { monthly: flat(eur(90)) } } },
        },
        india: { name: "India", currency: "USD", countries: ["IN"], level: "60%" },
      },
    });
    const buys = (more: Partial<CustomerFact> & { readonly id: string }): AccountFact[] => [
      customer(more),
      subscription({ id: `s-${more.id}`, customer: more.id, plan: "team", cadence: "monthly" }),
    ];
    const facts = [
      ...buys({ id: "home" }),
      ...buys({ id: "berlin", currency: "EUR" }),
      ...buys({ id: "delhi", address: { city: "Delhi", country: "IN" } }),
    ];
    const books = expectOk(priceBooks([listed]));
    expect(stretches(books, facts, "2026-03-01T00:00:00Z").toSorted()).toEqual([
      "2026-01-31 100 USD new",
      "2026-01-31 60 USD new",
      "2026-01-31 90 EUR new",
    ]);
  });

  it("rises with a contract's escalator, from the first period with the new price", () => {
    const books = withTemplate({
      name: "Own",
      term: 36,
      escalator: { kind: "fixed", percent: "3%", every: "annual" },
    });
    const signed = (more: Parameters<typeof under>[0]): AccountFact[] => [
      customer(),
      contract({ template: "own" }),
      under(more),
    ];
    expect(stretches(books, signed({}), "2028-02-01T00:00:00Z")).toEqual([
      "2026-01-01 1000 USD new",
      "2027-01-01 1030 USD price",
      "2028-01-01 1060.9 USD price",
    ]);
    // A year that begins in July has the price of January of that year from July on.
    const july = signed({ start: "2026-07-01", cadence: "annual" });
    expect(stretches(books, july, "2027-12-01T00:00:00Z")).toEqual([
      "2026-07-01 1000 USD new",
      "2027-07-01 1030 USD price",
    ]);
  });
});
