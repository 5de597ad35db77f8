import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { defineModel } from "../../model/define-model.ts";
import { usd } from "../../money/money.ts";
import { UTC } from "../../time/zone.ts";
import { bookFacts } from "./book-facts.ts";
import { type BookFact, parseBookFact } from "./manual-entry-fact.ts";
import type { PartnerPayoutFact, PartnerShareFact } from "./partner-fact.ts";

const model = defineModel({
  id: "shared",
  name: "Shared",
  version: "1",
  currency: "USD",
  streams: { marketplace: { name: "Marketplace" }, services: { name: "Services" } },
  meters: {},
  features: {},
  plans: {},
  partners: {
    seller: { name: "Plugin seller", role: "seller" },
    integrator: {
      name: "Integrator",
      role: "integrator",
      commission: { rate: "10%", base: "first-year subscription" },
    },
  },
  shares: {
    plugins: {
      name: "Plugins",
      partner: "seller",
      base: "plugin sales",
      rate: "70%",
      to: "partner",
      stream: "marketplace",
      minimum: usd(50),
    },
    joint: {
      name: "Joint solutions",
      partner: "seller",
      base: "revenue of joint solutions",
      rate: "70%",
      split: { us: "70%", partner: "30%" },
      to: "partner",
    },
    margin: {
      name: "Services margin",
      base: "margin of a project",
      rate: { low: "20%", high: "30%" },
      to: "partner",
    },
    oem: { name: "OEM", partner: "seller", base: "end-customer value", rate: "15%", to: "us" },
  },
});

const shared = (more: Partial<PartnerShareFact> = {}): PartnerShareFact => ({
  fact: "partner-share",
  id: "2026-01",
  share: "plugins",
  date: "2026-01-31",
  base: "1000.50 USD",
  by: "Dana",
  recordedAt: "2026-02-02T10:00:00Z",
  ...more,
});

const paid: PartnerPayoutFact = {
  fact: "partner-payout",
  id: "po-1",
  partner: "seller",
  date: "2026-02-05",
  amount: "700.35 USD",
  by: "Dana",
  recordedAt: "2026-02-05T10:00:00Z",
};

const books = { zone: UTC, model };

const postings = (...facts: readonly BookFact[]): readonly string[] => {
  const { entered, refused } = bookFacts(facts, books);
  expect(refused).toEqual([]);
  return entered.flatMap(({ entry }) =>
    entry.postings.map(({ account, amount, currency }) => `${account} ${amount} ${currency}`),
  );
};

const refusals = (...facts: readonly BookFact[]): readonly string[] =>
  bookFacts(facts, books).refused.map(({ faults }) => `${faults[0]?.code} ${faults[0]?.path}`);

describe("a partner's share", () => {
  it("lowers the revenue of its stream, is owed, and is paid: then nothing is left", () => {
    expect(postings(shared(), paid)).toEqual([
      "income:revenue:marketplace 700.35 USD",
      "liabilities:partner:seller -700.35 USD",
      "liabilities:partner:seller 700.35 USD",
      "assets:cash -700.35 USD",
    ]);
    const [share] = bookFacts([shared()], books).entered;
    expect(share?.entry).toMatchObject({
      id: "partner-share/2026-01",
      description: "Plugins, 70% of 1000.50 USD (plugin sales; Dana)",
    });
  });

  it("is a cost where it names no stream, and the partner's part of a split", () => {
    expect(postings(shared({ share: "joint" }))[0]).toBe(
      "expenses:partner-share:seller 300.15 USD",
    );
  });

  it("is a commission where there is no share, and at least the minimum of one", () => {
    const { share: _, ...none } = shared({ partner: "integrator" });
    expect(postings(none)[0]).toBe("expenses:partner-share:integrator 100.05 USD");
    expect(postings(shared({ base: "10 USD" }))[0]).toBe("income:revenue:marketplace 50.00 USD");
  });

  it("goes back with what was reported, at its rate alone", () => {
    expect(postings(shared({ base: "-10 USD" }))).toEqual([
      "income:revenue:marketplace -7.00 USD",
      "liabilities:partner:seller 7.00 USD",
    ]);
  });

  it("has the rate that was agreed where the model leaves it open", () => {
    const margin = { share: "margin", partner: "integrator" } as const;
    expect(postings(shared({ ...margin, rate: "25%" }))[0]).toBe(
      "expenses:partner-share:integrator 250.13 USD",
    );
    expect(refusals(shared(margin))).toEqual(["needs-agreed-price /rate"]);
    expect(refusals(shared({ ...margin, rate: "31%" }))).toEqual(["outside-agreed-range /rate"]);
  });

  it.each<[Partial<PartnerShareFact>, string]>([
    [{ share: "plugin" }, "unknown-share /share"],
    [{ share: "oem" }, "share-is-ours /share"],
    [{ share: "margin", rate: "25%" }, "partner-missing /partner"],
    [{ share: "margin", rate: "25%", partner: "nobody" }, "unknown-partner /partner"],
    [{ partner: "integrator" }, "partner-differs /partner"],
    [{ base: "10 EUR" }, "currency-mismatch /base"],
    [{ base: "0.001 USD" }, "wrong-minor-unit /base"],
    [{ share: "joint", base: "0 USD" }, "nothing-to-book /base"],
  ])("is refused where it says %j", (more, code) => {
    expect(refusals(shared(more))).toEqual([code]);
  });

  it("is refused where nothing says whose it is, or nothing was agreed", () => {
    const { share: _, ...none } = shared();
    expect(refusals(none)).toEqual(["partner-missing /partner"]);
    expect(refusals({ ...none, partner: "seller" })).toEqual(["no-commission /partner"]);
  });

  it("counts once however often it is told, and another of its id not at all", () => {
    expect(postings(shared(), shared())).toHaveLength(2);
    expect(refusals(shared(), shared({ base: "5 USD" }))).toEqual(["already-exists /id"]);
  });
});

describe("a payout to a partner", () => {
  it("may come out of a provider's balance", () => {
    expect(postings({ ...paid, provider: "stripe" })[1]).toBe("assets:clearing:stripe -700.35 USD");
  });

  it("is of a partner, and above zero", () => {
    expect(refusals({ ...paid, partner: "sellers" })).toEqual(["unknown-partner /partner"]);
    expect(refusals({ ...paid, amount: "-1 USD" })).toEqual(["not-positive /amount"]);
  });

  it("has a shape, of which every fault is named", () => {
    expect(expectOk(parseBookFact({ ...paid }))).toEqual(paid);
    const faults = faultsOf(parseBookFact({ fact: "partner-share", id: "a", base: "1" }));
    expect(faults.map(({ path }) => path).sort()).toEqual(["/base", "/by", "/date"]);
  });
});
