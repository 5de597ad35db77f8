import { negotiated } from "../money/amount.ts";
import { compare } from "../money/decimal.ts";
import { type Percent, shareOf } from "../money/percent.ts";
import type { Discount } from "./discount.ts";

/** The most that a discount can take off, where the model bounds it; undefined of an amount, and where a contract states it. */
export function highestPercent(discount: Discount): Percent | undefined {
  switch (discount.kind) {
    case "amount":
      return undefined;
    case "term":
      return highest(discount.terms.map(({ percent }) => percent));
    case "volume":
      return highest(discount.bands.map(({ percent }) => percent));
    case "percent": {
      const { percent } = discount;
      if (typeof percent === "string") return percent === negotiated ? undefined : percent;
      return "high" in percent ? percent.high : undefined;
    }
  }
}

const highest = (percents: readonly Percent[]): Percent | undefined =>
  percents.reduce<Percent | undefined>(
    (most, one) => (most === undefined || compare(shareOf(one), shareOf(most)) > 0 ? one : most),
    undefined,
  );
