import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  format,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
  zero,
} from "../money/decimal.ts";
import { percentText } from "../money/percent.ts";
import type { EventFold } from "./event-allowance.ts";
import type { Step } from "./price-kind.ts";

/** The fee of one event of value `v`: `share × v + fixed`, raised to the minimum, then lowered to the maximum. */
export interface FeeRule {
  readonly share: Decimal;
  readonly fixed: Decimal;
  readonly minimum: Decimal | undefined;
  readonly maximum: Decimal | undefined;
}

/** Fees as sums of their parts, so that any number of events is four figures and explains itself. */
export interface FeeSums {
  readonly events: number;
  readonly value: Decimal;
  /** What the minimum added to the fees below it. */
  readonly raised: Decimal;
  /** What the maximum took off the fees above it. */
  readonly lowered: Decimal;
}

/** Events that are charged, and corrections that give the fee of their absolute value back. */
export interface ChargedAndReversed {
  readonly charged: FeeSums;
  readonly reversed: FeeSums;
}

const noFees: FeeSums = { events: 0, value: zero, raised: zero, lowered: zero };

/** The fold of events into the sums of their fees. */
export function feeFold(rule: FeeRule): EventFold<ChargedAndReversed> {
  return {
    empty: { charged: noFees, reversed: noFees },
    lift({ quantity }) {
      const fee = feeOf(absolute(quantity), rule);
      return isNegative(quantity)
        ? { charged: noFees, reversed: fee }
        : { charged: fee, reversed: noFees };
    },
    merge: (left, right) => ({
      charged: addFees(left.charged, right.charged),
      reversed: addFees(left.reversed, right.reversed),
    }),
  };
}

function feeOf(value: Decimal, { share, fixed, minimum, maximum }: FeeRule): FeeSums {
  const plain = add(multiply(value, share), fixed);
  const isRaised = minimum !== undefined && compare(plain, minimum) < 0;
  const isLowered = maximum !== undefined && compare(plain, maximum) > 0;
  const raised = isRaised ? subtract(minimum, plain) : zero;
  const lowered = isLowered ? subtract(plain, maximum) : zero;
  return { events: 1, value, raised, lowered };
}

function addFees(left: FeeSums, right: FeeSums): FeeSums {
  if (left.events === 0) return right;
  if (right.events === 0) return left;
  return {
    events: left.events + right.events,
    value: add(left.value, right.value),
    raised: add(left.raised, right.raised),
    lowered: add(left.lowered, right.lowered),
  };
}

/** What the fees come to, corrections given back: it may be below zero. */
export function feesTotal({ charged, reversed }: ChargedAndReversed, rule: FeeRule): Decimal {
  return subtract(amountOf(charged, rule), amountOf(reversed, rule));
}

function amountOf({ events, value, raised, lowered }: FeeSums, rule: FeeRule): Decimal {
  const plain = add(multiply(value, rule.share), multiply(decimal(events), rule.fixed));
  return subtract(add(plain, raised), lowered);
}

/** The parts of the fees, one step each; they add up to {@link feesTotal}. */
export function feeSteps({ charged, reversed }: ChargedAndReversed, rule: FeeRule): Step[] {
  const { share, fixed, minimum, maximum } = rule;
  const events = decimal(charged.events);
  const steps: Step[] = [
    {
      label: `${percentText(share)} of value`,
      quantity: format(charged.value),
      rate: format(share),
      amount: format(multiply(charged.value, share)),
    },
  ];
  if (!isZero(fixed)) {
    const amount = format(multiply(events, fixed));
    const label = "fixed fee per event";
    steps.push({ label, quantity: format(events), rate: format(fixed), amount });
  }
  if (minimum !== undefined && !isZero(charged.raised)) {
    const label = `fees raised to the minimum of ${format(minimum)}`;
    steps.push({ label, amount: format(charged.raised) });
  }
  if (maximum !== undefined && !isZero(charged.lowered)) {
    const label = `fees lowered to the maximum of ${format(maximum)}`;
    steps.push({ label, amount: format(negate(charged.lowered)) });
  }
  if (reversed.events > 0) steps.push(reversalStep(reversed, rule));
  return steps;
}

function reversalStep(reversed: FeeSums, rule: FeeRule): Step {
  const label = `fees given back for ${reversed.events} ${reversed.events === 1 ? "correction" : "corrections"}`;
  const quantity = format(negate(reversed.value));
  return { label, quantity, amount: format(negate(amountOf(reversed, rule))) };
}
