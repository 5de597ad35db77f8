import type { Model } from "../model/model.ts";
import { compare, one, subtract, zero } from "../money/decimal.ts";
import type { MoneyValue } from "../money/money.ts";
import { parsePercent } from "../money/percent.ts";
import type { GivenDiscount } from "./given-discounts.ts";
import { type Fields, fieldsOf, moneyIn } from "./request-fields.ts";

/**
 * What credits are given for less than they are worth: a grant, more credits on one, or a rule that buys them. A claim under a promise of
 * the model, and credits that are taken back, give nothing away.
 */
export function givenCredits(body: unknown, model: Model | undefined): readonly GivenDiscount[] {
  const fields = fieldsOf(body);
  if ("whenBelow" in fields) return boughtFor(fields);
  if ("grant" in fields) return "add" in fields ? [free(moneyIn(fields.add))] : [];
  if ("sla" in fields) return [];
  return granted(fields, model);
}

function granted(fields: Fields, model: Model | undefined): readonly GivenDiscount[] {
  const { credit } = fields;
  const book = typeof credit === "string" ? model?.credits?.[credit] : undefined;
  const amount = moneyIn(fields.amount ?? book?.amount);
  const price = fields.price ?? book?.price;
  const isSold = (fields.kind ?? book?.kind) === "prepaid";
  if (price === undefined) return isSold ? [] : [free(amount)];
  return lessThan(amount, moneyIn(price));
}

/** The order to buy credits whenever they run low: its price is a part of what they are worth, or that of a pack. */
function boughtFor({ price, amount }: Fields): readonly GivenDiscount[] {
  if (price === undefined) return [];
  const share = parsePercent(String(price));
  if (!share.ok) return lessThan(moneyIn(amount), moneyIn(price));
  return compare(share.value, one) >= 0
    ? []
    : [{ share: { part: subtract(one, share.value), of: one } }];
}

const free = (amount: MoneyValue | undefined): GivenDiscount => ({
  share: { part: one, of: one },
  ...(amount === undefined ? {} : { amount }),
});

function lessThan(
  amount: MoneyValue | undefined,
  price: MoneyValue | undefined,
): readonly GivenDiscount[] {
  if (amount === undefined || price === undefined || amount.currency !== price.currency)
    return [{}];
  const part = subtract(amount.value, price.value);
  if (compare(part, zero) <= 0) return [];
  const { currency } = amount;
  return [{ share: { part, of: amount.value }, amount: { value: part, currency } }];
}
