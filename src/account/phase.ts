import type { Instant } from "../time/instant.ts";
import type { PhaseState } from "./account.ts";
import type { SubscriptionFact } from "./fact.ts";

/** A phase of which nothing is billed yet. `anchor` is null in the first phase of a subscription. */
export const openPhase = (
  key: string,
  fact: SubscriptionFact,
  held: { readonly model: string; readonly knownSince: Instant },
  anchor: string | null,
): PhaseState => ({
  key,
  fact,
  model: held.model,
  knownSince: held.knownSince,
  cutSince: null,
  anchor,
  refundsUnused: false,
  nextRecurring: 0,
  paid: [],
  nextUsage: {},
  billed: {},
});
