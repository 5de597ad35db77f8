import { describe, expect, it } from "vitest";
import type { UptimeFact } from "../../credit/credit-fact.ts";
import { expectOk } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import type { AccountFact } from "../fact.ts";
import { moneyStory } from "../money-story.fixture.ts";
import { priceBooks } from "../price-book.ts";
import { contract, signing, under } from "./contract.fixture.ts";

const sla = (name: string, credit: `${number}%`) => ({
  name,
  uptime: "99.9%" as const,
  credits: [{ below: "99.9%" as const, credit }],
});

/** The plan promises 10%, the contract 40%. */
const model = {
  ...signing,
  slas: { list: sla("Standard", "10%"), signed: sla("Signed", "40%") },
  plans: {
    ...signing.plans,
    base: { ...signing.plans.base, sla: "list", requiresContract: false },
  },
  contracts: { yearly: { ...signing.contracts?.yearly, sla: "signed" } },
} as unknown as Model;

const books = expectOk(priceBooks([model]));

const down = (promise: string): UptimeFact => ({
  fact: "uptime",
  id: `u-${promise}`,
  sla: promise,
  month: "2026-01",
  uptime: "99%",
  recordedAt: "2026-02-03T00:00:00Z",
});

const credited = (...facts: readonly AccountFact[]) =>
  moneyStory(
    [...facts, down("list"), down("signed")],
    "2026-02-20T00:00:00Z",
    books,
  ).invoices.flatMap(({ kind, total }) => (kind === "credit-note" ? [total] : []));

describe("the SLA of a contract", () => {
  it("goes before that of the plan", () => {
    expect(credited(contract(), under())).toEqual(["-320.00"]);
  });

  it("does not hold of what was bought without it", () => {
    const { contract: _, ...alone } = under();
    expect(credited(contract(), alone)).toEqual(["-100.00"]);
  });
});
