import { expect, it } from "vitest";
import { addPortalMember } from "./portal-members.ts";
import type { Tx } from "./tenant.ts";

const ada = {
  id: "m-1",
  customer: "c-1",
  email: "ada@c-1.example",
  name: "Ada",
  role: "admin",
  createdAt: 0,
} as const;

/** A transaction whose inserts add so many rows, one after the other, and that finds nobody. */
const nobodyThere = (...added: number[]): Tx => ({
  tenant: "acme",
  rows: async () => [],
  run: async () => added.shift() ?? 0,
});

it("tries once more where who was in the way is gone", async () => {
  const added = await addPortalMember(nobodyThere(0, 1), ada);
  expect(added).toEqual({ member: { ...ada, seenAt: null }, isNew: true });
});

it("adds nobody where there is no room", async () => {
  expect(await addPortalMember(nobodyThere(0, 0), ada)).toBeUndefined();
});
