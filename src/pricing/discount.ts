import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { agreesRate, isExact, type Rate } from "../money/amount.ts";
import { type Decimal, isPositive, isZero, min, multiply, subtract } from "../money/decimal.ts";
import { type CurrencyCode, type Money, moneyValue } from "../money/money.ts";
import { type Percent, percentText, shareOf } from "../money/percent.ts";
import { type Rounding, round } from "../money/rounding.ts";
import {
  bandPercent,
  graduatedDiscount,
  type VolumeDiscount,
  type VolumeDiscountBand,
} from "./volume-discount.ts";

export type { VolumeDiscount, VolumeDiscountBand } from "./volume-discount.ts";

/** A percentage for committing to a number of years: that of the longest term that is reached. */
export interface TermDiscount {
  readonly kind: "term";
  readonly terms: readonly { readonly years: number; readonly percent: Percent }[];
}

/** Why a discount is given; it names the line. */
export type DiscountReason = "promotional" | "academic" | "partner" | "negotiated" | "annual";

/** A percentage off; with `eligibility`, only for customers it was granted to. */
export interface PercentDiscount {
  readonly kind: "percent";
  readonly percent: Rate;
  readonly reason: DiscountReason;
  /** Who may have it, in words. */
  readonly eligibility?: string;
}

/** An amount off, up to all that is left; with `eligibility`, only for customers it was granted to. */
export interface AmountDiscount<C extends CurrencyCode = CurrencyCode> {
  readonly kind: "amount";
  readonly amount: Money<C>;
  readonly reason?: DiscountReason;
  readonly eligibility?: string;
}

/** A discount, as a model states it. */
export type Discount<C extends CurrencyCode = CurrencyCode> =
  | VolumeDiscount
  | TermDiscount
  | PercentDiscount
  | AmountDiscount<C>;

/** `volumeDiscount({ by: "quantity", mode: "volume" }, [{ from: 100, percent: "10%" }])`. */
export function volumeDiscount(
  rule: Pick<VolumeDiscount, "by" | "mode">,
  bands: readonly VolumeDiscountBand[],
): VolumeDiscount {
  return { kind: "volume", ...rule, bands };
}

/** `termDiscount([{ years: 3, percent: "15%" }, { years: 5, percent: "25%" }])`. */
export function termDiscount(terms: TermDiscount["terms"]): TermDiscount {
  return { kind: "term", terms };
}

/** `percentOff("50%", { reason: "academic", eligibility: "accredited universities" })`. */
export function percentOff(
  percent: Rate,
  options: Pick<PercentDiscount, "reason" | "eligibility">,
): PercentDiscount {
  return { kind: "percent", percent, ...options };
}

/** `amountOff(usd(100), { reason: "promotional" })`. */
export function amountOff<C extends CurrencyCode>(
  amount: Money<C>,
  options: Pick<AmountDiscount, "reason" | "eligibility"> = {},
): AmountDiscount<C> {
  return { kind: "amount", amount, ...options };
}

/** A discount of the model, in the place where its order puts it. */
export interface OrderedDiscount {
  readonly id: string;
  /** What the invoice calls it; its kind or reason unless stated. */
  readonly name?: string | undefined;
  /** Of the coupon that brought it. */
  readonly code?: string;
  readonly discount: Discount;
}

/** What decides which discounts a line gets. */
export interface DiscountFacts {
  /** The quantity of the line, for volume discounts by quantity. */
  readonly quantity: Decimal;
  /** The spend that volume discounts by spend look at; the line's gross amount unless stated. */
  readonly spend?: Decimal | undefined;
  /** Years the customer committed to; none unless stated. */
  readonly termYears?: number | undefined;
  /** Ids of the discounts with `eligibility` that were granted. */
  readonly eligible: ReadonlySet<string>;
  /** Percentages that a contract agreed, by discount id, where the model leaves them open. */
  readonly agreed?: ReadonlyMap<string, Percent> | undefined;
}

/** One discount that took something off; the amount is positive, in whole minor units. */
export interface AppliedDiscount {
  readonly id: string;
  readonly amount: Decimal;
  readonly label: string;
  /** Of the coupon that brought it. */
  readonly code?: string;
}

/** `gross` less the applied amounts is `net`, exactly. */
export interface Discounted {
  /** The amount that was given, in whole minor units. */
  readonly gross: Decimal;
  readonly net: Decimal;
  readonly applied: readonly AppliedDiscount[];
  /** Discounts that apply but whose percentage nobody agreed, or outside what is allowed. They took nothing off. */
  readonly open: readonly Fault[];
}

/**
 * Takes discounts off an amount one after the other, in the order given, each from what the ones before it left.
 *
 * Each is rounded to the minor unit and never takes more than is left. The gross amount, not what is left, decides a
 * volume discount by spend, so a larger discount earlier in the order never costs the customer a band: a larger discount
 * never raises the total. An amount of zero or less is returned as it is: credit is not discounted. Lines that have a
 * discount of an amount in common share it: see `discountTogether`.
 */
export function applyDiscounts(
  gross: Decimal,
  discounts: readonly OrderedDiscount[],
  facts: DiscountFacts,
  minorUnits: number,
  rounding: Rounding = "half-up",
): Discounted {
  const rounded = round(gross, minorUnits, rounding);
  const spend = facts.spend ?? rounded;
  const applied: AppliedDiscount[] = [];
  const open: Fault[] = [];
  let net = rounded;
  for (const ordered of discounts) {
    const worth = worthOf(ordered, { ...facts, spend }, { minorUnits, rounding });
    if (!worth.ok) open.push(...worth.faults);
    if (!worth.ok || worth.value === undefined || !isPositive(net)) continue;
    const amount = min(worth.value.off(net), net);
    if (isZero(amount)) continue;
    applied.push(appliedDiscount(ordered, worth.value.detail, amount));
    net = subtract(net, amount);
  }
  return { gross: rounded, net, applied, open };
}

/** How a discount figures what it takes off an amount, rounded, and how its label ends; none where it does not apply. */
export type Worth =
  | { readonly off: (amount: Decimal) => Decimal; readonly detail: string }
  | undefined;

/** Digits of the minor unit, and how amounts are rounded to it. */
export interface Precision {
  readonly minorUnits: number;
  readonly rounding: Rounding;
}

/** What a discount is worth to a line. Refuses a percentage that nobody agreed, or outside what is allowed. */
export function worthOf(
  { id, discount }: OrderedDiscount,
  facts: DiscountFacts & { readonly spend: Decimal },
  precision: Precision,
): Result<Worth> {
  switch (discount.kind) {
    case "volume": {
      const base = discount.by === "quantity" ? facts.quantity : facts.spend;
      return ok(worthOfVolume(discount, base, precision));
    }
    case "term":
      return ok(worthOfTerm(discount, facts.termYears ?? 0, precision));
    case "percent": {
      if (discount.eligibility !== undefined && !facts.eligible.has(id)) return ok(undefined);
      const percent = settledPercent(discount.percent, facts.agreed?.get(id), id);
      return percent.ok ? ok(percentWorth(percent.value, precision)) : percent;
    }
    case "amount": {
      if (discount.eligibility !== undefined && !facts.eligible.has(id)) return ok(undefined);
      const amount = round(moneyValue(discount.amount), precision.minorUnits, precision.rounding);
      return ok({ off: () => amount, detail: discount.amount });
    }
  }
}

/** A discount with what it took off. */
export const appliedDiscount = (
  ordered: OrderedDiscount,
  detail: string,
  amount: Decimal,
): AppliedDiscount => {
  const { id, code } = ordered;
  const label = `${titleOf(ordered)} ${detail}`;
  return code === undefined
    ? { id, amount, label }
    : { id, amount, label: `${label} (${code})`, code };
};

function percentWorth(percent: Percent, precision: Precision, condition = ""): Worth {
  const share = shareOf(percent);
  const off = (amount: Decimal): Decimal =>
    round(multiply(amount, share), precision.minorUnits, precision.rounding);
  return { off, detail: `${percentText(share)}${condition}` };
}

function worthOfVolume(discount: VolumeDiscount, base: Decimal, precision: Precision): Worth {
  const percent = bandPercent(discount, base);
  if (percent === undefined) return undefined;
  if (discount.mode === "volume") return percentWorth(percent, precision);
  const { minorUnits, rounding } = precision;
  const off = (amount: Decimal): Decimal =>
    graduatedDiscount(discount, base, amount, minorUnits, rounding);
  return { off, detail: `up to ${percentText(shareOf(percent))}, graduated` };
}

function worthOfTerm({ terms }: TermDiscount, years: number, precision: Precision): Worth {
  const term = terms.findLast((stated) => stated.years <= years);
  if (term === undefined) return undefined;
  const length = term.years === 1 ? "1 year" : `${term.years} years`;
  return percentWorth(term.percent, precision, ` for ${length}`);
}

function settledPercent(stated: Rate, agreed: Percent | undefined, id: string): Result<Percent> {
  const path = `/${id}`;
  if (agreed !== undefined) return agreesRate(stated, agreed, path);
  if (isExact(stated)) return ok(stated);
  return refuse({
    code: "needs-agreed-price",
    path,
    message: "the price list leaves this discount open, so a contract has to state it",
    value: stated,
    suggestion: "agree a percentage in the contract",
  });
}

function titleOf({ name, discount }: OrderedDiscount): string {
  if (name !== undefined) return name;
  if (discount.kind === "volume" || discount.kind === "term") return `${discount.kind} discount`;
  return discount.reason === undefined ? "discount" : `${discount.reason} discount`;
}
