import { groupThousands } from "../money/quantity.ts";
import type { UnknownCost } from "../plan/actual/unknown-costs.ts";
import type { UnknownSegment } from "../plan/actual/unknown-segments.ts";
import { harmless } from "./columns.ts";
import { counted, type Terminal } from "./terminal.ts";

/** What happened and a plan has no name for. */
export interface UnknownOfPlan {
  readonly unknownSegments: readonly UnknownSegment[];
  readonly unknownCosts: readonly UnknownCost[];
}

/** At most so many of a kind are named. */
const namedMax = 10;

/**
 * Says once which segments customers are told that the plan does not have: they are counted as unplanned; and which costs the books tell that it does
 * not have: they are left out. Each with the name that was likely meant.
 */
export function warnOfUnknown(
  { unknownSegments, unknownCosts }: UnknownOfPlan,
  terminal: Terminal,
): void {
  const segments = unknownSegments.map(({ segment, customers, meant }) =>
    named(segment, counted(customers, "customer"), meant),
  );
  if (segments.length > 0)
    terminal.err(harmless(`The plan has no segment ${listed(segments)}: counted as unplanned.`));
  const costs = unknownCosts.map(({ cost, amount, currency, meant }) =>
    named(cost, `${groupThousands(amount)} ${currency}`, meant),
  );
  if (costs.length > 0)
    terminal.err(
      harmless(`The plan has no cost ${listed(costs)}: left out of its profit and cash.`),
    );
}

const named = (id: string, amount: string, meant: string | undefined): string =>
  `"${id}" (${amount}${meant === undefined ? "" : `; did you mean "${meant}"?`})`;

const listed = (all: readonly string[]): string =>
  `${all.slice(0, namedMax).join(", ")}${all.length > namedMax ? ` and ${all.length - namedMax} more` : ""}`;
