import { at } from "./running-florin.ts";

export const names = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo"] as const;
export const customers = names.map((name, index) => ({
  id: `c-${index + 1}`,
  name,
  segment: index % 2 === 0 ? "small" : "large",
  country: "DE",
  email: `${name.toLowerCase()}@example.com`,
}));

export const subscriptions = [
  { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" },
  { id: "s-2", customer: "c-2", plan: "team", cadence: "annual", start: "2026-01-15" },
  {
    id: "s-3",
    customer: "c-3",
    plan: "reserved",
    start: "2026-01-01",
    quantities: { nodes: "5" },
  },
  {
    id: "s-4",
    customer: "c-4",
    plan: "seats",
    cadence: "annual",
    start: "2026-02-01",
    quantity: 120,
  },
];
export const licence = { id: "l-5", customer: "c-5", licence: "standard", start: "2026-02-01" };
export const sale = {
  id: "w-6",
  customer: "c-6",
  offer: "tuning",
  date: "2026-01-20",
  quantity: 3,
  delivery: "on-site",
};

/** 40 events of 50 operations through January, one each 18 hours, and a day of 7 nodes. */
export const usage = [
  ...Array.from({ length: 40 }, (_, index) => ({
    id: `op-${index}`,
    source: "gateway",
    type: "inference",
    customer: "c-1",
    time: new Date(at("2026-01-01T03:00:00Z") + index * 18 * 3_600_000).toISOString(),
    data: { operations: 50 },
  })),
  {
    id: "n-1",
    type: "node-count",
    customer: "c-3",
    time: "2026-01-09T00:00:00Z",
    data: { nodes: 7 },
  },
];
