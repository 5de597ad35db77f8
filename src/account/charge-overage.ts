import { ok, type Result } from "../fault/fault.ts";
import { type ChargeFold, chargeFold } from "../metering/charge-fold.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import type { Meter } from "../model/meter.ts";
import type { Charge } from "../model/plan.ts";
import {
  compare,
  type Decimal,
  decimal,
  format,
  max,
  min,
  subtract,
  zero,
} from "../money/decimal.ts";
import { parseQuantity } from "../money/quantity.ts";
import type { CompiledPrice } from "../pricing/price-kind.ts";

/** More units than any meter counts: what is blocked past its allowance is never billed. */
const everything: Decimal = decimal(10n ** 38n);

/**
 * The fold of a charge with its included units. Where the plan blocks over-use instead of billing it (S1-008), use past
 * the allowance is shown and costs nothing: it should not have been let through, and nobody agreed to pay for it.
 */
export function foldOf(charge: Charge, meter: Meter, price: CompiledPrice): Result<ChargeFold> {
  const compiled = compileMeter(meter);
  if (!compiled.ok) return compiled;
  if (charge.included === undefined) return chargeFold(compiled.value, price);
  const included = parseQuantity(charge.included, "/included");
  if (!included.ok) return included;
  if (charge.overage !== "block")
    return chargeFold(compiled.value, price, { included: included.value });
  const fold = chargeFold(compiled.value, price, { included: everything });
  return fold.ok ? ok(blocking(fold.value, included.value)) : fold;
}

const blocking = (fold: ChargeFold, allowance: Decimal): ChargeFold => ({
  ...fold,
  accepts: (event) => fold.accepts(event),
  lift: (event) => fold.lift(event),
  merge: (left, right) => fold.merge(left, right),
  carry: (partial, window) => fold.carry(partial, window),
  finish: (partial, window, includedInStub) => {
    const finished = fold.finish(partial, window);
    const { quantity, rated } = finished;
    const allowed = includedInStub ?? allowance;
    const included = max(min(quantity, allowed), zero);
    if (compare(quantity, allowed) <= 0) return { ...finished, included };
    const over = format(subtract(quantity, allowed));
    const note = `${over} units past the allowance are not billed: the plan blocks over-use`;
    return { ...finished, included, rated: { ...rated, notes: [...(rated.notes ?? []), note] } };
  },
});
