import type { AccountFact } from "../../../src/account/fact.ts";
import type { Random } from "../../../src/testing/random.ts";
import { formatInstant } from "../../../src/time/instant.ts";
import { chance, chosen, type Deed, day, one, some, type WeightedDeed } from "../scene.ts";

const homes: readonly object[] = [
  { country: "DE" },
  { country: "FR", vatNumber: "FR40303265045" },
  { country: "FR" },
  { country: "US" },
  { country: "AT", business: true },
  { country: "DE", taxExempt: { reason: "a public school" } },
];

/** Who a customer is, in a currency; one without a place cannot be taxed. */
export const customerFact = (random: Random, id: string, currency: string): AccountFact =>
  ({
    fact: "customer",
    id,
    name: `Customer ${id}`,
    currency,
    ...(chance(random, 90) ? one(random, homes) : {}),
    ...some(40, random, () => ({
      timeZone: chosen(random, "America/New_York", "Asia/Kolkata", "Pacific/Auckland"),
    })),
    ...some(30, random, () => ({
      invoicesPer: chosen(random, "account", "customer", "subscription"),
    })),
  }) as AccountFact;

/** A department of a customer, which pays for it. */
export const departmentFact = (id: string, payer: string): AccountFact =>
  ({ fact: "customer", id, name: `Department ${id}`, payer, reference: `CC-${id}` }) as AccountFact;

const amend: Deed = ({ random, account, now, buyer, currency }) => {
  const { id, timeZone } = account.customer;
  if (buyer !== id)
    return {
      fact: "customer",
      id: buyer,
      name: `Department ${buyer}, ${day(now)}`,
      payer: id,
      amends: true,
    };
  return {
    fact: "customer",
    id,
    name: `Customer ${id}, ${day(now)}`,
    amends: true,
    currency,
    ...one(random, homes),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...some(30, random, () => ({ invoicesPer: chosen(random, "customer", "subscription") })),
  };
};

const vatCheck: Deed = ({ random, now, id, account }) => ({
  fact: "vat-check",
  id,
  number: account.customer.vatNumber ?? "FR40303265045",
  valid: chance(random, 70),
  checkedAt: formatInstant(now),
});

const decideTax: Deed = ({ random, now, id }) => {
  const from = random.whole(-90, 20);
  return {
    fact: "tax-decision",
    id,
    category: chosen(random, "standard", "standard", "standard", "training"),
    from: day(now, from),
    ...some(30, random, () => ({ until: day(now, from + random.whole(1, 200)) })),
    tax: chosen(
      random,
      { category: "S", rate: "8.875", jurisdiction: "US-NY", name: "Sales tax" },
      { category: "S", rate: "19", jurisdiction: "DE", name: "USt." },
      { category: "Z", rate: "0", jurisdiction: "US-NY", name: "Sales tax" },
    ),
  };
};

/** Customers become known better: who they are, where, and how they are taxed. */
export const customerDeeds: readonly WeightedDeed[] = [
  { value: amend, weight: 1 },
  { value: vatCheck, weight: 1 },
  { value: decideTax, weight: 4 },
];
