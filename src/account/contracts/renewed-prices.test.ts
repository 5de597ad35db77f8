import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import type { ContractTemplate } from "../../model/contract.ts";
import type { Model } from "../../model/model.ts";
import { usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import { perUnit } from "../../pricing/per-unit.ts";
import type { AccountFact } from "../fact.ts";
import { priceBooks } from "../price-book.ts";
import { calls, contract, lines, signedStory, signing, under } from "./contract.fixture.ts";

/** The same business at other prices: 1,000 a month became 1,200, a call 0.09 instead of 0.10. */
const dearer = (own: ContractTemplate, version: string, monthly: number): Model =>
  ({
    ...signing,
    version,
    contracts: { own },
    plans: {
      ...signing.plans,
      base: {
        ...signing.plans.base,
        prices: { monthly: flat(usd(monthly)) },
        charges: { calls: { meter: "calls", price: perUnit(usd("0.09")) } },
      },
    },
  }) as unknown as Model;

const booksOf = (own: ContractTemplate) =>
  expectOk(
    priceBooks([{ ...signing, contracts: { own } } as unknown as Model, dearer(own, "2", 1_200)]),
  );

const signed = contract({ template: "own", model: "signing@1" });
const renewal = { automatic: true, noticeDays: 30 } as const;

const at = (told: ReturnType<typeof signedStory>, day: string) =>
  lines(told).find(([issued]) => issued === day);

describe("the prices of a renewed term", () => {
  it("are those of the current version, where nothing caps them", () => {
    const books = booksOf({ name: "Own", term: 12, renewal });
    const usage = [
      calls("a", "2026-12-10T00:00:00Z", 100),
      calls("b", "2027-01-10T00:00:00Z", 100),
    ];
    const told = signedStory([signed, under()], "2028-03-02T00:00:00Z", { books, usage });
    expect(told.refused).toEqual([]);
    expect(at(told, "2026-12-01")).toEqual(["2026-12-01", "s-1/base/11 1000.00"]);
    expect(at(told, "2027-01-01")).toEqual([
      "2027-01-01",
      "s-1/calls/11 10.00",
      "s-1~2/base/0 1200.00",
    ]);
    expect(at(told, "2027-02-01")).toEqual([
      "2027-02-01",
      "s-1~2/base/1 1200.00",
      "s-1~2/calls/0 9.00",
    ]);
    // The term after that changes nothing.
    expect(at(told, "2028-02-01")).toEqual(["2028-02-01", "s-1~2/base/13 1200.00"]);
  });

  it("rise by no more than the cap, each bill by itself, from what was charged last", () => {
    const books = booksOf({
      name: "Own",
      term: 24,
      renewal,
      renewalCap: "5%",
      escalator: { kind: "fixed", percent: "2%", every: "annual" },
    });
    const usage = [calls("b", "2028-01-10T00:00:00Z", 100)];
    const told = signedStory([signed, under()], "2028-03-02T00:00:00Z", { books, usage });
    expect(at(told, "2027-12-01")).toEqual(["2027-12-01", "s-1/base/23 1020.00"]);
    expect(at(told, "2028-02-01")).toEqual([
      "2028-02-01",
      "s-1~2/base/1 1071.00",
      "s-1~2/calls/0 9.00",
    ]);
    const [line] = told.invoices.at(-1)?.lines ?? [];
    expect(line?.explanation.steps.at(-1)).toEqual({
      label: "most that a renewal may charge",
      rate: "× 1.071",
      amount: "71",
    });
  });

  it("are as agreed, where the renewal was, and show as a change to come", () => {
    const own: ContractTemplate = { name: "Own", term: 12 };
    const agreed = (amount: string) =>
      ({ open: { base: amount } }) as { open: { base: `${number} USD` } };
    const facts: AccountFact[] = [
      contract({ template: "own", model: "signing@1", agreed: agreed("5000 USD") }),
      under({ plan: "open" }),
      {
        fact: "contract-renewal",
        id: "r",
        customer: "c-1",
        contract: "k-1",
        agreed: agreed("5500 USD"),
        recordedAt: "2026-06-01T00:00:00Z",
      },
      {
        fact: "undo",
        id: "u",
        customer: "c-1",
        subscription: "s-1",
        change: "k-1/renewal-1/s-1",
        recordedAt: "2026-07-01T00:00:00Z",
      },
    ];
    const told = signedStory(facts, "2029-01-02T00:00:00Z", { books: booksOf(own) });
    expect(told.refused).toEqual(["u made-by-contract /change"]);
    expect(lines(told)).toHaveLength(24);
    expect(at(told, "2026-12-01")).toEqual(["2026-12-01", "s-1/base/11 5000.00"]);
    expect(at(told, "2027-01-01")).toEqual(["2027-01-01", "s-1~2/base/0 5500.00"]);
  });
});
