import { type Fault, faultsOf, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import type { ContractTemplate } from "../../model/contract.ts";
import { currencyOf } from "../../model/shape-money.ts";
import { agrees, agreesRate, isExact } from "../../money/amount.ts";
import type { Money } from "../../money/money.ts";
import { parseQuantity } from "../../money/quantity.ts";
import { compilePrice, type Price } from "../../pricing/registry.ts";
import type { Instant } from "../../time/instant.ts";
import type { Account } from "../account.ts";
import { eligibilityFaults } from "../admission.ts";
import { named, type PriceBook, type PriceBooks, versionOf } from "../price-book.ts";
import type { ContractFact, TermChoices } from "./contract-fact.ts";
import { pricedUnder } from "./contract-prices.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import { accountZone, dayAfter } from "./contract-terms.ts";
import { prepaymentDiscount, withPrepayment } from "./prepaid-commitment.ts";

/**
 * Adds a signed contract. Refuses `contract-exists`, `unknown-template`, `months-needed`, `months-out-of-term`,
 * `needs-agreed-commitment`, `commitment-unused`, `eligibility-needed`, `currency-mismatch`, and what is agreed and fits no
 * price or discount.
 */
export function signContract(
  account: Account,
  fact: ContractFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  const known = account.contracts ?? [];
  if (known.some((one) => one.fact.id === fact.id))
    return refuse({
      code: "contract-exists",
      path: "/id",
      message: `"${fact.id}" is already a contract of this customer, on other terms`,
      value: fact.id,
      suggestion: "use a new id",
    });
  const book =
    fact.model === undefined
      ? ok(books.current)
      : versionOf(books, fact.model, books.current, "/model");
  if (!book.ok) return book;
  const template = named(book.value.model.contracts, fact.template, "template", "/template");
  if (!template.ok) return template;
  const refused = eligibilityFaults(template.value, fact, account.customer, book.value.model);
  if (refused.length > 0) return refuse(...refused);
  const term = newTerm({
    account,
    book: book.value,
    template: template.value,
    id: fact.template,
    start: fact.start,
    choices: fact,
    by: "signature",
  });
  if (!term.ok) return term;
  const signed: ContractState = {
    fact,
    knownSince,
    terms: [term.value],
    notice: null,
    told: [],
    periods: [],
  };
  const contracts = [...known, signed].sort((left, right) =>
    left.fact.id < right.fact.id ? -1 : 1,
  );
  return ok(withPrepayment({ ...account, contracts }, signed, 0, knownSince, books));
}

/** What a term is made of. */
interface TermRequest {
  readonly account: Account;
  readonly book: PriceBook;
  readonly template: ContractTemplate;
  /** Of the template. */
  readonly id: string;
  readonly start: string;
  readonly choices: TermChoices;
  readonly by: ContractTerm["by"];
}

/** A term of a template; refuses what it says that the template does not leave open, and what it leaves open still. */
export function newTerm(request: TermRequest): Result<ContractTerm> {
  const { account, book, template, start, choices, by } = request;
  const months = monthsOf(template, choices.months);
  if (!months.ok) return months;
  const end = dayAfter(start, months.value, accountZone(account, book));
  if (!end.ok) return end;
  const commitment = commitmentOf(template, choices.commitment);
  if (!commitment.ok) return commitment;
  const prepaid = prepaymentDiscount(template, choices.prepaymentDiscount);
  const faults = [
    ...faultsOf(prepaid),
    ...volumeFaults(template, choices.expectedVolume),
    ...currencyFaults(template, book),
    ...agreedFaults(request),
    ...discountFaults(request),
  ];
  if (faults.length > 0) return refuse(...faults);
  const { agreed, agreedDiscounts, netDays, expectedVolume } = choices;
  return ok({
    start,
    end: end.value,
    model: book.id,
    commitment: commitment.value,
    choices: {
      ...(agreed === undefined ? {} : { agreed }),
      ...(agreedDiscounts === undefined ? {} : { agreedDiscounts }),
      ...(netDays === undefined ? {} : { netDays }),
      ...(expectedVolume === undefined ? {} : { expectedVolume }),
      ...(prepaid.ok && prepaid.value !== undefined ? { prepaymentDiscount: prepaid.value } : {}),
    },
    months: months.value,
    by,
  });
}

function monthsOf({ term, name }: ContractTemplate, months: number | undefined): Result<number> {
  const { low, high } = typeof term === "number" ? { low: term, high: term } : term;
  if (months === undefined && low === high) return ok(low);
  const bounds = low === high ? `${low}` : `${low} to ${high}`;
  if (months === undefined)
    return refuse({
      code: "months-needed",
      path: "/months",
      message: `"${name}" runs ${bounds} months; say how many`,
      suggestion: `give months, such as ${low}`,
    });
  if (months >= low && months <= high) return ok(months);
  return refuse({
    code: "months-out-of-term",
    path: "/months",
    message: `"${name}" runs ${bounds} months`,
    value: months,
  });
}

function commitmentOf(
  { commitment, name }: ContractTemplate,
  agreed: Money | undefined,
): Result<Money | null> {
  if (commitment === undefined) {
    if (agreed === undefined) return ok(null);
    return refuse({
      code: "commitment-unused",
      path: "/commitment",
      message: `"${name}" asks for no commitment`,
      value: agreed,
      suggestion: "leave it out, or sign another template",
    });
  }
  const { amount } = commitment;
  if (agreed !== undefined) return agrees(amount, agreed, "/commitment");
  if (isExact(amount)) return ok(amount);
  return refuse({
    code: "needs-agreed-commitment",
    path: "/commitment",
    message: `the commitment of "${name}" is not one figure; the contract must state it`,
    value: amount,
    suggestion: 'give commitment, such as "commitment": "60000 USD"',
  });
}

/** A template is in the model's currency; a customer who buys from a list in another one cannot sign its amounts. */
function currencyFaults(template: ContractTemplate, { model }: PriceBook): readonly Fault[] {
  const { commitment, prices, options, earlyTermination } = template;
  const currency = currencyOf([commitment, prices, options, earlyTermination]);
  if (currency === undefined || currency === model.currency) return [];
  return [
    {
      code: "currency-mismatch",
      path: "/template",
      message: `the contract is in ${currency}, and the customer is billed in ${model.currency}`,
      suggestion: "sign a template without amounts, or bill the customer in the model's currency",
    },
  ];
}

/** What is agreed of prices must be of plans it covers, and of prices that are left open. */
function agreedFaults({ book, template, id, choices }: TermRequest): readonly Fault[] {
  return Object.entries(choices.agreed ?? {}).flatMap(([plan, points]): readonly Fault[] => {
    const path = pathTo("/agreed", plan);
    const found = named(book.model.plans, plan, "plan", path);
    if (!found.ok) return found.faults;
    if (template.plans !== undefined && !template.plans.includes(plan))
      return [planOutside(plan, template, path)];
    const subscribed = {
      kind: "plan",
      id: plan,
      item: found.value,
      pointer: "",
      title: plan,
    } as const;
    const { item } = pricedUnder(subscribed, { template: id }, book.model);
    return Object.entries(points).flatMap(([part, agreed]): readonly Fault[] => {
      const prices: readonly (Price | undefined)[] =
        part === "base" ? Object.values(item.prices ?? {}) : [item.charges?.[part]?.price];
      const stated = prices.filter((price) => price !== undefined);
      const at = pathTo(path, part);
      if (stated.length === 0)
        return [
          {
            code: "agreed-price-unused",
            path: at,
            message: `plan "${plan}" has no such price`,
            value: agreed,
          },
        ];
      const tried = stated.map((price) => compilePrice(price, { agreed }));
      if (tried.some(({ ok: fits }) => fits)) return [];
      // A reserved quantity is each purchase's own.
      return tried
        .slice(0, 1)
        .flatMap(faultsOf)
        .filter(({ code }) => code !== "needs-reserved-quantity")
        .map((fault) => ({ ...fault, path: at }));
    });
  });
}

function volumeFaults(
  { rebate, name }: ContractTemplate,
  expected: TermChoices["expectedVolume"],
): readonly Fault[] {
  if (expected === undefined) return [];
  if (rebate === undefined)
    return [
      {
        code: "volume-unused",
        path: "/expectedVolume",
        message: `"${name}" has no rebate`,
        value: expected,
        suggestion: "leave it out, or sign another template",
      },
    ];
  return faultsOf(parseQuantity(expected, "/expectedVolume"));
}

function discountFaults({ book, choices }: TermRequest): readonly Fault[] {
  return Object.entries(choices.agreedDiscounts ?? {}).flatMap(([id, agreed]) => {
    const path = pathTo("/agreedDiscounts", id);
    const found = named(book.model.discounts, id, "discount", path);
    if (!found.ok) return found.faults;
    return found.value.kind === "percent"
      ? faultsOf(agreesRate(found.value.percent, agreed, path))
      : [
          {
            code: "agreed-discount-unused",
            path,
            message: `the percentages of discount "${id}" are those of the price list`,
            value: agreed,
          },
        ];
  });
}

/** Why a plan is not bought under a contract. */
export const planOutside = (
  plan: string,
  { name, plans = [] }: ContractTemplate,
  path: string,
): Fault => ({
  code: "not-in-contract",
  path,
  message: `"${name}" is not signed for plan "${plan}"`,
  value: plan,
  suggestion: `one of ${plans.join(", ")}`,
});
