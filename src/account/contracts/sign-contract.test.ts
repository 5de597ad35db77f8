import { describe, expect, it } from "vitest";
import { calls, contract, lines, signedStory, under, withTemplate } from "./contract.fixture.ts";

describe("a purchase under a contract", () => {
  it("has the contract's price before the plan's, its number and its days to pay, and ends with it", () => {
    const told = signedStory([contract({ number: "MSA-7" }), under()], "2027-06-01T00:00:00Z");
    expect(told.refused).toEqual([]);
    expect(lines(told)).toHaveLength(12);
    expect(lines(told)[0]).toEqual(["2026-01-01", "s-1/base/0 800.00"]);
    const [first] = told.invoices;
    expect(first?.contracts).toEqual(["MSA-7"]);
    expect(first?.dueAt).toBe("2026-02-15T00:00:00Z");
    expect(first?.lines[0]?.explanation.price).toBe("/contracts/yearly/prices/base/base/monthly");
    expect(told.invoices.at(-1)?.issuedAt).toBe("2026-12-01T01:00:00Z");
  });

  it("keeps what the template does not name: a charge of use at the plan's price", () => {
    const usage = [calls("e", "2026-01-10T00:00:00Z", 500)];
    const told = signedStory([contract(), under()], "2026-02-02T00:00:00Z", { usage });
    expect(lines(told).at(-1)).toEqual(["2026-02-01", "s-1/base/1 800.00", "s-1/calls/0 50.00"]);
  });

  it("takes what was agreed at the signature where a price is left open, and days to pay of its own", () => {
    const agreed = { open: { base: "6000 USD" } } as const;
    const facts = [
      contract({ template: "committed", months: 12, commitment: "3000 USD", agreed, netDays: 10 }),
      under({ plan: "open" }),
    ];
    const told = signedStory(facts, "2026-01-02T00:00:00Z");
    expect(lines(told)).toEqual([["2026-01-01", "s-1/base/0 6000.00"]]);
    expect(told.invoices[0]?.dueAt).toBe("2026-01-11T00:00:00Z");
  });

  it("has the template's discounts in the model's order, by the years of its term, with what was agreed of them", () => {
    const books = withTemplate({ name: "Own", term: 36, discounts: ["partner", "term"] });
    const facts = [
      contract({ template: "own", agreedDiscounts: { partner: "20%" } }),
      under({ plan: "small" }),
      { fact: "sale", id: "w", customer: "c-1", offer: "training", date: "2026-01-01" } as const,
    ];
    const told = signedStory(facts, "2026-01-02T00:00:00Z", { books });
    const [line] = told.invoices[0]?.lines ?? [];
    expect(line?.discounts).toMatchObject([
      { id: "term", amount: "1.50" },
      { id: "partner", amount: "1.70" },
    ]);
    // What is not bought under it has none of them.
    expect(told.invoices[0]?.lines[1]?.discounts).toEqual([]);
  });

  it("takes an add-on along with the subscription that it goes with", () => {
    const addon = { ...under({ id: "a-1" }), plan: undefined, contract: undefined };
    const { plan: _, contract: __, ...rest } = addon;
    const facts = [contract(), under(), { ...rest, addon: "insights", of: "s-1" }];
    const told = signedStory(facts, "2027-06-01T00:00:00Z");
    expect(told.refused).toEqual([]);
    expect(lines(told).at(-1)).toEqual(["2026-12-01", "a-1/base/11 100.00", "s-1/base/11 800.00"]);
  });

  it("brings a running subscription under it with a change", () => {
    const facts = [
      under({ plan: "small", contract: undefined } as never),
      contract({ template: "committed", months: 12, commitment: "3000 USD", start: "2026-02-01" }),
      {
        fact: "change",
        id: "ch",
        customer: "c-1",
        subscription: "s-1",
        contract: "k-1",
        plan: "base",
        on: "2026-02-01",
      } as const,
    ];
    const told = signedStory(
      facts.map((fact) => JSON.parse(JSON.stringify(fact))),
      "2026-02-02T00:00:00Z",
    );
    expect(told.refused).toEqual([]);
    expect(lines(told)).toEqual([
      ["2026-01-01", "s-1/base/0 10.00"],
      ["2026-02-01", "s-1~2/base/0 1000.00"],
    ]);
    expect(told.invoices[1]?.contracts).toEqual(["k-1"]);
  });
});

describe("a contract is refused", () => {
  const refused = (more: object, books?: ReturnType<typeof withTemplate>) =>
    signedStory([contract(more)], "2026-01-02T00:00:00Z", books === undefined ? {} : { books })
      .refused;
  it("for what its template does not leave open, and for what it leaves open still", () => {
    expect(refused({ template: "nosuch" })).toEqual(["k-1 unknown-template /template"]);
    expect(refused({ months: 13 })).toEqual(["k-1 months-out-of-term /months"]);
    expect(refused({ template: "committed", commitment: "3000 USD" })).toEqual([
      "k-1 months-needed /months",
    ]);
    expect(refused({ template: "committed", months: 12 })).toEqual([
      "k-1 needs-agreed-commitment /commitment",
    ]);
    expect(refused({ template: "committed", months: 12, commitment: "2999 USD" })).toEqual([
      "k-1 below-floor /commitment",
    ]);
    expect(refused({ commitment: "1 USD" })).toEqual(["k-1 commitment-unused /commitment"]);
    expect(refused({ agreed: { nosuch: { base: "1 USD" } } })).toEqual([
      "k-1 unknown-plan /agreed/nosuch",
    ]);
    expect(refused({ agreed: { small: { base: "1 USD" } } })).toEqual([
      "k-1 not-in-contract /agreed/small",
    ]);
    expect(refused({ agreed: { base: { base: "1 USD" } } })).toEqual([
      "k-1 agreed-price-unused /agreed/base/base",
    ]);
    expect(refused({ agreedDiscounts: { partner: "50%" } })).toEqual([
      "k-1 outside-agreed-range /agreedDiscounts/partner",
    ]);
    expect(refused({ agreedDiscounts: { term: "50%" } })).toEqual([
      "k-1 agreed-discount-unused /agreedDiscounts/term",
    ]);
  });

  it("to a customer that has not the eligibility it asks for", () => {
    const books = withTemplate({ name: "Own", term: 12, eligibility: "accredited" });
    expect(refused({ template: "own" }, books)).toEqual(["k-1 eligibility-needed /eligibilities"]);
    expect(refused({ template: "own", eligibilities: ["accredited"] }, books)).toEqual([]);
  });
});

describe("a purchase is refused", () => {
  const refused = (...facts: Parameters<typeof signedStory>[0]) =>
    signedStory(facts, "2026-01-02T00:00:00Z").refused;
  it("under a contract that is not there, does not run, or is not signed for its plan", () => {
    expect(refused(under())).toEqual(["s-1 unknown-contract /contract"]);
    expect(refused(contract(), under({ start: "2027-01-01" }))).toEqual([
      "s-1 outside-contract /start",
    ]);
    expect(refused(contract(), under({ plan: "small" }))).toEqual(["s-1 not-in-contract /plan"]);
    expect(refused(contract(), contract({ months: 12 }))).toHaveLength(1);
  });
});
