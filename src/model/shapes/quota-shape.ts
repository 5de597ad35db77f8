import type { Percent } from "../../money/percent.ts";
import type { Quantity } from "../../money/quantity.ts";
import type { Quota, QuotaRollover, QuotaWindow } from "../quota.ts";
import { either, list, literal, named, type Shape } from "../shape.ts";
import { percent, portion } from "../shape-money.ts";
import { object, optional } from "../shape-object.ts";
import { byId, id, quantity } from "../shape-values.ts";
import { duration } from "./duration-shape.ts";
import { noted } from "./noted-fields.ts";

/** A quantity, or none that could be reached. */
export const quantityOrUnlimited: Shape<Quantity | "unlimited"> = either(
  literal("unlimited"),
  quantity,
  (value) => value === "unlimited",
);

/** The time that a quota counts use over. */
export const quotaWindow: Shape<QuotaWindow> = named("QuotaWindow", () =>
  either(
    literal("minute", "hour", "day", "week", "month", "year", "billing-period"),
    object<Extract<QuotaWindow, object>>({ rolling: duration }),
    (value) => typeof value !== "object",
  ),
);

const grace: Shape<Percent | Quantity> = either<Percent, Quantity>(
  percent,
  quantity,
  (value) => typeof value === "string" && value.endsWith("%"),
);

const quota: Shape<Quota> = named("Quota", () =>
  object<Quota>(
    {
      ...noted,
      meter: id,
      limit: quantityOrUnlimited,
      per: quotaWindow,
      overage: optional(literal("block", "bill")),
      grace: optional(grace),
      rollover: optional(
        object<QuotaRollover>({ share: optional(portion), maximum: optional(quantity) }),
      ),
      alertAt: optional(list(percent)),
    },
    {
      mistaken: {
        action: {
          code: "unknown-field",
          message: "what happens past a limit is its overage",
          suggestion: 'write overage: "block" or overage: "bill"',
        },
      },
    },
  ),
);

/** Ceilings on use, by id. */
export const quotas = byId(quota);
