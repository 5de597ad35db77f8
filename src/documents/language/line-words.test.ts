import { describe, expect, it } from "vitest";
import type { LineKind } from "../../account/invoice.ts";
import { creditLabel } from "../../account/spend-credits.ts";
import { decimalOf } from "../../money/decimal.ts";
import { applyDiscounts, type OrderedDiscount } from "../../pricing/discount.ts";
import { discountTitles } from "./billing-words.ts";
import { english } from "./english.ts";
import { german } from "./german.ts";
import { discountWords, lineWords, unitWords } from "./line-words.ts";

describe("what a line is for, in German", () => {
  it.each<[LineKind, string, string]>([
    ["recurring", "Team, monthly", "Team, monatlich"],
    ["recurring", "Team, every-2-weeks", "Team, alle 2 Wochen"],
    ["recurring", "Team, annual (rest of the period)", "Team, jährlich (Rest des Zeitraums)"],
    ["unused-time", "A, B, quarterly (unused time)", "A, B, vierteljährlich (nicht genutzte Zeit)"],
    ["usage", "Team: API calls", "Team: API calls"],
    ["usage", "Team: API calls (so far)", "Team: API calls (bisher)"],
    ["late-usage", "Calls (late usage)", "Calls (verspätet gemeldete Nutzung)"],
    ["licence", "Premium, perpetual licence", "Premium, unbefristete Lizenz"],
    ["maintenance", "Premium, maintenance", "Premium, Wartung"],
    ["termination-fee", "Early termination of Team", "Vorzeitige Kündigung von Team"],
    ["dunning-fee", "Fee for late payment", "Mahngebühr"],
    ["service-credit", "Gold: credit for Team, monthly", "Gold: Gutschrift zu Team, monatlich"],
    ["true-up", "Deal 7, missing to the commitment", "Deal 7, Differenz zur Mindestabnahme"],
    // Names of the model are nobody's to translate.
    ["one-off", "Fee for late payment", "Fee for late payment"],
    ["one-off", "Training (on site)", "Training (on site)"],
    ["one-off", "Bits, bytes", "Bits, bytes"],
  ])("%s: %s", (kind, description, expected) => {
    expect(lineWords({ kind, description }, german)).toBe(expected);
    expect(lineWords({ kind, description }, english)).toBe(description);
  });
});

describe("what came off, in German", () => {
  const bands = [{ from: 1, percent: "12.5%" }] as const;
  it.each<[Omit<OrderedDiscount, "id">, string]>([
    [
      { discount: { kind: "volume", by: "quantity", mode: "volume", bands } },
      "Mengenrabatt 12,5 %",
    ],
    [
      { discount: { kind: "volume", by: "quantity", mode: "graduated", bands } },
      "Mengenrabatt bis zu 12,5 %, gestaffelt",
    ],
    [
      { discount: { kind: "term", terms: [{ years: 3, percent: "15%" }] } },
      "Laufzeitrabatt 15 % für 3 Jahre",
    ],
    [{ discount: { kind: "percent", percent: "20%", reason: "partner" } }, "Partnerrabatt 20 %"],
    [{ discount: { kind: "amount", amount: "20 EUR" } }, "Rabatt 20,00 €"],
    [
      { discount: { kind: "percent", percent: "20%", reason: "promotional" }, name: "Welcome 10%" },
      "Welcome 10% 20 %",
    ],
    [
      { discount: { kind: "amount", amount: "1000 EUR" }, name: "Frühling", code: "F(1)" },
      "Frühling 1.000,00 € (F(1))",
    ],
  ])("%o", (ordered, expected) => {
    const facts = { quantity: decimalOf("50"), termYears: 3, eligible: new Set<string>() };
    const one = { id: "d", ...ordered };
    const { applied } = applyDiscounts(decimalOf("5000"), [one], facts, 2);
    const [off] = applied;
    expect(off).toBeDefined();
    if (off === undefined) return;
    expect(discountWords(off, german).replaceAll("\u00A0", " ")).toBe(expected);
    expect(discountWords(off, english)).toBe(off.label);
  });

  it("has a word for credits of every kind, and for each title", () => {
    const kinds = ["prepaid", "promotional", "sla", "goodwill", "referral"] as const;
    for (const kind of kinds) expect(discountTitles).toContain(creditLabel(kind));
    for (const label of discountTitles) expect(discountWords({ label }, german)).not.toBe(label);
    expect(discountWords({ label: "Credits: Welcome" }, german)).toBe("Guthaben: Welcome");
  });
});

it("counts units as the language does, and leaves those that it does not know", () => {
  const both = (unit: string) => ["1", "2.5"].map((count) => unitWords(unit, count, german));
  expect(both("seat")).toEqual(["Platz", "Plätze"]);
  expect(both("GB")).toEqual(["GB", "GB"]);
  expect(unitWords("seat", "120", english)).toBe("seats");
});
