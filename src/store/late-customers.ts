import { formatInstant } from "../time/instant.ts";
import { binaryTexts } from "./binary-array.ts";
import type { LateLook } from "./event-store.ts";
import { findLateCustomers } from "./sql/find-late-customers.ts";
import type { Tx } from "./tenant.ts";

/** How late an event must be for the index to know it: that of the migration `late-events`. */
const knownLateMs = 5 * 60_000;

/**
 * The customers whose closed periods may have got an event, of which the others surely got none: a cheap question,
 * asked for all of them together. In a transaction that has settled the usage.
 */
export async function customersWithLateUsage(
  tx: Tx,
  looks: readonly LateLook[],
): Promise<ReadonlySet<string>> {
  // What is received so soon after its period may be less late than the index knows.
  const isSoon = ({ receivedSince, before }: LateLook) => receivedSince - before < knownLateMs;
  const late = new Set(looks.filter(isSoon).map(({ customer }) => customer));
  const asked = looks.filter((look) => !isSoon(look));
  if (asked.length === 0) return late;
  const since = asked.reduce((first, look) => Math.min(first, look.receivedSince), Infinity);
  const before = asked.reduce((last, look) => Math.max(last, look.before), -Infinity);
  const customers = new Set(asked.map(({ customer }) => customer));
  const rows = await tx.rows<{ customer: string }>(findLateCustomers, [
    binaryTexts([...customers]),
    formatInstant(since),
    formatInstant(before),
  ]);
  for (const { customer } of rows) late.add(customer);
  return late;
}
