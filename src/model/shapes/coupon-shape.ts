import type { Coupon, CouponDuration } from "../coupon.ts";
import { list, literal, named, type Shape, text, whole } from "../shape.ts";
import { object, optional, type Variant, variants } from "../shape-object.ts";
import { date, id, patterned } from "../shape-values.ts";
import { noted } from "./noted-fields.ts";

const couponCode = patterned(/^[0-9A-Za-z][0-9A-Za-z-]{2,39}$/, "SPRING26", {
  code: "invalid-code",
  message: "a code has 3 to 40 letters, digits and hyphens, and no hyphen first",
  suggestion: 'write "SPRING26"',
});

type DurationOf<K extends CouponDuration["kind"]> = Variant<CouponDuration, "kind", K>;

const duration = variants<CouponDuration, "kind">("kind", {
  once: object<DurationOf<"once">>({ kind: literal("once") }),
  repeating: object<DurationOf<"repeating">>({
    kind: literal("repeating"),
    count: whole(1, 1_000),
    unit: literal("invoices", "months"),
  }),
  forever: object<DurationOf<"forever">>({ kind: literal("forever") }),
});

/** A discount by code. */
export const coupon: Shape<Coupon> = named("Coupon", () =>
  object<Coupon>({
    ...noted,
    name: text,
    code: couponCode,
    discount: id,
    duration,
    validFrom: optional(date),
    validUntil: optional(date),
    perCustomer: optional(whole(1, 1_000)),
    plans: optional(list(id, 1)),
  }),
);
