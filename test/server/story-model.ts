import {
  banded,
  capacity,
  commitment,
  flat,
  formula,
  freeUnits,
  graduated,
  graduatedPercentage,
  type Model,
  matrix,
  packages,
  percentage,
  perUnit,
  seat,
  spendLimits,
  transform,
  usd,
  volume,
} from "florin";
import bitnet from "../../examples/bitnet-rust/model.ts";

const meters: Model["meters"] = {
  nodes: { event: "node-count", aggregation: { kind: "max", property: "nodes" }, unit: "node" },
  storage: {
    event: "stored",
    aggregation: { kind: "time-weighted-sum", property: "gb", per: "hour" },
    unit: "GB-hour",
  },
  payments: { event: "payment", aggregation: { kind: "sum", property: "amount" }, unit: "USD" },
  transfers: {
    event: "transfer",
    aggregation: { kind: "sum", property: "gb" },
    unit: "GB",
    dimensions: { region: ["eu", "us"] },
    filter: { property: "direction", notEquals: "in" },
  },
  users: { event: "login", aggregation: { kind: "unique", property: "user" }, unit: "user" },
  agents: { event: "agents", aggregation: { kind: "latest", property: "count" }, unit: "agent" },
  bandwidth: {
    event: "load",
    aggregation: { kind: "percentile", property: "mbps", percentile: 95 },
    unit: "Mbps",
  },
  idle: { event: "load", aggregation: { kind: "min", property: "mbps" }, unit: "Mbps" },
};

const plans: Model["plans"] = {
  reserved: {
    name: "Reserved nodes",
    stream: "subscriptions",
    cliff: "intended",
    charges: {
      nodes: {
        meter: "nodes",
        price: capacity(usd(10), { overUse: { rule: "bill", price: perUnit(usd("15.005")) } }),
      },
    },
  },
  raised: {
    name: "Raised nodes",
    stream: "subscriptions",
    charges: {
      nodes: {
        meter: "nodes",
        price: capacity(usd("9.99"), { reserved: 5, overUse: { rule: "raise" } }),
      },
    },
  },
  stored: {
    name: "Storage",
    stream: "managed",
    charges: { storage: { meter: "storage", price: perUnit(usd("0.00137")) } },
  },
  payments: {
    name: "Payments",
    stream: "managed",
    cliff: "intended",
    charges: {
      fees: {
        meter: "payments",
        price: percentage("2.9%", {
          fixed: usd("0.30"),
          minimum: usd("0.50"),
          maximum: usd(25),
          freeEvents: 3,
        }),
      },
      bands: {
        meter: "payments",
        price: banded([
          { below: usd(1), flat: usd("0.01") },
          { upTo: usd(100), flat: usd("0.05") },
          { rate: "0.1%" },
        ]),
      },
      turnover: {
        meter: "payments",
        price: graduatedPercentage([{ upTo: usd(1_000), rate: "1%" }, { rate: "0.5%" }]),
      },
    },
  },
  catalogue: {
    name: "Every price of a quantity",
    stream: "managed",
    cliff: "intended",
    charges: {
      tiers: {
        meter: "transfers",
        included: 10,
        price: graduated([{ upTo: 100, unit: usd("0.10"), flat: usd(1) }, { unit: usd("0.055") }]),
      },
      bands: {
        meter: "transfers",
        price: volume([{ upTo: 100, unit: usd("0.2") }, { unit: usd("0.1") }]),
      },
      parcels: { meter: "transfers", price: freeUnits(7, packages(25, usd("3.33"))) },
      regions: {
        meter: "transfers",
        price: matrix(
          ["region"],
          [{ when: { region: "eu" }, price: perUnit(usd(2), { per: 100 }) }],
          {
            otherwise: perUnit(usd(3), { per: 100 }),
          },
        ),
      },
      limited: {
        meter: "transfers",
        price: spendLimits({ minimum: usd(5), maximum: usd(40) }, perUnit(usd("0.3"))),
      },
      committed: {
        meter: "transfers",
        price: commitment(usd(30), perUnit(usd("0.21")), { overage: "90%" }),
      },
      blocks: {
        meter: "transfers",
        price: transform(
          { divideBy: 8, round: "up" },
          formula("quantity * rate + max(0, quantity - 4) * 0.01", { rate: "0.07" }),
        ),
      },
      capped: { meter: "transfers", included: 50, overage: "block", price: perUnit(usd("0.5")) },
    },
  },
  people: {
    name: "People and machines",
    stream: "subscriptions",
    cliff: "intended",
    charges: {
      users: { meter: "users", price: seat(usd("4.5"), { included: 1 }) },
      agents: { meter: "agents", price: perUnit(usd(2)), every: "weekly" },
      bandwidth: {
        meter: "bandwidth",
        price: volume([{ upTo: 100, unit: usd(1) }, { unit: usd("0.9") }]),
      },
      idle: { meter: "idle", price: perUnit(usd("0.01")) },
    },
  },
};

/** BitNet-Rust's model with a plan for every other way of charging, so that one story can meet them all. */
export const storyModel: Model = {
  ...bitnet,
  id: "story",
  version: "1.0",
  invoicing: { series: "ST", grace: "PT1H", netDays: 30 },
  meters: { ...bitnet.meters, ...meters },
  plans: { ...bitnet.plans, ...plans },
};

const changing: Model = {
  ...storyModel,
  id: "changing",
  addons: {
    support: {
      name: "Support",
      stream: "subscriptions",
      plans: ["developer", "team"],
      prices: { monthly: flat(usd(95)), annual: flat(usd(990)) },
    },
    people: {
      name: "People",
      stream: "subscriptions",
      per: "seat",
      prices: { monthly: perUnit(usd(12)) },
      charges: { users: { meter: "users", price: perUnit(usd("0.4")) } },
      trial: { days: 5 },
    },
  },
};

/** Two versions that customers move between, the second with dearer plans. */
export const changingModels: readonly [Model, Model] = [
  changing,
  {
    ...changing,
    version: "2.0",
    plans: {
      ...changing.plans,
      team: { ...bitnet.plans.team, prices: { monthly: flat(usd(549)), annual: flat(usd(5_490)) } },
    },
  },
];
