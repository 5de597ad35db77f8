import type { Money } from "../../money/money.ts";
import type { Percent } from "../../money/percent.ts";
import { acquisition } from "../acquisition/registry.ts";
import { churn } from "../churn/registry.ts";
import { distribution } from "../distributions/registry.ts";
import type { Horizon } from "../horizon.ts";
import type {
  AcquisitionChannel,
  Segment,
  SegmentContract,
  SegmentPurchase,
  UsageDriver,
  UsageOfKind,
  UsageVariation,
} from "../segment.ts";
import { either, list, named, type Shape, text, whole } from "../shape.ts";
import { money, percent } from "../shape-money.ts";
import { object, optional } from "../shape-object.ts";
import { byId, byName, cadence, id, quantity } from "../shape-values.ts";
import { noted } from "./noted-fields.ts";
import { month } from "./plan-shapes.ts";

/** From which month the plan runs. */
export const horizon: Shape<Horizon> = named("Horizon", () =>
  object<Horizon>({ from: month, years: whole(1, 10) }),
);

const isText = (value: unknown): boolean => typeof value === "string";

const agreed: Shape<Money | Percent> = either<Percent, Money>(
  percent,
  money,
  (value) => typeof value === "string" && value.endsWith("%"),
);

const usageOfKind: Shape<UsageOfKind> = named("UsageOfKind", () =>
  object<UsageOfKind>({
    is: text,
    with: optional(byName(either<string, number>(text, eventNumber, isText))),
    events: optional(text),
  }),
);

const eventNumber: Shape<number> = {
  read: (value, spot) => {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    spot.faults.push({
      code: "wrong-type",
      path: spot.path,
      message: "a property of an event is a text or a number",
    });
    return 0;
  },
  standIn: () => 0,
  schema: () => ({ type: "number" }),
};

const usage: Shape<UsageDriver> = either<string, readonly UsageOfKind[]>(
  text,
  list(usageOfKind, 1),
  isText,
);

const purchase: Shape<SegmentPurchase> = named("SegmentPurchase", () =>
  object<SegmentPurchase>({
    ...noted,
    share: text,
    plan: optional(id),
    offer: optional(id),
    licence: optional(id),
    bundle: optional(id),
    contract: optional(
      object<SegmentContract>({
        template: id,
        months: optional(whole(1, 1_200)),
        commitment: optional(money),
      }),
    ),
    cadence: optional(cadence),
    quantity: optional(text),
    quantityGrowth: optional(text),
    quantities: optional(byId(quantity)),
    addons: optional(byId(quantity)),
    termYears: optional(whole(1, 10)),
    agreed: optional(byName(agreed)),
    discounts: optional(list(id)),
    agreedDiscounts: optional(byId(percent)),
    eligibilities: optional(list(id)),
    coupons: optional(list(text)),
    usage: optional(byId(usage)),
    usageVaries: optional(
      object<UsageVariation>({ factor: distribution, classes: optional(whole(1, 50)) }),
    ),
    churn: optional(churn),
    moves: optional(byId(text)),
  }),
);

const channel: Shape<AcquisitionChannel> = object<AcquisitionChannel>({
  ...noted,
  share: text,
  cost: text,
});

/** Customers who come, buy and leave alike. */
export const segment: Shape<Segment> = named("Segment", () =>
  object<Segment>({
    ...noted,
    name: text,
    opening: optional(text),
    acquisition,
    purchases: byId(purchase),
    channels: optional(byId(channel)),
  }),
);
