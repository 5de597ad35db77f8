import type { UnbilledReason } from "../account/usage-ledger.ts";
import type { UsageEvent } from "../metering/usage-event.ts";

/** Unbilled events of one reason: how many, and whom or what they are about. */
export interface UnbilledGroup {
  readonly reason: UnbilledReason;
  readonly events: number;
  /** Customers, types, or both, with their events; the most frequent first, then by name. */
  readonly names: readonly { readonly name: string; readonly events: number }[];
  /** Events of further names, past {@link namesMax}. */
  readonly others: number;
}

/** What no line charges for, by reason. */
export type UnbilledUsage = readonly UnbilledGroup[];

/** Names that are told apart for each reason, so that a file of strangers does not fill the memory. */
const namesMax = 10_000;

/** Counts unbilled events by what an operator would look for: the customer, the type, or what a customer did. */
export function unbilledUsage(): {
  readonly add: (reason: UnbilledReason, event: UsageEvent) => void;
  readonly list: () => UnbilledUsage;
} {
  const groups = new Map<UnbilledReason, Map<string, number>>();
  const others = new Map<UnbilledReason, number>();
  return {
    add: (reason, event) => {
      const names = groups.get(reason) ?? new Map<string, number>();
      groups.set(reason, names);
      const name = nameOf(reason, event);
      const known = names.get(name);
      if (known !== undefined) names.set(name, known + 1);
      else if (names.size < namesMax) names.set(name, 1);
      else others.set(reason, (others.get(reason) ?? 0) + 1);
    },
    list: () =>
      [...groups]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([reason, names]) => {
          const more = others.get(reason) ?? 0;
          const sorted = [...names].map(([name, events]) => ({ name, events })).sort(byEvents);
          const events = sorted.reduce((total, group) => total + group.events, more);
          return { reason, events, names: sorted, others: more };
        }),
  };
}

function nameOf(reason: UnbilledReason, { customer, type }: UsageEvent): string {
  if (reason === "unknown-customer") return customer;
  return reason === "unknown-meter" ? type : `${customer} ${type}`;
}

interface NamedCount {
  readonly name: string;
  readonly events: number;
}

const byEvents = (left: NamedCount, right: NamedCount): number =>
  right.events - left.events || (left.name < right.name ? -1 : 1);
