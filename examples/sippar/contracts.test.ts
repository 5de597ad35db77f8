import { type AccountFact, type Model, priceBooks } from "florin";
import { describe, expect, it } from "vitest";
import { replayAccounts } from "../../src/account/replay.ts";
import model from "./model.ts";

/** What a story comes to: day of issue, lines with their amounts, days to pay. */
function billed(facts: readonly AccountFact[], until: string) {
  const books = priceBooks([model as Model]);
  if (!books.ok) throw new Error("the model of the example can be billed");
  const accounts = replayAccounts(books.value);
  for (const fact of facts) accounts.add(fact);
  const { replay, refused } = accounts.open();
  return {
    refused: refused.map(({ fact, faults }) => `${fact.id} ${faults[0]?.code}`),
    invoices: [...replay.invoicesUntil(Date.parse(until))].map(({ issuedAt, lines }) => [
      issuedAt.slice(0, 10),
      ...lines.map(({ id, amount }) => `${id} ${amount}`),
    ]),
  };
}

const customer: AccountFact = { fact: "customer", id: "nimbus", name: "Nimbus AI", country: "US" };

describe("the contracts of the seed", () => {
  it("AI platform agreement: what is missing to the year's commitment is billed at its end (S3-008)", () => {
    const facts: readonly AccountFact[] = [
      customer,
      {
        fact: "contract",
        id: "nimbus-msa",
        customer: "nimbus",
        template: "ai-platform",
        start: "2026-01-01",
        commitment: "50000 USD",
        agreed: { "agent-transactions": { agents: "0.005%" } },
        agreedDiscounts: { "agent-volume": "20%", "integration-incentive": "10%" },
      },
      {
        fact: "subscription",
        id: "nimbus-agents",
        customer: "nimbus",
        plan: "agent-transactions",
        contract: "nimbus-msa",
        start: "2026-01-01",
      },
    ];
    const { refused, invoices } = billed(facts, "2027-02-01T00:00:00Z");
    expect(refused).toEqual([]);
    expect(invoices.at(-1)).toEqual(["2027-01-01", "nimbus-msa/true-up/1/0 50000.00"]);
  });

  it("infrastructure contract: three years at the price signed, 15% off for them, and over with the term (S3-001, S3-018)", () => {
    const facts: readonly AccountFact[] = [
      customer,
      {
        fact: "contract",
        id: "nimbus-msa",
        customer: "nimbus",
        template: "infrastructure",
        start: "2026-01-01",
        months: 36,
        agreedDiscounts: { relationship: "0%" },
      },
      {
        fact: "subscription",
        id: "nimbus-growth",
        customer: "nimbus",
        plan: "growth",
        contract: "nimbus-msa",
        start: "2026-01-01",
      },
    ];
    const { refused, invoices } = billed(facts, "2030-02-01T00:00:00Z");
    expect(refused).toEqual([]);
    expect(invoices.filter(([, line]) => line?.startsWith("nimbus-growth/base"))).toEqual([
      ["2026-01-01", "nimbus-growth/base/0 850000.00"],
      ["2027-01-01", "nimbus-growth/base/1 850000.00"],
      ["2028-01-01", "nimbus-growth/base/2 850000.00"],
    ]);
  });
});
