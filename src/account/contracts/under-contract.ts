import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { ContractTemplate } from "../../model/contract.ts";
import type { Model } from "../../model/model.ts";
import type { Account } from "../account.ts";
import { grantedDiscounts } from "../admission.ts";
import type { PurchaseFact, SubscriptionFact } from "../fact.ts";
import { type PriceBook, type PriceBooks, versionOf } from "../price-book.ts";
import { endsOn } from "./contract-ends.ts";
import type { ContractState, ContractTerm, UnderContract } from "./contract-state.ts";
import { contractOf, leftOn, outsideContract, templateOf, termAt } from "./contract-terms.ts";
import { usedOption } from "./purchase-option.ts";
import { planOutside } from "./sign-contract.ts";

/** A purchase with what its contract says filled in, and the version whose prices the contract fixed. */
export interface Contracted<F extends PurchaseFact = PurchaseFact> {
  readonly fact: F;
  readonly book: PriceBook;
  readonly under: UnderContract;
}

/**
 * What a contract makes of a purchase under it: its number, discounts and eligibilities, the points that it agreed, and for a
 * subscription the years of its term. Undefined where the purchase names no contract. Refuses `unknown-contract`,
 * `outside-contract`, `not-in-contract` and `contract-fixes-version`.
 */
export function underContract<F extends PurchaseFact>(
  account: Account,
  fact: F,
  books: PriceBooks,
): Result<Contracted<F> | undefined> {
  if (fact.contract === undefined) return ok(undefined);
  const found = contractOf(account, fact.contract);
  if (!found.ok) return found;
  const contract = found.value;
  const path = fact.fact === "sale" ? "/date" : "/start";
  const day = fact.fact === "sale" ? fact.date : fact.start;
  // What was bought before the contract began comes under it with a change, which has a day of its own.
  const term = termAt(contract, day, account, books);
  const left = leftOn(contract, account);
  if (term === undefined || (left !== undefined && day >= left))
    return outsideContract(contract, day, path, left);
  const book = books.find(term.model);
  const template = templateOf(contract, book);
  const option = usedOption(account, fact, day, contract, template, book);
  const refused = strayTerms({ fact, contract, template, book, option }, books);
  if (!refused.ok) return refused;
  const filled = Object.assign(
    { ...fact, contractNumber: contract.fact.number ?? contract.fact.id },
    grants(fact, contract, template),
    agreedTerms(fact, term, template, book.model),
    fact.fact === "subscription" ? endWithin(fact, endsOn(contract, books)) : {},
  );
  return ok({ fact: filled, book, under: heldUnder(contract, option) });
}

const heldUnder = ({ fact }: ContractState, option: number | undefined): UnderContract =>
  option === undefined ? { template: fact.template } : { template: fact.template, option };

/** A purchase under a contract, and what its rules look at. */
interface Wanted {
  readonly fact: PurchaseFact;
  readonly contract: ContractState;
  readonly template: ContractTemplate;
  readonly book: PriceBook;
  readonly option: number | undefined;
}

const endWithin = (
  { end }: SubscriptionFact,
  until: string | undefined,
): Pick<SubscriptionFact, "end"> =>
  until === undefined || (end !== undefined && end <= until) ? {} : { end: until };

function strayTerms(
  { fact, contract, template, book, option }: Wanted,
  books: PriceBooks,
): Result<undefined> {
  if (fact.fact !== "subscription") return ok(undefined);
  const { plan, model } = fact;
  const covers = plan === undefined || (template.plans?.includes(plan) ?? true);
  if (plan !== undefined && !covers && option === undefined)
    return refuse(planOutside(plan, template, "/plan"));
  if (model === undefined) return ok(undefined);
  const version = versionOf(books, model, book, "/model");
  if (!version.ok) return version;
  if (version.value.id === book.id) return ok(undefined);
  return refuse({
    code: "contract-fixes-version",
    path: "/model",
    message: `contract "${contract.fact.id}" has the prices of ${book.id}`,
    value: model,
    suggestion: "leave model out, or renew the contract",
  });
}

/** Discounts and eligibilities that come with a contract, beside the purchase's own. */
function grants(
  fact: PurchaseFact,
  { fact: signed }: ContractState,
  { discounts: given = [], eligibility }: ContractTemplate,
): Pick<PurchaseFact, "discounts" | "eligibilities"> {
  const discounts = union(fact.discounts, given);
  const seen = eligibility === undefined ? [] : [eligibility];
  const eligibilities = union(fact.eligibilities, [...(signed.eligibilities ?? []), ...seen]);
  return {
    ...(discounts.length === 0 ? {} : { discounts }),
    ...(eligibilities.length === 0 ? {} : { eligibilities }),
  };
}

const union = (
  left: readonly string[] | undefined,
  right: readonly string[],
): readonly string[] => [...new Set([...(left ?? []), ...right])];

/** What was agreed when the contract was signed, as far as it is of this purchase. The purchase's own points come first. */
function agreedTerms(
  fact: PurchaseFact,
  { choices, months }: ContractTerm,
  template: ContractTemplate,
  model: Model,
): Pick<SubscriptionFact, "agreed" | "agreedDiscounts" | "termYears"> {
  const agreedDiscounts = discountsAgreed(fact, choices.agreedDiscounts ?? {}, template, model);
  const percentages = Object.keys(agreedDiscounts).length === 0 ? {} : { agreedDiscounts };
  if (fact.fact !== "subscription") return percentages;
  const years = Math.floor(months / 12);
  const agreed = { ...choices.agreed?.[fact.plan ?? ""], ...fact.agreed };
  return {
    ...percentages,
    ...(Object.keys(agreed).length === 0 ? {} : { agreed }),
    ...(fact.termYears !== undefined || years === 0 ? {} : { termYears: years }),
  };
}

/** Percentages of discounts that the purchase has: a contract's others are of its other purchases. */
function discountsAgreed(
  fact: PurchaseFact,
  agreed: NonNullable<ContractTerm["choices"]["agreedDiscounts"]>,
  template: ContractTemplate,
  model: Model,
): NonNullable<PurchaseFact["agreedDiscounts"]> {
  const has = new Set([
    ...offeredDiscounts(fact, model),
    ...(template.discounts ?? []),
    ...(grantedDiscounts(model, fact) ?? []),
  ]);
  const own = Object.entries(agreed).filter(([id]) => has.has(id));
  return { ...Object.fromEntries(own), ...fact.agreedDiscounts };
}

function offeredDiscounts(fact: PurchaseFact, model: Model): readonly string[] {
  switch (fact.fact) {
    case "subscription":
      return fact.addon === undefined
        ? (model.plans[fact.plan ?? ""]?.discounts ?? [])
        : (model.addons?.[fact.addon]?.discounts ?? []);
    case "licence":
      return model.licences?.[fact.licence]?.discounts ?? [];
    case "sale":
      return model.offers?.[fact.offer]?.discounts ?? [];
  }
}
