import { flat, usd } from "florin";
import { chosen, type Deed, day, some, type WeightedDeed } from "../scene.ts";

/** Several things for one price: once, by the month, and one whose parts go on alone. */
export const bundles = {
  kit: {
    name: "Kit",
    parts: [
      { plan: "team", cadence: "annual" },
      { offer: "tuning", quantity: 3 },
      { licence: "standard" },
    ],
    price: flat(usd("8999.99")),
  },
  care: {
    name: "Care",
    parts: [{ plan: "seats", quantity: 7 }, { addon: "vault" }, { offer: "course" }],
    price: flat(usd("333.33")),
    every: "monthly",
  },
  begin: {
    name: "Begin",
    parts: [
      { plan: "tried", cadence: "monthly", afterwards: "renews" },
      { addon: "insights", cadence: "annual", standalone: usd(365) },
      { offer: "course", residual: { low: usd(1), high: usd(400) } },
    ],
    price: flat(usd(500)),
  },
} as const;

const buyBundle: Deed = ({ random, now, id, buyer }) => ({
  fact: "bundle",
  id,
  customer: buyer,
  bundle: chosen(random, "kit", "care", "begin"),
  start: day(now, random.whole(-15, 20)),
  ...some(30, random, () => ({ quantity: chosen(random, 2, 3) })),
});

/** Bundles are bought; what happens to their parts happens to what was bought. */
export const bundleDeeds: readonly WeightedDeed[] = [{ value: buyBundle, weight: 2 }];
