import { expect, it } from "vitest";
import { priceBooks } from "../../account/price-book.ts";
import { replayAccounts } from "../../account/replay.ts";
import { buyerOf, documentsOf, german, shop } from "../../account/taxed.fixture.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { format, trim } from "../../money/decimal.ts";
import { at } from "../metrics.fixture.ts";
import { readAccounts } from "./accounts-input.ts";

/** What a customer of a country is worth a month, and the one line they were billed. */
function worth(model: Model, country: string): readonly unknown[] {
  const facts = buyerOf({ name: "Camille", country });
  const books = expectOk(priceBooks([model]));
  const accounts = replayAccounts(books);
  for (const fact of facts) accounts.add(fact);
  const account = accounts.open().replay.accounts.get("c-1");
  assert(account !== undefined, "the customer is known");
  const settings = { normalisation: "months", usage: "out" } as const;
  const reader = readAccounts({ books, settings, asOf: at("2026-01-02") });
  reader.add(account);
  const [invoice] = documentsOf([model], facts, "2026-01-02T00:00:00Z");
  return [
    ...reader.input().stretches.map(({ netAll }) => format(trim(netAll))),
    invoice?.lines.map(({ amount, withTax }) => [amount, withTax]),
  ];
}

it("leaves the tax out that a price includes, by the customer's own rate, as the invoice does", () => {
  expect(worth(german, "DE")).toEqual(["44.91", [["44.91", undefined]]]);
  // 44.91 with 19%, and with the 20% of France.
  expect(worth(shop, "DE")).toEqual(["37.74", [["37.74", "44.91"]]]);
  expect(worth(shop, "FR")).toEqual(["37.42", [["37.42", "44.91"]]]);
});
