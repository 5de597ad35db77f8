import type { PriceIndex, PublishedValue } from "../price-index.ts";
import { list, named, type Shape, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { date, quantity } from "../shape-values.ts";

/** An index that escalators name. */
export const priceIndex: Shape<PriceIndex> = named("PriceIndex", () =>
  object<PriceIndex>({
    name: text,
    publisher: optional(text),
    values: list(object<PublishedValue>({ day: date, value: quantity, published: optional(date) })),
  }),
);
