import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { Bundle } from "../model/bundle.ts";
import type { ContractTemplate } from "../model/contract.ts";
import type { Maintenance } from "../model/licence.ts";
import type { Model } from "../model/model.ts";
import type { SegmentPurchase, UsageVariation } from "../model/segment.ts";
import { usd } from "../money/money.ts";
import { shopWith } from "../plan/forecast/shop.fixture.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { differences } from "./differences.fixture.ts";
import { simulatePlan } from "./simulate.ts";

/** A shop whose customers buy one thing, and some go at each renewal. */
const selling = (more: Partial<Model>, purchase: Omit<SegmentPurchase, "share">): Model => ({
  ...shopWith({
    name: "Small",
    opening: "4 customers",
    acquisition: { kind: "monthly", customers: "1.4 customers per month" },
    purchases: {
      all: { share: "100%", churn: { kind: "at-renewal", share: "40%" }, ...purchase },
    },
  }),
  ...more,
});

const usage = { calls: "900 calls per month + 150 calls per month * month-number()" } as const;

describe("customers who sign contracts", () => {
  const signing = (own: Partial<ContractTemplate>, purchase: Omit<SegmentPurchase, "share">) =>
    selling(
      { contracts: { own: { name: "Own", term: 12, ...own } } },
      { plan: "team", cadence: "monthly", usage, contract: { template: "own" }, ...purchase },
    );

  it("pay what is missing to their commitment, and renew by hand or leave at the end of the term", () => {
    expect(
      differences(signing({ commitment: { amount: usd(1_500), per: "annual" }, netDays: 45 }, {})),
    ).toEqual([]);
  });

  it("carry over what is missing, and renew by themselves unless they give notice", () => {
    expect(
      differences(
        signing(
          {
            commitment: { amount: { atLeast: usd(300) }, per: "quarterly", shortfall: "carry" },
            renewal: { automatic: true, noticeDays: 60 },
          },
          { contract: { template: "own", commitment: usd(380) } },
        ),
      ),
    ).toEqual([]);
  });

  it("pay more each year, at prices of their own, for a term that they chose", () => {
    expect(
      differences(
        signing(
          {
            term: { low: 6, high: 36 },
            escalator: { kind: "fixed", percent: "4%", every: "semiannual" },
            prices: { team: { base: { monthly: flat(usd(90)) } } },
          },
          { contract: { template: "own", months: 18 } },
        ),
      ),
    ).toEqual([]);
  });
});

describe("customers who buy bundles", () => {
  const bundled = (own: Partial<Bundle>, purchase: Omit<SegmentPurchase, "share"> = {}) =>
    selling(
      {
        bundles: {
          start: {
            name: "Start",
            price: flat(usd(1_200)),
            parts: [{ plan: "team", cadence: "annual" }, { offer: "onboarding" }],
            ...own,
          },
        },
      },
      { bundle: "start", usage, ...purchase },
    );

  it("pay once for what is served for a year and is then over", () => {
    const { segments } = bundled({});
    const own = segments?.small;
    const { churn: _, ...all } = own?.purchases.all ?? { share: "100%" };
    const small = { ...own, purchases: { all } };
    expect(differences({ ...bundled({}), segments: { small } } as Model)).toEqual([]);
  });

  it("go on at the list's price", () => {
    const renewing = {
      parts: [{ plan: "team", cadence: "annual", afterwards: "renews" }, { offer: "onboarding" }],
    } as const;
    expect(differences(bundled(renewing))).toEqual([]);
  });

  it("pay for all of it each quarter", () => {
    const every = {
      every: "quarterly",
      parts: [{ plan: "team", standalone: usd(300) }, { offer: "onboarding" }],
    } as const;
    expect(differences(bundled(every, { quantity: "2" }))).toEqual([]);
  });
});

describe("customers who use more and less than others", () => {
  const varying = (usageVaries: UsageVariation): Model =>
    ({
      ...shopWith({
        name: "Small",
        opening: "7 customers",
        acquisition: { kind: "monthly", customers: "2.4 customers per month" },
        purchases: {
          monthly: {
            share: "70%",
            plan: "team",
            cadence: "monthly",
            usage,
            usageVaries,
            churn: { kind: "monthly", rate: "6% per month" },
            moves: { yearly: "5% per month", business: "2% per month" },
          },
          yearly: {
            share: "20%",
            plan: "team",
            cadence: "annual",
            usage,
            usageVaries: { factor: { kind: "triangular", low: "0", likely: "1", high: "3" } },
            churn: { kind: "at-renewal", share: "30%" },
            moves: { monthly: "1% per month" },
          },
          business: { share: "10%", plan: "business" },
        },
      }),
      horizon: { from: "2027-01", years: 2 },
    }) as Model;

  it("are billed by what each of them uses", () => {
    expect(
      differences(
        varying({ factor: { kind: "lognormal", median: "1", spread: "2.2" }, classes: 7 }),
      ),
    ).toEqual([]);
    expect(
      differences(
        varying({
          factor: {
            kind: "choices",
            of: [
              { is: "0.2", share: "75%" },
              { is: "6", share: "25%" },
            ],
          },
          classes: 4,
        }),
      ),
    ).toEqual([]);
  });
});

describe("customers who buy more as time goes by", () => {
  const growing: Model = {
    ...shopWith({
      name: "Small",
      opening: "3 customers",
      acquisition: { kind: "monthly", customers: "1.3 customers per month" },
      purchases: {
        seats: {
          share: "50%",
          plan: "seats",
          cadence: "monthly",
          quantity: "8",
          quantityGrowth: "6% per month",
          churn: { kind: "monthly", rate: "5% per month" },
          moves: { yearly: "4% per month" },
        },
        yearly: {
          share: "30%",
          plan: "seats",
          cadence: "annual",
          quantity: "10",
          quantityGrowth: "if(month-number() < 12, 4% per month, -7% per month)",
          churn: { kind: "at-renewal", share: "40%" },
        },
        tried: {
          share: "20%",
          plan: "tried",
          quantity: "4",
          quantityGrowth: "9% per month",
          churn: { kind: "monthly", rate: "8% per month" },
        },
      },
    }),
    plans: {
      seats: {
        name: "Seats",
        stream: "subscriptions",
        per: "seat",
        prices: { monthly: perUnit(usd("9.99")), annual: perUnit(usd(100)) },
      },
      tried: {
        name: "Tried",
        stream: "subscriptions",
        per: "seat",
        trial: { days: 10 },
        prices: { monthly: perUnit(usd(15)) },
      },
    },
  };

  it("are billed for it from the day on, and back for what they give up", () => {
    expect(differences(growing)).toEqual([]);
  });
});

describe("customers who move on from something that they could try", () => {
  it("go on from the day on which their periods begin, with what they use by then", () => {
    const metered = (trial: number): Model => {
      const model = shopWith({
        name: "Small",
        opening: "3 customers",
        acquisition: { kind: "monthly", customers: "2.3 customers per month" },
        purchases: {
          tried: {
            share: "70%",
            plan: "tried",
            usage,
            churn: { kind: "monthly", rate: "6% per month" },
            moves: { team: "9% per month", yearly: "5% per month" },
          },
          team: {
            share: "30%",
            plan: "team",
            cadence: "monthly",
            usage: { calls: "4_000 calls per month" },
            moves: { yearly: "4% per month" },
          },
          yearly: { share: "0%", plan: "yearly", churn: { kind: "at-renewal", share: "30%" } },
        },
      });
      const tried = { ...model.plans.team, name: "Tried", trial: { days: trial } } as const;
      const plans = { ...model.plans, tried: { ...tried, prices: { monthly: flat(usd(60)) } } };
      return { ...model, plans } as Model;
    };
    expect(differences(metered(14))).toEqual([]);
    expect(differences(metered(20))).toEqual([]);
  });
});

describe("customers who buy licences", () => {
  it("pay for maintenance until they leave", () => {
    const maintained = (maintenance: Omit<Maintenance, "rate">): Model => {
      const source = { name: "Source", kind: "perpetual", stream: "services" } as const;
      const terms = { fee: usd(2_000), maintenance: { rate: "20%", ...maintenance } } as const;
      return selling({ licences: { source: { ...source, ...terms } } }, { licence: "source" });
    };
    expect(differences(maintained({ every: "annual", firstDue: "anniversary" }))).toEqual([]);
    expect(
      differences(
        maintained({ every: "quarterly", firstDue: "purchase", stream: "subscriptions" }),
      ),
    ).toEqual([]);
  });
});

describe("customers who go on to something else than a plan", () => {
  it("sign, buy a bundle, a licence or a plan when what they had is over", () => {
    const model: Model = {
      ...shopWith({
        name: "Small",
        opening: "8 customers",
        acquisition: { kind: "monthly", customers: "2.6 customers per month" },
        purchases: {
          start: { share: "40%", bundle: "start", moves: { team: "20% per month" } },
          team: {
            share: "40%",
            plan: "team",
            cadence: "monthly",
            usage,
            churn: { kind: "monthly", rate: "4% per month" },
            moves: { signed: "9% per month", source: "3% per month" },
          },
          signed: {
            share: "20%",
            plan: "team",
            cadence: "monthly",
            usage,
            contract: { template: "half" },
            churn: { kind: "at-renewal", share: "20%" },
            moves: { team: "4% per month", source: "2% per month" },
          },
          source: { share: "10%", licence: "source", moves: { team: "1% per month" } },
        },
      }),
      bundles: {
        start: {
          name: "Start",
          price: flat(usd(150)),
          parts: [{ plan: "team", cadence: "monthly" }, { offer: "onboarding" }],
        },
      },
      contracts: {
        half: {
          name: "Half a year",
          term: 6,
          commitment: { amount: usd(650), per: "semiannual" },
          renewal: { automatic: true, noticeDays: 30 },
        },
      },
      licences: {
        source: {
          name: "Source",
          kind: "perpetual",
          stream: "services",
          fee: usd(2_000),
          maintenance: { rate: "20%", every: "annual", firstDue: "purchase" },
        },
      },
    };
    expect(differences(model)).toEqual([]);
  });
});

describe("customers who leave before what they signed is over", () => {
  it("who do not pay are lost with their contract, and are billed what leaving it costs", () => {
    const capital = { failedPayments: "18%", recoveredPayments: "30%" };
    const model = selling(
      {
        capital,
        contracts: {
          own: {
            name: "Own",
            term: 12,
            commitment: { amount: usd(1_500), per: "annual" },
            earlyTermination: { noticeDays: 30, ofRemaining: "50%", fee: usd(90) },
          },
        },
      },
      { plan: "team", cadence: "monthly", usage, contract: { template: "own" } },
    );
    expect(differences(model)).toEqual([]);
    const closing = (one: Model): number =>
      expectOk(simulatePlan(one)).forecast.segments.get("small")?.customers.closing[11] ?? 0;
    const { capital: _, ...paid } = model;
    expect(closing(model)).toBeLessThan(closing(paid));
  });

  it("have an amount off their last invoice, which bills less than others", () => {
    const model = selling(
      {
        discounts: { off: { kind: "amount", amount: usd(8) } },
      },
      { plan: "team", cadence: "monthly", usage, discounts: ["off"] },
    );
    expect(differences(model)).toEqual([]);
  });
});
