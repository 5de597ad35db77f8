import type { Model } from "../model/model.ts";
import type { CurrencyCode, Money } from "../money/money.ts";
import { banded } from "../pricing/banded.ts";
import { capacity } from "../pricing/capacity.ts";
import { flat } from "../pricing/flat.ts";
import { graduated } from "../pricing/graduated.ts";
import { matrix } from "../pricing/matrix.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { volume } from "../pricing/volume.ts";

/** A business in a currency that sells in every way in which a plan's customers can buy. */
export function sellingAll(currency: CurrencyCode): Model {
  const of = (amount: number | string): Money => `${Number(amount)} ${currency}`;
  return {
    florin: "florin/1",
    id: "all",
    name: "All",
    version: "1",
    currency,
    streams: {
      subscriptions: { name: "Subscriptions", recurring: true },
      usage: { name: "Usage" },
      fees: { name: "Fees" },
      services: { name: "Services" },
      licences: { name: "Licences" },
    },
    meters: {
      calls: { event: "call", aggregation: { kind: "count" }, unit: "call" },
      peak: { event: "stored", aggregation: { kind: "max", property: "gb" }, unit: "gigabyte" },
      volume: {
        event: "paid",
        aggregation: { kind: "sum", property: "value" },
        unit: currency,
        dimensions: { region: ["eu", "us"] },
      },
    },
    features: {},
    plans: plansIn(of),
    addons: {
      extra: {
        name: "Extra",
        stream: "subscriptions",
        prices: {
          monthly: flat(of(7)),
          quarterly: flat(of(20)),
          annual: flat(of(70)),
          semiannual: flat(of(37)),
        },
      },
    },
    offers: {
      onboarding: { name: "Onboarding", stream: "services", per: "project", price: flat(of(500)) },
      course: {
        name: "Course",
        stream: "services",
        per: "course",
        price: flat(of(250)),
        earnedOverMonths: 5,
      },
    },
    licences: licencesIn(of),
    bundles: {
      quarterly: {
        name: "By the quarter",
        price: flat(of(400)),
        every: "quarterly",
        parts: [{ plan: "team", standalone: of(300) }, { offer: "onboarding" }],
      },
      ending: {
        name: "A quarter",
        price: flat(of(350)),
        parts: [{ plan: "team", cadence: "quarterly" }, { offer: "course" }],
      },
      renewing: {
        name: "Start",
        price: flat(of(1_200)),
        parts: [{ plan: "team", cadence: "annual", afterwards: "renews" }, { offer: "onboarding" }],
      },
    },
    contracts: {
      committed: {
        name: "Committed",
        term: 12,
        commitment: { amount: of(1_500), per: "annual" },
        netDays: 45,
      },
      carried: {
        name: "Carried",
        term: 12,
        commitment: { amount: of(330), per: "quarterly", shortfall: "carry" },
        renewal: { automatic: true, noticeDays: 60 },
      },
      rising: {
        name: "Rising",
        term: { low: 6, high: 36 },
        escalator: { kind: "fixed", percent: "4%", every: "semiannual" },
      },
    },
    discounts: {
      volume: {
        kind: "volume",
        by: "quantity",
        mode: "graduated",
        bands: [
          { from: 5, percent: "10%" },
          { from: 10, percent: "15%" },
        ],
      },
      term: {
        kind: "term",
        terms: [
          { years: 1, percent: "3%" },
          { years: 2, percent: "8%" },
        ],
      },
      launch: { kind: "percent", percent: "12.5%", reason: "promotional", appliesTo: "recurring" },
      off: { kind: "amount", amount: of(3) },
      spring: { kind: "percent", percent: "33%", reason: "promotional" },
      first: { kind: "amount", amount: of(20) },
      ever: { kind: "percent", percent: "5%", reason: "negotiated", appliesTo: "usage" },
    },
    discountOrder: ["volume", "term", "launch", "off", "spring", "first", "ever"],
    coupons: {
      spring: {
        name: "Spring",
        code: "SPRING",
        discount: "spring",
        duration: { kind: "repeating", count: 3, unit: "months" },
      },
      first: { name: "First", code: "FIRST", discount: "first", duration: { kind: "once" } },
      ever: { name: "Ever", code: "EVER", discount: "ever", duration: { kind: "forever" } },
    },
  };
}

type Of = (amount: number | string) => Money;

const plansIn = (of: Of): Model["plans"] => ({
  team: {
    name: "Team",
    stream: "subscriptions",
    prices: { monthly: flat(of(99)), quarterly: flat(of(280)), annual: flat(of(1_000)) },
    charges: {
      calls: {
        meter: "calls",
        stream: "usage",
        price: graduated([{ upTo: 1_000, unit: of("0.01") }, { unit: of("0.005") }]),
      },
    },
  },
  seats: {
    name: "Seats",
    stream: "subscriptions",
    per: "seat",
    prices: {
      monthly: perUnit(of("9.99")),
      semiannual: perUnit(of(55)),
      annual: volume([{ upTo: 8, unit: of(100) }, { unit: of(90) }]),
    },
    cliff: "intended",
  },
  tried: {
    name: "Tried",
    stream: "subscriptions",
    prices: { monthly: flat(of(60)) },
    trial: { days: 14 },
    charges: {
      calls: { meter: "calls", stream: "usage", price: perUnit(of("0.004")), included: 500 },
    },
  },
  metered: {
    name: "Metered",
    stream: "usage",
    charges: {
      calls: { meter: "calls", price: perUnit(of("0.013")), every: "quarterly" },
      value: {
        meter: "volume",
        stream: "fees",
        price: banded([{ below: of(100), flat: of("0.35") }, { rate: "0.25%" }]),
      },
      abroad: {
        meter: "volume",
        stream: "fees",
        price: matrix(["region"], [{ when: { region: "us" }, price: perUnit(of("0.004")) }], {
          otherwise: perUnit(of(0)),
        }),
      },
    },
    cliff: "intended",
  },
  reserved: {
    name: "Reserved",
    stream: "subscriptions",
    prices: { monthly: flat(of(30)) },
    charges: {
      peak: {
        meter: "peak",
        price: capacity(of(2), { overUse: { rule: "bill", price: perUnit(of(3)) } }),
      },
    },
  },
});

const licencesIn = (of: Of): NonNullable<Model["licences"]> => ({
  yearly: {
    name: "Source",
    kind: "perpetual",
    stream: "licences",
    fee: of(2_000),
    maintenance: { rate: "20%", every: "annual", firstDue: "anniversary" },
  },
  quarterly: {
    name: "Access",
    kind: "perpetual",
    stream: "licences",
    fee: of(900),
    earnedOverMonths: 7,
    maintenance: {
      rate: "5%",
      every: "quarterly",
      firstDue: "purchase",
      stream: "subscriptions",
    },
  },
  plain: { name: "Plain", kind: "perpetual", stream: "licences", fee: of(777) },
});
