import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { defineModel } from "../model/define-model.ts";
import { usd } from "../money/money.ts";
import { percentOff } from "../pricing/discount.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { at, customer, licence, sale, subscription } from "./account.fixture.ts";
import { type Account, openAccount } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { PurchaseFact } from "./fact.ts";
import { priceBooks } from "./price-book.ts";
import { quote } from "./quote.ts";
import { step } from "./step.ts";

const model = defineModel({
  id: "guarded",
  name: "Guarded",
  version: "1",
  currency: "USD",
  streams: { fees: { name: "Fees" } },
  meters: {},
  features: {},
  plans: {
    open: { name: "Open", stream: "fees", prices: { monthly: flat(usd(10)) } },
    signed: {
      name: "Signed",
      stream: "fees",
      prices: { monthly: flat(usd(100)) },
      requiresContract: true,
    },
    cleared: {
      name: "Cleared",
      stream: "fees",
      prices: { monthly: flat(usd(200)) },
      eligibility: "agency",
    },
    old: { name: "Old", stream: "fees", prices: { monthly: flat(usd(5)) }, sold: false },
  },
  offers: {
    audit: {
      name: "Audit",
      stream: "fees",
      per: "audit",
      price: perUnit(usd(900)),
      requiresContract: true,
    },
    course: { name: "Course", stream: "fees", per: "day", price: perUnit(usd(50)), sold: false },
  },
  licences: {
    source: {
      name: "Source",
      stream: "fees",
      kind: "perpetual",
      fee: usd(9_000),
      eligibility: "campus",
    },
  },
  discounts: {
    academic: percentOff("50%", { reason: "academic", eligibility: "universities" }),
  },
  eligibilities: {
    agency: {
      name: "Agency",
      when: { property: "segment", equals: "government" },
      evidence: "clearance letter",
    },
    campus: { name: "University", evidence: "accreditation", discounts: ["academic"] },
  },
});
const books = expectOk(priceBooks([model]));

const bought = (fact: PurchaseFact, account: Account = openAccount(customer())) =>
  step(account, { kind: "purchase", fact, knownSince: 0 }, books);

const refusals = (fact: PurchaseFact, account?: Account): readonly string[] =>
  faultsOf(bought(fact, account)).map(({ code, path }) => `${code} ${path}`);

const agency = openAccount(customer({ segment: "government" }));

describe("what a model sells to whom", () => {
  it("sells nothing that is not sold, and offers what is", () => {
    expect(faultsOf(bought(subscription({ plan: "old" })))).toEqual([
      {
        code: "not-sold",
        path: "/plan",
        message: '"Old" is not sold',
        value: "old",
        suggestion: "open, signed or cleared",
      },
    ]);
    expect(refusals(sale({ offer: "course" }))).toEqual(["not-sold /offer"]);
  });

  it("asks for the number of the contract where one comes first", () => {
    expect(refusals(subscription({ plan: "signed" }))).toEqual(["contract-needed /contractNumber"]);
    expect(refusals(sale({ offer: "audit" }))).toEqual(["contract-needed /contractNumber"]);
    expect(refusals(subscription({ plan: "signed", contractNumber: "C-7" }))).toEqual([]);
    expect(refusals(sale({ offer: "audit", contractNumber: "C-7" }))).toEqual([]);
  });

  it("asks for the claim of an eligibility, and what must be seen for it", () => {
    expect(faultsOf(bought(subscription({ plan: "cleared" }), agency))).toMatchObject([
      {
        code: "eligibility-needed",
        path: "/eligibilities",
        suggestion: "name it in eligibilities once you have seen: clearance letter",
      },
    ]);
    const claimed = { plan: "cleared", eligibilities: ["agency"] };
    expect(refusals(subscription(claimed), agency)).toEqual([]);
    expect(refusals(licence({ licence: "source" }))).toEqual(["eligibility-needed /eligibilities"]);
    expect(refusals(licence({ licence: "source", eligibilities: ["campus"] }))).toEqual([]);
  });

  it("holds a claim to what is known of the customer", () => {
    const claimed = subscription({ plan: "cleared", eligibilities: ["agency"] });
    expect(refusals(claimed)).toEqual(["not-eligible /eligibilities/0"]);
    expect(
      faultsOf(bought(subscription({ plan: "open", eligibilities: ["campus", "agancy"] }))),
    ).toMatchObject([
      {
        code: "unknown-eligibility",
        path: "/eligibilities/1",
        suggestion: 'did you mean "agency"?',
      },
    ]);
  });

  it("grants the discounts that come with a claim", () => {
    const fact = subscription({ plan: "open", eligibilities: ["campus"] });
    const account = expectOk(bought(fact)).account;
    const now = at("2026-01-31T00:00:00Z");
    const [invoice] = expectOk(step(account, { kind: "tick", now }, books)).documents;
    expect(invoice?.lines[0]).toMatchObject({
      gross: "10.00",
      discounts: [{ id: "academic", label: "academic discount 50%", amount: "5.00" }],
      amount: "5.00",
    });
  });

  it("quotes what a contract or a claim would come first of", () => {
    const terms = { plan: "signed" };
    expect(expectOk(quote(model, { terms, usage: [], start: "2026-01-01" })).total).toBe("100.00");
    expect(
      faultsOf(quote(model, { terms: { plan: "old" }, usage: [], start: "2026-01-01" })),
    ).toMatchObject([{ code: "not-sold" }]);
  });
});

describe("a change", () => {
  const account = expectOk(bought(subscription({ plan: "open" }))).account;
  const change = (more: Partial<Extract<ChangeFact, { fact: "change" }>>) =>
    step(
      account,
      {
        kind: "change",
        knownSince: at("2026-01-31T00:00:00Z"),
        fact: {
          fact: "change",
          id: "ch-1",
          customer: "c-1",
          subscription: "s-1",
          on: "2026-02-28",
          ...more,
        },
      },
      books,
    );
  const codes = (more: Partial<Extract<ChangeFact, { fact: "change" }>>) =>
    faultsOf(change(more)).map(({ code }) => code);

  it("to another plan asks as a purchase does", () => {
    expect(codes({ plan: "old" })).toEqual(["not-sold"]);
    expect(codes({ plan: "signed" })).toEqual(["contract-needed"]);
    expect(codes({ plan: "cleared" })).toEqual(["eligibility-needed"]);
    expect(codes({ plan: "signed", contractNumber: "C-7" })).toEqual([]);
  });

  it("of other terms looks at new claims only", () => {
    expect(codes({ quantity: "2" })).toEqual([]);
    expect(codes({ eligibilities: ["agency"] })).toEqual(["not-eligible"]);
    expect(codes({ eligibilities: ["campus"] })).toEqual([]);
  });
});
