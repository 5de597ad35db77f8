import { expect, it } from "vitest";
import { actsInPortal } from "../../../../src/access/portal-acts.ts";
import { portalRoleWords } from "./portal-role-words.ts";

it("says of a link without a name what it does not open", () => {
  const all = { changePlan: true, cancel: true, paymentMethod: true, keys: true, members: true };
  const acts = (isNamed: boolean) => actsInPortal("admin", all, { paysItself: true, isNamed });
  const withName = [...acts(true)].filter((act) => !acts(false).has(act));
  expect(withName.toSorted()).toEqual(["alerts.manage", "keys.manage", "members.manage"]);
  expect(portalRoleWords("admin", true)).toBe("Everything");
  expect(portalRoleWords("admin", false)).toBe("Everything but people, API keys and alerts");
});
