import type { Fault } from "../../fault/fault.ts";
import type { Rate } from "../../money/amount.ts";
import { compare } from "../../money/decimal.ts";
import { type Percent, shareOf } from "../../money/percent.ts";
import type { Price } from "../../pricing/registry.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Policy } from "../policy.ts";
import { type PriceSite, priceSites } from "./price-sites.ts";

type Envelope = Extract<Policy, { readonly kind: "rate-envelope" }>;

function pointsOf(rate: Rate): readonly Percent[] {
  if (rate === "negotiated") return [];
  if (typeof rate === "string") return [rate];
  return "atLeast" in rate ? [rate.atLeast] : [rate.low, rate.high];
}

/** Every percentage that a price takes of a value, with its pointer inside the price. */
function ratesOf(price: Price): readonly (readonly [string, Percent])[] {
  switch (price.kind) {
    case "percentage":
      return pointsOf(price.rate).map((rate) => ["/rate", rate]);
    case "graduated-percentage":
      return price.tiers.map(({ rate }, index) => [`/tiers/${index}/rate`, rate]);
    case "banded":
      return price.bands.flatMap(({ rate }, index) =>
        rate === undefined ? [] : [[`/bands/${index}/rate`, rate] as const],
      );
    default:
      return "of" in price
        ? ratesOf(price.of).map(([path, rate]) => [`/of${path}`, rate] as const)
        : [];
  }
}

function outside({ low, high, stream }: Envelope, site: PriceSite): readonly Fault[] {
  if (site.stream !== stream) return [];
  return ratesOf(site.price).flatMap(([path, rate]) => {
    const share = shareOf(rate);
    if (compare(share, shareOf(low)) >= 0 && compare(share, shareOf(high)) <= 0) return [];
    const message = `the fees of stream "${stream}" lie between ${low} and ${high}`;
    return [{ code: "rate-outside-envelope", path: site.path + path, message, value: rate }];
  });
}

/** Percentage fees keep to the bounds that the business set for their stream. */
export const rateEnvelopes: ModelRule = {
  name: "rate-envelopes",
  severity: "warning",
  needsSound: "surroundings",
  find: (model) =>
    entriesOf(model.policies).flatMap(([, policy]) =>
      policy.kind === "rate-envelope"
        ? priceSites(model).flatMap((site) => outside(policy, site))
        : [],
    ),
};
