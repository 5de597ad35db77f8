import { minorUnits } from "../money/currency.ts";
import { decimal, decimalOf, isPositive, multiply } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { type Percent, shareOf } from "../money/percent.ts";
import { divide, type Rounding } from "../money/rounding.ts";
import type { Instant } from "../time/instant.ts";

import { countOverdue, dayOf } from "./open-item.ts";
import type { Receivables } from "./receivables.ts";

const DAYS_PER_YEAR = decimal(365);

/** Late interest of one invoice, to be put on an invoice of its own. */
export interface LateInterest {
  readonly invoice: string;
  readonly amount: string;
}

/**
 * The interest on what was overdue since it was last charged: the sum of the amounts open on each local day after the
 * due day, times the yearly rate, divided by 365 in leap years too (act/365 fixed), rounded once for each invoice, half
 * up by default. What is paid on the due day bears none; a part paid late bears it until the day it came. Invoices whose
 * interest rounds to nothing are not listed and keep counting.
 *
 * Tell `interest-charged` for each invoice whose interest was invoiced, or it is charged again.
 */
export function lateInterest(
  state: Receivables,
  perYear: Percent,
  now: Instant,
  rounding: Rounding = "half-up",
): readonly LateInterest[] {
  const rate = shareOf(perYear);
  const today = dayOf(state, now);
  return state.items.flatMap((item) => {
    const { overdue } = countOverdue(item, today, dayOf(state, item.dueAt));
    const yearly = multiply(decimalOf(overdue.amountDays), rate);
    const amount = divide(yearly, DAYS_PER_YEAR, minorUnits(state.currency), rounding);
    if (!isPositive(amount)) return [];
    return [{ invoice: item.invoice, amount: minorText(amount, state.currency) }];
  });
}
