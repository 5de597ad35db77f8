import type { ContractTemplate, PurchaseOption } from "../../model/contract.ts";
import { add, compare, type Decimal, one, zero } from "../../money/decimal.ts";
import { parseQuantity, type Quantity } from "../../money/quantity.ts";
import type { Account } from "../account.ts";
import type { LicenceFact, PurchaseFact, SaleFact, SubscriptionFact } from "../fact.ts";
import type { PriceBook } from "../price-book.ts";
import type { ContractState, UnderContract } from "./contract-state.ts";
import { accountZone, dayAfter } from "./contract-terms.ts";

/**
 * The place of the option of a contract that a purchase on a day uses: one for what is bought, within its months from the
 * contract's first day, with so much left of its quantity. Undefined for none.
 */
export function usedOption(
  account: Account,
  fact: PurchaseFact,
  day: string,
  contract: ContractState,
  template: ContractTemplate,
  book: PriceBook,
): number | undefined {
  const place = (template.options ?? []).findIndex(
    (option, index) =>
      isFor(option, fact) &&
      isOpenOn(option, day, contract, account, book) &&
      hasLeft(option, index, fact, contract, account),
  );
  return place < 0 ? undefined : place;
}

function isFor(option: PurchaseOption, fact: PurchaseFact): boolean {
  switch (fact.fact) {
    case "subscription":
      return fact.plan !== undefined && option.plan === fact.plan;
    case "licence":
      return option.licence === fact.licence;
    case "sale":
      return option.offer === fact.offer;
  }
}

function isOpenOn(
  { withinMonths }: PurchaseOption,
  day: string,
  { terms }: ContractState,
  account: Account,
  book: PriceBook,
): boolean {
  const [first] = terms;
  if (first === undefined) return false;
  const until = dayAfter(first.start, withinMonths ?? first.months, accountZone(account, book));
  return until.ok && day >= first.start && day < until.value;
}

function hasLeft(
  { quantity }: PurchaseOption,
  place: number,
  fact: PurchaseFact,
  contract: ContractState,
  account: Account,
): boolean {
  if (quantity === undefined) return true;
  const phases = account.subscriptions.flatMap((one) => {
    const phase = one.phases.findLast(({ under }) => under?.option === place);
    return one.fact.id === fact.id || phase === undefined ? [] : [phase];
  });
  const held: readonly {
    fact: SubscriptionFact | LicenceFact | SaleFact;
    under?: UnderContract;
  }[] = [...phases, ...account.licences, ...account.sales];
  const used = held
    .filter((one) => one.under?.option === place && one.fact.contract === contract.fact.id)
    .map((one) => unitsOf(one.fact.quantity))
    .reduce(add, zero);
  return compare(add(used, unitsOf(fact.quantity)), unitsOf(quantity)) <= 0;
}

/** Something that was bought by an option. */
export interface OptionPurchase {
  readonly id: string;
  /** The option's place among the template's. */
  readonly option: number;
  readonly units: Decimal;
  /** The local day from which it is had. */
  readonly from: string;
  /** Whether it is had over time. */
  readonly service: boolean;
}

/** What was bought by options of a contract, by day and then by id. */
export function optionPurchases(
  contract: string,
  { subscriptions, licences, sales }: Account,
): readonly OptionPurchase[] {
  const found: OptionPurchase[] = [];
  for (const { fact: bought, phases } of subscriptions) {
    const phase = phases.find(
      ({ under, fact }) => under?.option !== undefined && fact.contract === contract,
    );
    if (phase?.under?.option === undefined) continue;
    const { quantity, start: from } = phase.fact;
    const { option } = phase.under;
    found.push({ id: bought.id, option, units: unitsOf(quantity), from, service: true });
  }
  for (const { fact, under } of [...licences, ...sales]) {
    if (under?.option === undefined || fact.contract !== contract) continue;
    const from = fact.fact === "licence" ? fact.start : fact.date;
    const { option } = under;
    found.push({ id: fact.id, option, units: unitsOf(fact.quantity), from, service: false });
  }
  return found.sort((left, right) =>
    left.from === right.from ? (left.id < right.id ? -1 : 1) : left.from < right.from ? -1 : 1,
  );
}

/** How many units an option may be used for; one where it does not say. */
export const optionUnits = ({ quantity }: PurchaseOption): Decimal => unitsOf(quantity);

/** A quantity that cannot be read is refused elsewhere. */
function unitsOf(quantity: Quantity | undefined): Decimal {
  const read = quantity === undefined ? undefined : parseQuantity(quantity);
  return read?.ok === true ? read.value : one;
}
