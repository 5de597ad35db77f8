import { expect, test } from "vitest";
import { createByCustomer } from "./by-customer.ts";

test("as many are held over all tenants, not of each", () => {
  const held = createByCustomer<number>(2);
  held.set("t-1", "c", 1);
  held.set("t-2", "c", 2);
  held.set("t-2", "c", 3);
  expect([held.get("t-1", "c"), held.get("t-2", "c")]).toEqual([1, 3]);
  held.set("t-3", "c", 4);
  expect([held.get("t-1", "c"), held.get("t-2", "c"), held.get("t-3", "c")]).toEqual([
    undefined,
    undefined,
    4,
  ]);
  expect(held.size()).toEqual({ tenants: 1, values: 1 });
});

test("a tenant of whom nothing is held takes no room", () => {
  const held = createByCustomer<number>();
  for (const customer of ["c-1", "c-2"]) held.set("t-1", customer, 1);
  held.set("t-2", "c-1", 1);
  held.delete("t-1", "c-1");
  held.delete("t-1", "unknown");
  held.delete("unknown", "c-1");
  expect(held.size()).toEqual({ tenants: 2, values: 2 });
  held.forget("t-1", [{ customer: "c-2" }, { customer: "c-2" }]);
  expect(held.size()).toEqual({ tenants: 1, values: 1 });
  held.forget("t-2");
  held.forget("unknown");
  expect(held.size()).toEqual({ tenants: 0, values: 0 });
});
