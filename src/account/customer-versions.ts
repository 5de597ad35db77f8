import { type Instant, parseInstant } from "../time/instant.ts";
import type { CustomerFact } from "./fact.ts";

/** What was told of one customer: what opens its account, then each amendment in the order in which it became known. */
export type CustomerVersions = readonly [CustomerFact, ...CustomerFact[]];

/** When a customer fact was recorded; the beginning of time where it does not say. UTC. */
export function recordedAt(fact: CustomerFact): Instant {
  const recorded = fact.recordedAt === undefined ? undefined : parseInstant(fact.recordedAt);
  return recorded?.ok === true ? recorded.value : 0;
}

/** What tells facts of one customer apart: there is one that opens its account, and one amendment at a moment. */
export const versionName = (fact: CustomerFact): string =>
  fact.amends === true ? `${fact.id}\n${recordedAt(fact)}` : fact.id;

/** The versions of each customer whose account is opened; amendments of others are left out. */
export function customerVersions(
  facts: readonly CustomerFact[],
): ReadonlyMap<string, CustomerVersions> {
  const versions = new Map<string, CustomerVersions>();
  for (const fact of facts) if (fact.amends !== true) versions.set(fact.id, [fact]);
  for (const fact of amendmentsIn(facts)) {
    const known = versions.get(fact.id);
    if (known !== undefined) versions.set(fact.id, [...known, fact]);
  }
  return versions;
}

/** The amendments among facts, the first to become known first. */
export const amendmentsIn = (facts: readonly CustomerFact[]): readonly CustomerFact[] =>
  facts
    .filter(({ amends }) => amends === true)
    .sort((left, right) => recordedAt(left) - recordedAt(right));
