import { amountsOff } from "../../model/drivers/amounts-off.ts";
import type { Model } from "../../model/model.ts";
import type { SegmentPurchase } from "../../model/segment.ts";
import type { PlanRun } from "./compile-plan.ts";

/** The part of invoices that are never paid. */
const unpaidFigure = "capital.unpaid";

/** Whether somebody's invoices are never paid, in any month of a plan. */
export function someDoNotPay({ has, read }: PlanRun, months: number): boolean {
  if (!has(unpaidFigure)) return false;
  for (let month = 0; month < months; month += 1) if (read(unpaidFigure, month) > 0) return true;
  return false;
}

/**
 * Whether who leaves is billed otherwise than who stays, for what both were served: an amount off comes off one invoice, whose last one bills
 * less; and a contract that ends before its term asks for what it was signed for.
 */
export const leavingMatters = (purchase: SegmentPurchase, model: Model, unpaid: boolean): boolean =>
  (purchase.contract !== undefined && unpaid) || amountsOff(purchase, model).length > 0;
