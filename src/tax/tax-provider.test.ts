import { describe, expect, test } from "vitest";
import type { Taxes } from "../model/tax.ts";
import { decisionOn, recordedTaxProvider, type TaxDecision, withDecision } from "./tax-decision.ts";
import { lineOf, providerConforms, question } from "./tax-provider.conformance.ts";
import { modelTaxProvider } from "./tax-provider.ts";
import { openTaxTable } from "./tax-table.ts";

const rule = { country: "DE", name: "USt.", from: "2021-01-01" } as const;
const taxes: Taxes = {
  home: "DE",
  categories: { book: { name: "Books", supply: "goods" } },
  rules: [
    { ...rule, rate: "19%" },
    { ...rule, category: "book", rate: "7%" },
  ],
};
const provider = modelTaxProvider(openTaxTable(taxes));

describe("the rules of the model", () => {
  const nowhere = { ...question(lineOf("a", "standard"), lineOf("b", "book")), buyer: {} };
  providerConforms(async () => provider, { asked: nowhere, code: "tax-place-missing" });

  test("refuse each fault once", async () => {
    const lines = [lineOf("a", "standard"), lineOf("b", "book")];
    const early = { ...question(...lines), day: "2020-01-01" };
    expect(await provider.quote(early)).toMatchObject({
      ok: false,
      faults: [{ code: "tax-rule-missing" }, { code: "tax-rule-missing" }],
    });
  });
});

const decided = (category: string, rate: string, more: Partial<TaxDecision> = {}): TaxDecision => ({
  category,
  from: "2026-01-01",
  tax: { category: "S", rate, jurisdiction: "DE", name: "USt." },
  ...more,
});

describe("decisions that were recorded", () => {
  const all = [decided("standard", "19"), decided("book", "7")];
  providerConforms(async () => recordedTaxProvider(all), {
    asked: question(lineOf("a", "standard"), lineOf("b", "unknown")),
    code: "tax-undecided",
  });

  test("hold on their days, the one told last before the others", () => {
    const day = decided("standard", "16", { from: "2026-02-01", until: "2026-02-02" });
    const later = withDecision(all, day);
    const rateOn = (on: string) => decisionOn(later, "standard", on)?.tax.rate;
    expect(["2025-12-31", "2026-01-31", "2026-02-01", "2026-02-02"].map(rateOn)).toEqual([
      undefined,
      "19",
      "16",
      "19",
    ]);
  });

  test("make room for what takes their place", () => {
    const later = withDecision(all, decided("standard", "20"));
    expect(later.map(({ tax }) => tax.rate)).toEqual(["7", "20"]);
    const days = Array.from({ length: 900 }, (_, day) =>
      decided("standard", "19", { from: `2${String(day).padStart(3, "0")}-01-01`, until: "3000" }),
    );
    expect(days.reduce(withDecision, [] as readonly TaxDecision[]).length).toBeLessThan(400);
  });
});
