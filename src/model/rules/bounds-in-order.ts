import { type Fault, pathTo } from "../../fault/fault.ts";
import { compare, type Decimal } from "../../money/decimal.ts";
import { moneyValue } from "../../money/money.ts";
import { shareOf } from "../../money/percent.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

function reversed<T extends string | number>(
  low: T | undefined,
  high: T | undefined,
  path: string,
  read: (bound: T) => Decimal,
): readonly Fault[] {
  if (low === undefined || high === undefined) return [];
  if (compare(read(low), read(high)) <= 0) return [];
  return [
    {
      code: "range-reversed",
      path,
      message: "the low end of a range is not above its high end",
      value: `${low} to ${high}`,
      suggestion: "swap the two",
    },
  ];
}

const months = (count: number): Decimal => ({ coefficient: count, scale: 0 });

/** A floor is not above its cap, wherever the two are fields of their own. */
export const boundsInOrder: ModelRule = {
  name: "bounds-in-order",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) => [
    ...entriesOf(model.contracts).flatMap(([id, { term, escalator }]) => [
      ...(typeof term === "number"
        ? []
        : reversed(term.low, term.high, pathTo("/contracts", id, "term"), months)),
      ...(escalator?.kind === "index"
        ? reversed(escalator.floor, escalator.cap, pathTo("/contracts", id, "escalator"), shareOf)
        : []),
    ]),
    ...entriesOf(model.outcomes).flatMap(([id, { minimum, maximum }]) =>
      reversed(minimum, maximum, pathTo("/outcomes", id), moneyValue),
    ),
    ...entriesOf(model.bundles).flatMap(([id, { parts }]) =>
      parts.flatMap(({ residual }, index) =>
        reversed(
          residual?.low,
          residual?.high,
          pathTo("/bundles", id, "parts", index, "residual"),
          moneyValue,
        ),
      ),
    ),
    ...entriesOf(model.policies).flatMap(([id, policy]) =>
      policy.kind === "rate-envelope"
        ? reversed(policy.low, policy.high, pathTo("/policies", id), shareOf)
        : [],
    ),
  ],
};
