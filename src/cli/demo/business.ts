import type {
  CustomerFact,
  LicenceFact,
  PurchaseFact,
  SaleFact,
  SubscriptionFact,
} from "../../account/fact.ts";
import { type Random, seededRandom } from "../../testing/random.ts";
import {
  type CivilDate,
  civilFromDays,
  daysFromCivil,
  formatCivilDate,
} from "../../time/calendar.ts";

/** A made-up customer of BitNet-Rust, what it buys, and how much it uses. */
export interface DemoCustomer {
  readonly customer: CustomerFact;
  readonly purchases: readonly PurchaseFact[];
  /** Day of the first purchase, counted from the demonstration's first day. */
  readonly joinsOnDay: number;
  /** Operations of a usual month; 0 for a customer that meters nothing. */
  readonly operationsPerMonth: number;
}

/** How large the demonstration is and when it begins. */
export interface DemoScale {
  readonly customers: number;
  readonly seed: number;
  readonly from: CivilDate;
  readonly days: number;
}

type Kind = "developer" | "team" | "business" | "enterprise" | "managed-inference" | "licence";

/** The plan mix of S2-019..022, beside customers who take inference by use alone and a few licensees. */
const kinds: readonly { readonly value: Kind; readonly weight: number }[] = [
  { value: "developer", weight: 32 },
  { value: "team", weight: 28 },
  { value: "business", weight: 16 },
  { value: "enterprise", weight: 4 },
  { value: "managed-inference", weight: 18 },
  { value: "licence", weight: 2 },
];

/** Median operations of a month; each plan's allowance is a little above, so that some go past it. */
const medianOperations: Readonly<Record<Kind, number>> = {
  developer: 7_000_000,
  team: 80_000_000,
  business: 900_000_000,
  enterprise: 9_000_000_000,
  "managed-inference": 4_000_000_000,
  licence: 0,
};

const firstWords =
  "Northwind Meridian Kestrel Halcyon Aurora Basalt Cobalt Delta Ember Fathom Granite Harbor Indigo Juniper Krypton Lumen Mistral Nimbus Onyx Prairie Quartz Raven Sable Tundra Umbra Vertex Willow Xenon Yarrow Zephyr".split(
    " ",
  );
const lastWords =
  "Labs Systems Robotics Health Analytics Logistics Energy Games Bank Media Security Studio Motors Foods Research Networks".split(
    " ",
  );
const countries = ["US", "US", "US", "DE", "GB", "FR", "NL", "SE", "JP", "SG", "CA", "BR"] as const;

/** The same seed gives the same business. */
export function demoBusiness(scale: DemoScale): readonly DemoCustomer[] {
  const random = seededRandom(scale.seed);
  return Array.from({ length: scale.customers }, (_, index) => demoCustomer(index, scale, random));
}

function demoCustomer(index: number, scale: DemoScale, random: Random): DemoCustomer {
  const kind = random.pick(kinds);
  const id = `c-${String(index + 1).padStart(4, "0")}`;
  // Half are there in the first weeks; the others join as the business grows.
  const joinsOnDay = random.next() < 0.5 ? random.whole(0, 20) : random.whole(0, scale.days - 1);
  const start = formatCivilDate(civilFromDays(daysFromCivil(scale.from) + joinsOnDay));
  const country = countries[random.whole(0, countries.length - 1)] ?? "US";
  const customer: CustomerFact = {
    fact: "customer",
    id,
    name: nameOf(index),
    email: `billing@${nameOf(index).toLowerCase().replaceAll(" ", "-")}.example`,
    segment: kind === "licence" ? "enterprise" : kind,
    country,
  };
  const bought =
    kind === "licence" ? licence(id, start, random) : subscription(id, kind, start, random);
  return {
    customer,
    purchases: [bought, ...services(id, kind, joinsOnDay, scale, random)],
    joinsOnDay,
    operationsPerMonth: random.logNormal(medianOperations[kind], 0.9),
  };
}

function nameOf(index: number): string {
  const first = firstWords[index % firstWords.length] ?? "";
  const last = lastWords[Math.floor(index / firstWords.length) % lastWords.length] ?? "";
  return `${first} ${last}`;
}

function subscription(
  customer: string,
  plan: Exclude<Kind, "licence">,
  start: string,
  random: Random,
): SubscriptionFact {
  const fact = { fact: "subscription", id: `s-${customer}`, customer, plan, start } as const;
  if (plan === "managed-inference") return fact;
  // S2-047: 60% of customers pay annually.
  const cadence = random.next() < 0.6 ? "annual" : "monthly";
  if (plan !== "enterprise") return { ...fact, cadence };
  const month = random.whole(20, 40) * 500;
  const base = cadence === "annual" ? (`${month * 10} USD` as const) : (`${month} USD` as const);
  return { ...fact, cadence, agreed: { base }, contractNumber: `MSA-${customer}` };
}

function licence(customer: string, start: string, random: Random): LicenceFact {
  const kind = random.pick([
    { value: "standard", weight: 7 },
    { value: "premium", weight: 2 },
    { value: "strategic", weight: 1 },
  ]);
  return { fact: "licence", id: `l-${customer}`, customer, licence: kind, start };
}

/** One in eight of the larger customers buys some hours or days of service a few weeks after it joined. */
function services(
  customer: string,
  kind: Kind,
  joinsOnDay: number,
  scale: DemoScale,
  random: Random,
): SaleFact[] {
  const day = joinsOnDay + random.whole(7, 30);
  const buys = kind !== "developer" && random.next() < 0.125;
  if (!buys || day >= scale.days) return [];
  const offer = random.pick([
    { value: "performance-optimization", weight: 4 },
    { value: "custom-integration", weight: 3 },
    { value: "architecture-consulting", weight: 2 },
    { value: "training", weight: 3 },
  ]);
  const date = formatCivilDate(civilFromDays(daysFromCivil(scale.from) + day));
  const quantity = random.whole(2, 10);
  return [{ fact: "sale", id: `w-${customer}`, customer, offer, date, quantity }];
}
