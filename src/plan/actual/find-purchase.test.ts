import { describe, expect, it } from "vitest";
import dell from "../../../examples/dell-milspec/model.ts";
import sippar from "../../../examples/sippar/model.ts";
import type { SubscriptionFact } from "../../account/fact.ts";
import { purchaseFinder } from "./find-purchase.ts";

const subscribes = (terms: Partial<SubscriptionFact>): SubscriptionFact => ({
  fact: "subscription",
  id: "s",
  customer: "c",
  start: "2026-01-01",
  ...terms,
});

describe("what of a plan was bought, where it sells one plan on several terms", () => {
  const clients = purchaseFinder(sippar);
  const government = purchaseFinder(dell);

  it.each([
    [2, "foundation-two-years"],
    [3, "foundation-three-years"],
  ])("is what is planned for %i years", (termYears, purchase) => {
    const terms = subscribes({ plan: "foundation", cadence: "annual", termYears });
    expect(clients.subscription("enterprise", terms).purchase).toBe(purchase);
  });

  it.each([
    [["channel-partner"], "integrators"],
    [[], "direct"],
  ])("is what is planned with the discounts %j", (discounts, purchase) => {
    const terms = subscribes({ plan: "government", termYears: 3, discounts });
    expect(government.subscription("government", terms).purchase).toBe(purchase);
  });

  it("is nothing of it where its segment does not plan to sell that", () => {
    const terms = subscribes({ plan: "government" });
    expect(government.subscription("essential", terms).purchase).toBe("government annual");
  });
});
