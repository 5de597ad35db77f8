import { faultsOf, ok, type Result, refuse } from "../fault/fault.ts";
import { roundToMinor } from "../money/currency.ts";
import {
  compare,
  type Decimal,
  decimalOf,
  isPositive,
  max,
  min,
  multiply,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { minorText, readMinorAmount } from "../money/minor-amount.ts";
import { formatMoney, parseMoneyIn } from "../money/money.ts";
import { percentText, shareOf } from "../money/percent.ts";
import { formatInstant } from "../time/instant.ts";

import type { SlaClaim, SlaFee } from "./sla-claim.ts";
import { claimFault, totalOf, underLimits } from "./sla-limits.ts";
import { type SlaRemedy, slaRemedy } from "./sla-remedy.ts";
import { isBelow, type Uptime, uptimeOf, uptimeText } from "./uptime.ts";

/** Why nothing is given back. */
export type NoSlaCredit =
  | "promise-kept"
  | "not-measured"
  | "no-fee"
  | "not-claimed"
  | "claimed-late"
  | "limit-reached"
  | "given-before";

/** What a breach gives back now. */
export interface SlaOutcome {
  /** Due for the period by the report that holds, all limits applied. */
  readonly due: string;
  /** What is given now: what is due less what was given for the period before, never below zero. */
  readonly amount: string;
  /** Why the amount is zero. */
  readonly because?: NoSlaCredit;
  /** How the amount came to be, one sentence a step. */
  readonly explanation: readonly string[];
  /** What is to be done; absent where the amount is zero. */
  readonly remedy?: SlaRemedy;
}

/**
 * The credit for a period whose uptime is known.
 *
 * The deepest step that the uptime is below counts, alone, of the fee of the period; at most `creditMaximum` of the fee, rounded
 * once to the minor unit; then the month's and the year's limit less what other periods were given. Where a corrected report
 * makes more due, the difference is given; where it makes less, nothing is taken back.
 * Refuses with `sla-mismatch`, `currency-mismatch`, `remedy-without-credit` and the faults of the report and of the amounts.
 */
export function slaCredit(claim: SlaClaim): Result<SlaOutcome> {
  const { id, sla, report, currency, fees } = claim;
  if (report.sla !== id) {
    const message = `this report is about "${report.sla}", not about "${id}"`;
    return refuse({ code: "sla-mismatch", path: "/sla", message, value: report.sla });
  }
  const uptime = uptimeOf(report, sla.excluded);
  const faults = [
    ...faultsOf(uptime),
    ...fees.flatMap(({ amount }, index) =>
      faultsOf(readMinorAmount(amount, currency, `/fees/${index}/amount`)),
    ),
    ...(["maximumPerMonth", "maximumPerYear"] as const).flatMap((field) => {
      const limit = sla[field];
      return limit === undefined ? [] : faultsOf(parseMoneyIn(limit, currency, `/sla/${field}`));
    }),
  ];
  if (!uptime.ok || faults.length > 0) return refuse(...faults);
  if (uptime.value === undefined) return ok(without("not-measured", claim, []));
  return breachOf(claim, uptime.value);
}

function breachOf(claim: SlaClaim, uptime: Uptime): Result<SlaOutcome> {
  const { report, currency, given } = claim;
  const { from, to } = report.period;
  const steps = [
    `Uptime ${uptimeText(uptime)} from ${formatInstant(from)} to ${formatInstant(to)}`,
  ];
  const owed = shareOwed(claim, uptime, steps);
  if (owed === undefined) return ok(without("promise-kept", claim, steps));
  const fees = feesOf(claim);
  const fee = sum(fees.map(({ amount }) => decimalOf(amount)));
  if (!isPositive(fee)) return ok(without("no-fee", claim, steps));
  const ofFee = roundToMinor(multiply(fee, owed), currency, claim.rounding);
  steps.push(
    `${percentText(owed)} of a fee of ${formatMoney(fee, currency)} is ${formatMoney(ofFee, currency)}`,
  );
  const { due, explanation } = underLimits(claim, ofFee);
  steps.push(...explanation);
  const unpaid = claimFault(claim);
  if (unpaid !== undefined) return ok(without(unpaid, claim, steps, due));
  const before = totalOf(given.filter(({ periodStart }) => periodStart === from));
  if (isPositive(before)) steps.push(`Less ${formatMoney(before, currency)} given before`);
  const amount = max(zero, subtract(due, before));
  if (!isPositive(amount)) {
    const because = isPositive(before) ? "given-before" : "limit-reached";
    return ok(without(because, claim, steps, due));
  }
  const remedy = slaRemedy(claim, fees, amount);
  if (!remedy.ok) return remedy;
  const text = minorText(amount, currency);
  return ok({
    due: minorText(due, currency),
    amount: text,
    explanation: steps,
    remedy: remedy.value,
  });
}

/** The part of the fee that is owed back; undefined where no step is met. */
function shareOwed({ sla }: SlaClaim, uptime: Uptime, steps: string[]): Decimal | undefined {
  const { credits = [], creditMaximum = "100%" } = sla;
  const step = credits.findLast(({ below }) => isBelow(uptime, shareOf(below)));
  if (step === undefined) return undefined;
  steps.push(`Below ${step.below}: ${step.credit} of the fee`);
  const most = shareOf(creditMaximum);
  if (compare(shareOf(step.credit), most) > 0) steps.push(`At most ${creditMaximum} of the fee`);
  return min(shareOf(step.credit), most);
}

/** The charges that count as the period's fee. What gave money back (a negative line) is none. */
const feesOf = ({ sla: { feeOf = "all" }, fees }: SlaClaim): readonly SlaFee[] =>
  fees.filter(
    ({ kind, amount }) => (feeOf === "all" || feeOf === kind) && isPositive(decimalOf(amount)),
  );

const without = (
  because: NoSlaCredit,
  { currency }: SlaClaim,
  explanation: readonly string[],
  due: Decimal = zero,
): SlaOutcome => ({
  due: minorText(due, currency),
  amount: minorText(zero, currency),
  because,
  explanation,
});
