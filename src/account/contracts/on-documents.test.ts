import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import type { ContractTemplate } from "../../model/contract.ts";
import { priceBooks } from "../price-book.ts";
import { contract, signedStory, under, withTemplate } from "./contract.fixture.ts";

const signed = contract({ template: "own" });

const on = (template: Partial<ContractTemplate>) =>
  signedStory([signed, under()], "2026-01-02T00:00:00Z", {
    books: withTemplate({ name: "Own", term: 12, ...template }),
  });

describe("the ways to pay that a contract allows", () => {
  it("stand on its invoices, those that all contracts of one allow, and on no other", () => {
    const told = on({ methods: ["ach", "wire"] });
    expect(told.invoices[0]?.methods).toEqual(["ach", "wire"]);
    expect(on({}).invoices[0]?.methods).toBeUndefined();
    const books = withTemplate({ name: "Own", term: 12, methods: ["ach", "wire"] });
    const { contracts, ...model } = books.current.model;
    const other = { name: "Other", term: 12, methods: ["wire", "card"] };
    const both = expectOk(priceBooks([{ ...model, contracts: { ...contracts, other } }]));
    const facts = [
      signed,
      contract({ id: "k-2", template: "other" }),
      under({ plan: "small" }),
      under({ id: "s-2", plan: "small", contract: "k-2" }),
    ];
    const [invoice] = signedStory(facts, "2026-01-02T00:00:00Z", { books: both }).invoices;
    expect([invoice?.contracts, invoice?.methods]).toEqual([["k-1", "k-2"], ["wire"]]);
  });
});
