import type { Model } from "../model/model.ts";
import { type Decimal, one } from "../money/decimal.ts";
import { type MoneyValue, parseMoney } from "../money/money.ts";
import { parsePercent, shareOf } from "../money/percent.ts";
import type { Discount } from "../pricing/discount.ts";
import { highestPercent } from "../pricing/highest-percent.ts";
import { agreedBelowList, type Below, committedBelowList } from "./agreed-prices.ts";
import { givenCredits } from "./given-credits.ts";
import { amountsIn, type Fields, fieldsOf, own, textsIn } from "./request-fields.ts";

/** What a request lowers a price by. What is known of neither measure may be of any size. */
export interface GivenDiscount {
  /** So much of so much. */
  readonly share?: { readonly part: Decimal; readonly of: Decimal };
  readonly amount?: MoneyValue;
}

/** A request, as far as it says what it gives away. */
export interface GivingRequest {
  readonly action: string;
  /** The method and the route: `POST /v1/pauses`. */
  readonly route?: string | undefined;
  /** What is sent, whatever it is. */
  readonly body: unknown;
  /** The versions that may bill it, the newest last; none where none is published. */
  readonly models: readonly Model[];
}

/**
 * Every discount that a request gives by hand: percentages and discounts of the model that it grants, coupons, eligibilities, prices and
 * commitments agreed below the top of the list's range, free days beyond the plan's, time that was paid for and goes back, credits for
 * less than they are worth, and money given back. Each is there as large as any of the versions makes it; what none of them knows may be
 * of any size. What the model gives to everybody was approved with the model, and is not among them.
 */
export function givenDiscounts(request: GivingRequest): readonly GivenDiscount[] {
  const { action, body, models } = request;
  // Credits are of the newest version, whatever is billed by another.
  if (action === "credits.grant") return givenCredits(body, models.at(-1));
  if (givenBack.has(action)) return allMoney(body);
  if (unmeasured.has(action)) return [ofAnySize];
  if (!selling.has(action)) return namedForOne(body);
  return [
    ...unlessSaid(request),
    ...inSale(body, { sale: {}, models, coupons: couponsIn(models) }),
  ];
}

const givenBack: ReadonlySet<string> = new Set([
  "invoices.credit",
  "receivables.write-off",
  "payments.refund",
]);
/** Another price list, another version or no tax: what it comes to depends on all that the customer has. */
const unmeasured: ReadonlySet<string> = new Set(["customers.write", "subscriptions.migrate"]);
const selling: ReadonlySet<string> = new Set(["subscriptions.write", "contracts.write"]);

/** A discount of which nothing is known. */
const ofAnySize: GivenDiscount = {};
const all: GivenDiscount = { share: { part: one, of: one } };

function allMoney(body: unknown): readonly GivenDiscount[] {
  const amounts = amountsIn(body);
  return amounts.length === 0 ? [ofAnySize] : amounts.map((amount) => ({ amount }));
}

/** Routes that give back what was paid for and is not served, unless the request says otherwise. */
const givingBack: ReadonlySet<string> = new Set([
  "POST /v1/pauses",
  "DELETE /api/v1/subscriptions/:subscription",
]);

const unlessSaid = ({ route, body }: GivingRequest): readonly GivenDiscount[] =>
  route !== undefined && givingBack.has(route) && !("credit" in fieldsOf(body)) ? [ofAnySize] : [];

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
  readonly models: readonly Model[];
  readonly coupons: Coupons;
}

/** The discounts of coupons by their code, in capitals. */
type Coupons = ReadonlyMap<string, readonly GivenDiscount[]>;

function couponsIn(models: readonly Model[]): Coupons {
  const byCode = new Map<string, readonly GivenDiscount[]>();
  for (const model of models)
    for (const coupon of Object.values(model.coupons ?? {})) {
      const key = coupon.code.toUpperCase();
      byCode.set(key, [...(byCode.get(key) ?? []), ...ofDiscount(coupon.discount, {}, [model])]);
    }
  return byCode;
}

function inSale(body: unknown, around: Around): readonly GivenDiscount[] {
  if (Array.isArray(body)) return body.flatMap((part) => inSale(part, around));
  const fields = fieldsOf(body);
  const sale = { ...around.sale, ...fields };
  const { models, coupons } = around;
  const within = { ...around, sale: sold(sale) };
  return Object.entries(fields).flatMap(([field, inner]): readonly GivenDiscount[] => {
    switch (field) {
      case "coupons":
      case "code":
        return textsIn(inner).flatMap((code) => coupons.get(code.toUpperCase()) ?? [ofAnySize]);
      case "discounts":
        return textsIn(inner).flatMap((id) => ofDiscount(id, sale, models));
      case "eligibilities":
        return textsIn(inner).flatMap((id) => ofEligibility(id, sale, models));
      case "agreed":
        return agreedBelowList(inner, sale, models).map(ofBelow);
      case "commitment":
        return committedBelowList(inner, sale, models).map(ofBelow);
      case "trialDays":
        return freeDays(inner, sale, models);
      // Unused time goes back, or the rest of the period is served on better terms for nothing.
      case "credit":
        return inner === "none" ? [] : [ofAnySize];
      case "proration":
        return inner === "none" ? [ofAnySize] : [];
      // A project whose price is agreed anew: what it was is not looked up.
      case "price":
        return "sale" in fields ? [ofAnySize] : [];
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

/** The discounts that come with an eligibility of the model. */
function ofEligibility(
  id: string,
  sale: Fields,
  models: readonly Model[],
): readonly GivenDiscount[] {
  const known = models.filter(({ eligibilities }) => own(eligibilities, id) !== undefined);
  if (known.length === 0) return [ofAnySize];
  return known.flatMap((model) =>
    (own(model.eligibilities, id)?.discounts ?? []).flatMap((one) =>
      ofDiscount(one, sale, [model]),
    ),
  );
}

/** A discount of the model that is granted besides the plan's own. */
function ofDiscount(id: string, sale: Fields, models: readonly Model[]): readonly GivenDiscount[] {
  const known = models.flatMap(({ discounts }) => own(discounts, id) ?? []);
  if (known.length === 0) return [ofAnySize];
  return known.flatMap((discount) => sizeOf(discount, id in fieldsOf(sale.agreedDiscounts)));
}

function sizeOf(discount: Discount, isAgreed: boolean): readonly GivenDiscount[] {
  if (discount.kind === "amount") {
    const read = parseMoney(discount.amount);
    return read.ok ? [{ amount: read.value }] : [ofAnySize];
  }
  // A percentage that is left open is agreed beside it, where it is looked at.
  if (isAgreed) return [];
  const highest = highestPercent(discount);
  return [highest === undefined ? ofAnySize : { share: { part: shareOf(highest), of: one } }];
}

/** Days beyond those that the plan gives to everybody cost nothing at all. */
function freeDays(days: unknown, sale: Fields, models: readonly Model[]): readonly GivenDiscount[] {
  if (typeof days !== "number" || days <= 0) return [];
  const plans = models.flatMap((model) => own(model.plans, sale.plan) ?? []);
  const isForAll = plans.length > 0 && plans.every(({ trial }) => days <= (trial?.days ?? 0));
  return isForAll ? [] : [all];
}
