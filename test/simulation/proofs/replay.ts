import { invoiceText } from "../../../src/account/invoice.ts";
import type { Happening } from "../../../src/account/issue-in-order.ts";
import { replayAccounts } from "../../../src/account/replay.ts";
import type { Lived } from "../story.ts";
import { storyBooks } from "../story-books.ts";

const textOf = (one: Happening): string =>
  one.kind === "document" ? invoiceText(one.invoice) : JSON.stringify(one);

/** Where a replay of what was told differs from the life: the first happening that does, and each account. */
export function replayDifferences({ kind, living, until, rates }: Lived): readonly string[] {
  const accounts = replayAccounts(storyBooks(kind));
  // In another order than they were told in: it must not matter.
  for (const fact of living.facts.toReversed()) accounts.add(fact);
  for (const rate of rates) accounts.addRate(rate);
  const { replay, refused } = accounts.open();
  for (const correction of living.corrections.toReversed()) replay.correct(correction);
  for (const event of living.events) replay.addUsage(event);
  replay.secondReading();
  const found = [
    ...refused.map(({ fact, faults }) => ({ id: fact.id, faults })),
    ...replay.refusedCorrections().map(({ correction, faults }) => ({ id: correction.id, faults })),
  ].map(({ id, faults }) => `replay refuses ${id}: ${faults[0]?.code}`);
  // What is due at the last instant itself has not happened in the life.
  const again = [...replay.happeningsUntil(until - 1)];
  for (let place = 0; place < Math.max(again.length, living.happenings.length); place += 1) {
    const [before, now] = [living.happenings[place], again[place]].map((one) => one && textOf(one));
    if (before === now) continue;
    found.push(`happening ${place}: lived ${before}`, `replayed ${now}`);
    break;
  }
  for (const [customer, account] of replay.standing) {
    const own = living.account(customer);
    if (JSON.stringify(own) !== JSON.stringify(account))
      found.push(
        `${customer}: lived ${JSON.stringify(own)}`,
        `replayed ${JSON.stringify(account)}`,
      );
  }
  return found;
}
