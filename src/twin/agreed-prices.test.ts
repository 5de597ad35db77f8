import { describe, expect, it } from "vitest";
import type { Model } from "../model/model.ts";
import { atLeast, range } from "../money/amount.ts";
import { type Money, usd } from "../money/money.ts";
import { flowMetrics, type VarianceNode } from "../plan/variance/variance-tree.ts";
import { flat } from "../pricing/flat.ts";
import { causesOf, opened, year } from "./lived-against-plan.fixture.ts";

/** The model whose yearly fee, onboarding and licence leave open what they cost, and what was agreed of each. */
function withFees(fees: Readonly<Record<"base" | "onboarding" | "licence", Money<"USD">>>): Model {
  const teams = year.segments?.teams;
  const { team } = year.plans;
  const { annual, onboarding, ...others } = teams?.purchases ?? {};
  const offer = year.offers?.onboarding;
  if (!teams || !team || !annual || !onboarding || !offer) throw new Error("the model plans them");
  const purchases = {
    ...others,
    annual: { ...annual, agreed: { base: fees.base } },
    onboarding: { ...onboarding, agreed: { base: fees.onboarding } },
    licence: { share: "10%", licence: "own", agreed: { base: fees.licence } },
  };
  return {
    ...year,
    plans: { team: { ...team, prices: { ...team.prices, annual: flat(atLeast(usd(900))) } } },
    offers: { onboarding: { ...offer, price: flat(range(usd(500), usd(900))) } },
    licences: {
      own: {
        name: "On their own machines",
        kind: "perpetual",
        stream: "services",
        fee: atLeast(usd(5_000)),
        maintenance: { rate: "20%", every: "annual", firstDue: "purchase" },
      },
    },
    segments: { teams: { ...teams, purchases } },
  };
}

/** Purchases under a node of which there is something that is other than planned. */
const seenIn = (node: VarianceNode): readonly VarianceNode[] => [
  ...(node.kind === "purchase" && causesOf(node).length > 0 ? [node] : []),
  ...node.children.flatMap(seenIn),
];

describe("a lived business that sold for other fees than its plan", () => {
  it.each(flowMetrics.filter((metric) => metric !== "customers"))(
    "is all price in %s where a contract, an offer and a licence are sold for other fees than planned",
    (metric) => {
      const plan = withFees({ base: usd(990), onboarding: usd(500), licence: usd(5_000) });
      const dearer = withFees({ base: usd(1_200), onboarding: usd(800), licence: usd(7_500) });
      const node = opened(metric, plan, dearer);
      // What is earned by day is rounded otherwise.
      expect(causesOf(node).filter((part) => part !== "timing")).toEqual(["price"]);
      expect(Math.abs(node.parts.timing)).toBeLessThan(metric === "revenue" ? 50 : 1);
      const purchases = new Set(seenIn(node).map(({ id }) => id));
      expect(["annual", "onboarding", "licence"].filter((one) => purchases.has(one))).toEqual(
        metric === "mrr" ? ["annual", "licence"] : ["annual", "onboarding", "licence"],
      );
    },
  );
});
