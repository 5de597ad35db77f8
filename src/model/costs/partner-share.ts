import { isExact, type Rate } from "../../money/amount.ts";
import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import type { Model } from "../model.ts";
import { declared } from "../model-rule.ts";
import { literal, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { id } from "../shape-values.ts";
import type { Id } from "../vocabulary.ts";
import { costFields, perMonth } from "./cost-fields.ts";
import type { CostKind, CostTerms } from "./cost-kind.ts";

/**
 * What a partner or a marketplace has of what customers pay: a share of the model that goes to the partner, or else the commission of a partner, on
 * the terms that are settled by. A share that names a stream lowers its revenue, as in the books; any other is a cost.
 */
export interface PartnerShareCost extends CostTerms {
  readonly kind: "partner-share";
  readonly share?: Id;
  /** Whose commission it is. */
  readonly partner?: Id;
  /** Of what customers are billed (default), or of what is earned with them. */
  readonly of?: "billings" | "revenue";
  /** Of one stream; of all where absent. */
  readonly ofStream?: Id;
  /** The part of it that comes by this way: `"40%"`. Default: all. */
  readonly through?: string;
  /** The rate agreed, where the model states a range or none. */
  readonly rate?: string;
}

/** What a partner is owed for what it sold. */
interface PartnerTerms {
  readonly rate: Rate;
  /** The least of a month, where something is sold. */
  readonly minimum?: string;
  /** The stream whose revenue it lowers; undefined where it is a cost. */
  readonly lowers?: Id;
}

/** The terms of the share or commission that a cost is about; undefined where the model has none. */
export function partnerTerms(
  { share, partner }: PartnerShareCost,
  { shares, partners }: Pick<Model, "shares" | "partners">,
): PartnerTerms | undefined {
  if (share === undefined) {
    const commission = declared(partners, partner ?? "")?.commission;
    return commission === undefined ? undefined : { rate: commission.rate };
  }
  const known = declared(shares, share);
  if (known === undefined) return undefined;
  const { split, rate, minimum, stream } = known;
  return {
    rate: split?.partner ?? rate,
    ...(minimum === undefined ? {} : { minimum }),
    ...(stream === undefined ? {} : { lowers: stream }),
  };
}

export const partnerShare: CostKind<PartnerShareCost> = {
  shape: object<PartnerShareCost>({
    ...costFields,
    kind: literal("partner-share"),
    share: optional(id),
    partner: optional(id),
    of: optional(literal("billings", "revenue")),
    ofStream: optional(id),
    through: optional(text),
    rate: optional(text),
  }),
  entries: (cost, place, { currency, model }) => {
    const { of = "billings", ofStream, through = "100%", rate } = cost;
    const terms = partnerTerms(cost, model);
    const stated = terms !== undefined && isExact(terms.rate) ? terms.rate : "0%";
    const [part, own] = [within(place, "through", "through"), within(place, "rate", "rate")];
    // What customers pay, before a share lowers it, and without what is planned as a sum.
    const figure = of === "billings" ? "billed" : "earned";
    const streams = ofStream === undefined ? Object.keys(model.streams) : [ofStream];
    const base = streams.map((stream) => `forecast.${figure}.${stream}`).join(" + ");
    const sold = `(${base || `0 ${currency} per month`}) * ${part.name}`;
    const share = `${own.name} * ${sold}`;
    const least = terms?.minimum;
    const flow = perMonth(currency);
    return [
      driverEntry(part, through, driverUnits.ratio),
      driverEntry(own, rate ?? stated, driverUnits.ratio),
      driverEntry(
        place,
        least === undefined
          ? share
          : `if(${sold} < 0 ${currency} per month, ${share}, max(${share}, ${least} per month))`,
        flow,
      ),
    ];
  },
};
