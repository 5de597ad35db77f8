import type { Quantity } from "../money/quantity.ts";
import type { Id, Noted } from "./vocabulary.ts";

/**
 * How events become one quantity of a period.
 *
 * `latest` and `max` of an empty period are zero. A `percentile` is the nearest-rank percentile, `percentile` being
 * above 0 and at most 100. A `time-weighted-sum` holds each value until the next event, measured in `per`.
 */
export type Aggregation =
  | { readonly kind: "count" }
  | { readonly kind: "sum" | "max" | "min" | "latest" | "unique"; readonly property: string }
  | {
      readonly kind: "time-weighted-sum";
      readonly property: string;
      readonly per: "second" | "hour" | "day";
    }
  | { readonly kind: "percentile"; readonly property: string; readonly percentile: number };

/** A value an event's property is compared with. */
export type FilterValue = string | number | boolean;

/**
 * Which events count. All conditions of one filter must hold; `all` and `any` nest.
 * Bounds compare as exact decimals; an event without the property fails every condition but `exists: false`.
 */
export interface Filter {
  readonly all?: readonly Filter[];
  readonly any?: readonly Filter[];
  /** The event's property that the conditions below look at. */
  readonly property?: string;
  readonly equals?: FilterValue;
  readonly notEquals?: FilterValue;
  readonly in?: readonly FilterValue[];
  readonly above?: Quantity;
  readonly below?: Quantity;
  readonly atLeast?: Quantity;
  readonly atMost?: Quantity;
  readonly exists?: boolean;
}

/** The values a dimension may take, or `any`. */
export type DimensionValues = readonly string[] | "any";

/** What is counted: events of one type, made into a quantity of a period. */
export interface Meter extends Noted {
  readonly name?: string;
  /** The event's `type`. */
  readonly event: string;
  readonly aggregation: Aggregation;
  /** The unit of the quantity, singular: `operation`, `GB`; a currency code where it is money. */
  readonly unit: string;
  /** Properties that the quantity may be grouped by. */
  readonly dimensions?: Readonly<Record<Id, DimensionValues>>;
  readonly filter?: Filter;
  /** Where the events are taken. */
  readonly capturedAt?: "gateway" | "platform";
}
