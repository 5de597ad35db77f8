import { type Fault, pathTo } from "../../fault/fault.ts";
import { isExact } from "../../money/amount.ts";
import {
  type Decimal,
  decimal,
  equals,
  isPositive,
  multiply,
  subtract,
  trim,
} from "../../money/decimal.ts";
import { moneyValue } from "../../money/money.ts";
import { type Percent, percentText, shareOf } from "../../money/percent.ts";
import { divide } from "../../money/rounding.ts";
import type { CadenceName } from "../../time/cadence.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Subscribable } from "../plan.ts";

/** The exact flat price of a plan at a cadence, where it has one. */
function flatPrice(plan: Subscribable, cadence: CadenceName): Decimal | undefined {
  const price = plan.prices?.[cadence];
  if (price?.kind !== "flat" || !isExact(price.amount)) return undefined;
  const amount = moneyValue(price.amount);
  return isPositive(amount) ? amount : undefined;
}

const monthsOfYear = decimal(12);

/** The share of `whole` that `part` leaves, to as many digits as the stated percentage has. */
function leftOf(part: Decimal, whole: Decimal, stated: Percent): Decimal {
  return divide(subtract(whole, part), whole, Math.max(trim(shareOf(stated)).scale, 2));
}

/** Where the rounding of the stated figure is undone, two more digits show what it should have been. */
function differing(
  stated: Percent | undefined,
  part: Decimal | undefined,
  whole: Decimal | undefined,
  fault: Pick<Fault, "code" | "path" | "message">,
): readonly Fault[] {
  if (stated === undefined || part === undefined || whole === undefined) return [];
  if (equals(leftOf(part, whole, stated), shareOf(stated))) return [];
  const given = percentText(divide(subtract(whole, part), whole, 4));
  return [
    {
      ...fault,
      message: `${fault.message} ${given}, not ${stated}`,
      value: stated,
      suggestion: given,
    },
  ];
}

function inPlan(plan: Subscribable, path: string): readonly Fault[] {
  const monthly = flatPrice(plan, "monthly");
  const year = monthly && multiply(monthly, monthsOfYear);
  const { unitCost } = plan;
  const priced = unitCost && flatPrice(plan, unitCost.per);
  return [
    ...differing(plan.statedDiscount, flatPrice(plan, "annual"), year, {
      code: "stated-discount-differs",
      path: pathTo(path, "statedDiscount"),
      message: "the annual price gives a discount of",
    }),
    ...differing(plan.facts?.margin, unitCost && moneyValue(unitCost.amount), priced, {
      code: "stated-margin-differs",
      path: pathTo(path, "facts", "margin"),
      message: "price and unit cost give a margin of",
    }),
  ];
}

const inSection = (model: Model, section: "plans" | "addons"): readonly Fault[] =>
  entriesOf<Subscribable>(model[section]).flatMap(([id, plan]) =>
    inPlan(plan, pathTo("", section, id)),
  );

/** A discount or margin that a business states is the one its own prices give, in the digits it is stated in. */
export const statedFigures: ModelRule = {
  name: "stated-figures",
  severity: "warning",
  needsSound: "surroundings",
  find: (model) => [...inSection(model, "plans"), ...inSection(model, "addons")],
};
