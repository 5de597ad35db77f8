import { expect } from "vitest";
import type { UsageEvent } from "../metering/usage-event.ts";
import { acmeBooks, at, customer, subscription } from "./account.fixture.ts";
import type { AccountFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { replayAccounts } from "./replay.ts";

/** What every change of the one subscription says. */
export const about = { customer: "c-1", subscription: "s-1" } as const;

/** What became of facts: the invoices, and each refused fact with its first code. */
export interface Story {
  readonly invoices: readonly Invoice[];
  readonly refused: readonly string[];
}

/** Tells facts of one customer and bills until an instant. */
export function story(
  facts: readonly AccountFact[],
  until: string,
  usage: readonly UsageEvent[] = [],
): Story {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  for (const event of usage) expect(replay.addUsage(event)).toBe("accepted");
  return {
    invoices: [...replay.invoicesUntil(at(until))],
    refused: refused.map(({ fact, faults }) => `${fact.id} ${faults[0]?.code}`),
  };
}

/** Issue day and lines, each as its id and amount. */
export const shown = ({ invoices }: Story) =>
  invoices.map(({ issuedAt, lines }) => [
    issuedAt.slice(0, 10),
    ...lines.map(({ id, amount }) => `${id} ${amount}`),
  ]);

/** 499.00 a month from 31 January on. */
export const team = subscription({ start: "2026-01-31" });
