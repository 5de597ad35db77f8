import { couponOf } from "../model/coupon.ts";
import type { Model } from "../model/model.ts";
import { type Decimal, one } from "../money/decimal.ts";
import { type MoneyValue, parseMoney } from "../money/money.ts";
import { parsePercent, shareOf } from "../money/percent.ts";
import type { Discount } from "../pricing/discount.ts";
import { highestPercent } from "../pricing/highest-percent.ts";
import { agreedBelowList, type Below } from "./agreed-prices.ts";
import { givenCredits } from "./given-credits.ts";
import { amountsIn, type Fields, fieldsOf, textsIn } from "./request-fields.ts";

/** What a request lowers a price by. What is known of neither measure may be of any size. */
export interface GivenDiscount {
  /** So much of so much. */
  readonly share?: { readonly part: Decimal; readonly of: Decimal };
  readonly amount?: MoneyValue;
}

/** A request, as far as it says what it gives away. */
export interface GivingRequest {
  readonly action: string;
  /** What is sent, whatever it is. */
  readonly body: unknown;
  /** The model that the request is about; undefined where none is published. */
  readonly model: Model | undefined;
}

/**
 * Every discount that a request gives by hand: percentages and discounts of the model that it grants, coupons, eligibilities, prices agreed
 * below the top of the list's range, free days beyond the plan's, credits for less than they are worth, and money given back. What
 * the model gives to everybody was approved with the model, and is not among them.
 */
export function givenDiscounts({ action, body, model }: GivingRequest): readonly GivenDiscount[] {
  if (action === "credits.grant") return givenCredits(body, model);
  if (givenBack.has(action)) return allMoney(body);
  if (!selling.has(action)) return namedForOne(body);
  return inSale(body, { sale: {}, model });
}

const givenBack: ReadonlySet<string> = new Set([
  "invoices.credit",
  "receivables.write-off",
  "payments.refund",
]);
const selling: ReadonlySet<string> = new Set(["subscriptions.write", "contracts.write"]);

/** A discount of which nothing is known. */
const ofAnySize: GivenDiscount = {};
const all: GivenDiscount = { share: { part: one, of: one } };

function allMoney(body: unknown): readonly GivenDiscount[] {
  const amounts = amountsIn(body);
  return amounts.length === 0 ? [ofAnySize] : amounts.map((amount) => ({ amount }));
}

/** What stands in a field that is named for a discount, at whatever place. */
function namedForOne(body: unknown): readonly GivenDiscount[] {
  if (Array.isArray(body)) return body.flatMap(namedForOne);
  return Object.entries(fieldsOf(body)).flatMap(([field, inner]) =>
    /discount/i.test(field) ? percentsIn(inner) : namedForOne(inner),
  );
}

const percentsIn = (body: unknown): readonly GivenDiscount[] =>
  textsIn(body).flatMap((text) => {
    const read = parsePercent(text);
    return read.ok ? [{ share: { part: read.value, of: one } }] : [];
  });

/** What stands around a part of a request: steps of a ramp are of the plan that the subscription names. */
interface Around {
  readonly sale: Fields;
  readonly model: Model | undefined;
}

function inSale(body: unknown, around: Around): readonly GivenDiscount[] {
  if (Array.isArray(body)) return body.flatMap((part) => inSale(part, around));
  const own = fieldsOf(body);
  const sale = { ...around.sale, ...own };
  const { model } = around;
  const within = { sale: sold(sale), model };
  return Object.entries(own).flatMap(([field, inner]): readonly GivenDiscount[] => {
    switch (field) {
      case "coupons":
      case "code":
        return textsIn(inner).flatMap((code) => ofCoupon(code, model));
      case "discounts":
        return [
          ...percentsIn(inner),
          ...textsIn(inner).flatMap((id) => ofDiscount(id, sale, model)),
        ];
      case "eligibilities":
        return textsIn(inner).flatMap((id) =>
          (model?.eligibilities?.[id]?.discounts ?? []).flatMap((one) =>
            ofDiscount(one, sale, model),
          ),
        );
      case "agreed":
        return agreedBelowList(inner, sale, model).map(ofBelow);
      case "trialDays":
        return freeDays(inner, sale, model);
      // A project whose price is agreed anew: what it was is not looked up.
      case "price":
        return "sale" in own ? [ofAnySize] : [];
      default:
        return /discount/i.test(field) ? percentsIn(inner) : inSale(inner, within);
    }
  });
}

/** What a part of a request takes over from what stands around it: what is sold, never a discount. */
const sold = ({ plan, addon, offer, licence, bundle }: Fields): Fields =>
  Object.fromEntries(
    Object.entries({ plan, addon, offer, licence, bundle }).filter(([, id]) => id !== undefined),
  );

const ofBelow = (below: Below | undefined): GivenDiscount => {
  if (below === undefined) return ofAnySize;
  const { part, of, currency } = below;
  const share = { part, of };
  return currency === undefined ? { share } : { share, amount: { value: part, currency } };
};

function ofCoupon(code: string, model: Model | undefined): readonly GivenDiscount[] {
  const [, coupon] = couponOf(model?.coupons, code) ?? [];
  return coupon === undefined ? [] : ofDiscount(coupon.discount, {}, model);
}

/** A discount of the model that is granted besides the plan's own; none where the model knows none of that name. */
function ofDiscount(id: string, sale: Fields, model: Model | undefined): readonly GivenDiscount[] {
  const discount: Discount | undefined = model?.discounts?.[id];
  if (discount === undefined) return [];
  if (discount.kind === "amount") {
    const read = parseMoney(discount.amount);
    return read.ok ? [{ amount: read.value }] : [ofAnySize];
  }
  // A percentage that is left open is agreed beside it, where it is looked at.
  if (id in fieldsOf(sale.agreedDiscounts)) return [];
  const highest = highestPercent(discount);
  return [highest === undefined ? ofAnySize : { share: { part: shareOf(highest), of: one } }];
}

/** Days beyond those that the plan gives to everybody cost nothing at all. */
function freeDays(days: unknown, sale: Fields, model: Model | undefined): readonly GivenDiscount[] {
  if (typeof days !== "number" || days <= 0) return [];
  const plan = typeof sale.plan === "string" ? model?.plans[sale.plan] : undefined;
  return plan !== undefined && days <= (plan.trial?.days ?? 0) ? [] : [all];
}
