import { compare, type Decimal, one } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import type { PhaseState, RecordedChange, SubscriptionState } from "./account.ts";
import type { ModificationRule } from "./modification-rule.ts";

/**
 * How a change of a subscription's terms is accounted for: as a contract of its own where it only adds units at the prices of the
 * list, which are their stand-alone prices (ASC 606-10-25-12, IFRS 15.20); else prospectively, since each day of service is distinct
 * from those before it (25-13(a), IFRS 15.21(a)). Undefined for one that changes no terms, or was undone.
 */
export function ruleOfChange(
  { fact, day, undone, droppedBy }: RecordedChange,
  { phases }: SubscriptionState,
): ModificationRule | undefined {
  if (fact.fact !== "change" || undone || droppedBy !== undefined) return undefined;
  const place = phases.findIndex((phase) => phase.fact.start === day);
  const [before, after] = [phases[place - 1], phases[place]];
  if (before === undefined || after === undefined) return undefined;
  return onlyAdds(before, after) ? "separate-contract" : "prospective";
}

/** Whether the terms are the same for more units, at prices that nobody agreed. */
function onlyAdds(before: PhaseState, after: PhaseState): boolean {
  if (before.model !== after.model || before.under?.template !== after.under?.template)
    return false;
  const { agreed, agreedDiscounts } = after.fact;
  if (agreed !== undefined || agreedDiscounts !== undefined) return false;
  if (termsOf(before) !== termsOf(after)) return false;
  const changes = [
    comparedTo(before.fact.quantity, after.fact.quantity),
    ...Object.entries(after.fact.quantities ?? {}).map(([charge, quantity]) =>
      comparedTo(before.fact.quantities?.[charge], quantity),
    ),
  ];
  return changes.every((change) => change >= 0) && changes.some((change) => change > 0);
}

const comparedTo = (before: Quantity | undefined, after: Quantity | undefined): number =>
  compare(unitsOf(after), unitsOf(before));

function unitsOf(quantity: Quantity | undefined): Decimal {
  const read = quantity === undefined ? undefined : parseQuantity(quantity);
  return read?.ok === true ? read.value : one;
}

/** What a price depends on beside the units. */
function termsOf({ fact }: PhaseState): string {
  const { plan, addon, cadence, alignment, discounts, contract, eligibilities, termYears } = fact;
  return JSON.stringify([
    ...[plan, addon, cadence, alignment, discounts, contract, eligibilities, termYears],
    Object.keys(fact.quantities ?? {}).sort(),
  ]);
}
