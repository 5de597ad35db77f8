import { type Fault, ok } from "../fault/fault.ts";
import { type Decimal, equals, format, isPositive, max, min, subtract } from "../money/decimal.ts";
import { type CurrencyCode, type Money, moneyValue } from "../money/money.ts";
import { checkMoney } from "./document-values.ts";
import type { CompiledPrice, PriceKind, PriceSpec, Step } from "./price-kind.ts";

/**
 * What the price in `of` comes to in a period, raised to the minimum and lowered to the maximum. A minimum is due with no
 * use at all.
 */
export interface SpendLimits<
  C extends CurrencyCode = CurrencyCode,
  Of extends PriceSpec = PriceSpec,
> {
  readonly kind: "spend-limits";
  readonly minimum?: Money<C>;
  readonly maximum?: Money<C>;
  readonly of: Of;
}

/** At least, at most: `spendLimits({ minimum: usd(10), maximum: usd(500) }, perUnit(usd("0.1")))`. */
export function spendLimits<C extends CurrencyCode, Of extends PriceSpec>(
  limits: Pick<SpendLimits<C>, "minimum" | "maximum">,
  of: Of,
): SpendLimits<C, Of> {
  return { kind: "spend-limits", ...limits, of };
}

export const spendLimitsKind: PriceKind<SpendLimits> = {
  kind: "spend-limits",
  check(spec, path, context) {
    const { minimum, maximum } = spec;
    const literals = Object.entries({ minimum, maximum }).flatMap(([name, amount]) =>
      amount === undefined ? [] : checkMoney(amount, `${path}/${name}`, context),
    );
    return [
      ...(literals.length > 0 ? literals : checkLimits(minimum, maximum, path)),
      ...(minimum === undefined && maximum === undefined ? [noLimits(path)] : []),
      ...context.nested.check(spec.of, `${path}/of`, context),
    ];
  },
  compile(spec, terms, nested) {
    const of = nested.compile(spec.of, terms, "/of");
    if (!of.ok) return of;
    const minimum = spec.minimum && moneyValue(spec.minimum);
    const maximum = spec.maximum && moneyValue(spec.maximum);
    return ok(limited(of.value, minimum, maximum));
  },
};

/** `minimum-above-maximum`, where two checked limits leave no amount between them. */
export function checkLimits(
  minimum: Money | undefined,
  maximum: Money | undefined,
  path: string,
): readonly Fault[] {
  if (minimum === undefined || maximum === undefined) return [];
  if (!isPositive(subtract(moneyValue(minimum), moneyValue(maximum)))) return [];
  const message = `the minimum of ${minimum} is above the maximum of ${maximum}`;
  const suggestion = "swap the two, or remove one";
  return [{ code: "minimum-above-maximum", path, message, suggestion }];
}

function noLimits(path: string): Fault {
  const message = "spend limits state a minimum or a maximum";
  const suggestion = "add one, or use the price in `of` alone";
  return { code: "no-limits", path, message, suggestion };
}

function limited<P>(
  of: CompiledPrice<P>,
  minimum: Decimal | undefined,
  maximum: Decimal | undefined,
): CompiledPrice<P> {
  const clamp = (amount: Decimal): Decimal => {
    const raised = minimum === undefined ? amount : max(amount, minimum);
    return maximum === undefined ? raised : min(raised, maximum);
  };
  return {
    ...of,
    kind: "spend-limits",
    total: (partial) => clamp(of.total(partial)),
    finish(partial) {
      const rated = of.finish(partial);
      const amount = clamp(rated.amount);
      if (equals(amount, rated.amount)) return rated;
      return { ...rated, amount, steps: [...rated.steps, limitStep(rated.amount, amount)] };
    },
  };
}

function limitStep(before: Decimal, amount: Decimal): Step {
  const change = subtract(amount, before);
  const label = isPositive(change)
    ? `raised to the minimum of ${format(amount)}`
    : `lowered to the maximum of ${format(amount)}`;
  return { label, amount: format(change) };
}
