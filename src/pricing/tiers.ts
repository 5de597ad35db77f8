import { type Decimal, format, isZero, trim, zero } from "../money/decimal.ts";
import { type CurrencyCode, type Money, moneyValue } from "../money/money.ts";
import type { Quantity } from "../money/quantity.ts";
import { quantityValue } from "./document-values.ts";
import { pricePerUnit } from "./per.ts";
import type { Step } from "./price-kind.ts";

interface TierPrice<C extends CurrencyCode> {
  /** Price of a unit, or of `per` units. */
  readonly unit?: Money<C>;
  /** Due once when the tier is entered; the first tier's also at zero usage, unless `flatAtZero` is false. */
  readonly flat?: Money<C>;
}

/** A tier written by its upper edge: `upTo: 100` prices the 100th unit. The last tier has none. */
export interface Tier<C extends CurrencyCode = CurrencyCode> extends TierPrice<C> {
  readonly upTo?: Quantity;
}

/** A tier written by its lower edge: `from: 10_000_000` ("10M+") prices the 10,000,000th unit. The first is 0 or 1. */
export interface TierFrom<C extends CurrencyCode = CurrencyCode> extends TierPrice<C> {
  readonly from: Quantity;
}

/** What graduated and volume prices share. All tiers are written from the same side. */
export interface Tiered<C extends CurrencyCode = CurrencyCode> {
  readonly tiers: readonly Tier<C>[] | readonly TierFrom<C>[];
  /** How many units a tier's `unit` price is for; 1 unless stated. */
  readonly per?: Quantity;
  /** Whether the first tier's flat amount is due when nothing was used; true unless stated. */
  readonly flatAtZero?: boolean;
}

/** Options of the builders of tiered prices. */
export type TierOptions = Pick<Tiered, "per" | "flatAtZero">;

/** The quantity at which one tier ends and the next begins. */
export interface TierEdge {
  readonly at: Decimal;
  /** Whether a quantity of exactly `at` is still in the lower tier: yes for `upTo`, no for `from`. */
  readonly inclusive: boolean;
}

/** A tier of a checked price, in decimals. */
export interface ReadTier {
  /** How the price list names it: `up to 100`, `above 100`, `from 10000000`. */
  readonly label: string;
  /** Absent on the last tier, which never ends. */
  readonly end: TierEdge | undefined;
  readonly unit: Decimal;
  readonly flat: Decimal;
  /** `unit`, and `flat` where it is more than nothing, as an explanation shows them. */
  readonly rateText: string;
  readonly flatText: string | undefined;
}

/** The tiers of a price whose document was checked, in order; `unit` is the price of one unit. */
export function readTiers(spec: Tiered): readonly ReadTier[] {
  const edges = tierEdges(spec.tiers);
  return spec.tiers.map((tier, index) => {
    const unit = tier.unit === undefined ? zero : pricePerUnit(moneyValue(tier.unit), spec.per);
    const flat = tier.flat === undefined ? zero : trim(moneyValue(tier.flat));
    return {
      label: tierLabel(edges[index - 1], edges[index]),
      end: edges[index],
      unit,
      flat,
      rateText: format(unit),
      flatText: isZero(flat) ? undefined : format(flat),
    };
  });
}

/** The edges between the tiers of a checked price: one fewer than there are tiers. */
function tierEdges(tiers: Tiered["tiers"]): readonly TierEdge[] {
  return isFromStyle(tiers)
    ? tiers.slice(1).map((tier) => ({ at: quantityValue(tier.from), inclusive: false }))
    : tiers.flatMap(({ upTo }) =>
        upTo === undefined ? [] : [{ at: quantityValue(upTo), inclusive: true }],
      );
}

export function isFromStyle(tiers: Tiered["tiers"]): tiers is readonly TierFrom[] {
  const [first] = tiers;
  return first !== undefined && "from" in first;
}

function tierLabel(lower: TierEdge | undefined, upper: TierEdge | undefined): string {
  if (lower === undefined) return upper === undefined ? "all units" : endLabel(upper);
  if (!lower.inclusive) return `from ${format(lower.at)}`;
  const start = `above ${format(lower.at)}`;
  return upper === undefined ? start : `${start}, ${endLabel(upper)}`;
}

const endLabel = ({ at, inclusive }: TierEdge): string =>
  `${inclusive ? "up to" : "below"} ${format(at)}`;

/** The row of an explanation for a tier that was entered with `quantity` and comes to `amount`. */
export function tierStep(tier: ReadTier, quantity: Decimal, amount: Decimal): Step {
  return {
    label: tier.label,
    quantity: format(quantity),
    rate: tier.rateText,
    flat: tier.flatText,
    amount: format(amount),
  };
}
