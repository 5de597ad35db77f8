import { describe, expect, it } from "vitest";
import { alertRuleWords, setterWords } from "./alert-rule-words.ts";

describe("a customer's own alert", () => {
  it("says what it is about", () => {
    expect(alertRuleWords({ of: "quota", quota: "calls" })).toBe("Used of the quota calls");
    expect(alertRuleWords({ of: "cost", quota: null })).toBe("Costs so far");
    expect(alertRuleWords({ of: "credits", quota: null })).toBe("Credits that run low");
  });

  it("says who set it, by name where they are known", () => {
    const names = new Map([["m-1", "Ada"]]);
    expect(
      ["portal:m-1", "portal:m-2", "portal-link:l-1", "key:k-1", null].map((setBy) =>
        setterWords(setBy, names),
      ),
    ).toEqual([
      "Ada",
      "somebody who has left the portal",
      "whoever had a link to the portal",
      "key:k-1",
      "not known",
    ]);
    expect(setterWords("portal:m-1", undefined)).toBe("one of the customer's people");
  });
});
