import { ok } from "../fault/fault.ts";
import {
  add,
  compare,
  type Decimal,
  equals,
  format,
  multiply,
  one,
  subtract,
} from "../money/decimal.ts";
import { type CurrencyCode, type Money, moneyValue } from "../money/money.ts";
import { type Percent, percentText, shareOf } from "../money/percent.ts";
import { checkMoney } from "./document-values.ts";
import { checkPercent } from "./percent-values.ts";
import type { CompiledPrice, PriceKind, PriceSpec, Step } from "./price-kind.ts";

/**
 * A spend the customer commits to for a period. Use at list price below it is trued up to it, so exactly `committed` is
 * due; use above it costs `overage` of its list price (100% unless stated, more as a penalty, less as a reward).
 */
export interface Commitment<
  C extends CurrencyCode = CurrencyCode,
  Of extends PriceSpec = PriceSpec,
> {
  readonly kind: "commitment";
  readonly committed: Money<C>;
  readonly overage?: Percent;
  readonly of: Of;
}

/** `commitment(usd(10_000), perUnit(usd("0.01")), { overage: "80%" })`. */
export function commitment<C extends CurrencyCode, Of extends PriceSpec>(
  committed: Money<C>,
  of: Of,
  options: { readonly overage?: Percent } = {},
): Commitment<C, Of> {
  return { kind: "commitment", committed, ...options, of };
}

export const commitmentKind: PriceKind<Commitment> = {
  kind: "commitment",
  check: (spec, path, context) => [
    ...checkMoney(spec.committed, `${path}/committed`, context),
    ...(spec.overage === undefined
      ? []
      : checkPercent(spec.overage, `${path}/overage`, "not-negative")),
    ...context.nested.check(spec.of, `${path}/of`, context),
  ],
  compile(spec, terms, nested) {
    const of = nested.compile(spec.of, terms, "/of");
    if (!of.ok) return of;
    const overage = spec.overage === undefined ? one : shareOf(spec.overage);
    return ok(committedFold(of.value, moneyValue(spec.committed), overage));
  },
};

function committedFold<P>(
  of: CompiledPrice<P>,
  committed: Decimal,
  overage: Decimal,
): CompiledPrice<P> {
  return {
    ...of,
    kind: "commitment",
    total(partial) {
      const list = of.total(partial);
      if (compare(list, committed) <= 0) return committed;
      return add(committed, multiply(subtract(list, committed), overage));
    },
    finish(partial) {
      const rated = of.finish(partial);
      const step = commitmentStep(rated.amount, committed, overage);
      if (step === undefined) return rated;
      const amount = add(rated.amount, step.change);
      return { ...rated, amount, steps: [...rated.steps, step.shown] };
    },
  };
}

/** The row between the list price and what is due; none where they are equal. */
function commitmentStep(
  list: Decimal,
  committed: Decimal,
  overage: Decimal,
): { readonly change: Decimal; readonly shown: Step } | undefined {
  const missing = subtract(committed, list);
  if (compare(list, committed) < 0) {
    const label = `true-up to the commitment of ${format(committed)}`;
    return { change: missing, shown: { label, amount: format(missing) } };
  }
  const above = subtract(list, committed);
  const change = multiply(above, subtract(overage, one));
  if (equals(list, committed) || equals(overage, one)) return undefined;
  const label = `use beyond the commitment of ${format(committed)} at ${percentText(overage)} of list`;
  const rate = format(subtract(overage, one));
  return { change, shown: { label, quantity: format(above), rate, amount: format(change) } };
}
