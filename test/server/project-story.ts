import type { Bundle } from "../../src/model/bundle.ts";
import type { Offer } from "../../src/model/offer.ts";
import { DAY_MS, HOUR_MS } from "../../src/time/instant.ts";
import { at } from "./running-florin.ts";
import { storyStart, tell } from "./story.ts";

type Told = ReturnType<typeof tell>;

const rollout: Offer = {
  name: "Rollout",
  stream: "services",
  per: "project",
  price: { kind: "flat", amount: "10000.01 USD" },
  milestones: [
    { name: "Plan", share: "33.3%" },
    { name: "Pilot", share: "33.3%" },
    { name: "Live", share: "33.4%" },
  ],
};

/** Projects by milestones: billed with each, and billed before all of them. */
export const projectOffers: Readonly<Record<string, Offer>> = {
  rollout,
  "prepaid-rollout": { ...rollout, invoiced: "on-sale" },
  tuition: { name: "Tuition", stream: "services", per: "month", earnedOverMonths: 1 },
};

/** A plan, a project and a month that comes again, for one price each. */
export const projectBundles: Readonly<Record<string, Bundle>> = {
  launch: {
    name: "Launch",
    parts: [
      { plan: "team", cadence: "annual", standalone: "5000 USD" },
      { offer: "rollout" },
      { plan: "developer", id: "sandbox", cadence: "monthly", standalone: "99 USD" },
    ],
    price: { kind: "flat", amount: "9999.99 USD" },
  },
  monthly: {
    name: "Monthly",
    parts: [
      { plan: "developer", standalone: "99 USD" },
      { offer: "tuition", standalone: "100 USD" },
    ],
    price: { kind: "flat", amount: "150 USD" },
    every: "monthly",
  },
};

/** A customer with bundles: a project of one is reached, a part of one is cancelled, one ends as a whole, others are refused. */
function bundleStory(): readonly Told[] {
  const start = at(storyStart);
  const on = (days: number) => start + days * DAY_MS + 3 * HOUR_MS;
  const customer = "p-bundles";
  const cancel = { fact: "cancel", customer, credit: "prorated" } as const;
  const bought = { fact: "bundle", customer } as const;
  return [
    tell(on(0), { fact: "customer", id: customer, name: "Bundles" }),
    tell(on(1), { ...bought, id: "b-1", bundle: "launch", start: "2026-01-02" }),
    tell(on(2), { ...bought, id: "b-2", bundle: "monthly", start: "2025-12-31", quantity: 3 }),
    tell(on(3), { ...bought, id: "b-3", bundle: "lunch", start: "2026-01-03" }),
    tell(on(4), { ...bought, id: "b-2", bundle: "launch", start: "2026-01-03" }),
    tell(on(9), {
      fact: "milestone",
      id: "b-1-plan",
      customer,
      sale: "b-1.rollout",
      milestone: "Plan",
    }),
    tell(on(40), { ...cancel, id: "x-1", subscription: "b-1.team", on: "2026-02-15" }),
    tell(on(41), { fact: "change", id: "x-2", customer, subscription: "b-2", quantity: 4 }),
    tell(on(65), { ...cancel, id: "x-3", subscription: "b-2", on: "2026-03-15" }),
    tell(on(66), { fact: "undo", id: "x-4", customer, subscription: "b-2", change: "x-3" }),
    tell(on(67), { ...cancel, id: "x-5", subscription: "b-2", on: "2026-03-20" }),
  ];
}

/** Customers with bundles, and two with projects, whose milestones are told at once, late, together, twice and before there are any. */
export function projectStory(): readonly Told[] {
  return [...bundleStory(), ...milestoneStory()];
}

function milestoneStory(): readonly Told[] {
  const start = at(storyStart);
  const on = (days: number, hours = 0) => start + days * DAY_MS + hours * HOUR_MS;
  return ["rollout", "prepaid-rollout"].flatMap((offer): readonly Told[] => {
    const customer = `p-${offer}`;
    const sale = `w-${offer}`;
    const reached = (when: number, milestone: string, day?: string): Told =>
      tell(when, {
        fact: "milestone",
        id: `${sale}-${milestone}-${when}`,
        customer,
        sale,
        milestone,
        ...(day === undefined ? {} : { on: day }),
      });
    return [
      tell(on(0), { fact: "customer", id: customer, name: `Project ${offer}` }),
      reached(on(1), "Plan"),
      tell(on(2), { fact: "sale", id: sale, customer, offer, date: "2026-01-12" }),
      reached(on(11), "Plan", "2026-01-12"),
      reached(on(11), "Pilot", "2026-01-12"),
      tell(on(11), {
        fact: "payment",
        id: `pay-${offer}`,
        customer,
        amount: "5000 USD",
        method: "wire",
      }),
      reached(on(30, 5), "Pilot"),
      reached(on(63, 5), "Live", "2026-01-31"),
      reached(on(64, 5), "Lvie"),
    ];
  });
}
