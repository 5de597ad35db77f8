import { describe, expect, it } from "vitest";
import { groupActions, subjectWords, verbOf } from "./action-groups.ts";

describe("groupActions", () => {
  it("keeps actions about one thing together, in their order", () => {
    const actions = ["usage.read", "customer-keys.read", "usage.write"];
    expect(groupActions(actions)).toEqual([
      { subject: "usage", actions: ["usage.read", "usage.write"] },
      { subject: "customer-keys", actions: ["customer-keys.read"] },
    ]);
    expect(subjectWords("customer-keys")).toBe("Customer keys");
    expect(verbOf("receivables.write-off")).toBe("write off");
  });
});
