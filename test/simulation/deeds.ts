import type { AccountFact } from "../../src/account/fact.ts";
import { bundleDeeds } from "./deeds/bundles.ts";
import { changeDeeds } from "./deeds/changes.ts";
import { contractDeeds } from "./deeds/contracts.ts";
import { creditDeeds } from "./deeds/credits.ts";
import { customerDeeds } from "./deeds/customers.ts";
import { debtDeeds } from "./deeds/debts.ts";
import { paymentDeeds } from "./deeds/payments.ts";
import { projectDeeds } from "./deeds/projects.ts";
import { purchaseDeeds } from "./deeds/purchases.ts";
import type { Scene, WeightedDeed } from "./scene.ts";

/** Everything that may be told, and how often it is: a line for each part of a business. */
const deeds: readonly WeightedDeed[] = [
  ...purchaseDeeds,
  ...bundleDeeds,
  ...changeDeeds,
  ...creditDeeds,
  ...paymentDeeds,
  ...debtDeeds,
  ...customerDeeds,
  ...contractDeeds,
  ...projectDeeds,
];

/** Something that somebody tells the account, right or wrong; mostly about something that there is. */
export function anyDeed(scene: Scene): AccountFact {
  let told = scene.random.pick(deeds)(scene);
  for (let tries = 1; tries < 5 && isAboutNothing(told); tries += 1)
    told = scene.random.pick(deeds)(scene);
  return { customer: scene.account.customer.id, ...told } as AccountFact;
}

const isAboutNothing = (told: object): boolean => JSON.stringify(told).includes('"nothing"');
