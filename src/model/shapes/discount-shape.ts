import type { VolumeDiscountBand } from "../../pricing/volume-discount.ts";
import type { DiscountTerms, ModelDiscount } from "../discount-terms.ts";
import { list, literal, named, type Shape, text, whole } from "../shape.ts";
import { moneyDue, portion, portionRate } from "../shape-money.ts";
import { type Fields, object, optional, type Variant, variants } from "../shape-object.ts";
import { quantity } from "../shape-values.ts";
import { noted } from "./noted-fields.ts";

type DiscountOf<K extends ModelDiscount["kind"]> = Variant<ModelDiscount, "kind", K>;

const terms: Fields<DiscountTerms> = {
  ...noted,
  name: optional(text),
  appliesTo: optional(literal("recurring", "usage", "all")),
  cliff: optional(literal("intended")),
};

const reason = literal("promotional", "academic", "partner", "negotiated", "annual");

const band = object<VolumeDiscountBand>({ from: quantity, percent: portion });

const term = object<DiscountOf<"term">["terms"][number]>({
  years: whole(1, 100),
  percent: portion,
});

/** A discount of the model. */
export const discount: Shape<ModelDiscount> = named("Discount", () =>
  variants<ModelDiscount, "kind">("kind", {
    volume: object<DiscountOf<"volume">>({
      ...terms,
      kind: literal("volume"),
      by: literal("quantity", "spend"),
      mode: literal("volume", "graduated"),
      bands: list(band, 1),
    }),
    term: object<DiscountOf<"term">>({ ...terms, kind: literal("term"), terms: list(term, 1) }),
    percent: object<DiscountOf<"percent">>({
      ...terms,
      kind: literal("percent"),
      percent: portionRate,
      reason,
      eligibility: optional(text),
    }),
    amount: object<DiscountOf<"amount">>({
      ...terms,
      kind: literal("amount"),
      amount: moneyDue,
      reason: optional(reason),
      eligibility: optional(text),
    }),
  }),
);
