import type { Result } from "../../fault/fault.ts";
import { checkUse, type HeldStandings } from "./check-use.ts";
import type { CheckRequest, UseDecision } from "./entitlement-answers.ts";

/** Different questions of one customer that are remembered between two looks. */
const rememberedMax = 64;

/**
 * Decides as {@link checkUse} does, which gives the same answer to the same question for as long as the same is held: so what was
 * decided is told again. Refusals are not remembered.
 */
export function rememberedChecks(): typeof checkUse {
  const decided = new WeakMap<HeldStandings, Map<string, Result<UseDecision>>>();
  return (held, request) => {
    const known = decided.get(held) ?? new Map<string, Result<UseDecision>>();
    const question = questionOf(request);
    const before = known.get(question);
    if (before !== undefined) return before;
    const decision = checkUse(held, request);
    if (decision.ok && known.size < rememberedMax) decided.set(held, known.set(question, decision));
    return decision;
  };
}

/** What tells questions about one customer apart; nothing that can be left out looks like something that is said. */
const questionOf = ({ meter, feature, quantity, level }: CheckRequest): string =>
  [meter, feature, quantity, level]
    .map((said) => (said === undefined ? "" : `=${said}`))
    .join("\u0000");
