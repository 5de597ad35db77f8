import { expectOk, type Fault, faultsOf, pathTo } from "../fault/fault.ts";
import { compileFilter } from "../metering/filter.ts";
import type { Eligibility } from "../model/eligibility.ts";
import type { Model } from "../model/model.ts";
import { choiceOf } from "../model/shape.ts";
import { countryOf } from "./customer-country.ts";
import type { CustomerFact, PurchaseFact, SubscriptionFact } from "./fact.ts";
import { named } from "./price-book.ts";

/** What a model says about who may buy a plan, an add-on, a licence or an offer. */
interface Sellable {
  readonly name: string;
  readonly sold?: boolean;
  readonly requiresContract?: boolean;
  readonly eligibility?: string;
}

/** What is bought, and where the fact names it. */
interface Wanted {
  readonly noun: "plan" | "addon" | "licence" | "offer";
  readonly id: string;
  readonly item: Sellable | undefined;
  /** All of its kind, to choose another one from. */
  readonly all: Readonly<Record<string, Sellable>> | undefined;
}

/** What a purchase says about who makes it. */
type Claims = Pick<PurchaseFact, "contractNumber" | "eligibilities">;

/**
 * Why a customer may not buy something: `not-sold`, `contract-needed`, `eligibility-needed`, and of what it claims to be
 * `unknown-eligibility` and `not-eligible`. A quote asks for none of it but that it is sold.
 */
export function admissionFaults(
  fact: PurchaseFact,
  customer: CustomerFact,
  model: Model,
): readonly Fault[] {
  const wanted = wantedBy(fact, model);
  return [
    ...soldFaults(wanted),
    ...contractFaults(wanted, fact),
    ...eligibilityFaults(wanted.item, fact, customer, model),
  ];
}

/** The same for terms that a subscription changes to: only what the change brings is looked at. */
export function readmissionFaults(
  before: SubscriptionFact,
  after: SubscriptionFact,
  customer: CustomerFact,
  model: Model,
): readonly Fault[] {
  if (after.plan !== before.plan) return admissionFaults(after, customer, model);
  if (after.eligibilities === before.eligibilities) return [];
  return eligibilityFaults(wantedBy(after, model).item, after, customer, model);
}

function wantedBy(fact: PurchaseFact, { plans, addons, licences, offers }: Model): Wanted {
  const of = (
    noun: Wanted["noun"],
    id: string,
    all: Readonly<Record<string, Sellable>> | undefined,
  ): Wanted => ({ noun, id, item: all?.[id], all });
  switch (fact.fact) {
    case "subscription":
      return fact.addon === undefined
        ? of("plan", fact.plan ?? "", plans)
        : of("addon", fact.addon, addons);
    case "licence":
      return of("licence", fact.licence, licences);
    case "sale":
      return of("offer", fact.offer, offers);
  }
}

/** How many others a refusal offers. */
const offeredMax = 5;

function soldFaults({ noun, id, item, all = {} }: Wanted): readonly Fault[] {
  if (item?.sold !== false) return [];
  const others = Object.keys(all).filter((other) => all[other]?.sold !== false);
  return [
    {
      code: "not-sold",
      path: pathTo("", noun),
      message: `"${item.name}" is not sold`,
      value: id,
      ...(others.length === 0 ? {} : { suggestion: choiceOf(others.slice(0, offeredMax)) }),
    },
  ];
}

function contractFaults({ item }: Wanted, { contractNumber }: Claims): readonly Fault[] {
  if (item?.requiresContract !== true || contractNumber !== undefined) return [];
  return [
    {
      code: "contract-needed",
      path: "/contractNumber",
      message: `"${item.name}" is sold on a signed contract only`,
      suggestion: "give the number of the contract in contractNumber",
    },
  ];
}

/** Why a customer is not admitted to what asks for an eligibility, and which of its claims do not stand. */
export function eligibilityFaults(
  item: Pick<Sellable, "name" | "eligibility"> | undefined,
  { eligibilities = [] }: Pick<Claims, "eligibilities">,
  customer: CustomerFact,
  model: Model,
): readonly Fault[] {
  const strays = eligibilities.flatMap((id, index) =>
    claimFaults(id, pathTo("/eligibilities", index), customer, model),
  );
  const needed = item?.eligibility;
  if (item === undefined || needed === undefined || eligibilities.includes(needed)) return strays;
  const evidence = model.eligibilities?.[needed]?.evidence;
  return [
    ...strays,
    {
      code: "eligibility-needed",
      path: "/eligibilities",
      message: `"${item.name}" is only for customers with the eligibility "${needed}"`,
      suggestion: `name it in eligibilities${evidence === undefined ? "" : ` once you have seen: ${evidence}`}`,
    },
  ];
}

function claimFaults(
  id: string,
  path: string,
  customer: CustomerFact,
  { eligibilities }: Model,
): readonly Fault[] {
  const known = named(eligibilities, id, "eligibility", path);
  if (!known.ok) return faultsOf(known);
  if (isMet(known.value, customer)) return [];
  return [
    {
      code: "not-eligible",
      path,
      message: `the customer's own particulars do not make it "${known.value.name}"`,
      value: id,
      suggestion: "mend the segment or country of the customer, or leave the claim out",
    },
  ];
}

/** Whether what is known of the customer lets the claim stand; a condition-less one is granted by hand. */
function isMet({ when }: Eligibility, customer: CustomerFact): boolean {
  if (when === undefined) return true;
  const { id, segment, business } = customer;
  const country = countryOf(customer);
  const data = {
    ...(segment === undefined ? {} : { segment }),
    ...(country === undefined ? {} : { country }),
    ...(business === undefined ? {} : { business }),
  };
  const holds = expectOk(compileFilter(when));
  return holds({ id, source: "account", type: "customer", customer: id, time: 0, data });
}

/** Discounts granted to a purchase: those that it names, and those that come with what it claims to be. */
export function grantedDiscounts(
  { eligibilities: known = {} }: Model,
  { discounts, eligibilities }: Pick<PurchaseFact, "discounts" | "eligibilities">,
): readonly string[] | undefined {
  if (eligibilities === undefined) return discounts;
  return [...(discounts ?? []), ...eligibilities.flatMap((id) => known[id]?.discounts ?? [])];
}
