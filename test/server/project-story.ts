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
};

/** Two customers with projects, whose milestones are told at once, late, together, twice and before there are any. */
export function projectStory(): readonly Told[] {
  const start = at(storyStart);
  const on = (days: number, hours = 0) => start + days * DAY_MS + hours * HOUR_MS;
  return Object.keys(projectOffers).flatMap((offer): readonly Told[] => {
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
