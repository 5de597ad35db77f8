import { describe, expect, it } from "vitest";
import type { UptimeFact } from "../../credit/credit-fact.ts";
import { expectOk } from "../../fault/fault.ts";
import type { ContractTemplate } from "../../model/contract.ts";
import type { Model } from "../../model/model.ts";
import { usd } from "../../money/money.ts";
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

/** The same with another limit of what is given back. */
const limited = (serviceCredits: ContractTemplate["serviceCredits"]) =>
  expectOk(
    priceBooks([
      {
        ...model,
        contracts: {
          ...model.contracts,
          yearly: { name: "Yearly", term: 12, ...model.contracts?.yearly, serviceCredits },
        },
      } as unknown as Model,
    ]),
  );

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

  const addon = {
    fact: "subscription",
    id: "a-1",
    customer: "c-1",
    addon: "insights",
    of: "s-1",
    start: "2026-01-01",
  } as const;

  it("holds of an add-on that names it, or goes with what is under it", () => {
    expect(credited(contract(), under(), { ...addon, contract: "k-1" })).toEqual(["-360.00"]);
    expect(credited(contract(), under(), addon)).toEqual(["-360.00"]);
  });

  it("counts all that is bought under it as one fee, each contract's apart", () => {
    const second = under({ id: "s-2", plan: "small", contract: "k-2" });
    const two = {
      ...model,
      contracts: { ...model.contracts, other: { name: "Other", term: 12, sla: "signed" } },
    };
    const opened = expectOk(priceBooks([two as unknown as Model]));
    const { invoices } = moneyStory(
      [contract(), contract({ id: "k-2", template: "other" }), under(), second, down("signed")],
      "2026-02-20T00:00:00Z",
      opened,
    );
    // 40% of 800 of the one; 40% of 10 of the other.
    expect(
      invoices
        .filter(({ kind }) => kind === "credit-note")
        .flatMap(({ lines }) => lines.map(({ amount }) => amount)),
    ).toEqual(["-320.00", "-4.00"]);
  });

  const month = (name: string, told: string): UptimeFact => ({
    ...down("signed"),
    id: `u-${name}`,
    month: name,
    recordedAt: told,
  });

  const months = [
    month("2026-01", "2026-02-03T00:00:00Z"),
    month("2026-02", "2026-03-03T00:00:00Z"),
    month("2026-03", "2026-04-03T00:00:00Z"),
    month("2026-04", "2026-05-03T00:00:00Z"),
  ];

  it.each([
    ["its term", { maximum: usd(500) }, ["-320.00", "-180.00"]],
    [
      "each quarter of it",
      { maximum: usd(500), per: "quarterly" },
      ["-320.00", "-180.00", "-320.00"],
    ],
    [
      "each of its months",
      { maximum: usd(500), per: "monthly" },
      ["-320.00", "-320.00", "-320.00", "-320.00"],
    ],
  ] as const)("gives back no more than its limit for %s", (_, limit, notes) => {
    const told = moneyStory(
      [contract(), under(), ...months],
      "2026-06-01T00:00:00Z",
      limited(limit),
    );
    expect(
      told.invoices.flatMap(({ kind, total }) => (kind === "credit-note" ? [total] : [])),
    ).toEqual(notes);
  });
});
