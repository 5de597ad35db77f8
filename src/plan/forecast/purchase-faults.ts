import { type Fault, faultsOf } from "../../fault/fault.ts";
import { ratio } from "../../formula/unit.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import { purchasePlace, segmentPlace } from "../../model/drivers/segment-entries.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { figureText } from "../figure-text.ts";
import type { PlanRun } from "./compile-plan.ts";
import { purchaseUsage } from "./purchase-usage.ts";
import type { PlannedMonths } from "./segment-drivers.ts";

/** Whether so many units can be bought: whole ones, what doubles lose on the way aside, and at least one. */
export const isWholeQuantity = (quantity: number): boolean =>
  quantity >= 1 && Math.abs(quantity - Math.round(quantity)) <= 1e-9;

/** The fault `quantity-not-whole` of a purchase's figure `….quantity` in a month from 0. */
export function quantityFault(run: PlanRun, figure: string, month: number): Fault {
  const quantity = run.read(figure, month);
  return {
    code: "quantity-not-whole",
    path: run.place(figure)?.path ?? "",
    message: `customers buy whole units, at least one, and in month ${month + 1} of the plan "${figure}" is not so many`,
    value: figureText(quantity, ratio, ""),
    suggestion: quantity < 1 ? 'write "max(1, round(…))"' : 'write "round(…)" around it',
  };
}

/**
 * Why what a segment's customers buy cannot be billed, as far as the figures of a run say so: `quantity-not-whole` in the first month in which
 * somebody may begin with it, and what {@link purchaseUsage} refuses.
 */
export function purchaseFaults(
  id: string,
  { purchases }: Segment,
  run: PlanRun,
  { model, months }: PlannedMonths,
): readonly Fault[] {
  const place = segmentPlace(id);
  const first = parseMonth(model.horizon?.from ?? "");
  const bought = entriesOf<SegmentPurchase>(purchases);
  const movesTo = (to: string, month: number): boolean =>
    bought.some(
      ([from, { moves = {} }]) =>
        Object.hasOwn(moves, to) &&
        run.read(`${purchasePlace(place, from).name}.moves.${to}`, month) > 0,
    );
  return bought.flatMap(([own, purchase]) => {
    const at = purchasePlace(place, own);
    const begins = (month: number): boolean =>
      movesTo(own, month) ||
      (run.read(`${at.name}.share`, month) > 0 && comeIn(place.name, run, month));
    const figure = `${at.name}.quantity`;
    const part = run.has(figure)
      ? monthsOf(months).find((month) => begins(month) && !isWholeQuantity(run.read(figure, month)))
      : undefined;
    return [
      ...(part === undefined ? [] : [quantityFault(run, figure, part)]),
      ...(first.ok ? faultsOf(purchaseUsage(purchase, at, run, model, first.value)) : []),
    ];
  });
}

/** Whether customers may come in a month; who is there before the plan has what is bought in its first. */
const comeIn = (segment: string, run: PlanRun, month: number): boolean =>
  !run.has(`${segment}.new`) ||
  run.read(`${segment}.new`, month) > 0 ||
  (month === 0 && run.read(`${segment}.opening`, 0) > 0);

const monthsOf = (months: number): readonly number[] =>
  Array.from({ length: months }, (_, month) => month);
