import fc, { type Arbitrary } from "fast-check";
import type { FakeTrouble } from "../../payments/stripe/fake-stripe.fixture.ts";

/** Something that happens to a customer's payments; `killedAfter` steps the process is killed while it does it. */
export type Happening =
  | {
      readonly kind: "charge";
      readonly invoice: number;
      readonly method: number;
      readonly key: number;
      readonly killedAfter: number | undefined;
    }
  | {
      readonly kind: "checkout";
      readonly invoice: number;
      readonly key: number;
      readonly killedAfter: number | undefined;
    }
  | {
      readonly kind: "refund";
      readonly payment: number;
      readonly amount: `${number}`;
      readonly key: number;
      readonly killedAfter: number | undefined;
    }
  | {
      readonly kind: "withdraw";
      readonly payment: number;
      readonly killedAfter: number | undefined;
    }
  | { readonly kind: "run"; readonly killedAfter: number | undefined }
  /** Messages by their place among all that Stripe has sent: any of them, in any order, again and again. */
  | {
      readonly kind: "deliver";
      readonly messages: readonly number[];
      readonly killedAfter: number | undefined;
    }
  | { readonly kind: "trouble"; readonly trouble: FakeTrouble }
  | { readonly kind: "wait"; readonly minutes: number }
  /** A debit that was pending ends, a customer pays on a page, a cardholder disputes. */
  | { readonly kind: "settle"; readonly end: "succeeded" | "failed" }
  | { readonly kind: "pay-on-page"; readonly page: number }
  | { readonly kind: "dispute"; readonly payment: number }
  | { readonly kind: "end-dispute"; readonly dispute: number; readonly end: "won" | "lost" };

const killedAfter = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 16 }) },
);
const small = fc.nat({ max: 3 });
/** Cards that work come up more often than those that do not: most of what can go wrong comes after a payment. */
const method = fc.constantFrom(0, 0, 0, 1, 2, 2, 3);

const troubles: readonly FakeTrouble[] = [
  "hang-before",
  "hang-after",
  "reset-after",
  "rate-limit",
  "in-use",
  "unavailable",
  "error-before",
  "error-after",
];

const happening: Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("charge" as const),
      invoice: small,
      method,
      key: small,
      killedAfter,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("checkout" as const),
      invoice: small,
      key: small,
      killedAfter,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("refund" as const),
      payment: small,
      amount: fc.constantFrom("10.00" as const, "60.00" as const, "100.00" as const),
      key: small,
      killedAfter,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("withdraw" as const), payment: small, killedAfter }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("run" as const), killedAfter }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("deliver" as const),
      messages: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 }),
      killedAfter,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("trouble" as const),
      trouble: fc.constantFrom(...troubles),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      minutes: fc.constantFrom(1, 3, 15, 90, 1_500),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      end: fc.constantFrom("succeeded" as const, "failed" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("pay-on-page" as const), page: small }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("dispute" as const), payment: small }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("end-dispute" as const),
      dispute: small,
      end: fc.constantFrom("won" as const, "lost" as const),
    }),
  },
);

/** Any schedule of what people, Stripe, networks and crashes do to a few invoices. */
export const anySchedule: Arbitrary<readonly Happening[]> = fc.array(happening, {
  minLength: 12,
  maxLength: 32,
  size: "max",
});
