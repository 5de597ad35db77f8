import type { Offer } from "../../model/offer.ts";
import { shareOf } from "../../money/percent.ts";
import type { Pattern } from "./contract.ts";

/** How an offer is satisfied: by its milestones, or at the point in time it is delivered. */
export function offerPattern(offer: Pick<Offer, "milestones">): Pattern {
  const { milestones = [] } = offer;
  if (milestones.length === 0) return { kind: "point-in-time" };
  return {
    kind: "milestones",
    milestones: milestones.map(({ name, share }) => ({ name, share: shareOf(share) })),
  };
}
