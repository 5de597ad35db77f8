import type { Band } from "../../pricing/bands.ts";
import type { OverUse } from "../../pricing/capacity.ts";
import type { PercentageTier } from "../../pricing/graduated-percentage.ts";
import type { MatrixCell } from "../../pricing/matrix-document.ts";
import type { Price } from "../../pricing/registry.ts";
import type { Tier, Tiered, TierFrom } from "../../pricing/tiers.ts";
import {
  boolean,
  either,
  type FaultRule,
  list,
  literal,
  named,
  type Shape,
  text,
  whole,
} from "../shape.ts";
import { amount, amountDue, money, moneyDue, percent, rate } from "../shape-money.ts";
import { type Fields, object, optional, type Variant, variants } from "../shape-object.ts";
import { byName, propertyName, quantity, signedQuantity } from "../shape-values.ts";

type PriceOf<K extends Price["kind"]> = Variant<Price, "kind", K>;

/** Any price; amounts in the document's currency. What its parts must be together is pricing's to check. */
export const price: Shape<Price> = named("Price", () => priceOfAnyKind);

const mixedStyles: FaultRule = {
  code: "mixed-tier-styles",
  message: "the tiers of one price are all written by `upTo`, or all by `from`",
  suggestion: "write every tier by `upTo`, or every tier by `from`",
};

const tierPrice = { unit: optional(money), flat: optional(moneyDue) };

const tier = named("Tier", () =>
  object<Tier>({ upTo: optional(quantity), ...tierPrice }, { mistaken: { from: mixedStyles } }),
);

const tierFrom = named("TierFrom", () =>
  object<TierFrom>(
    { from: quantity, ...tierPrice },
    { missing: { from: mixedStyles }, mistaken: { upTo: mixedStyles } },
  ),
);

function beginsWithFrom(tiers: unknown): boolean {
  const first: unknown = Array.isArray(tiers) ? tiers[0] : undefined;
  return typeof first === "object" && first !== null && Object.hasOwn(first, "from");
}

const tiered: Fields<Tiered> = {
  tiers: either(list(tierFrom), list(tier), beginsWithFrom),
  per: optional(quantity),
  flatAtZero: optional(boolean),
};

const percentageTier = object<PercentageTier>({
  upTo: optional(money),
  rate: percent,
  flat: optional(moneyDue),
});

const band = object<Band>({
  upTo: optional(money),
  below: optional(money),
  flat: optional(money),
  rate: optional(percent),
});

const cell = object<MatrixCell<Price>>({ when: byName(text), price });

const overUse = variants<OverUse<Price>, "rule">("rule", {
  bill: object<Variant<OverUse<Price>, "rule", "bill">>({ rule: literal("bill"), price }),
  block: object<Variant<OverUse<Price>, "rule", "block">>({ rule: literal("block") }),
  raise: object<Variant<OverUse<Price>, "rule", "raise">>({ rule: literal("raise") }),
});

/** A text that is money is most likely a flat price. */
const flatOf = (value: unknown): string | undefined =>
  typeof value === "string" ? `write { kind: "flat", amount: "${value.slice(0, 40)}" }` : undefined;

const eventsMax = 1_000_000_000;

const priceOfAnyKind: Shape<Price> = variants<Price, "kind">(
  "kind",
  {
    flat: object<PriceOf<"flat">>({ kind: literal("flat"), amount: amountDue }),
    "per-unit": object<PriceOf<"per-unit">>({
      kind: literal("per-unit"),
      unit: amount,
      per: optional(quantity),
    }),
    package: object<PriceOf<"package">>({ kind: literal("package"), size: quantity, price: money }),
    graduated: object<PriceOf<"graduated">>({ kind: literal("graduated"), ...tiered }),
    volume: object<PriceOf<"volume">>({ kind: literal("volume"), ...tiered }),
    percentage: object<PriceOf<"percentage">>({
      kind: literal("percentage"),
      rate,
      fixed: optional(money),
      minimum: optional(money),
      maximum: optional(money),
      freeEvents: optional(whole(0, eventsMax)),
      freeAmount: optional(money),
    }),
    "graduated-percentage": object<PriceOf<"graduated-percentage">>({
      kind: literal("graduated-percentage"),
      tiers: list(percentageTier),
      flatAtZero: optional(boolean),
    }),
    banded: object<PriceOf<"banded">>({ kind: literal("banded"), bands: list(band) }),
    matrix: object<PriceOf<"matrix">>({
      kind: literal("matrix"),
      dimensions: list(propertyName),
      cells: list(cell),
      otherwise: optional(price),
    }),
    capacity: object<PriceOf<"capacity">>({
      kind: literal("capacity"),
      reserved: optional(quantity),
      unit: money,
      overUse,
    }),
    seat: object<PriceOf<"seat">>({
      kind: literal("seat"),
      unit: money,
      included: optional(quantity),
      minimum: optional(quantity),
    }),
    "free-units": object<PriceOf<"free-units">>({
      kind: literal("free-units"),
      units: quantity,
      of: price,
    }),
    transform: object<PriceOf<"transform">>({
      kind: literal("transform"),
      multiplyBy: optional(quantity),
      divideBy: optional(quantity),
      round: optional(literal("up", "down", "half-up")),
      of: price,
    }),
    "spend-limits": object<PriceOf<"spend-limits">>({
      kind: literal("spend-limits"),
      minimum: optional(moneyDue),
      maximum: optional(moneyDue),
      of: price,
    }),
    commitment: object<PriceOf<"commitment">>({
      kind: literal("commitment"),
      committed: moneyDue,
      overage: optional(percent),
      of: price,
    }),
    formula: object<PriceOf<"formula">>({
      kind: literal("formula"),
      expression: text,
      variables: optional(byName(signedQuantity)),
    }),
  },
  flatOf,
);
