import { replayAccounts } from "../../../src/account/replay.ts";
import { openUsageLedger } from "../../../src/account/usage-ledger.ts";
import type { Lived } from "../story.ts";
import { storyBooks } from "../story-books.ts";

const metered: ReadonlySet<string> = new Set(["usage", "capacity", "late-usage"]);

/**
 * Customers whose events are not each on one line: the lines count as many as a reading of all events finds billable, the others
 * are listed with a reason, or were taken back in time. Nobody used anything in the last months, so no line is still to come but those of an account
 * that is parked.
 */
export function usageFaults({ kind, living, rates }: Lived): readonly string[] {
  const accounts = replayAccounts(storyBooks(kind));
  for (const fact of living.facts) accounts.add(fact);
  for (const rate of rates) accounts.addRate(rate);
  const { replay } = accounts.open();
  const wanted = new Map<string, number>();
  const count = (counts: Map<string, number>, customer: string, events: number): void =>
    void counts.set(customer, (counts.get(customer) ?? 0) + events);
  const ledger = openUsageLedger(replay.accounts, storyBooks(kind));
  for (const { withdrawnAt, ...said } of living.versions) {
    const outcome =
      withdrawnAt === undefined ? ledger.add(said) : ledger.addWithdrawn(said, withdrawnAt);
    if (outcome === undefined) count(wanted, said.customer, 1);
  }
  const billed = new Map<string, number>();
  for (const one of living.happenings) {
    if (one.kind !== "document") continue;
    for (const line of one.invoice.lines)
      if (metered.has(line.kind))
        count(billed, line.customer?.id ?? one.invoice.customer, line.explanation.events ?? 0);
  }
  return [...wanted].flatMap(([customer, events]) => {
    const own = billed.get(customer) ?? 0;
    const payer = living.account(customer)?.customer.id ?? customer;
    if (own === events || living.parked.has(payer)) return [];
    return [`${customer} used ${events} times what is charged for, and is billed for ${own}`];
  });
}
