import type { Eligibility } from "../eligibility.ts";
import type { Aggregation, DimensionValues, Filter, FilterValue, Meter } from "../meter.ts";
import {
  boolean,
  checkKept,
  either,
  list,
  literal,
  named,
  type Shape,
  shown,
  text,
  whole,
} from "../shape.ts";
import { object, optional, type Variant, variants } from "../shape-object.ts";
import { byName, id, propertyName, signedQuantity } from "../shape-values.ts";
import { noted } from "./noted-fields.ts";

type AggregationOf<K extends Aggregation["kind"]> = Variant<Aggregation, "kind", K>;

/** Above 0 and at most 100; not only whole ones, for 99.9 is usual. */
const percentile: Shape<number> = {
  read: (value, spot) => {
    if (typeof value === "number" && value > 0 && value <= 100) return value;
    const message = "a percentile is a number above 0 and at most 100";
    spot.faults.push({ code: "out-of-range", path: spot.path, message, ...shown(value) });
    return 50;
  },
  standIn: () => 50,
  schema: () => ({ type: "number", exclusiveMinimum: 0, maximum: 100 }),
};

const ofProperty = object<AggregationOf<"sum">>({
  kind: literal("sum", "max", "min", "latest", "unique"),
  property: propertyName,
});

const aggregation: Shape<Aggregation> = named("Aggregation", () =>
  variants<Aggregation, "kind">("kind", {
    count: object<AggregationOf<"count">>({ kind: literal("count") }),
    sum: ofProperty,
    max: ofProperty,
    min: ofProperty,
    latest: ofProperty,
    unique: ofProperty,
    "time-weighted-sum": object<AggregationOf<"time-weighted-sum">>({
      kind: literal("time-weighted-sum"),
      property: propertyName,
      per: literal("second", "hour", "day"),
    }),
    percentile: object<AggregationOf<"percentile">>({
      kind: literal("percentile"),
      property: propertyName,
      percentile,
    }),
  }),
);

/** A value of an event: a text that can be kept, a number, true or false. */
export const filterValue: Shape<FilterValue> = {
  read: (value, spot) => {
    if (typeof value === "string") checkKept(value, spot);
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    return text.read(value, spot);
  },
  standIn: () => "?",
  schema: () => ({ type: ["string", "number", "boolean"] }),
};

const filter: Shape<Filter> = named("Filter", () =>
  object<Filter>({
    all: optional(list(filter, 1)),
    any: optional(list(filter, 1)),
    property: optional(propertyName),
    equals: optional(filterValue),
    notEquals: optional(filterValue),
    in: optional(list(filterValue, 1)),
    above: optional(signedQuantity),
    below: optional(signedQuantity),
    atLeast: optional(signedQuantity),
    atMost: optional(signedQuantity),
    exists: optional(boolean),
  }),
);

const dimensionValues: Shape<DimensionValues> = either(
  literal("any"),
  list(text, 1),
  (value) => typeof value === "string",
);

/** What is counted. */
export const meter: Shape<Meter> = named("Meter", () =>
  object<Meter>({
    ...noted,
    name: optional(text),
    event: text,
    aggregation,
    unit: text,
    dimensions: optional(byName(dimensionValues)),
    filter: optional(filter),
    capturedAt: optional(literal("gateway", "platform")),
  }),
);

/** Who may buy something. */
export const eligibility: Shape<Eligibility> = named("Eligibility", () =>
  object<Eligibility>({
    ...noted,
    name: text,
    evidence: optional(text),
    when: optional(filter),
    discounts: optional(list(id)),
    renewAfterMonths: optional(whole(1, 1_200)),
  }),
);
