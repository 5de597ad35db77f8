import { expect, it } from "vitest";
import { everyAction } from "../access/roles.ts";
import { expanded } from "./expanded.ts";

const choices = {
  customer: { action: "customers.read", read: async () => ({ id: "c-1" }) },
  plan: { action: "subscriptions.read", read: async () => null },
} as const;
const key = { tenant: "acme", credential: "k", kind: "key", allowed: everyAction } as const;

it("brings along what is asked for, once each, and nothing else", async () => {
  expect(await expanded(undefined, choices, key)).toBeUndefined();
  expect(await expanded("customer", choices, key)).toEqual({ customer: { id: "c-1" } });
  expect(await expanded("plan,customer,plan", choices, key)).toEqual({
    plan: null,
    customer: { id: "c-1" },
  });
});

it("refuses what there is not, and what the key may not see", async () => {
  for (const asked of ["", "owner", "customer,", "toString"])
    await expect(expanded(asked, choices, key), asked).rejects.toMatchObject({
      faults: [{ code: "not-a-choice", path: "/query/expand" }],
    });
  const allowed = new Set(["subscriptions.read"] as const);
  await expect(expanded("customer", choices, { ...key, allowed })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await expanded("plan", choices, { ...key, allowed })).toEqual({ plan: null });
});
