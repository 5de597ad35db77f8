import { expect, test } from "vitest";
import type { Taxes } from "../model/tax.ts";
import { modelTaxProvider, type TaxQuoteLine } from "./tax-provider.ts";
import { openTaxTable } from "./tax-table.ts";

const taxes: Taxes = {
  home: "DE",
  categories: { book: { name: "Books", supply: "goods" } },
  rules: [
    { country: "DE", name: "USt.", rate: "19%", from: "2021-01-01" },
    { country: "DE", category: "book", name: "USt.", rate: "7%", from: "2021-01-01" },
  ],
};
const provider = modelTaxProvider(openTaxTable(taxes));
const line = (id: string, category: string): TaxQuoteLine => ({
  id,
  category,
  amount: "10.00",
  description: id,
});
const request = { invoice: "i-1", day: "2026-01-31", currency: "EUR" } as const;

test("the rules of the model answer for each line, in their order", async () => {
  const lines = [line("a", "standard"), line("b", "book"), line("c", "standard")];
  const quoted = await provider.quote({ ...request, buyer: { country: "DE" }, lines });
  expect(quoted.ok && quoted.value.map(({ tax }) => tax.rate)).toEqual(["19", "7", "19"]);
});

test("what cannot be taxed is refused, each fault once", async () => {
  const lines = [line("a", "standard"), line("b", "book")];
  expect(await provider.quote({ ...request, buyer: {}, lines })).toMatchObject({
    ok: false,
    faults: [{ code: "tax-place-missing" }],
  });
  const early = { ...request, day: "2020-01-01", buyer: { country: "DE" } };
  expect(await provider.quote({ ...early, lines })).toMatchObject({
    ok: false,
    faults: [{ code: "tax-rule-missing" }, { code: "tax-rule-missing" }],
  });
});
