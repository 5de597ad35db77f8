import { expect, it } from "vitest";
import { countCustomers } from "./count-customers.ts";
import type { HeldPurchase } from "./held-purchases.ts";

const held = (purchase: string, from: number, to = Number.POSITIVE_INFINITY): HeldPurchase => ({
  segment: "platform",
  purchase,
  lasts: "plan",
  subscription: purchase,
  from,
  to,
  isMain: true,
  model: "m@1",
});

it("counts a customer of several plans once: of the first one that is planned", () => {
  const count = countCustomers([0, 10, 20, 30]);
  count.add([held("fees by use", 1), held("professional", 1, 15), held("business", 15)]);
  const closing = Object.fromEntries(
    count.purchases().map(({ purchase, closing }) => [purchase, closing]),
  );
  expect(closing).toEqual({ professional: [1, 0, 0], business: [0, 1, 1] });
});

it("counts who has nothing that is planned with the first that they have", () => {
  const count = countCustomers([0, 10, 20]);
  count.add([held("fees by use", 1), held("analytics annual", 11)]);
  expect(count.purchases()).toMatchObject([{ purchase: "fees by use", closing: [1, 1] }]);
});
