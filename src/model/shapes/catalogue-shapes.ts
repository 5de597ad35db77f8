import type { Alert } from "../alert.ts";
import type { Benchmark } from "../benchmark.ts";
import type { Feature } from "../feature.ts";
import type { Policy } from "../policy.ts";
import type { Product } from "../product.ts";
import type { Reference } from "../reference.ts";
import { boolean, list, literal, named, type Shape, text, wrongType } from "../shape.ts";
import { amount, percent, portion, rate } from "../shape-money.ts";
import { object, optional, type Variant, variants } from "../shape-object.ts";
import { date, id, quantity } from "../shape-values.ts";
import type { Stream } from "../stream.ts";
import { noted } from "./noted-fields.ts";
import { quantityOrUnlimited } from "./quota-shape.ts";

/** Where a line of an invoice reports to. */
export const stream: Shape<Stream> = named("Stream", () =>
  object<Stream>({ ...noted, name: text, recurring: optional(boolean) }),
);

/** An item of the catalogue. */
export const product: Shape<Product> = named("Product", () =>
  object<Product>({
    ...noted,
    name: text,
    family: optional(text),
    modules: optional(list(text)),
    meters: optional(list(id)),
    openSource: optional(text),
  }),
);

const onlyTrue: Shape<true> = {
  read: (value, spot) => {
    if (value !== true) wrongType(value, spot, "true", "write true, or leave it out");
    return true;
  },
  standIn: () => true,
  schema: () => ({ const: true }),
};

type FeatureOf<K extends Feature["kind"]> = Variant<Feature, "kind", K>;

/** What a customer may be entitled to. */
export const feature: Shape<Feature> = named("Feature", () =>
  variants<Feature, "kind">("kind", {
    flag: object<FeatureOf<"flag">>({
      ...noted,
      name: text,
      kind: literal("flag"),
      default: optional(onlyTrue),
    }),
    limit: object<FeatureOf<"limit">>({
      ...noted,
      name: text,
      kind: literal("limit"),
      unit: optional(text),
      default: optional(quantityOrUnlimited),
    }),
    level: object<FeatureOf<"level">>({
      ...noted,
      name: text,
      kind: literal("level"),
      levels: list(text, 1),
      default: optional(text),
    }),
  }),
);

/** A message when use passes a share of something. */
export const alert: Shape<Alert> = named("Alert", () =>
  object<Alert>({
    ...noted,
    name: optional(text),
    meter: id,
    at: list(percent, 1),
    of: literal("included", "quota", "commitment", "reserved"),
    plans: optional(list(id)),
    notify: optional(list(literal("customer", "sales", "support"), 1)),
    suggest: optional(id),
  }),
);

/** What an alternative costs. */
export const benchmark: Shape<Benchmark> = named("Benchmark", () =>
  object<Benchmark>({
    ...noted,
    name: text,
    kind: literal("direct", "indirect", "alternative"),
    price: optional(amount),
    per: optional(text),
    marketShare: optional(portion),
    comparedWith: optional(id),
    source: optional(id),
    asOf: optional(date),
  }),
);

type PolicyOf<K extends Policy["kind"]> = Variant<Policy, "kind", K>;

/** A rule a business sets for its own prices. */
export const policy: Shape<Policy> = named("Policy", () =>
  variants<Policy, "kind">("kind", {
    "value-capture": object<PolicyOf<"value-capture">>({
      ...noted,
      name: text,
      kind: literal("value-capture"),
      rate,
      of: text,
    }),
    "return-guarantee": object<PolicyOf<"return-guarantee">>({
      ...noted,
      name: text,
      kind: literal("return-guarantee"),
      multiple: quantity,
    }),
    relative: object<PolicyOf<"relative">>({
      ...noted,
      name: text,
      kind: literal("relative"),
      rate,
      to: id,
    }),
    premium: object<PolicyOf<"premium">>({
      ...noted,
      name: text,
      kind: literal("premium"),
      rate,
      because: optional(text),
    }),
    "rate-envelope": object<PolicyOf<"rate-envelope">>({
      ...noted,
      name: text,
      kind: literal("rate-envelope"),
      stream: id,
      low: percent,
      high: percent,
    }),
    approval: object<PolicyOf<"approval">>({
      ...noted,
      name: text,
      kind: literal("approval"),
      of: literal("price", "discount", "contract"),
      above: optional(portion),
      by: text,
    }),
    statement: object<PolicyOf<"statement">>({
      ...noted,
      name: text,
      kind: literal("statement"),
      text,
    }),
  }),
);

/** Another document. */
export const reference: Shape<Reference> = named("Reference", () =>
  object<Reference>({ ...noted, title: text, at: optional(text), missing: optional(boolean) }),
);
