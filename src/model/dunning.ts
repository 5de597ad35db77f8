import { type Fault, faultsOf, pathTo } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { isNegative } from "../money/decimal.ts";
import { type Money, parseMoneyIn } from "../money/money.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What may be done about an item that is not paid. */
export const dunningActions = [
  "remind",
  "warn",
  "suspend",
  "cancel",
  "write-off",
  "collections",
] as const;

/** One of them. */
export type DunningAction = (typeof dunningActions)[number];

/** One step: what happens on which day. */
export interface DunningStep {
  /** Local days after the due day; below zero for a reminder before it. Rising from step to step. */
  readonly afterDueDays: number;
  readonly action: DunningAction;
  /** The letter that is sent, by its id; none where nothing is sent. */
  readonly template?: string;
  /** Charged once for the step, whatever number of invoices it is about; not where they are all for such fees alone. */
  readonly fee?: Money;
}

/** How overdue invoices are chased, as a section of a model. */
export interface DunningPolicy<V extends Vocabulary = Vocabulary> {
  readonly steps: readonly DunningStep[];
  /** Where its fees are reported; needed where a step has one. */
  readonly stream?: V["stream"];
  /** Days added to every step that is not before the due day. Default 0. */
  readonly graceDays?: number;
  /** Nothing is done while less than this is being dunned on the account. */
  readonly minimum?: Money;
  /** Steps that fall on a Saturday, a Sunday or one of `holidays` wait for the next other day. Default false. */
  readonly businessDays?: boolean;
  /** Local days, `2026-12-25`. */
  readonly holidays?: readonly string[];
}

/**
 * Every fault of a policy: `dunning-steps-missing`, `dunning-steps-not-rising`, `dunning-before-due` (only a reminder
 * comes before the due day), `dunning-days-invalid`, and those of its amounts and dates.
 */
export function checkDunningPolicy(
  policy: DunningPolicy,
  currency: CurrencyCode,
  path = "",
): readonly Fault[] {
  const { steps, graceDays = 0, minimum, holidays = [] } = policy;
  return [
    ...(steps.length === 0 ? [noSteps(path)] : []),
    ...(Number.isSafeInteger(graceDays) && graceDays >= 0
      ? []
      : [badDays(pathTo(path, "graceDays"), graceDays)]),
    ...(minimum === undefined ? [] : checkFee(minimum, currency, pathTo(path, "minimum"))),
    ...holidays.flatMap((day, index) =>
      faultsOf(parseCivilDate(day, pathTo(path, "holidays", index))),
    ),
    ...steps.flatMap((step, index) =>
      checkStep(step, steps[index - 1], currency, pathTo(path, "steps", index)),
    ),
  ];
}

function checkStep(
  { afterDueDays, action, fee }: DunningStep,
  before: DunningStep | undefined,
  currency: CurrencyCode,
  path: string,
): readonly Fault[] {
  const at = pathTo(path, "afterDueDays");
  const faults: Fault[] = [];
  if (!Number.isSafeInteger(afterDueDays)) faults.push(badDays(at, afterDueDays));
  if (before !== undefined && afterDueDays <= before.afterDueDays)
    faults.push({
      code: "dunning-steps-not-rising",
      path: at,
      message: "each step comes later than the one before it",
      value: afterDueDays,
      suggestion: `more than ${before.afterDueDays}`,
    });
  if (afterDueDays < 0 && action !== "remind")
    faults.push({
      code: "dunning-before-due",
      path: at,
      message: "before the due day a customer is only reminded",
      value: afterDueDays,
      suggestion: "0 or more",
    });
  return fee === undefined ? faults : [...faults, ...checkFee(fee, currency, pathTo(path, "fee"))];
}

function checkFee(fee: Money, currency: CurrencyCode, path: string): readonly Fault[] {
  const amount = parseMoneyIn(fee, currency, path);
  if (!amount.ok) return amount.faults;
  if (!isNegative(amount.value)) return [];
  return [{ code: "negative-amount", path, message: "an amount here is zero or more", value: fee }];
}

const noSteps = (path: string): Fault => ({
  code: "dunning-steps-missing",
  path: pathTo(path, "steps"),
  message: "a dunning policy has at least one step",
  suggestion: '[{ afterDueDays: 3, action: "remind" }]',
});

const badDays = (path: string, value: number): Fault => ({
  code: "dunning-days-invalid",
  path,
  message: "days are counted in whole numbers",
  value,
});
