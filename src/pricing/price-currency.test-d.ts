import { negotiated } from "../money/amount.ts";
import { eur, usd } from "../money/money.ts";
import { banded } from "./banded.ts";
import { commitment } from "./commitment.ts";
import { amountOff, type Discount, percentOff } from "./discount.ts";
import { flat } from "./flat.ts";
import { formula } from "./formula.ts";
import { freeUnits } from "./free-units.ts";
import { graduatedPercentage } from "./graduated-percentage.ts";
import { perUnit } from "./per-unit.ts";
import { percentage } from "./percentage.ts";
import type { Price } from "./registry.ts";
import { spendLimits } from "./spend-limits.ts";
import { transform } from "./transform.ts";

/** A price to be negotiated names no currency, and stands in any list. */
const openFee = flat(negotiated);
const openUnit = perUnit(negotiated);

/** What a price list in one currency takes: prices in it, and prices that name no amount. */
export const accepted: readonly Price<"USD">[] = [
  percentage("1%"),
  openFee,
  openUnit,
  percentage("1%", { fixed: usd("0.30") }),
  banded([{ rate: "1%" }]),
  graduatedPercentage([{ rate: "1%" }]),
  freeUnits(10, percentage("1%")),
  transform({ divideBy: 10 }, freeUnits(10, perUnit(usd(1)))),
  spendLimits({ maximum: usd(5) }, commitment(usd(1), formula("quantity"), { overage: "80%" })),
];
export const discounts: readonly Discount<"USD">[] = [
  amountOff(usd(1)),
  percentOff("5%", { reason: "annual" }),
];

/** What it refuses before anything runs. */
export const refused: readonly Price<"USD">[] = [
  // @ts-expect-error a fee in another currency
  flat(eur(1)),
  // @ts-expect-error a unit price in another currency
  perUnit(eur(1)),
  // @ts-expect-error a fixed part in another currency
  percentage("1%", { fixed: eur("0.30") }),
  // @ts-expect-error a band in another currency
  banded([{ flat: eur(1) }]),
  // @ts-expect-error a tier in another currency
  graduatedPercentage([{ upTo: eur(1), rate: "1%" }, { rate: "1%" }]),
  // @ts-expect-error a held price in another currency
  freeUnits(10, transform({ divideBy: 10 }, perUnit(eur(1)))),
  // @ts-expect-error a limit in another currency
  spendLimits({ maximum: eur(5) }, perUnit(usd(1))),
  // @ts-expect-error a commitment in another currency
  commitment(eur(1), perUnit(usd(1))),
];
// @ts-expect-error a discount in another currency
export const refusedDiscount: Discount<"USD"> = amountOff(eur(1));
